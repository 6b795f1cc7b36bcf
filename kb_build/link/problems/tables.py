"""Ledgers of problems that a report has as a table: 序号, 反馈问题, 整改措施, 责任单位, 完成情况.

A table is such a ledger where one row names its columns in the words of `lexicon/ledger.yml`:
the problem, and what was done or where it stands. Rows come as the file's format gives them, or
typed, their cells set apart by tabs or bars.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb_build.lexicon.cues import cue
from kb_build.link.cutting import cut
from kb_build.link.problems.states import states
from kb_build.link.sources import Source
from kb_build.model import Quotation, Span, last_begun, replace

COLUMNS = ("problem", "measures", "responsible", "deadline", "status", "outcome")
TELLING = frozenset({"measures", "status"})  # a ledger has one of these beside the problem
# Between two cells: a tab, a bar, or the tags of raw HTML.
BETWEEN = re.compile(r"\t|[|｜]|(?:</t[dh]\s*>\s*)?<t[dh]\b[^>]{0,400}>|</t[dh]\s*>", re.IGNORECASE)
TYPED = re.compile(r"^[^\n]*?(?:\t|[|｜])[^\n]*$", re.MULTILINE)
EMPTY = " \t|｜\u3000"  # what stands in a row whose cells are empty
REACH = 200  # code points of empty cells at a row's ends
CELLS = 3  # of a row at least
LONGEST = 20_000  # code points of a row: longer ones are a text that lost its line ends

Cells = Mapping[str, tuple[Quotation, ...]]  # by column


@dataclass(frozen=True)
class TableRow:
    """One problem in a table."""

    span: Span  # of the row, with those below that go on with it
    cells: Cells


def table_rows(source: Source) -> list[TableRow]:
    """The problems in all tables of a report that are ledgers, in order."""
    found: list[TableRow] = []
    columns: dict[int, str] = {}
    end = first = 0  # of the row before; how many rows other tables have
    for row in _rows(source):
        apart = source.visible[end : row.start].strip("\x1f \n\t\u3000")
        pieces = _pieces(source, row)
        if named := _header(source, pieces):
            columns, first = named, len(found)
        elif apart or len(pieces) < CELLS:
            columns = {}
        elif columns:
            cells = _cells(source, pieces, columns)
            if "problem" in cells:
                found.append(TableRow(row, cells))
            elif len(found) > first and cells:
                # It goes on with the row above, whose problem spans both.
                above = found.pop()
                span = Span(above.span.start, row.end)
                found.append(TableRow(span, joined(above.cells, cells)))
        end = row.end
    return found


def joined(cells: Cells, more: Cells) -> Cells:
    """What two rows tell of one problem, each thing once."""
    return {
        column: tuple(dict.fromkeys((*cells.get(column, ()), *more.get(column, ()))))
        for column in COLUMNS
    }


def _rows(source: Source) -> list[Span]:
    """The rows of all tables: marked by the file's format, or typed."""
    text = source.report.text
    marked = [mark.span for mark in source.report.marks if mark.kind == "row"]
    rows = {_widened(text, row) for row in marked}
    starts = sorted(rows)
    for typed in TYPED.finditer(text):
        before = last_begun(starts, typed.end() - 1)
        if not before or before.end <= typed.start():
            rows.add(Span(*typed.span()))
    return sorted(row for row in rows if len(row) <= LONGEST)


def _widened(text: str, row: Span) -> Span:
    """The row with the signs of empty cells at its ends, which trimming took away."""
    before, behind = text[max(row.start - REACH, 0) : row.start], text[row.end : row.end + REACH]
    left, right = before.rstrip(EMPTY), behind.lstrip(EMPTY)
    begins = left.endswith("\n") or not left
    ends = right.startswith("\n") or not right
    start = row.start - len(before) + len(left) if begins else row.start
    return Span(start, row.end + len(behind) - len(right) if ends else row.end)


def _pieces(source: Source, row: Span) -> list[Span]:
    """The cells of a row, with those outside of bars at its ends, which are empty in all rows."""
    gaps = [match.span() for match in BETWEEN.finditer(source.report.text, row.start, row.end)]
    edges = [(row.start, row.start), *gaps, (row.end, row.end)]
    return [Span(before[1], after[0]) for before, after in pairwise(edges)]


def _header(source: Source, pieces: Sequence[Span]) -> dict[int, str]:
    """The columns by their place, where a row is the head of a ledger; else none."""
    if len(pieces) < CELLS:
        return {}
    words = [_words(source, piece) for piece in pieces]
    named = {at: column for at, word in enumerate(words) if (column := _column(word))}
    told = set(named.values())
    return named if "problem" in told and told & TELLING else {}


def _column(word: str) -> str:
    fits = (c for c in COLUMNS if cue("ledger", f"column-{c}").fullmatch(word))
    return next(fits, "")


def _words(source: Source, piece: Span) -> str:
    visible = source.visible[piece.start : piece.end]
    return re.sub(r"[\s\x1f*]", "", visible)


def _cells(source: Source, pieces: Sequence[Span], columns: Mapping[int, str]) -> Cells:
    found: dict[str, tuple[Quotation, ...]] = {}
    for at, piece in enumerate(pieces):
        quotation = _quotation(source, piece) if at in columns else None
        if quotation:
            found[columns[at]] = (*found.get(columns[at], ()), quotation)
    return _by_column(found)


def _by_column(cells: Cells) -> Cells:
    """The cells, of which status ones tell how things stand, whatever the whole row sounds like.

    In a row with 6月底前 all may sound planned; but what was done for a problem that is over was.
    """
    stands = tuple(replace(one, role="outcome") for one in cells.get("status", ()))
    if not stands:
        return cells
    over = any(states(one) & {"done", "standing"} for one in stands)
    role = {"plan": "measure"} if over else {}
    done = (replace(one, role=role.get(one.role, one.role)) for one in cells.get("measures", ()))
    return {**cells, "status": stands, "measures": tuple(done)}


def _quotation(source: Source, piece: Span) -> Quotation | None:
    """The words of a cell, within the passage that has its row; None where it is empty."""
    if not re.search(r"[^\W_]", _words(source, piece)):
        return None
    visible = source.visible[piece.start : piece.end]
    start = piece.start + len(visible) - len(visible.lstrip())
    end = piece.start + len(visible.rstrip())
    passage = source.passage_at(start)
    if passage is None or not passage.span.holds(Span(start, end)):
        return None
    whole = source.quote(passage)
    return cut(whole, start - whole.span.start, end - whole.span.start)
