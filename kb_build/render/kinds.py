"""The entries of one kind on a unit's or topic's page: the first to see, more folded, all behind.

A unit with many reports has hundreds. Its page stays short and leads to a page with all of a kind.
How many there are it then tells roughly, so that one more changes only the page on which it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

from kb_build.model import Entry, EntryKind, Page
from kb_build.page.escape import escape
from kb_build.render.entries.practices import doing
from kb_build.render.site import Site, relative
from kb_build.render.tables import Row, folded, listing, names, some

# Kinds that a unit or a year has, what staff can borrow first.
ORDER: tuple[EntryKind, ...] = ("practice", "measure", "rule", "mechanism", "problem")
SHOWN = 60  # entries of a kind on the page itself

Cell = Callable[[Site, Entry], str]
# Keys of CELLS, which are those of the headers `column.<key>`, or DOING, which practices have.
Columns = Sequence[str]
DOING = "doing"


def _units(site: Site, entry: Entry) -> str:
    return some(site, entry.units, 2)


def _years(site: Site, entry: Entry) -> str:
    return some(site, entry.years, 3)


def _topics(site: Site, entry: Entry) -> str:
    return names(site, entry.topics)


CELLS: dict[str, Cell] = {
    "unit": _units,
    "year": _years,
    "topic": _topics,
    "state": Site.state,
}

# What `Site.state` tells of a kind, where that is no state.
STATES: dict[EntryKind, str] = {"practice": "grade", "rule": "origin", "mechanism": "origin"}


def called(site: Site) -> list[str]:
    """The names of these kinds, in that order."""
    return [site.say(f"kinds.{kind}") for kind in ORDER]


def section(
    site: Site, kind: EntryKind, entries: Sequence[Entry], here: str, columns: Columns
) -> Iterator[str]:
    """A section with their number, the first of them, and where all are."""
    if not entries:
        return
    yield f"## {site.say(f'kinds.{kind}')} ({_roughly(len(entries))}) {{: #{kind} }}"
    headers, rows = _table(site, entries[:SHOWN], here, columns)
    yield from folded(site, headers, rows)
    if len(entries) > SHOWN:
        address = relative(_path(here, kind), here)
        yield site.say("page.all_of_kind", address=address)


def pages(
    site: Site, of: str, entries: Sequence[Entry], here: str, columns: Columns
) -> Iterator[Page]:
    """A page with all of a kind, for each kind that has more than its section shows.

    By pinyin, as in their addresses: an order in which each keeps its place.
    """
    ordered = sorted(entries, key=lambda e: (e.kind, site.paths[e.id]))
    for kind, group in groupby(ordered, key=lambda e: e.kind):
        found = list(group)
        if len(found) > SHOWN:
            path = _path(here, kind)
            title = site.say("page.kind_of", of=of, kind=site.say(f"kinds.{kind}"))
            back = f"[{escape(of)}]({relative(here, path)})"
            lead = [site.say("page.by_pinyin"), back]
            yield from listing(site, path, title, lead, *_table(site, found, path, columns))


def _table(
    site: Site, entries: Sequence[Entry], here: str, columns: Columns
) -> tuple[list[str], list[Row]]:
    kind = entries[0].kind
    shown = [key for key in columns if key != DOING or kind == "practice"]
    keys = [STATES.get(kind, key) if key == "state" else key for key in shown]
    headers = [site.say(f"column.{key}") for key in ("name", *keys)]
    cells: dict[str, Cell] = {**CELLS, DOING: partial(doing, page=here)}
    rows = [
        [site.link(entry.id, here), *(cells[key](site, entry) for key in shown)]
        for entry in entries
    ]
    return headers, list(rows)


def _roughly(count: int) -> str:
    """A number, rounded down where it is large, so that it seldom changes: 48, 60, 100+, 2000+."""
    size = 10 ** (len(str(count)) - 1)
    return str(count) if count <= SHOWN else f"{max(count // size * size, SHOWN)}+"


def _path(here: str, kind: EntryKind) -> str:
    return f"{here.removesuffix('.md')}-{kind}.md"
