"""Has Python-Markdown make the headings of a page one by one, those that are alike only once.

Headings are what other extensions have most to do with: they are given anchors and links to
themselves, and the table of contents is made of them. By itself each goes through the very steps
that it would go through on its page, whatever the settings say of them. One of plain words is like
any other of its level but for the words and the anchor made of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown.extensions.toc import nest_toc_tokens

MOST = 1_000  # headings that are known at a time, of some 1 KB each
LINK = "]("  # where it leads to depends on the page
# Words that stay as they are: of letters, and of signs that no step of a converter looks for. The
# last ones may be a link.
LETTER = r"[^\s\x00-\x24\x26\x27\x2a\x3a-\x40\x5b-\x60\x7b-\xa0]"
LINKED = rf"\[({LETTER}++(?: {LETTER}++)*+)\]\(([A-Za-z0-9_./#-]+)\)"
PLAIN = re.compile(rf"(\#{{1,6}}) ((?:{LETTER}++ )*)(?:({LETTER}++)|{LINKED})")
LIKE, ANCHOR = "KB-WORDS", "kb-words"  # words, and the anchor that most settings make of them
SAFE = re.compile(r"[\w-]+")

Token = Any  # an entry of the table of contents, as the extension `toc` has it


@dataclass(frozen=True, slots=True)
class Made:
    """What is made of Markdown."""

    html: str
    title: str | None  # that of a heading of the first level with which it begins
    tokens: Sequence[Token]  # of its headings, those of lower levels within the others


class Headings:
    """Makes headings by `make`; `anchor` gives the anchor of words that no other heading has."""

    def __init__(self, make: Callable[[str], Made], anchor: Callable[[str], str]) -> None:
        self._make, self._anchor, self._known = make, anchor, lru_cache(MOST)(make)
        self._without_links = lru_cache(MOST)(self._alone)

    def made(self, lines: Sequence[str], address: Callable[[str], str]) -> Made:
        """The headings of a page, each a line of HTML; `address` says where a link leads to."""
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
    """A heading with other words than LIKE."""
    made = like.html.replace(ANCHOR, anchor).replace(LIKE, html)
    token = {**like.tokens[0], "id": anchor, "name": name, "html": html}
    return Made(made, name if like.title else None, [token])
