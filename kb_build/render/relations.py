"""What is around an entry, a unit or a topic: units, practices, institutions and problems.

A page gets them as a table: a line a thing, with its links to the others. `publish` draws the map
from that table, so that map and table never differ, also where a person corrected a line. Of what
one report tells, nearly all that is around it stands in the same words: a list says as much.

An entry's page goes one step only: what lies behind a thing is told by that thing's own page. So
a report that comes changes the pages of what it tells and of what is next to that, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from kb_build.model import Entry, EntryKind, kind_of
from kb_build.page.markdown import boxed, marked, table
from kb_build.render.map_edges import DOING, GROUP, GROUPS, Edge, Related, across, edges
from kb_build.render.site import Site
from kb_build.render.tables import roughly

# A map of more things takes longer to read than the lists do.
UNITS, GATHERED = 4, 16
LEAST = 3  # things worth drawing
EXACT = 10  # above that it is told roughly how many are left out


@dataclass(frozen=True)
class Around:
    """What is shown: ids of entries, and units, the most related first."""

    entries: tuple[str, ...]
    units: tuple[str, ...]
    left_out: int  # how many more there are
    focus: str = ""  # id of the entry or name of the unit that all is around; empty for a topic


def of_entry(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """What an entry is related to; of one that several reports tell also who does, as a map."""
    if len(entry.reports) == 1:
        yield from _listed(site, entry, page)
        return
    units = [unit for unit in site.by_unit(entry.id) if unit]
    shown = (entry.id, *site.related(entry.id))
    around = Around(shown, tuple(units[:UNITS]), len(units[UNITS:]), entry.id)
    yield from _section(site, around, site.around(entry.id), page)


def of_unit(
    site: Site, unit: str, entries: Sequence[Entry], related: Related, page: str
) -> Iterator[str]:
    """The best of what a unit reports; `entries` are all of it, the best first."""
    shown = _gathered([entry.id for entry in entries], related)
    around = Around(shown, (unit,), len(entries) - len(shown), unit)
    yield from _section(site, around, edges(shown, related), page)


def of_topic(site: Site, topic: Entry, page: str) -> Iterator[str]:
    """The best on a topic, with the units that have most of it."""
    members = [relation.entry for relation in topic.related]
    shown = _gathered(members, site.related)
    units = _reporters(site, shown)
    left_out = len(members) - len(shown) + len(units[UNITS:])
    around = Around(shown, tuple(units[:UNITS]), left_out)
    yield from _section(site, around, edges(shown, site.related), page)


# ---------------------------------------------------------------------------------- listed


def _listed(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """A line a reason, with what it leads to by kind."""
    reasons: dict[str, dict[EntryKind, list[str]]] = {}
    for id, reason in site.related(entry.id).items():
        by_kind = reasons.setdefault(reason, {})
        by_kind.setdefault(kind_of(id), []).append(site.link(id, page))
    if reasons:
        yield f"## {site.say('page.related')}"
        yield from (_line(site, reason, by_kind) for reason, by_kind in reasons.items())


def _line(site: Site, reason: str, by_kind: Mapping[EntryKind, Sequence[str]]) -> str:
    told = (
        f"{site.say(f'kind.{kind}')} {site.say('page.pause').join(links)}"
        for kind, links in by_kind.items()
    )
    words = site.say(f"reason.{reason}")
    label = site.say("page.label", words=words[0].upper() + words[1:])
    return marked(label + site.say("page.semicolon").join(told), "kb-related")


# ---------------------------------------------------------------------------------- chosen


def _gathered(members: Sequence[str], related: Related) -> tuple[str, ...]:
    """Chooses entries: from each group in turn the one related to most of the others."""
    ids = set(members)

    def alone(id: str) -> int:
        others = ids & related(id).keys()
        return -sum(across(kind_of(id), kind_of(other)) for other in others)

    groups = (sorted((i for i in members if kind_of(i) in g), key=alone) for g in GROUPS)
    turns = (id for turn in zip_longest(*groups) for id in turn if id)
    return tuple(islice(turns, GATHERED))


def _reporters(site: Site, entries: Iterable[str]) -> list[str]:
    """The units that have pages and report on these, those with most of them first."""
    counts: dict[str, int] = {}
    for entry in entries:
        for unit in site.by_unit(entry):
            counts[unit] = counts.get(unit, 0) + 1
    return sorted(filter(None, counts), key=lambda unit: -counts[unit])


# ---------------------------------------------------------------------------------- told


def _section(site: Site, around: Around, found: Sequence[Edge], page: str) -> Iterator[str]:
    if len(around.entries) + len(around.units) < LEAST:
        return
    headers = site.headers("kind", "name", "relations")
    yield f"## {site.say('page.related')}"
    more = site.say("page.not_drawn", count=roughly(around.left_out, EXACT))
    left_out = [f"<small>{more}</small>"] if around.left_out > 0 else []
    yield from boxed("kb-map", [table(headers, _rows(site, around, found, page)), *left_out])


def _rows(site: Site, around: Around, found: Sequence[Edge], page: str) -> list[list[str]]:
    """The thing that all is around first, then group by group; what it has to do with others."""
    things = dict.fromkeys(around.units, -1)
    things |= {id: GROUP[kind_of(id)] for id in around.entries}
    order = sorted(things, key=lambda id: (id != around.focus, things[id]))
    told: dict[str, list[str]] = {id: [] for id in order}
    for of, to, reason in (*found, *_reports(site, around, found)):
        words = site.say("page.colon", words=site.say(reason))
        told[of].append(words + _link(site, to, page, around.focus))
    return [
        [
            _kind(site, id),
            _bold(site, id, page, around.focus),
            site.say("page.semicolon").join(told[id]),
        ]
        for id in order
    ]


def _kind(site: Site, id: str) -> str:
    return site.say(f"kind.{kind_of(id)}" if site.has(id) else "column.unit")


def _bold(site: Site, id: str, page: str, focus: str) -> str:
    link = _link(site, id, page)
    return f"**{link}**" if id == focus else link


def _link(site: Site, id: str, page: str, focus: str = "") -> str:
    if not site.has(id):
        return site.to(site.unit_path(id), page, id)
    return site.link(id, page, site.say("page.this_entry") if id == focus else "")


def _reports(site: Site, around: Around, found: Sequence[Edge]) -> Iterator[Edge]:
    """Who reports what: the focus, what units do, and what nothing else leads to.

    All that a page's own units report would be lines from everything to the same few units.
    """
    linked = {id for of, to, _ in found for id in (of, to)}
    for id in around.entries:
        if id == around.focus:
            yield from ((unit, id, "page.reports_it") for unit in around.units)
        elif kind_of(id) in DOING or id not in linked:
            told_by = (unit for unit in around.units if site.tells(unit, id))
            yield from ((id, unit, "page.reported_by") for unit in told_by)
