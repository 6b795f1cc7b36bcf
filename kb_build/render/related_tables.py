"""Tables of the entries related to an entry, and of what each unit tells of it.

Each value is small, so that a change makes few pages anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kb_build.model import Entry, Library, Quotation, Section, replace
from kb_build.render.lookups import Lookup, Reporting
from kb_build.render.map_edges import Edge, edges


def related(library: Library) -> dict[str, tuple[tuple[str, str], ...]]:
    """The related entries of each entry, by id: their ids, the most related first, and reasons."""
    return {
        entry.id: tuple((relation.entry, relation.reason) for relation in entry.related)
        for entry in library.entries
    }


def around(library: Library) -> dict[str, tuple[Edge, ...]]:
    """For each entry of several reports, by id: its relations, and those between its neighbours."""
    by_id = {
        entry.id: {relation.entry: relation.reason for relation in entry.related}
        for entry in library.entries
        if entry.kind != "topic"
    }
    return {
        entry.id: edges((entry.id, *near), by_id.__getitem__, focus=entry.id)
        for entry in library.entries
        if len(entry.reports) > 1 and (near := by_id.get(entry.id)) is not None
    }


def tells(units: Reporting) -> dict[str, bool]:
    """The pairs of entry and unit where the unit reports on the entry, as keys (`pair`)."""
    return {pair(id, unit): True for id, told in units.items() for unit, _ in told}


def shared(library: Library, units: Reporting) -> dict[str, Entry]:
    """By pair: an entry as far as this unit's reports tell of it, where other units do as well."""
    years = {id: one.years for id, one in library.by_report().items()}
    several = (entry for entry in library.entries if entry.kind != "topic")
    return {
        pair(entry.id, unit): replace(
            entry, sections=tuple(sections[unit]), reports=tuple(ids), units=(unit,), aliases=(),
            years=tuple(sorted({year for id in ids for year in years[id]})), related=(),
            version="",
        )
        for entry in several
        if len(units[entry.id]) > 1
        for sections in [_sections(entry, {id: u for u, ids in units[entry.id] for id in ids})]
        for unit, ids in units[entry.id]
    }  # fmt: skip


def _sections(entry: Entry, units: Mapping[str, str]) -> dict[str, list[Section]]:
    """An entry's sections by unit, each with the unit's own quotations; `units` by report id."""
    found: dict[str, list[Section]] = defaultdict(list)
    for section in entry.sections:
        said: dict[str, list[Quotation]] = defaultdict(list)
        for quotation in section.quotations:
            said[units[quotation.report]].append(quotation)
        for unit, quotations in said.items():
            found[unit].append(replace(section, quotations=tuple(quotations)))
    return found


def pair(entry: str, unit: str) -> str:
    """The key for an entry and a unit."""
    return f"{entry} {unit}"


AROUND: tuple[Lookup, ...] = (related, around)
