"""Has Python-Markdown make the headings of a page one by one, those that many pages have once.

Headings are what other extensions have most to do with: they are given anchors and links to
themselves, and the table of contents is made of them. By itself each goes through the very steps
that it would go through on its page, whatever the settings say of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown.extensions.toc import nest_toc_tokens

MOST = 1_000  # headings that are known at a time, of some 1 KB each
LINK = "]("  # where it leads to depends on the page

Token = Any  # an entry of the table of contents, as the extension `toc` has it


@dataclass(frozen=True, slots=True)
class Made:
    """What is made of Markdown."""

    html: str
    title: str | None  # that of a heading of the first level with which it begins
    tokens: Sequence[Token]  # of its headings, those of lower levels within the others


class Headings:
    """The headings of pages, each made by `make`."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        self._make, self._known = make, lru_cache(MOST)(make)

    def made(self, lines: Sequence[str]) -> Made:
        """The headings of a page, each a line of HTML."""
        found = [self._make(line) if LINK in line else self._known(line) for line in lines]
        tokens = [token.copy() for heading in found for token in heading.tokens]
        if len({token["id"] for token in tokens}) < len(lines):  # some get another anchor
            return self._make("\n\n".join(lines))
        html = "\n".join(heading.html for heading in found)
        return Made(html, found[0].title if found else None, nest_toc_tokens(tokens))
