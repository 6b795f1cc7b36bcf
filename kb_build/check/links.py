"""A link leads to a page or file below docs/ that is there, and to an anchor that it has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from kb_build.check.markup import Link, address, links, scheme, tags
from kb_build.check.masking import without_code, without_escapes
from kb_build.check.pages import Docs, PageFile
from kb_build.model import Notice

RAW = ("href", "src")  # attributes of HTML tags that lead somewhere


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """An error for each relative link whose target is not there; addresses are not looked at."""
    masked = without_code(without_escapes(page.text))
    for link in links(page.text, masked):
        if not scheme(link.target):
            yield from _one(page, docs, link)
    for link in _raw(page.text):
        if not scheme(link.target):
            yield from _of_html(page, docs, link)


def _raw(text: str) -> Iterator[Link]:
    for tag in tags(text):
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
        yield from _one(page, docs, replace(link, target=source + sign + anchor))


def _one(page: PageFile, docs: Docs, link: Link) -> Iterator[Notice]:
    written, _, anchor = link.target.partition("#")
    path = _path(page.path, unquote(written.partition("?")[0]))
    if path.startswith(("../", "/")) or path == "..":
        yield page.fault("check-link-leaves", link.start, target=link.target)
    elif path not in docs.files:
        near = docs.by_name.get(path.rpartition("/")[2], ())
        key = "check-link-dead-near" if near else "check-link-dead"
        nearest = posixpath.relpath(near[0], posixpath.dirname(page.path) or ".") if near else ""
        yield page.fault(key, link.start, target=link.target, nearest=nearest)
    elif docs.hidden(path) and not page.draft:
        yield page.fault("check-link-draft", link.start, target=link.target)
    elif anchor and path in docs.briefs and unquote(anchor) not in docs.briefs[path].anchors:
        yield page.fault(
            "check-link-anchor", link.start, target=link.target, anchor=unquote(anchor)
        )


def _path(page: str, written: str) -> str:
    """The path below docs/ that is meant; with `../` in front where it is outside."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), written)) if written else page
