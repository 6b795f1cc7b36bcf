"""Makes the headings of a page with Python-Markdown, one by one, and equal ones only once.

Extensions change headings more than anything else: they add anchors and links, and build the table
of contents. Converted alone, a heading goes through the same steps as on its page, whatever the
settings are. Headings of plain words differ only in the words and the anchor made of these, so one
is converted for each level, and the others are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown.extensions.toc import nest_toc_tokens

MOST = 1_000  # headings that are remembered, of some 1 KB each
LINK = "]("  # where it leads to depends on the page
# Headings of plain words: letters, and signs without a meaning in Markdown. They may end in a link.
LETTER = r"[^\s\x00-\x24\x26\x27\x2a\x3a-\x40\x5b-\x60\x7b-\xa0]"
LINKED = rf"\[({LETTER}++(?> {LETTER}++)*+)\]\(([A-Za-z0-9_./#-]+)\)"
PLAIN = re.compile(rf"(\#{{1,6}}) ((?:{LETTER}++ )*)(?:({LETTER}++)|{LINKED})")
LIKE, ANCHOR = "KB-WORDS", "kb-words"  # words to be replaced, and the anchor made of them
SAFE = re.compile(r"[\w-]+")

Token = Any  # an entry of the table of contents, as the extension `toc` has it


@dataclass(frozen=True, slots=True)
class Made:
    """What is made of Markdown."""

    html: str
    title: str | None  # that of a heading of the first level with which it begins
    tokens: Sequence[Token]  # of its headings, those of lower levels within the others


class Headings:
    """Makes headings with `make`; `anchor` gives the anchor for the words of a heading."""

    def __init__(self, make: Callable[[str], Made], anchor: Callable[[str], str]) -> None:
        self._make, self._anchor, self._known = make, anchor, lru_cache(MOST)(make)
        self._without_links = lru_cache(MOST)(self._alone)

    def made(self, lines: Sequence[str], address: Callable[[str], str]) -> Made:
        """The headings of a page, each a line of HTML; `address` gives the address of a link."""
        found = [
            self._alone(line, address) if LINK in line else self._without_links(line)
            for line in lines
        ]
        tokens = [token.copy() for heading in found for token in heading.tokens]
        if len({token["id"] for token in tokens}) < len(lines):  # some get another anchor
            return self._make("\n\n".join(lines))
        html = "\n".join(heading.html for heading in found)
        return Made(html, found[0].title if found else None, nest_toc_tokens(tokens))

    def _alone(self, line: str, address: Callable[[str], str] = str) -> Made:
        if plain := PLAIN.fullmatch(line):
            marks, first, last, words, to = plain.groups("")
            like, name = self._known(f"{marks} {LIKE}"), first + last + words
            known = bool(like.tokens) and like.tokens[0]["id"] == ANCHOR
            if known and SAFE.fullmatch(anchor := self._anchor(name)):
                link = f'<a href="{address(to)}">{words}</a>' if to else ""
                return _filled(like, name, first + last + link, anchor)
        return self._make(line) if LINK in line else self._known(line)


def _filled(like: Made, name: str, html: str, anchor: str) -> Made:
    """The heading of LIKE, with its own words and anchor."""
    made = like.html.replace(ANCHOR, anchor).replace(LIKE, html)
    token = {**like.tokens[0], "id": anchor, "name": name, "html": html}
    return Made(made, name if like.title else None, [token])
