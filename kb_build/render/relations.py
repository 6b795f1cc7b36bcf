"""What is around an entry, a unit or a topic: units, practices, institutions and problems.

A page gets them as a table: a line a thing, with its links to the others. `publish` draws the map
from that table, so that map and table never differ, also where a person corrected a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kb_build.model import Entry, EntryKind
from kb_build.render.site import Site, unit_path
from kb_build.render.tables import table

# A map of more things takes longer to read than the lists do.
UNITS, FURTHER, GATHERED = 4, 6, 16
LEAST = 3  # things worth drawing
EXACT = 10  # from here on it is told roughly how many are left out
# Groups in the order of the map; what a unit does is drawn beside the unit.
DOING: tuple[EntryKind, ...] = ("practice", "measure")
MADE: tuple[EntryKind, ...] = ("rule", "mechanism", "organization")
GROUPS: tuple[tuple[EntryKind, ...], ...] = (DOING, MADE, ("problem",))
GROUP: dict[EntryKind, int] = {kind: at for at, kinds in enumerate(GROUPS) for kind in kinds}


@dataclass(frozen=True)
class Around:
    """What is shown: entries and units, the most related first."""

    entries: tuple[Entry, ...]
    units: tuple[str, ...]
    left_out: int  # how many more there are
    focus: str = ""  # id of the entry or name of the unit that all is around; empty for a topic
    own: tuple[str, ...] = ()  # the focus's units


@dataclass(frozen=True)
class Edge:
    """Two things, each an entry's id or a unit, and why they are related as seen from the first."""

    of: str
    to: str
    reason: str  # message key


