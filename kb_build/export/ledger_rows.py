"""The lines of the ledger as cells: quotations a paragraph each, long ones over several rows.

Excel shows no row higher than 409 points and prints none over two pages, so that the rest would be
missing on paper. A longer line is therefore continued in rows below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kb_build.citing.titles import report_title
from kb_build.export.items import LibraryIndex
from kb_build.export.workbook import PADDING, line_count, sign_width
from kb_build.messages import say
from kb_build.model import Entry, Quotation

MOST_LINES = 24  # of text in a row, about 360 points high


@dataclass(frozen=True, slots=True)
class Line:
    """One problem: its paragraphs by column, number and status apart."""

    report: str  # report id
    status: str
    columns: tuple[tuple[str, ...], ...]  # in the order of COLUMNS, without the number


def line(index: LibraryIndex, entry: Entry, language: str) -> Line:
    """The ledger's line of a problem. The entry must have one."""
    row = entry.ledger
    assert row is not None
    status = say(f"status.{row.status}", language)
    told = tuple(dict.fromkeys((status, *_words(index, (*row.progress, *row.outcome)))))
    source = say("ledger.source", language, title=report_title(index.facts[row.report]))
    columns = (
        _words(index, row.problem) or (entry.name,),
        tuple(_measure(index, quotation, language) for quotation in row.measures),
        _words(index, row.responsible),
        _words(index, row.deadline),
        told,
        (*_words(index, row.evidence), source),
    )
    return Line(row.report, row.status, columns)


def rows_of(number: int, line: Line, widths: Sequence[int]) -> Iterator[list[str | int]]:
    """The rows of a line: the first has its number, those that continue it have none.

    `widths` are those of all columns in characters, that of the number first.
    """
    parts = (_parts(words, width) for words, width in zip(line.columns, widths[1:], strict=True))
    for at, cells in enumerate(zip_longest(*parts, fillvalue="")):
        yield [number if at == 0 else "", *cells]


def _measure(index: LibraryIndex, quotation: Quotation, language: str) -> str:
    """What was done, or what is planned and says so."""
    words = index.quote(quotation).words
    return say("ledger.planned", language, words=words) if quotation.role == "plan" else words


def _words(index: LibraryIndex, quotations: Sequence[Quotation]) -> tuple[str, ...]:
    """The quotations' words, each once."""
    return tuple(dict.fromkeys(filter(None, (index.quote(q).words for q in quotations))))


def _parts(paragraphs: Sequence[str], width: int) -> list[str]:
    """The paragraphs as cells of at most MOST_LINES lines each."""
    cells: list[list[str]] = [[]]
    room = MOST_LINES
    for piece in (piece for paragraph in paragraphs for piece in _pieces(paragraph, width)):
        needed = line_count(piece, width)
        if needed > room:
            cells.append([])
            room = MOST_LINES
        cells[-1].append(piece)
        room -= needed
    return ["\n".join(cell) for cell in cells]


def _pieces(paragraph: str, width: int) -> Iterator[str]:
    """A paragraph, cut where it has more than MOST_LINES lines."""
    most = (width - PADDING) * MOST_LINES
    start = used = 0
    for at, sign in enumerate(paragraph):
        if used + sign_width(sign) > most:
            yield paragraph[start:at]
            start, used = at, 0
        used += sign_width(sign)
    yield paragraph[start:]
