"""Marks HTML that stands in plain text, raw or escaped: comments, scripts, tags and entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb_build.model import Mark, MarkKind, Span
from kb_build.read import html_elements
from kb_build.read.marking import noise

_OPEN, _CLOSE = r"(?:<|&(?:amp;){0,3}lt;)", r"(?:>|&(?:amp;){0,3}gt;)"

# From an opening to its closing; what lies between is no text either.
_ENCLOSED = (
    ("html-comment", rf"{_OPEN}!--", rf"--{_CLOSE}"),
    ("html-script-block", rf"(?i){_OPEN}script\b", rf"(?i){_OPEN}/script\s{{0,9}}{_CLOSE}"),
    ("html-style-block", rf"(?i){_OPEN}style\b", rf"(?i){_OPEN}/style\s{{0,9}}{_CLOSE}"),
)
ENCLOSED = tuple((rule, re.compile(a), re.compile(b)) for rule, a, b in _ENCLOSED)

# Only names that HTML knows (and Word's, with a colon): <张三> and <xx> are the author's own words.
_INLINE = """
a abbr acronym area audio b base basefont bdo big button canvas cite code col colgroup data del dfn
embed em font frame i iframe img input ins kbd label link map mark meta meter nobr noscript object
output param path picture progress q rp rt ruby s samp script slot small source span strike strong
style sub sup svg template textarea time track tt u var video wbr xml
"""
_NAME = "|".join(sorted({*_INLINE.split(), *html_elements.BLOCKS}, key=len, reverse=True))
# No part of a tag is matched twice: attributes end at the next bracket, so this is linear.
TAG = re.compile(
    rf"(?i){_OPEN}(?P<end>\\?/)?(?P<name>(?:{_NAME})(?![\w-])|[a-z]\w{{0,9}}:\w{{1,30}})"
    rf"(?P<attributes>(?>[^<>&]|&(?!(?:amp;){{0,3}}[lg]t;)){{0,2000}}+){_CLOSE}"
    rf"|{_OPEN}[!?][a-zA-Z][^<>]{{0,500}}{_CLOSE}"
)
# Elements that menus and footers are made of.
_CONTAINERS = frozenset({"nav", "header", "footer", "aside", "div", "ul", "section", "table", "p"})
_ATTRIBUTE = re.compile(r"""\b(class|id|role)\s*=\s*\\?["']?([^"'\\>]{0,300})""")

ENTITY = re.compile(r"&(?:amp;){0,5}(?:[a-zA-Z]{2,8}\d{0,2}|#\d{1,6}|#[xX][0-9a-fA-F]{1,6});")
# Characters that print nothing, left over from web pages: zero-width spaces, soft hyphens.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")
# Left over from JSON and SQL exports; a letter after \n makes it a Windows path.
ESCAPES = (
    ("escape-block", re.compile(r"\\(?:r\\n|[nr])(?![A-Za-z])")),
    ("escape", re.compile(r"\\u[0-9a-fA-F]{4}|\\t(?![A-Za-z])|\\(?=[\"/'])")),
)


def enclosed(view: str) -> Iterator[Mark]:
    """Comments, scripts and styles with all that is in them."""
    for rule, opening, closing in ENCLOSED:
        at = 0
        while start := opening.search(view, at):
            end = closing.search(view, start.end())
            if end is None:  # nor is there one for any later opening
                break
            yield noise(start.start(), end.end(), rule)
            at = end.end()


def tags(view: str) -> Iterator[Mark]:
    """Tags; furniture and menus between them; headings and bold words between theirs."""
    found = list(TAG.finditer(view))
    for tag in found:
        block = (tag["name"] or "").lower() in html_elements.BLOCKS
        yield noise(tag.start(), tag.end(), "html-block" if block else "html-tag")
    yield from _worded(found)
    yield from _rows(found)
    yield from _menus(view, found)
    yield from _furniture(view, found)


def unseen(view: str) -> Iterator[Mark]:
    """Characters that no reader sees: a name does not begin with one."""
    for match in UNSEEN.finditer(view):
        yield noise(*match.span(), "unseen")


def entities(view: str) -> Iterator[Mark]:
    """Entities such as &nbsp; and escapes such as \\u201c: no words themselves."""
    yield from (noise(m.start(), m.end(), "html-entity") for m in ENTITY.finditer(view))
    for rule, pattern in ESCAPES:
        yield from (noise(m.start(), m.end(), rule) for m in pattern.finditer(view))


def _worded(found: Iterable[re.Match[str]]) -> Iterator[Mark]:
    """Words between <h2> and </h2>, <b> and </b>."""
    since: dict[str, int] = {}
    for tag in found:
        name = (tag["name"] or "").lower()
        if name not in html_elements.HEADINGS and name not in html_elements.BOLD:
            continue
        if not tag["end"]:
            since.setdefault(name, tag.end())
        elif name in since:
            kind: MarkKind = "heading" if name in html_elements.HEADINGS else "bold"
            level = html_elements.HEADINGS.get(name, 0)
            yield Mark(Span(since.pop(name), tag.start()), kind, f"html-{name}", level)


def _rows(found: Iterable[re.Match[str]]) -> Iterator[Mark]:
    """Rows of at least two cells with no table in them; a table of one cell is but a frame."""
    since, cells = -1, 0
    for tag in found:
        name = (tag["name"] or "").lower()
        if name == "tr" and tag["end"]:
            if since >= 0 and cells > 1:
                yield Mark(Span(since, tag.start()), "row", "html-tr")
            since = -1
        elif name in ("tr", "table"):
            since, cells = (tag.end(), 0) if name == "tr" else (-1, 0)
        cells += name in ("td", "th") and not tag["end"]


def _menus(view: str, found: Iterable[re.Match[str]]) -> Iterator[Mark]:
    """Lines between block tags that are mostly links; headings are spared."""
    start = line = linked = 0
    in_link = in_heading = False
    words: list[str] = []
    for tag in found:
        piece = view[start : tag.start()]
        words.append(piece)
        linked += in_link * sum(not char.isspace() for char in piece)
        start, name = tag.end(), (tag["name"] or "").lower()
        if name == "a":
            in_link = not tag["end"]
        elif name in html_elements.BLOCKS:
            if linked and not in_heading and html_elements.is_menu("".join(words), linked):
                yield noise(line, tag.start(), "html-menu")
            line, linked, words = start, 0, []
            in_heading = (name in ("h1", "h2")) and not tag["end"]


def _furniture(view: str, found: list[re.Match[str]]) -> Iterator[Mark]:
    """What lies between the tags of a menu or footer, unless it is most of the page."""
    outer, depth, start = "", 0, 0
    for tag in found:
        name = (tag["name"] or "").lower()
        if outer:
            depth += (name == outer) * (-1 if tag["end"] else 1)
            if depth == 0:
                if tag.start() - start <= html_elements.LARGEST * len(view):
                    yield noise(start, tag.start(), "html-furniture")
                outer = ""
        elif not tag["end"] and name in _CONTAINERS and _is_furniture(name, tag):
            outer, depth, start = name, 1, tag.end()


def _is_furniture(name: str, tag: re.Match[str]) -> bool:
    attributes = {m[1].lower(): m[2] for m in _ATTRIBUTE.finditer(tag["attributes"] or "")}
    return html_elements.is_furniture(name, attributes.get)
