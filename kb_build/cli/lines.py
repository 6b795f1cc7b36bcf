"""Lines no wider than the terminal: Chinese breaks between characters, other words stay whole."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

# What stays together: a word or one Chinese character, with the marks that may begin no line behind
# it and those that may end none before it.
PIECE = re.compile(r"\s+|[（《“‘【]*(?:…?[!-~]+|[^!-~\s])[，。；：、！？）》”’】…]*")


def lines(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns; only a longer word is wider."""
    found = [""]
    for piece in PIECE.findall(text):
        if found[-1] and columns(found[-1] + piece.rstrip()) > width:
            found.append("")
        found[-1] += piece if found[-1] else piece.lstrip()
    return [line.rstrip() for line in found]


def columns(words: str) -> int:
    """How wide words are on a terminal; a sign of unsure width counts as a wide one."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in words)
