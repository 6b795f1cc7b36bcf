"""Cuts a rendered page into the records that a search finds: the page, and a report's passages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from kb_build.model import ROLES
from kb_build.page.frontmatter import words
from kb_build.publish.search import furniture
from kb_build.publish.search.facets import Facets
from kb_build.publish.search.naming import LISTING, sought
from kb_build.publish.search.records import KINDS, ROLE_OF_STATUS, Record

# Pages made of lists and plots about one thing: found by its name and by what is said of it. Of
# pages that list others, only those of certain units: ledgers of reports, and comparisons.
GATHERED = frozenset({"series", "unit", LISTING})
# Kinds that front matter may not name: they are given to pages and passages without a kind.
OURS = frozenset({"passage", "page"})

# For texts of any length, without network. Not lxml.html, which looks up a Python class for each
# element; that takes as long as parsing.
PARSER = etree.HTMLParser(huge_tree=True, no_network=True)

BOUND = "\0"  # ends a line, and stands in no HTML that was parsed
# All others end a line.
INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s"}
    | {"script", "small", "span", "strong", "style", "sub", "sup", "template", "u"}
)
# In a page's own HTML these would end it: libxml2 drops what follows, where browsers go on.
OUTER_TAG = re.compile(r"</?(?:html|head|body)\b[^>]*>", re.IGNORECASE)
# Not searched: the title (the record has it already), noise of the report, lines that name the
# source of a quotation or of the page, related pages; and links within the page, which repeat
# headings.
SILENT_TAGS = frozenset({"script", "style", "template", "h1"})
SILENT_CLASSES = frozenset({"kb-noise", "kb-source", "kb-citation", "kb-map", "kb-related"})
# On a report's page, what has a record of its own.
PARTS = frozenset({"kb-passage", "kb-heading"})
# The frame of a page that has a kind: blocks that are found as context, after its quotations and
# paragraphs, and not shown in results. Links in them name other pages, which are found themselves.
FRAME_BLOCKS = frozenset({"table", "ul", "ol", "h2"})
FRAME_LINE = "kb-frame"
FRAME_CLASSES = frozenset({"kb-lead", "kb-legend"})
# Blocks in a folded part are the page's own; what is clicked to see them is not.
FOLDED = "details"
# A label that is left where the links behind it are passed over.
LABEL = re.compile(r"[^\n]{1,20}[：:]")


@dataclass(frozen=True, slots=True)
class Silence:
    """Elements that are passed over with all that is in them."""

    tags: frozenset[str]
    classes: frozenset[str]

    def __contains__(self, element: etree._Element) -> bool:
        if element.tag in self.tags or (
            element.tag == "a" and element.get("href", "").startswith("#")  # within the page
        ):
            return True
        classes = element.get("class")
        return classes is not None and not self.classes.isdisjoint(classes.split())


PLAIN = Silence(SILENT_TAGS, SILENT_CLASSES)
FRAMED = Silence(SILENT_TAGS | {"a", "summary"}, SILENT_CLASSES | FRAME_CLASSES)
REPORT = Silence(FRAMED.tags, FRAMED.classes | PARTS)

DEPTH = re.compile(r"kb-depth-(\d{1,2})")
# A heading of which the report prints the number only: （1）, 一是. It names nothing.
BARE = re.compile(r"[\s（()）、.．:：，第是条章节\d〇零一二三四五六七八九十百①-⒛㈠-㈩]*")


def records(url: str, front: Mapping[str, object], title: str, content: str) -> Iterator[Record]:
    """The records of one page, the page itself first.

    `url` is below the site's folder; `front` is the front matter as read, of any shape; `title` is
    plain text; `content` is the page's HTML without the theme around it.
    """
    kind = _kind(front)
    if kind == LISTING and not words(front.get("units")):
        return
    body = _body(content)
    facets, names = Facets.of(front), (title, *words(front.get("aliases")))
    text, frame = _page_words(kind, body)
    text = text or "".join(words(front.get("description"))[:1])
    path = (frame,) if frame else ()
    role = ROLE_OF_STATUS.get("".join(facets.status), "")
    yield Record(url, kind, title, names, path, role, facets, text, sought(front, title))
    if kind == "report":
        yield from _passages(url, title, facets, body)


def _kind(front: Mapping[str, object]) -> str:
    stated = "".join(words(front.get("kind"))[:1])
    return stated if stated in KINDS and stated not in OURS else "page"


def _page_words(kind: str, body: etree._Element) -> tuple[str, str]:
    """The words of a page itself, and those of its frame."""
    if kind in GATHERED:
        return "", ""
    if kind == "page":
        return _text(body, PLAIN), ""
    silence = REPORT if kind == "report" else FRAMED
    framing = FRAME_BLOCKS | {"h3"} if kind == "report" else FRAME_BLOCKS
    blocks: dict[bool, list[str]] = {True: [], False: []}
    for block in _blocks(body):
        if block not in silence:
            frame = block.tag in framing or FRAME_LINE in _classes(block)
            text = _text(block, silence)
            bare = LABEL.fullmatch(text) and block.find(".//a") is not None
            words = furniture.told(kind, text) if frame else text
            blocks[frame].append("" if bare else words)
    return "\n".join(filter(None, blocks[False])), "\n".join(filter(None, blocks[True]))


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    """The blocks of a page, those of its folded parts in their places."""
    for block in root.iterchildren(etree.Element):
        if block.tag == FOLDED:
            yield from _blocks(block)
        else:
            yield block


def _passages(url: str, title: str, facets: Facets, root: etree._Element) -> Iterator[Record]:
    path: dict[int, str] = {}
    for spans in _parts(root):
        first, classes = spans[0], _classes(spans[0])
        text = "\n".join(filter(None, (_text(span, PLAIN) for span in spans)))
        if "".join(text.split()) == "".join(title.split()):  # by it the page itself is found
            continue
        role = _role(classes)
        above = path
        if role == "heading":
            if BARE.fullmatch(text):
                continue
            depth = _depth(classes)
            above = {level: heading for level, heading in path.items() if level < depth}
            path = above | {depth: text}
        address = f"{url}#{first.get('id')}"
        yield Record(address, "passage", title, (), tuple(above.values()), role, facets, text)


def _parts(root: etree._Element) -> Iterator[list[etree._Element]]:
    """The spans of each heading and passage; a span without id continues the passage before it."""
    spans: list[etree._Element] = []
    for span in root.iter("span"):
        if PARTS.isdisjoint(_classes(span)):
            continue
        if span.get("id") and spans:
            yield spans
            spans = []
        if span.get("id") or spans:
            spans.append(span)
    if spans:
        yield spans


def _role(classes: Collection[str]) -> str:
    if "kb-heading" in classes:
        return "heading"
    return next((role for role in ROLES if f"kb-{role}" in classes), "")


def _depth(classes: Collection[str]) -> int:
    return next((int(found[1]) for c in classes if (found := DEPTH.fullmatch(c))), 1)


def _classes(element: etree._Element) -> list[str]:
    return element.get("class", "").split()


def _text(root: etree._Element, silent: Silence) -> str:
    """The words within `root`, a line a block, without what is silent."""
    lines = "".join(_words(root, silent)).split(BOUND)  # line ends of the HTML are blanks
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _words(root: etree._Element, silent: Silence) -> list[str]:
    words = [root.text or ""]
    left = [(root.iterchildren(), "")]  # of each element around: its other children, what follows
    while left:
        children, after = left[-1]
        for child in children:
            follows = child.tail or ""
            if not isinstance(child.tag, str) or child in silent:  # a comment is no element
                words.append(follows)
                continue
            bound = "" if child.tag in INLINE else BOUND
            words += bound, child.text or ""
            if len(child):
                left.append((child.iterchildren(), bound + follows))
                break
            words += bound, follows
        else:
            words.append(after)
            left.pop()
    return words


def _body(content: str) -> etree._Element:
    """The page's HTML as a tree."""
    inner = OUTER_TAG.sub("", content)
    root = etree.fromstring(f"<html><body>{inner}</body></html>", PARSER)
    return next(root.iter("body"))
