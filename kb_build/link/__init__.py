"""Facts of single reports → entries: the same thing across all reports gets one page.

Everything here is grouping by key, so the work grows with the input and not with its square, and
the order in which reports come in does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kb_build.link import institutions, measures, practices, problems
from kb_build.link.entries import entry_id
from kb_build.link.relations import relate
from kb_build.link.sources import Source, in_time_order
from kb_build.link.topics import classify, topic_entries
from kb_build.model import ENTRY_KINDS, Entry, Facts

MAKERS: tuple[tuple[str, Callable[[Sequence[Source]], Iterable[Entry]]], ...] = (
    ("institutions", institutions.entries),
    ("measures", measures.entries),
    ("practices", practices.entries),
    ("problems", problems.entries),
)


def link(facts: Sequence[Facts]) -> tuple[Entry, ...]:
    """The entries of a library, in order of kind and id.

    Takes the facts of all reports in any order; of reports with the same text (and so the same
    id) the one with the first source path counts. Topics come last and list their entries as
    related ones.
    """
    sources = in_time_order(facts)
    made = [entry for _, make in MAKERS for entry in make(sources)]
    entries = relate(classify(_distinct(made)))
    return tuple(sorted((*entries, *topic_entries(entries)), key=_place))


def _distinct(entries: Iterable[Entry]) -> Iterable[Entry]:
    """No id twice: 8 digits meet by chance among ten thousand entries, and keys may be equal."""
    taken: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.id, e.name, e.reports)):
        id = entry.id
        while id in taken:
            id = entry_id(entry.kind, id, entry.name)
        taken[id] = replace(entry, id=id)
    return taken.values()


def _place(entry: Entry) -> tuple[int, str]:
    return ENTRY_KINDS.index(entry.kind), entry.id
