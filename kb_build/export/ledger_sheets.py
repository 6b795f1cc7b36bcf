"""How a sheet of the ledger is set: columns, title, the line to fill in by hand, and the print."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from kb_build.export.workbook import height, put
from kb_build.messages import say

A4 = 9  # the number of the paper size in Office files
HEAD_ROW = 2  # counted from 0: title, line by hand, header
Column = tuple[str, int]  # message key of its header, and width in characters


class Book:
    """A workbook that gets sheets of this look, in the language "zh" or "en"."""

    def __init__(self, book: Any, language: str) -> None:
        self._book, self._language = book, language
        boxed = {"border": 1, "text_wrap": True, "font_name": "宋体", "font_size": 11}
        title = {"font_name": "方正小标宋简体", "font_size": 20, "shrink": True}
        hand = {"font_name": "仿宋_GB2312", "font_size": 12}
        middle = {"align": "center", "valign": "vcenter"}
        self._title = book.add_format({**title, **middle})
        self._hand = book.add_format({**hand, "valign": "vcenter"})
        self._head = book.add_format({**boxed, **middle, "font_name": "黑体"})
        self.words = book.add_format({**boxed, "valign": "top"})
        self.number = book.add_format({**boxed, "align": "center", "valign": "top"})

    def sheet(self, name: str, title: str, columns: Sequence[Column]) -> Sheet:
        """A new sheet with title, line by hand and header, set for print."""
        sheet, last = self._book.add_worksheet(name), len(columns) - 1
        for row, row_height in enumerate((36, 24, 24)):
            sheet.set_row(row, row_height)
        sheet.merge_range(0, 0, 0, last, "", self._title)
        put(sheet, 0, 0, title, self._title)
        sheet.merge_range(1, 0, 1, last, "", self._hand)
        put(sheet, 1, 0, say("ledger.by_hand", self._language), self._hand)
        for column, (key, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            put(sheet, HEAD_ROW, column, say(key, self._language), self._head)
        _print(sheet, say("ledger.footer", self._language))
        return Sheet(self, sheet, [width for _, width in columns])


class Sheet:
    """A sheet that is filled row by row."""

    def __init__(self, book: Book, sheet: Any, widths: Sequence[int]) -> None:
        self._book, self._sheet, self.widths = book, sheet, widths
        self._rows = count(HEAD_ROW + 1)

    def add(self, cells: Sequence[str | int]) -> None:
        """The next row, as high as its words need."""
        row = next(self._rows)
        self._sheet.set_row(row, height(cells, self.widths))
        for column, cell in enumerate(cells):
            look = self._book.words if isinstance(cell, str) else self._book.number
            put(self._sheet, row, column, cell, look)


def _print(sheet: Any, footer: str) -> None:
    """A4 across, one page wide, the header on each page, page numbers below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.set_footer(footer)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
