"""What a site has that is made of all its pages together: the search index and the site map."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote, urljoin

from kb_build.publish.index import Index
from kb_build.publish.shards import Rendered

SEARCH = "search"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def index_of(pages: Iterable[Rendered]) -> Index:
    """The search index of these pages."""
    index = Index()
    for page in pages:
        index.add(page.url, page.records)
    return index


def complete(site: Path, pages: Sequence[Rendered], index: Index, site_url: str | None) -> None:
    """Writes search index and site map into a site's folder.

    The site map follows https://www.sitemaps.org/protocol.html, without dates, so that the same
    pages give the same bytes. It needs whole addresses: without `site_url` there is none.
    """
    index.write(site / SEARCH)
    for name in ("sitemap.xml", "sitemap.xml.gz"):  # MkDocs's, which bear the day of the build
        (site / name).unlink(missing_ok=True)
    if site_url:
        (site / "sitemap.xml").write_text(_sitemap(pages, site_url), encoding="utf-8", newline="\n")


def _sitemap(pages: Sequence[Rendered], site_url: str) -> str:
    base = site_url.rstrip("/") + "/"
    places = sorted(urljoin(base, quote(page.url)) for page in pages)
    lines = (f"  <url><loc>{html.escape(place)}</loc></url>\n" for place in places)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="{SITEMAP}">\n{"".join(lines)}</urlset>\n'
    )
