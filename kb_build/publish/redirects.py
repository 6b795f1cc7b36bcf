"""Makes a small page at each former address, which leads to where the page is now.

It also works from a folder and without scripts, keeps the anchor of a link, and is made only where
no page is. Search index, feed and site map leave it out.
"""

from __future__ import annotations

import html
import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from kb_build.messages import say
from kb_build.page.redirects import read
from kb_build.publish.feed import About

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="canonical" href="{whole}">
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
</head>
<body>
<p>{title} <a href="{target}">{words}</a></p>
<script>location.replace(document.links[0].href + location.hash)</script>
</body>
</html>
"""


def redirects(settings: MkDocsConfig, pages: Mapping[str, str], site: About) -> dict[str, bytes]:
    """The pages at old addresses, by path below the site's folder.

    `pages` has the destination of each page of the site by its path below docs/.
    """
    from mkdocs.structure.files import File

    direct = settings.use_directory_urls
    led = read(Path(settings.docs_dir))
    taken = {path.casefold() for path in pages}  # Windows and macOS know one file for both cases
    free = {old: new for old, new in led.items() if old.casefold() not in taken}
    there = {old: pages[new] for old, new in free.items() if new in pages}
    places = {old: File(old, "", "", direct).dest_uri for old in there}
    return {places[old]: _page(places[old], to, site) for old, to in there.items()}


def _page(place: str, destination: str, site: About) -> bytes:
    target = quote(posixpath.relpath(destination, posixpath.dirname(place) or "."))
    whole = f"{site.url}{quote(destination)}" if site.url else target
    title, words = say("site.moved_title", site.lang), say("site.moved_link", site.lang)
    values = {"lang": site.lang, "title": title, "words": words, "whole": whole, "target": target}
    return PAGE.format_map({key: html.escape(value) for key, value in values.items()}).encode()
