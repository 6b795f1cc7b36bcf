"""A link leads to a page or file below docs/ that is there, and to an anchor that it has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from kb_build.check.docs import Docs
from kb_build.check.markup import KNOWN, Link, address, links, scheme
from kb_build.check.masking import without_code
from kb_build.check.pages import Fault, PageFile
from kb_build.model import Notice, replace
from kb_build.page.keys import SOURCE

RAW = ("href", "src")  # attributes of HTML tags that lead somewhere
# What becomes of the links on a page that is left behind, which nobody renews any more.
LOST = frozenset({"check-link-dead", "check-link-dead-near", "check-link-anchor"})


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """An error for each relative link whose target is not there; addresses are not looked at.

    A warning on a page that is left behind, lest one such page keep all others unpublished.
    """
    masked = without_code(page.masked)
    found = page.links if masked == page.masked else tuple(links(page.text, masked))
    yield from _of_links(page, docs, found)
    for link in _raw(page):
        if not scheme(link.target):
            yield from _of_html(page, docs, link)


def _of_links(page: PageFile, docs: Docs, found: Sequence[Link]) -> Iterator[Notice]:
    """Looks up each target once: a page often links to the same thing several times."""
    folder = page.path.rpartition("/")[0]
    places = {target: _place(folder, target) for target in {link.target for link in found}}
    known = {target: _fault(page, docs, *place) for target, place in places.items() if place}
    faults = {target: fault for target, fault in known.items() if fault}
    left = page.front.values.get(SOURCE) == "gone"
    for link in found if faults else ():
        if link.target in faults:
            key, details = faults[link.target]
            fault = page.fault(key, link.start, target=link.target, **details)
            yield replace(fault, severity="warning") if left and key in LOST else fault


def _raw(page: PageFile) -> Iterator[Link]:
    for tag in page.tags:
        if not isinstance(tag, int):
            for name, value in tag.attributes:
                if name in RAW:
                    yield Link(address(value), tag.start, name == "src")


def _of_html(page: PageFile, docs: Docs, link: Link) -> Iterator[Notice]:
    """MkDocs rewrites links of Markdown only: HTML has to name the page as it is on the site."""
    path, sign, anchor = link.target.partition("#")
    if path.endswith(".md"):
        yield page.fault("check-link-html", link.start, target=link.target)
    else:
        source = path.removesuffix(".html") + ".md" if path.endswith(".html") else path
        yield from _of_links(page, docs, [link._replace(target=source + sign + anchor)])


def _fault(page: PageFile, docs: Docs, path: str, anchor: str) -> Fault | None:
    """What is wrong with a place (`_place`); None where it is there."""
    path = path or page.path
    if path.startswith(("../", "/")) or path == "..":
        return "check-link-leaves", {}
    if docs.ask("target", path, anchor):
        return None
    if path not in docs.found.files:
        near = docs.near(path.replace("\\", "/"))
        key = "check-link-dead-near" if near else "check-link-dead"
        nearest = posixpath.relpath(near, posixpath.dirname(page.path) or ".") if near else ""
        return key, {"nearest": nearest}
    if docs.hidden(path) and not page.draft:
        return "check-link-draft", {}
    if anchor and anchor not in docs.anchors(path):
        return "check-link-anchor", {"anchor": anchor}
    return None


def _place(folder: str, target: str) -> tuple[str, str] | None:
    """Path below docs/ and anchor to which a link on a page of `folder` leads.

    The path begins with `../` if it is outside, and is empty for the page itself. None for a web
    address.
    """
    if scheme(target):
        return None
    before, _, anchor = target.partition("#")
    return _path(folder, before), unquote(anchor)


@lru_cache(KNOWN)  # pages of a folder lead to many places of the same few reports
def _path(folder: str, target: str) -> str:
    written = unquote(target.partition("?")[0])
    return posixpath.normpath(posixpath.join(folder, written)) if written else ""
