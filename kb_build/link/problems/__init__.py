"""Problems: what was wrong, what was done about it, which rules were made, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kb_build.link.entries import entry, section
from kb_build.link.memory import Group, Memory
from kb_build.link.problems.cases import Case, cases
from kb_build.link.problems.joining import with_tables
from kb_build.link.problems.ledger import row
from kb_build.link.problems.overall import said_of_all
from kb_build.link.sources import Source
from kb_build.model import Entry, LedgerRow, Section, replace


def groups(sources: Sequence[Source], _: Memory) -> Iterator[Group]:
    """A group for each report: one entry for each problem that it names, with its ledger line."""
    for source in sources:
        yield Group(("problems",), (source,), partial(_made, source))


def _made(source: Source) -> Iterator[Entry]:
    told = with_tables(source, cases(source))
    of_all = said_of_all(source, told)
    for number, case in enumerate(told, 1):
        line = row(source, case, number, of_all.get(case.key))
        key = source.report.source, case.key
        made = entry("problem", key, case.name, _sections(case, line), [source])
        yield replace(made, status=line.status, ledger=line)


def _sections(case: Case, line: LedgerRow) -> list[Section]:
    done = tuple(quotation for quotation in line.measures if quotation.role != "plan")
    told = {(q.anchor, q.span) for q in (*line.measures, *line.outcome)}
    progress = tuple(q for q in line.progress if (q.anchor, q.span) not in told)
    planned = tuple(quotation for quotation in line.measures if quotation.role == "plan")
    return [
        section("problem", line.problem),
        section("cause", case.cause),
        section("measure", done),
        section("rules", line.evidence),
        section("outcome", line.outcome),
        section("progress", progress),
        section("responsible", (*line.responsible, *line.deadline)),
        section("plan", planned),
    ]
