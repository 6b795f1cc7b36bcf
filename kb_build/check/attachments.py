"""Files beside the pages must run nothing: browsers trust them as they trust a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kb_build.check.docs import Docs
from kb_build.model import Notice

if TYPE_CHECKING:
    from lxml.etree import _Element

# What browsers show as a page, with its scripts. A `.js` file runs only where a page loads it,
# which only the settings can ask for.
PAGES = re.compile(r"\.(?:s?html?|xht(?:ml)?|mht(?:ml)?|xml|xslt?|svgz)")
PICTURE = ".svg"  # runs its scripts where it is opened by itself, as by a link
MOST_BYTES = 5_000_000  # of a picture that is looked through

# Drawing programs put plain HTML into `foreignObject`; these elements of it are not plain.
RUNNING = frozenset(
    {"script", "handler", "iframe", "object", "embed", "link", "meta", "base", "form", "frame"}
)
LOADING = frozenset({"href", "src", "srcset", "poster", "background"})
IGNORED = re.compile(r"[\x00-\x20]+")
SCRIPT = re.compile(r"(?:java|vb)script:|data:(?!image/(?!svg))")
# In style sheets and attributes: anything but a part of the picture, or one that it has in itself.
LOADED = re.compile(r"""@import|url\(["']?(?!#|data:image/)""")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:(?<!data:)|//|\\")


def check(docs: Docs) -> Iterator[Notice]:
    """An error for each file, pages left out, that would run or load something in a browser."""
    for path in sorted(docs.found.sizes):
        suffix = PurePosixPath(path.rstrip(" .")).suffix.lower()
        if PAGES.fullmatch(suffix):
            yield Notice.error("check-file-runs", docs.named(path), suffix=suffix)
        elif suffix == PICTURE and (line := _live_line(docs.folder / path)):
            yield Notice.error("check-picture-runs", docs.named(path), line)


def _live_line(file: Path) -> int:
    """The line in a picture where something runs or is loaded; 0 where nothing does."""
    from lxml import etree

    try:
        with file.open("rb") as source:
            data = source.read(MOST_BYTES + 1)
        parser = etree.XMLParser(no_network=True)  # which resolves internal entities
        root = etree.fromstring(data, parser) if len(data) <= MOST_BYTES else None
    except etree.XMLSyntaxError as error:
        return error.lineno or 1  # browsers run what stands above a fault
    except (OSError, ValueError):
        return 1
    if root is None or next(root.itersiblings(etree.PI, preceding=True), None) is not None:
        return 1  # too long to look through, or with a style sheet, which can be anything
    live = next((one for one in root.iter(etree.Element) if _is_live(one)), None)
    return 0 if live is None else live.sourceline or 1  # type: ignore[return-value]


def _is_live(element: _Element) -> bool:
    name = str(element.tag).rpartition("}")[2]
    if name.lower() in RUNNING:
        return True
    if name == "style" and LOADED.search(_read("".join(map(str, element.itertext())))):
        return True
    for key, value in element.items():
        words, known = _read(str(value)), str(key).rpartition("}")[2].lower()
        if known.startswith("on") or SCRIPT.search(words) or LOADED.search(words):
            return True
        places = words.split(",") if known in LOADING and name != "a" else []
        if any(map(ELSEWHERE.match, places)):
            return True
    return False


def _read(words: str) -> str:
    """Words of an attribute as browsers read an address: without blanks and controls."""
    return IGNORED.sub("", words).lower()
