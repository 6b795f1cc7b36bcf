"""Cells and sheets of workbooks, in which words are never formulas.

Excel's own limits hold: 1,048,576 rows, 32,767 characters in a cell, 31 in the name of a sheet, 409
points in the height of a row (Microsoft, “Excel specifications and limits”). Heights are set, since
not every office program fits rows to wrapped words when it opens a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from unicodedata import east_asian_width

from kb_build.errors import InputError

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
SHEET_NAME = 31
HIGHEST = 409  # points
LINE_HEIGHT = 15  # points, of words of 11 points
PADDING = 2  # characters of a column that its borders and the program's own margins take
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
# What Excel's XML cannot hold; XlsxWriter escapes the other control characters.
UNSAVED = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


def put(sheet: Any, row: int, column: int, cell: str | int | float, style: Any) -> None:
    """Writes a cell; words as text, whatever they begin with, cut where Excel holds no more.

    Raises InputError beyond the last row that Excel has.
    """
    if row >= MOST_ROWS:
        raise InputError("export-rows", most=MOST_ROWS)
    if cell == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        words = UNSAVED.sub("\ufffd", cell)
        cut = words if len(words) <= MOST_CHARACTERS else f"{words[: MOST_CHARACTERS - 1]}…"
        sheet.write_string(row, column, cut, style)
    else:
        sheet.write_number(row, column, cell, style)


def sign_width(sign: str) -> int:
    """The columns that a sign takes: two where it is Chinese."""
    return 2 if east_asian_width(sign) in "WFA" else 1


def line_count(words: str, width: int) -> int:
    """The lines that words take in a column of a width in characters."""
    room = width - PADDING
    return sum(max(1, -(-sum(map(sign_width, line)) // room)) for line in words.split("\n"))


def height(cells: Sequence[str | int | float], widths: Sequence[int]) -> int:
    """The height in points that a row needs, as far as there are rows so high."""
    most = max(line_count(str(cell), width) for cell, width in zip(cells, widths, strict=True))
    return min(HIGHEST, most * LINE_HEIGHT + 3)


def sheet_name(number: int, title: str) -> str:
    """A name that no other sheet has: the number makes it so."""
    name = f"{number} {NOT_IN_NAMES.sub(' ', UNSAVED.sub('', title))}".strip()
    return name if len(name) <= SHEET_NAME else f"{name[: SHEET_NAME - 1]}…"
