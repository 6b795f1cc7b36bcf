"""Which pages a person deleted, by id: lists and counts leave out what nobody can open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kb_build.write import disk, record
from kb_build.write.memory import Memory
from kb_build.write.record import ABSENT, shas
from kb_build.write.survey import survey


def deleted(docs: Path, memory: Memory | None = None) -> frozenset[str]:
    """The ids of recorded pages that stand nowhere in the docs folder; none where it is new.

    Raises InputError for a damaged record, and for a page that a person touched and that cannot be
    read: it may be a page that was moved.
    """
    known = record.read(docs)
    present = frozenset(disk.pages(docs))
    gone = {
        path: states
        for path, states in known.items()
        if path not in present and ABSENT not in shas(states)
    }
    if not gone:
        return frozenset()
    ids = frozenset(state.id for states in gone.values() for state in states)
    return ids - {"", *_standing(docs, known, memory or Memory())}


def _standing(docs: Path, known: record.Record, memory: Memory) -> Iterator[str]:
    """The ids of pages that stand somewhere, moved ones included."""
    there = survey(docs, known, memory.found)
    yield from there.ids.values()
    for path in there.found.keys() & known.keys():
        yield from (state.id for state in known[path])
