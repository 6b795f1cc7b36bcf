"""Finds tags, attributes and links in a page's Markdown, in time linear in its length.

Python-Markdown takes quadratic time on hostile text, so it is not used here. All that could become
a tag or an attribute counts as one; what parsers may read differently counts as unclear.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kb_build.check.words import unescape

# A tag that all parsers read alike: attributes separated by blanks, no `<` or `>` in their values.
TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9-]*+)"
    r"((?>\s++[A-Za-z_:][\w:.-]*+(?>=(?:\"[^\"<>]*+\"|'[^'<>]*+'|[\w./#%-]++))?+)*+)\s*+/?>"
)
ATTRIBUTE = re.compile(r"\s([A-Za-z_:][\w:.-]*+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([\w./#%-]++)))?")
# What begins like a tag, up to its end or as far as one could go.
RAW = re.compile(r"<[A-Za-z/?!][^<>]*+>?+")
# No tags, though they look alike: addresses, as far as no attribute can hide in them; comments.
PLAIN = re.compile(r"<https?://[^\s<>\"'=]++>|<[\w.+-]++@[\w.-]++>|<!--")

# What follows the first brace of a line. Here and below: an expression whose alternatives begin
# with a letter each is found ten times as fast as one that begins with `^` or a group.
BRACE = re.compile(r"\{[^\n]*+")
LISTED = re.compile(
    r"(?<![^\s={}\"'])(?:#(?P<id>[^\s={}]++)|(?P<name>[^\s={}\"']++)="
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<plain>[^\s={}]++)))"
)

# A target is only looked ahead at: another link may begin within it.
ANGLED = r"<[^<>\n]*+>"
PLAIN_TARGET = r"[^\s()<>]*+(?>\([^\s()<>]*+\)[^\s()<>]*+){0,4}+"
LINK = rf"\]\((?=\s*+(?P<target>{ANGLED}|{PLAIN_TARGET}))"
LINKS = re.compile(LINK)  # found in no time where there is no image
IMAGES = re.compile(rf"\n(?P<blank>[ \t]*+(?=\n))|!(?P<image>\[)|{LINK}")
# `[name]: target`, within quotations and lists too.
DEFINITION = re.compile(
    r"^[ \t>*+\-\d.)]*+\[[^\[\]]*+\]:"
    rf"(?=[ \t]*+(?>\n[ \t>]*+)?+(?P<target>{ANGLED}|\S++))",
    re.MULTILINE,
)
KNOWN = 1 << 14  # targets that are remembered: pages side by side lead to the same things
CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0]")  # a browser drops most of them from an address
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")


Attributes = tuple[tuple[str, str], ...]  # names in lower case, values without entities


class Tag(NamedTuple):  # of which a page has dozens: a dataclass takes three times as long
    """A tag of HTML, or the attributes in braces that follow something."""

    name: str  # in lower case; empty for attributes in braces
    closes: bool
    attributes: Attributes
    start: int  # offset in the text
    end: int


class Link(NamedTuple):
    """The target of a link or image."""

    target: str  # as a browser reads it
    start: int  # offset in the text
    image: bool  # whether it can be that of an image


def tags(text: str) -> Iterator[Tag | int]:
    """The tags of a text without fenced code; for one that is unclear only its offset."""
    for found in RAW.finditer(text):
        read = _read(found[0])
        if read:
            yield Tag(*read, *found.span())
        elif not PLAIN.match(found[0]):
            yield found.start()


@lru_cache(KNOWN)  # pages side by side have much the same tags
def _read(raw: str) -> tuple[str, bool, Attributes] | None:
    """The first three fields of a `Tag`; None where it is unclear or no tag."""
    match = TAG.match(raw)
    if not match:
        return None
    closes, name, attributes = match.groups()
    pairs = tuple(
        (name.lower(), html.unescape(double or single or plain))
        for name, double, single, plain in ATTRIBUTE.findall(attributes)
    )
    return name.lower(), bool(closes), pairs


def braces(text: str, masked: str) -> Iterator[Tag]:
    """The attributes in braces of a text; `masked` is the same without escapes.

    From the first brace to the last of a line (markdown.extensions.attr_list takes less).
    """
    for match in BRACE.finditer(masked):
        end = masked.rfind("}", *match.span()) + 1
        if not end:
            continue
        start = match.start()
        yield Tag("", False, _listed(text[start:end], masked[start:end]), start, end)


@lru_cache(KNOWN)
def _listed(text: str, masked: str) -> Attributes:
    """The attributes within braces; `masked` is the same without escapes."""
    return tuple(
        ((found["name"] or "id").lower(), unescape(text[slice(*found.span(found.lastgroup or 0))]))
        for found in LISTED.finditer(masked)
    )


def links(text: str, masked: str) -> Iterator[Link]:
    """The targets of links in a text; `masked` is the same without escapes.

    Where an image begins before it in the same paragraph a target counts as an image's, and so do
    the targets of definitions `[name]: target` on a page with images: brackets are not matched,
    since code may hide some.
    """
    image, images = False, "![" in masked
    for match in (IMAGES if images else LINKS).finditer(masked):
        start, end = match.span("target")
        if start < 0:
            image = match["image"] is not None
        else:
            yield Link(written(text[start:end]), start, image)
    for match in DEFINITION.finditer(masked) if "]:" in masked else ():
        yield Link(written(text[slice(*match.span("target"))]), match.start("target"), images)


@lru_cache(KNOWN)
def written(target: str) -> str:
    """A target in Markdown as a browser reads it."""
    return address(unescape(target.removeprefix("<").removesuffix(">")))


def address(value: str) -> str:
    """An address as a browser reads it: without control characters and blanks."""
    return CONTROLS.sub("", value)


@lru_cache(KNOWN)
def scheme(target: str) -> str:
    """The scheme of an address in lower case, `//` for one without; empty for a path."""
    plain = target.lower().replace("\\", "/")
    found = SCHEME.match(plain)
    return found[1] if found else "//" * plain.startswith("//")
