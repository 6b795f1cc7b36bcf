"""What a site has that is made of all its pages together: search index, feed and site map."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from kb_build.messages import say
from kb_build.publish.feed import NAME as FEED
from kb_build.publish.feed import Feed, commits
from kb_build.publish.index import Index
from kb_build.publish.settings import language_of
from kb_build.publish.shards import Rendered

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SEARCH = "search"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def index_of(pages: Iterable[Rendered]) -> Index:
    """The search index of these pages."""
    index = Index()
    for page in pages:
        index.add(page.url, page.records)
    return index


@dataclass(frozen=True, slots=True)
class About:
    """What must be known of a site to complete it."""

    docs: Path  # folder of its pages, for the dates of their commits
    name: str
    url: str  # ends in a slash; empty where it is not known
    feed_title: str


def about(settings: MkDocsConfig, url: str | None = None) -> About:
    """The same from MkDocs's settings; `url` goes before theirs."""
    known = url or settings.site_url or ""
    base = known and f"{known.rstrip('/')}/"
    title = say("feed.title", language_of(settings), site=settings.site_name)
    return About(Path(settings.docs_dir), settings.site_name, base, title)


def complete(site: Path, pages: Sequence[Rendered], index: Index, known: About) -> None:
    """Writes search index, feed and site map into a site's folder.

    The site map follows https://www.sitemaps.org/protocol.html, without dates, so that the same
    pages give the same bytes. It needs whole addresses: without one of the site there is none.
    """
    index.write(site / SEARCH)
    news = tuple(page.news for page in pages if page.news)
    feed = Feed(known.name, known.url, known.feed_title, news)
    (site / FEED).write_bytes(feed.xml(commits(known.docs)))
    for name in ("sitemap.xml", "sitemap.xml.gz"):  # MkDocs's, which bear the day of the build
        (site / name).unlink(missing_ok=True)
    if known.url:
        words = _sitemap(pages, known.url)
        (site / "sitemap.xml").write_text(words, encoding="utf-8", newline="\n")


def _sitemap(pages: Sequence[Rendered], site_url: str) -> str:
    places = sorted(urljoin(site_url, quote(page.url)) for page in pages)
    lines = (f"  <url><loc>{html.escape(place)}</loc></url>\n" for place in places)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="{SITEMAP}">\n{"".join(lines)}</urlset>\n'
    )
