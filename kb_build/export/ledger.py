"""The rectification ledger 整改台账 as offices keep it: a sheet a report, to print and fill in.

On each sheet a title, a line for unit and date to fill in by hand, seven columns, A4 across, the
header on every printed page. The first sheet counts where the problems of each report stand. Words
are the reports' own; what a report does not say is left empty for the office to fill in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from kb_build.citing.titles import one_line, report_title
from kb_build.export.items import Item, LibraryIndex
from kb_build.export.ledger_rows import Line, line, rows_of
from kb_build.export.ledger_sheets import Book
from kb_build.export.workbook import sheet_name
from kb_build.files.archive import workbook
from kb_build.messages import say
from kb_build.model import LEDGER_STATUSES

# Headers, and widths: those of a report's sheet together that of A4 across.
COLUMNS = (
    ("ledger.number", 6), ("ledger.problem", 26), ("ledger.measure", 46),
    ("ledger.responsible", 14), ("ledger.deadline", 14), ("ledger.result", 28),
    ("ledger.evidence", 26),
)  # fmt: skip
SUMMARY = (
    ("ledger.number", 6), ("ledger.report", 48), ("ledger.unit", 30), ("ledger.year", 10),
    ("ledger.problems", 10), *((f"status.{status}", 12) for status in LEDGER_STATUSES),
)  # fmt: skip


def write(index: LibraryIndex, items: Sequence[Item], language: str) -> bytes:
    """The ledger of these problems, in the library's order of ledger lines."""
    chosen = {item.id for item in items}
    lines = [line(index, e, language) for e in index.library.ledger if e.id in chosen]
    by_report = [(id, list(group)) for id, group in groupby(lines, lambda line: line.report)]
    with workbook(say("ledger.title", language)) as (xlsx, data):
        book = Book(xlsx, language)
        _summary(book, index, by_report, language)
        for number, (report, own) in enumerate(by_report, 1):
            name = report_title(index.facts[report])
            title = say("ledger.of_report", language, title=name)
            sheet = book.sheet(sheet_name(number, name), title, COLUMNS)
            for at, one in enumerate(own, 1):
                for cells in rows_of(at, one, sheet.widths):
                    sheet.add(cells)
    return data.getvalue()


def _summary(
    book: Book, index: LibraryIndex, reports: Sequence[tuple[str, list[Line]]], language: str
) -> None:
    sheet = book.sheet(say("ledger.summary", language), say("ledger.title", language), SUMMARY)
    total: Counter[str] = Counter()
    for number, (report, own) in enumerate(reports, 1):
        facts, counts = index.facts[report], Counter(line.status for line in own)
        unit = one_line(facts.organization.value)
        told: list[str | int] = [number, report_title(facts), unit, facts.years_shown]
        sheet.add([*told, len(own), *(counts[status] for status in LEDGER_STATUSES)])
        total += counts
    sums = (total.total(), *(total[status] for status in LEDGER_STATUSES))
    sheet.add(("", say("ledger.total", language), "", "", *sums))
