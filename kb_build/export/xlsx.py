"""A workbook of two sheets: the items one by one, and their quotations with sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kb_build.export.columns import Cell, Column, Row, cells, columns, header, rows
from kb_build.export.items import Item, LibraryIndex
from kb_build.export.workbook import height, put
from kb_build.files.archive import workbook
from kb_build.messages import say

# Widths in characters of columns that are not of the usual one.
USUAL = 14
A3 = 8  # the number of the paper size in Office files; on A4 so many columns cannot be read
WIDTHS = {
    "id": 20,
    "name": 36,
    "quotation": 60,
    "report": 36,
    "citation": 48,
    "unit": 24,
    "part": 24,
}
OF_QUOTE_ONLY = frozenset({"section", "part", "quotation", "role", "place"})
OF_SOURCE = frozenset({"report", "reporter", "period", "file", "citation"})


def write(index: LibraryIndex, items: Sequence[Item], language: str) -> bytes:
    """One row an item on the first sheet, one a quotation on the second.

    Raises InputError where there are more rows than Excel has.
    """
    of = columns(items)
    alone = [column for column in of if column[0] not in OF_QUOTE_ONLY | OF_SOURCE]
    every = list(rows(index, items, language))
    with workbook(say("export.title", language)) as (book, data):
        firsts = (Row(item, None, None, language) for item in items)
        _sheet(book, say("export.items", language), alone, firsts, language)
        _sheet(book, say("export.quotations", language), of, every, language)
    return data.getvalue()


def _sheet(book: Any, name: str, of: Sequence[Column], lines: Iterable[Row], language: str) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#E8EDF4", "border": 1, "valign": "vcenter"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    widths = [WIDTHS.get(key, USUAL) for key, _ in of]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    _line(sheet, 0, header(of, language), head)
    last = 0
    for last, row in enumerate(lines, 1):
        values = cells(of, row)
        sheet.set_row(last, height(values, widths))
        _line(sheet, last, values, plain)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(of) - 1)


def _line(sheet: Any, at: int, values: Sequence[Cell], style: Any) -> None:
    for column, value in enumerate(values):
        put(sheet, at, column, value, style)
