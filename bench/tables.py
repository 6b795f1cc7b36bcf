"""Plain tables for a terminal: one column of names, then numbers, right-aligned."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lines of a table; the first column is left-aligned, Chinese characters count as two."""
    lines = [head, *rows]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    shown = [
        "  ".join(_padded(cell, widths[at], left=at == 0) for at, cell in enumerate(line)).rstrip()
        for line in lines
    ]
    rule = "  ".join("-" * size for size in widths)
    return "\n".join([shown[0], rule, *shown[1:]])


def width(words: str) -> int:
    """How many columns of a terminal the words take."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)


def _padded(cell: str, size: int, *, left: bool) -> str:
    space = " " * (size - width(cell))
    return cell + space if left else space + cell
