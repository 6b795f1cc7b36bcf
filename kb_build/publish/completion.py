"""Makes the files that need all pages of a site: search index, feed and site map."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from kb_build.publish.feed import NAME as FEED, About, feed
from kb_build.publish.frame import SITE_MAPS
from kb_build.publish.history import Log
from kb_build.publish.renderer import Card, Rendered
from kb_build.publish.search.findable import unpack
from kb_build.publish.search.index import Line, files
from kb_build.reuse.store import put

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SEARCH = "search"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def lines_of(cards: Iterable[Card]) -> dict[str, Line]:
    """What the search index needs to know of these pages, by address."""
    return {card.url: card.line for card in cards if card.line}


def about(settings: MkDocsConfig, lang: str, url: str | None = None) -> About:
    """The facts about a site, from MkDocs's settings; `url` replaces theirs."""
    known = url or settings.site_url or ""
    base = known and f"{known.rstrip('/')}/"
    return About(settings.site_name, base, lang)


def complete(site: Path, pages: Sequence[Rendered], known: About, log: Log) -> None:
    """Writes search index, feed and site map into a site's folder."""
    found = {page.card.url: said for page in pages if (said := unpack(page.brings))}
    for name, text in files(found).items():
        put(f"{site}/{SEARCH}/{name}", text.encode("utf-8", "replace"))
    for name in SITE_MAPS:
        (site / name).unlink(missing_ok=True)
    for name, data in lists([page.card for page in pages], known, log).items():
        (site / name).write_bytes(data)


def lists(pages: Sequence[Card], known: About, log: Log) -> dict[str, bytes]:
    """Feed, dated by git's log, and site map, by their names below the site's folder.

    The site map follows https://www.sitemaps.org/protocol.html, without dates, so that the same
    pages give the same bytes. It needs whole addresses: without one of the site there is none.
    """
    news = (page.news for page in pages if page.news)
    dates = {path: one.committed for path, one in log.pages.items()}
    made = {FEED: feed(known, news, dates)}
    if known.url:
        made["sitemap.xml"] = _site_map(pages, known.url).encode("utf-8")
    return made


def _site_map(pages: Sequence[Card], site_url: str) -> str:
    base = urljoin(site_url, ".")
    places = sorted(base + page.url.removeprefix("./") for page in pages)
    lines = (f"  <url><loc>{html.escape(place)}</loc></url>\n" for place in places)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="{SITEMAP}">\n{"".join(lines)}</urlset>\n'
    )
