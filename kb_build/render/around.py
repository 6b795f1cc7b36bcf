"""Tables of what is around entries, and of who tells what of them.

Each value is small, so that a page which reads it is made again only where that changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kb_build.model import Entry, Library, Quotation, Section
from kb_build.render.edges import Edge, edges
from kb_build.render.shelves import Shelf, kinds, reporting


def related(library: Library, language: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """By id: ids of what is around an entry, the most related first, each with the reason."""
    return {
        entry.id: tuple((relation.entry, relation.reason) for relation in entry.related)
        for entry in library.entries
    }


def around(library: Library, language: str) -> dict[str, tuple[Edge, ...]]:
    """By id, of what several reports tell: its relations, and those between what is around it."""
    by_id = {
        entry.id: {relation.entry: relation.reason for relation in entry.related}
        for entry in library.entries
        if entry.kind != "topic"
    }
    of_kind = kinds(library, language)
    return {
        entry.id: edges((entry.id, *near), by_id.__getitem__, of_kind, focus=entry.id)
        for entry in library.entries
        if len(entry.reports) > 1 and (near := by_id.get(entry.id)) is not None
    }


def tells(library: Library, language: str) -> dict[str, bool]:
    """Whether a unit reports on an entry, by both: who asks of one unit depends on no other."""
    return {
        told(id, unit): True
        for id, units in reporting(library, language).items()
        for unit, _ in units
    }


def shared(library: Library, language: str) -> dict[str, Entry]:
    """By both: what a unit's own reports tell of an entry on which others report as well."""
    years = {id: one.years for id, one in library.by_report().items()}
    units = reporting(library, language)
    several = (entry for entry in library.entries if entry.kind != "topic")
    return {
        told(entry.id, unit): replace(
            entry, sections=tuple(sections[unit]), reports=tuple(ids), units=(unit,), aliases=(),
            years=tuple(sorted({year for id in ids for year in years[id]})), related=(),
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


def told(entry: str, unit: str) -> str:
    """The key of an entry's id and a unit."""
    return f"{entry} {unit}"


AROUND: Mapping[str, Shelf] = {
    "related": related,
    "around": around,
    "tells": tells,
    "shared": shared,
}
