"""Lines no wider than the terminal: Chinese breaks between characters, other words stay whole."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

# What stays on one line: a word or a Chinese character, with the punctuation after it that may not
# begin a line, and that before it which may not end one.
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
    """How many columns of a terminal the words take; a sign of ambiguous width counts as two."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in words)
