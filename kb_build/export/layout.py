"""How a sheet of the ledger is set: columns, title, the line to fill in by hand, and the print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kb_build.export.workbook import put
from kb_build.messages import say

A4 = 9  # the number of the paper size in Office files
HEAD_ROW = 2  # counted from 0: title, line by hand, header
# Message keys below `ledger.`, and widths in characters: together the width of A4 across.
COLUMNS = (
    ("number", 6), ("problem", 26), ("measure", 46), ("responsible", 14), ("deadline", 14),
    ("result", 28), ("evidence", 26),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Styles:
    """The looks of cells; of one workbook."""

    title: Any
    hand: Any
    head: Any
    words: Any
    number: Any


def styles(book: Any) -> Styles:
    """Adds the looks to a workbook."""
    boxed = {"border": 1, "text_wrap": True, "font_name": "宋体", "font_size": 11}
    title = {"font_name": "方正小标宋简体", "font_size": 20, "shrink": True}
    middle = {"align": "center", "valign": "vcenter"}
    return Styles(
        title=book.add_format({**title, **middle}),
        hand=book.add_format({"font_name": "仿宋_GB2312", "font_size": 12, "valign": "vcenter"}),
        head=book.add_format({**boxed, **middle, "font_name": "黑体"}),
        words=book.add_format({**boxed, "valign": "top"}),
        number=book.add_format({**boxed, "align": "center", "valign": "top"}),
    )


def new_sheet(
    book: Any,
    looks: Styles,
    name: str,
    title: str,
    heads: Sequence[str],
    widths: Sequence[int],
    language: str,
) -> Any:
    """A sheet with title, line by hand and header, set for print; its rows begin at row 3."""
    sheet, last = book.add_worksheet(name), len(heads) - 1
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, height in enumerate((36, 24, 24)):
        sheet.set_row(row, height)
    sheet.merge_range(0, 0, 0, last, "", looks.title)
    put(sheet, 0, 0, title, looks.title)
    sheet.merge_range(1, 0, 1, last, "", looks.hand)
    put(sheet, 1, 0, say("ledger.by_hand", language), looks.hand)
    for column, words in enumerate(heads):
        put(sheet, HEAD_ROW, column, words, looks.head)
    _print(sheet, language)
    return sheet


def _print(sheet: Any, language: str) -> None:
    """A4 across, one page wide, the header on each page, page numbers below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.set_footer(say("ledger.footer", language))
    sheet.freeze_panes(HEAD_ROW + 1, 0)
