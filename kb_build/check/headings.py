"""The anchors of headings: Python-Markdown makes them of their words, as mkdocs.yml has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markdown.extensions.toc import slugify_unicode  # mkdocs.yml: markdown_extensions: toc: slugify

from kb_build.check.words import unescape

# `## words`, or words with a line of `=` or `-` below them.
HEADING = re.compile(
    r"^#{1,6}+[ \t]*+(?P<marked>[^\n]+)|(?:^|\n\n)(?P<underlined>[^\s#>|][^\n]*)\n(?:=+|-+)[ ]*$",
    re.MULTILINE,
)
MARKED = re.compile(r"\n#{1,6}+[ \t]*+(?P<marked>[^\n]+)")  # the first half, found in no time
UNDERLINE = re.compile(r"\n(?:=+|-+)[ ]*(?:\n|\Z)")
BRACES = re.compile(r"\{[^\n{}]*\}\s*$")
LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
TAG = re.compile(r"<[^<>\n]*>")
COUNTED = re.compile(r"(.*)_([0-9]{1,9})")


def slugs(text: str, explicit: Iterable[str]) -> Iterator[str]:
    """The anchor of each heading of a text without fenced code; `explicit` ids are taken."""
    taken = set(explicit)
    last: dict[str, int] = {}
    for heading in _headings(text):
        yield _unique(_slug(heading), taken, last)


def _headings(text: str) -> Iterator[str]:
    """What stands in each heading."""
    if UNDERLINE.search(text):
        return (found["marked"] or found["underlined"] for found in HEADING.finditer(text))
    return (found["marked"] for found in MARKED.finditer("\n" + text))


@lru_cache(1024)  # the headings of generated pages are few
def _slug(heading: str) -> str:
    """The anchor that a heading has where it is not taken: of what a reader sees of it."""
    words: str = slugify_unicode(shown(heading), "-")
    return words


def shown(heading: str) -> str:
    """What a reader sees of a heading, with the signs of bold and italic type."""
    plain = BRACES.sub("", heading).rstrip("# ")
    return unescape(TAG.sub("", LINK.sub(r"\1", plain)))


def _unique(slug: str, taken: set[str], last: dict[str, int]) -> str:
    """The slug, counted on where it is taken or empty: `_1`, `_2`… (markdown.extensions.toc).

    `last` holds how far each slug was counted, so that many equal headings take no longer.
    """
    anchor = slug
    while anchor in taken or not anchor:
        base, number = _counted(slug)
        last[slug] = last.get(slug, number) + 1
        anchor = f"{base}_{last[slug]}"
    taken.add(anchor)
    return anchor


def _counted(slug: str) -> tuple[str, int]:
    match = COUNTED.fullmatch(slug)
    return (match[1], int(match[2])) if match else (slug, 0)
