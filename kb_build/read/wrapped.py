"""Joins the lines of a text that an editor, a mail program or a printed page broke at its width."""

from __future__ import annotations

import re
from itertools import pairwise

# Columns of a page's lines, a Hanzi taking two: GB/T 9704 has 28 Hanzi, a terminal 80 columns.
# Longer lines are paragraphs; of names and dates a list may have shorter ones of like length.
NARROWEST, WIDEST = 40, 100
# Where each paragraph is one line, hardly two are as long as the longest, and those end sentences.
FULL_LINES = 6
FULL_SHARE = 1 / 3  # of the lines that are not blank
SPARE = 5  # columns that a full line may lack: two Hanzi, and signs that print narrower than here
WIDER = 12  # columns that a line with many digits and signs may have more than others
WIDER_PERCENT = 5  # of the lines may be wider still: titles, rows, what a web page put in

ENDED = tuple("。！？；：:;!?")
# What begins a paragraph or heading, whatever stands before: an indent, a number, a bullet.
BEGINS = re.compile(
    r"[\u3000\t]|  |[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]?\d{1,2}[）)、．.](?!\d)"
    r"|第[一二三四五六七八九十]{1,3}[章节条]|[●•◆■*#|>-]"
)
# What is not broken at a line's end: numbers and words, with the signs that follow.
UNBROKEN = re.compile(r"(?:[0-9A-Za-z.,%％+/-]+|.)[，。、；：！？）》”,.;:!?)]*")
NARROW = re.compile(r"[0-9A-Za-z ]")


def joined(text: str) -> str:
    """The text with its paragraphs on one line each; as it was unless all of it is broken so."""
    rows = text.split("\n")
    lines = [row for row in rows if row.strip()]
    widths = sorted(_width(line.rstrip()) for line in lines)
    page = widths[-max(1, round(len(lines) * FULL_SHARE))] if lines else 0
    if not NARROWEST <= page <= WIDEST:
        return text
    if widths[-1 - len(lines) * WIDER_PERCENT // 100] > page + WIDER:
        return text
    broken = [_goes_on(*two, page) for two in pairwise(rows)]
    if sum(broken) < max(FULL_LINES, len(lines) * FULL_SHARE):
        return text
    pieces = rows[:1]
    for goes_on, row in zip(broken, rows[1:], strict=True):
        pieces += _between(pieces[-1], row) if goes_on else "\n", row
    return "".join(pieces)


def _goes_on(line: str, following: str, page: int) -> bool:
    """Whether a line ends no sentence and is full: the next one's first word had no room on it."""
    line, first = line.rstrip(), UNBROKEN.match(following)
    if not first or line.endswith(ENDED) or "\t" in line + following or BEGINS.match(following):
        return False
    return _width(line) + _width(first[0]) > page - SPARE


def _between(line: str, following: str) -> str:
    """A blank between two Western words, nothing between Hanzi."""
    western = line[-1:].isascii() and line[-1:].isalpha()
    return " " if western and following[:1].isascii() and following[:1].isalpha() else ""


def _width(words: str) -> int:
    return 2 * len(words) - len(NARROW.findall(words))
