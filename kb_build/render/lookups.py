"""The tables that pages are made from; each is named like the function that makes it.

What a page looks up in them is recorded (see `reuse.tracing`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kb_build.model import (
    Entry,
    Facts,
    Library,
    Notice,
    Series,
    Span,
    replace,
)
from kb_build.page.addresses import FOLDERS, entry_slug, id_digits, report_paths
from kb_build.render.titles import titles

Lookup = Callable[[Library], Mapping[str, object]]
Reporting = Mapping[str, tuple[tuple[str, list[str]], ...]]  # what `reporting` gives


def facts(library: Library) -> dict[str, Facts]:
    """The facts of each report, by id, in order of source path; of equal texts only the first."""
    return library.by_report()


def entries(library: Library) -> dict[str, Entry]:
    """The entries by id, in the library's order; without relations, which are in `related`."""
    return {
        entry.id: replace(entry, related=()) if entry.related and entry.kind != "topic" else entry
        for entry in library.entries
    }


def of_kind(library: Library) -> dict[str, tuple[str, ...]]:
    """Ids of the entries of each kind, in the library's order."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in library.entries:
        found[entry.kind].append(entry.id)
    return {kind: tuple(ids) for kind, ids in found.items()}


def series(library: Library) -> dict[str, Series]:
    """The series by id, in the library's order."""
    return {one.id: one for one in library.series}


def notices(library: Library) -> dict[str, Notice]:
    """What is wrong with reports, by number."""
    return {str(number): one for number, one in enumerate(library.notices)}


def ledger(library: Library) -> dict[str, tuple[str, ...]]:
    """Ids of the problems of each report that names any, in the ledger's order."""
    found: dict[str, list[str]] = defaultdict(list)
    for problem in library.ledger:
        found[problem.reports[0]].append(problem.id)
    return {report: tuple(ids) for report, ids in found.items()}


def places(
    library: Library, language: str, spell: Callable[[str], str], called: Mapping[str, str]
) -> dict[str, tuple[str, str, str]]:
    """Page path of each entry and report, its title, and what other pages call it, by id.

    `spell` gives the slug of a name; `called` are titles that people gave, by id.
    """
    own = titles(library, language)
    paths = _paths(library, spell)
    return {id: (path, own[id], called.get(id, own[id])) for id, path in paths.items()}


def _paths(library: Library, spell: Callable[[str], str]) -> dict[str, str]:
    of_entries = {
        entry.id: f"{FOLDERS[entry.kind]}/{entry_slug(entry.name, entry.id, spell)}.md"
        for entry in library.entries
    }
    return of_entries | _report_paths(library.by_report(), spell)


def _report_paths(known: Mapping[str, Facts], spell: Callable[[str], str]) -> dict[str, str]:
    """Paths of reports' pages; longer ones where the first do not tell two files apart."""
    taken: dict[str, str] = {}
    for id, one in known.items():
        paths = report_paths(one.report.source, spell)
        taken.setdefault(next(path for path in paths if path not in taken), id)
    return {id: path for path, id in taken.items()}


def unit_paths(
    library: Library, reporting: Iterable[str], spell: Callable[[str], str]
) -> dict[str, str]:
    """The page of each unit, those `reporting` among them; `spell` as in `places`."""
    units = {*reporting, *(unit for entry in library.entries for unit in entry.units)}
    return {unit: f"units/{entry_slug(unit, unit_id(unit), spell)}.md" for unit in units}


def unit_id(unit: str) -> str:
    """The id of a unit's page."""
    return f"unit-{id_digits(unit)}"


def noise(library: Library) -> dict[str, tuple[Span, ...]]:
    """Places that are no part of the text, in order and apart, by report id."""
    return {id: _apart(one.report.noise()) for id, one in library.by_report().items()}


def code(library: Library) -> dict[str, tuple[Span, ...]]:
    """Places that are program text around the report, in order and apart, by report id."""
    return {id: _apart(one.report.code()) for id, one in library.by_report().items()}


def unprinted(library: Library) -> dict[str, tuple[Span, ...]]:
    """Places that are no words, program text and line ends within sentences, by report id."""
    reports = {id: one.report for id, one in library.by_report().items()}
    return {id: _apart(sorted((*one.code(), *one.breaks()))) for id, one in reports.items()}


def _apart(places: Iterable[Span]) -> tuple[Span, ...]:
    """Places in order, those that meet or touch made one."""
    found: list[Span] = []
    for place in places:
        if found and place.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, place.end))
        else:
            found.append(place)
    return tuple(found)


def quoted(library: Library) -> dict[str, dict[str, Sequence[str]]]:
    """By report id: ids of the entries that are made of a passage or heading, by its anchor.

    A quotation may go on into the passages behind its own.
    """
    passages = {id: one.passages for id, one in library.by_report().items()}
    starts = {id: [one.span.start for one in own] for id, own in passages.items()}
    found: dict[str, dict[str, dict[str, None]]] = {id: {} for id in passages}
    for entry in library.entries:
        for section in entry.sections:
            if section.label != "path":
                for quotation in section.quotations:
                    id, span = quotation.report, quotation.span
                    found[id].setdefault(quotation.anchor, {})[entry.id] = None
                    first, last = (bisect_left(starts[id], at) for at in (span.start, span.end))
                    for passage in passages[id][first:last]:
                        found[id].setdefault(passage.id, {})[entry.id] = None
    return {id: {anchor: [*ids] for anchor, ids in own.items()} for id, own in found.items()}


def topics(library: Library) -> dict[str, str]:
    """Ids of the topics' entries by name."""
    return {entry.name: entry.id for entry in library.entries if entry.kind == "topic"}


def reporters(library: Library) -> dict[str, str]:
    """Who reports, by report id: as its entries call the unit, or else as printed in it."""
    called: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in library.entries:
        if len(entry.reports) == 1 and len(entry.units) == 1:
            called[entry.reports[0]][entry.units[0]] += 1
    printed = {id: facts.organization.value for id, facts in library.by_report().items()}
    return {
        id: min(called[id], key=lambda unit: (-called[id][unit], unit), default=unit)
        for id, unit in printed.items()
    }


def reporting(library: Library) -> dict[str, tuple[tuple[str, list[str]], ...]]:
    """For each entry: the units that report on it, in order of its reports, with their reports."""
    by = reporters(library)
    found = {}
    for entry in library.entries:
        ids: dict[str, list[str]] = defaultdict(list)
        for id in entry.reports:
            ids[by[id]].append(id)
        found[entry.id] = tuple(ids.items())
    return found


LOOKUPS: tuple[Lookup, ...] = (
    facts,
    entries,
    of_kind,
    series,
    notices,
    ledger,
    noise,
    code,
    unprinted,
    quoted,
    topics,
    reporters,
    reporting,
)
