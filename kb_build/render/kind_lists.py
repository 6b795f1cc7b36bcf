"""The entries of one kind on a unit's or topic's page: the first to see, more folded, all behind.

A unit with many reports has hundreds. Its page stays short and leads to a page with all of a kind.
How many there are it then tells roughly, so that one more changes only the page on which it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from kb_build.model import ACTIONS, Entry, EntryKind, Page
from kb_build.page.markdown import Row
from kb_build.render.entries.practices import doing
from kb_build.render.listing import listing
from kb_build.render.site import Site, relative
from kb_build.render.tables import folded, names, roughly, some

# Kinds that a unit or a year has, what staff can borrow first.
ORDER: tuple[EntryKind, ...] = ("practice", "measure", "rule", "mechanism", "problem")
ALL: tuple[EntryKind, ...] = (*ORDER, "organization")  # that a topic has
WHOLE = 40  # entries of a kind that stand on the page itself, all of them
SHOWN = 20  # of more, which have a page behind it: so that this has at least as many again

# What a list tells of an entry, as Markdown for the page whose path is the last argument.
Cell = Callable[[Site, Entry, str], str]
DOING = "doing"  # which practices alone have: names alone tell nobody which of them to open
# By key of the header, `column.<key>`. One more unit or year changes no list that has some already.
CELLS: Mapping[str, Cell] = {
    DOING: doing,
    "unit": lambda site, entry, here: some(site, entry.units, 2),
    "year": lambda site, entry, here: some(site, entry.years, 3),
    "topic": lambda site, entry, here: names(site, entry.topics),
    "state": lambda site, entry, here: site.state(entry),
}
Columns = Sequence[str]  # keys of CELLS

# What `Site.state` tells of a kind, where that is no state.
STATES: dict[EntryKind, str] = {"practice": "grade", "rule": "origin", "mechanism": "origin"}


def called(site: Site) -> list[str]:
    """The names of these kinds, in that order."""
    return [site.say(f"kinds.{kind}") for kind in ORDER]


def actions(site: Site, entry: Entry) -> str:
    """What was or will be done to a rule or mechanism."""
    done = (section.label for section in entry.sections if section.label in ACTIONS)
    return site.say("page.pause").join(site.say(f"section.{label}") for label in done)


def headers(site: Site, kind: EntryKind, columns: Columns) -> list[str]:
    """What stands above the names of the entries of a kind, and above these columns."""
    keys = (STATES.get(kind, key) if key == "state" else key for key in columns)
    return site.headers("name", *keys)


def by_kind(entries: Iterable[Entry]) -> Iterator[tuple[EntryKind, list[Entry]]]:
    """The entries of each kind that there is, what staff can borrow first."""
    ordered = sorted(entries, key=lambda e: ALL.index(e.kind))
    return ((kind, [*group]) for kind, group in groupby(ordered, key=lambda e: e.kind))


def sections(site: Site, entries: Iterable[Entry], here: str, columns: Columns) -> Iterator[str]:
    """A section for each kind: how many there are, the first of them, and where all are."""
    for kind, found in by_kind(entries):
        yield f"## {site.say(f'kinds.{kind}')} ({roughly(len(found), WHOLE)}) {{: #{kind} }}"
        shown = found if len(found) <= WHOLE else found[:SHOWN]
        yield from folded(site, *_table(site, shown, here, columns))
        if len(found) > len(shown):
            address = relative(_path(here, kind), here)
            yield site.say("page.all_of_kind", address=address)


def pages(
    site: Site, of: str, entries: Sequence[Entry], here: str, columns: Columns
) -> Iterator[Page]:
    """A page with all of a kind, for each kind that has more than its section shows.

    By pinyin, as in their addresses: an order in which each keeps its place.
    """
    for kind, found in by_kind(sorted(entries, key=lambda e: site.path(e.id))):
        if len(found) > WHOLE:
            path = _path(here, kind)
            title = site.say("page.kind_of", of=of, kind=site.say(f"kinds.{kind}"))
            lead = [site.say("page.by_pinyin"), site.to(here, path, of)]
            yield from listing(site, path, title, lead, *_table(site, found, path, columns))


def _table(
    site: Site, entries: Sequence[Entry], here: str, columns: Columns
) -> tuple[list[str], list[Row]]:
    kind = entries[0].kind
    keys = [key for key in columns if key != DOING or kind == "practice"]
    rows: list[Row] = [
        [site.link(entry.id, here), *(CELLS[key](site, entry, here) for key in keys)]
        for entry in entries
    ]
    return headers(site, kind, keys), rows


def _path(here: str, kind: EntryKind) -> str:
    return f"{here.removesuffix('.md')}-{kind}.md"
