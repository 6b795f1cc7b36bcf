"""The rectification ledger 整改台账 as offices keep it: a sheet a report, to print and fill in.

On each sheet a title, a line for unit and date to fill in by hand, seven columns, A4 across, the
header on every printed page. The first sheet counts where the problems of each report stand. Words
are the reports' own; what a report does not say is left empty for the office to fill in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from kb_build.citing.titles import one_line, report_title
from kb_build.export.items import Item, Shelf
from kb_build.export.layout import COLUMNS, Styles, new_sheet, styles
from kb_build.export.ledger_rows import Line, line, physical
from kb_build.export.workbook import height, put, sheet_name, workbook
from kb_build.messages import say
from kb_build.model import LEDGER_STATUSES

SUMMARY = (
    ("number", 6), ("report", 48), ("unit", 30), ("year", 10), ("problems", 10),
    *((status, 12) for status in LEDGER_STATUSES),
)  # fmt: skip


def write(shelf: Shelf, items: Sequence[Item], language: str) -> bytes:
    """The ledger of these problems, in the library's order of ledger lines."""
    chosen = {item.id for item in items}
    lines = [line(shelf, e, language) for e in shelf.library.ledger if e.id in chosen]
    by_report = [(id, list(group)) for id, group in groupby(lines, lambda line: line.report)]
    with workbook(say("ledger.title", language)) as (book, data):
        looks = styles(book)
        _summary(book, looks, shelf, by_report, language)
        for number, (report, own) in enumerate(by_report, 1):
            title = report_title(shelf.facts[report])
            name = sheet_name(number, title)
            _sheet(book, looks, name, say("ledger.of_report", language, title=title), own, language)
    return data.getvalue()


def _summary(
    book: Any, looks: Styles, shelf: Shelf, reports: Sequence[tuple[str, list[Line]]], language: str
) -> None:
    heads = [say(f"ledger.{key}" if key not in LEDGER_STATUSES else f"status.{key}", language)
             for key, _ in SUMMARY]  # fmt: skip
    widths = [width for _, width in SUMMARY]
    title = say("ledger.title", language)
    sheet = new_sheet(book, looks, say("ledger.summary", language), title, heads, widths, language)
    total: Counter[str] = Counter()
    row = 3
    for number, (report, own) in enumerate(reports, 1):
        facts, counts = shelf.facts[report], Counter(line.status for line in own)
        unit = one_line(facts.organization.value)
        told: list[str | int] = [number, report_title(facts), unit, facts.years_shown]
        cells = [*told, len(own), *(counts[status] for status in LEDGER_STATUSES)]
        _row(sheet, looks, row, cells, widths)
        total, row = total + counts, row + 1
    sums = (total.total(), *(total[status] for status in LEDGER_STATUSES))
    _row(sheet, looks, row, ("", say("ledger.total", language), "", "", *sums), widths)


def _sheet(
    book: Any, looks: Styles, name: str, title: str, own: Sequence[Line], language: str
) -> None:
    heads = [say(f"ledger.{key}", language) for key, _ in COLUMNS]
    widths = [width for _, width in COLUMNS]
    sheet = new_sheet(book, looks, name, title, heads, widths, language)
    row = 3
    for number, one in enumerate(own, 1):
        for cells in physical(number, one, widths):
            _row(sheet, looks, row, cells, widths)
            row += 1


def _row(
    sheet: Any, looks: Styles, row: int, cells: Sequence[str | int], widths: Sequence[int]
) -> None:
    sheet.set_row(row, height(cells, widths))
    for column, cell in enumerate(cells):
        put(sheet, row, column, cell, looks.words if isinstance(cell, str) else looks.number)
