"""Joins the ledger that a report has as a table with the problems that its text tells.

A table at the end often sums up what the text tells at length, in fewer words. A row joins the
problem that has most of its words; the rest are problems of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kb_build.link.cutting import letters, pairs
from kb_build.link.problems.cases import Case
from kb_build.link.problems.naming import name
from kb_build.link.problems.tables import Cells, TableRow, joined, table_rows
from kb_build.link.sources import Source
from kb_build.model import Quotation

SAME = 0.7  # share of a row's pairs of letters that a problem must have to be the same one
CROWD = 50  # problems that share a pair of letters: a commoner pair tells nothing


def with_tables(source: Source, told: Sequence[Case]) -> list[Case]:
    """The problems of text and tables, each once, in order of the text."""
    rows = table_rows(source)
    if not rows:
        return list(told)
    among = _by_pair(told)
    cells: dict[str, Cells] = {}
    added: dict[str, Case] = {}
    for row in rows:
        same = _same(row, told, among)
        if same is not None:
            cells[same.key] = joined(cells.get(same.key, {}), row.cells)
        else:
            case = _of_row(source, row)
            added.setdefault(case.key, case)
    in_text = [replace(case, cells=cells.get(case.key, {})) for case in told]
    return sorted([*in_text, *added.values()], key=lambda case: (case.place, case.key))


def _of_row(source: Source, row: TableRow) -> Case:
    said = row.cells["problem"]
    words = source.words(said[0].span)
    key = f"table{chr(31)}{''.join(letters(q.text) for q in said)}"
    return Case(key, name(words) or words, row.span.start, said, (), (), row.cells)


def _same(row: TableRow, told: Sequence[Case], among: Mapping[str, list[int]]) -> Case | None:
    """The problem that has most of a row's words; None where none has enough."""
    wanted = _pairs(row.cells["problem"])
    counts = Counter(at for pair in wanted for at in among.get(pair, ())[:CROWD])
    best = min(counts, key=lambda at: (-counts[at], at), default=None)
    enough = best is not None and counts[best] >= SAME * len(wanted)
    return told[best] if enough and best is not None else None


def _by_pair(told: Sequence[Case]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, case in enumerate(told):
        for pair in _pairs(case.told, case.name):
            found[pair].append(at)
    return found


def _pairs(said: Iterable[Quotation], name: str = "") -> set[str]:
    return pairs(letters("".join((name, *(quotation.text for quotation in said)))))