def of_entry(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """An entry's relations, then what those are related to."""
    near = [site.entries[relation.entry] for relation in entry.related]
    far = _further(site, entry, near)
    shown = (entry, *near, *(site.entries[id] for id in far[:FURTHER]))
    own = _reporters(site, [entry])
    others = [unit for unit in _reporters(site, near) if unit not in own]
    units = (*own, *others)
    left_out = len(far[FURTHER:]) + len(units[UNITS:])
    around = Around(shown, units[:UNITS], left_out, entry.id, tuple(own))
    yield from _section(site, around, page)


def of_unit(site: Site, unit: str, entries: Sequence[Entry], page: str) -> Iterator[str]:
    """The best of what a unit reports; `entries` are all of it, the best first."""
    shown = _gathered(site, entries)
    around = Around(shown, (unit,), len(entries) - len(shown), unit, (unit,))
    yield from _section(site, around, page)


def of_topic(site: Site, topic: Entry, page: str) -> Iterator[str]:
    """The best on a topic, with the units that have most of it."""
    members = [site.entries[relation.entry] for relation in topic.related]
    shown = _gathered(site, members)
    units = _reporters(site, shown)
    left_out = len(members) - len(shown) + len(units[UNITS:])
    around = Around(shown, tuple(units[:UNITS]), left_out, own=tuple(units[:UNITS]))
    yield from _section(site, around, page)


# ---------------------------------------------------------------------------------- chosen


def _further(site: Site, entry: Entry, near: Sequence[Entry]) -> list[str]:
    """Ids of what the related entries lead to in another group, what several do first."""
    known = {entry.id, *(one.id for one in near)}
    ways: dict[str, int] = {}
    for rank in zip_longest(*(_across(site, one) for one in near)):
        for id in filter(None, rank):
            if id not in known:
                ways[id] = ways.get(id, 0) + 1
    return sorted(ways, key=lambda id: -ways[id])


def _across(site: Site, entry: Entry) -> list[str]:
    """What an entry is related to in another group: what was done, what was made, what was wrong.

    Between two things beside the focus only these are told; what is alike stands near anyway.
    """
    others = (relation.entry for relation in entry.related)
    return [id for id in others if GROUP[site.kinds[id]] != GROUP[entry.kind]]


def _gathered(site: Site, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Of each group in turn the entry that is related to most of the others."""
    ids = {entry.id for entry in entries}

    def alone(entry: Entry) -> int:
        return -sum(id in ids for id in _across(site, entry))

    groups = (sorted((e for e in entries if e.kind in kinds), key=alone) for kinds in GROUPS)
    turns = (entry for turn in zip_longest(*groups) for entry in turn if entry)
    return tuple(entry for entry, _ in zip(turns, range(GATHERED), strict=False))


def _reporters(site: Site, entries: Iterable[Entry]) -> list[str]:
    """The units that have pages and report on these, those with most of them first."""
    counts: dict[str, int] = {}
    for entry in entries:
        for unit in site.by_unit(entry):
            counts[unit] = counts.get(unit, 0) + 1
    return sorted(filter(None, counts), key=lambda unit: -counts[unit])


# ---------------------------------------------------------------------------------- told


def _section(site: Site, around: Around, page: str) -> Iterator[str]:
    if len(around.entries) + len(around.units) < LEAST:
        return
    headers = [site.say(f"column.{key}") for key in ("kind", "name", "relations")]
    yield f"## {site.say('page.related')}"
    yield '<div class="kb-map" markdown="1">'
    yield table(headers, _rows(site, around, page))
    if around.left_out > 0:
        yield f"<small>{_not_drawn(site, around.left_out)}</small>"
    yield "</div>"


def _not_drawn(site: Site, count: int) -> str:
    """Roughly, where it is much: else nearly all pages would change with each report."""
    if count < EXACT:
        return site.say("page.not_drawn", count=count)
    tens = 10 ** (len(str(count)) - 1)
    return site.say("page.many_not_drawn", count=count // tens * tens)


def _rows(site: Site, around: Around, page: str) -> list[list[str]]:
    """The thing that all is around first, then group by group; what it has to do with others."""
    things = dict.fromkeys(around.units, -1) | {e.id: GROUP[e.kind] for e in around.entries}
    order = sorted(things, key=lambda id: (id != around.focus, things[id]))
    relations = list(_relations(site, around))
    told: dict[str, list[str]] = {id: [] for id in order}
    for edge in (*relations, *_reports(site, around, relations)):
        words = site.say("page.colon", words=site.say(edge.reason))
        told[edge.of].append(words + _link(site, edge.to, page, around.focus))
    return [
        [
            _kind(site, id),
            _bold(site, id, page, around.focus),
            site.say("page.semicolon").join(told[id]),
        ]
        for id in order
    ]


def _kind(site: Site, id: str) -> str:
    return site.say(f"kind.{site.kinds[id]}" if id in site.kinds else "column.unit")


def _bold(site: Site, id: str, page: str, focus: str) -> str:
    link = _link(site, id, page)
    return f"**{link}**" if id == focus else link


def _link(site: Site, id: str, page: str, focus: str = "") -> str:
    if id not in site.kinds:
        return site.to(unit_path(id), page, id)
    return site.link(id, page, site.say("page.this_entry") if id == focus else "")


def _relations(site: Site, around: Around) -> Iterator[Edge]:
    """Each relation of the focus, and each across groups, once; the focus is told second."""
    shown = {entry.id for entry in around.entries}
    told: set[frozenset[str]] = set()
    for entry in around.entries:
        across = set(_across(site, entry))
        for relation in entry.related:
            ends = (entry.id, relation.entry)
            known = relation.entry in shown and frozenset(ends) not in told
            if known and (around.focus in ends or relation.entry in across):
                told.add(frozenset(ends))
                of, to = ends[::-1] if entry.id == around.focus else ends
                yield Edge(of, to, f"reason.{relation.reason}")


def _reports(site: Site, around: Around, relations: Iterable[Edge]) -> Iterator[Edge]:
    """Who reports what: the focus, what units do, and what nothing else leads to.

    All that a page's own units report would be lines from everything to the same few units.
    """
    linked = {id for edge in relations for id in (edge.of, edge.to)}
    for entry in around.entries:
        by = site.by_unit(entry)
        for unit in around.units:
            if unit not in by:
                continue
            if entry.id == around.focus:
                yield Edge(unit, entry.id, "page.reports_it")
            elif entry.kind in DOING or entry.id not in linked or unit not in around.own:
                yield Edge(entry.id, unit, "page.reported_by")
