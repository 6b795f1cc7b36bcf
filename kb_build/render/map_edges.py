"""Finds the relations between the things on a map, with reasons: the lines of the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kb_build.model import EntryKind, kind_of

# Groups in the order of the map; what a unit does is drawn beside the unit.
DOING: tuple[EntryKind, ...] = ("practice", "measure")
MADE: tuple[EntryKind, ...] = ("rule", "mechanism", "organization")
GROUPS: tuple[tuple[EntryKind, ...], ...] = (DOING, MADE, ("problem",))
GROUP: dict[EntryKind, int] = {kind: at for at, kinds in enumerate(GROUPS) for kind in kinds}

# Two things, each an entry's id or a unit, and why they are related as seen from the first: the
# key of a message.
Edge = tuple[str, str, str]
Related = Callable[[str], Mapping[str, str]]  # of an id: ids of what is around it, with the reason


def edges(shown: Sequence[str], related: Related, focus: str = "") -> tuple[Edge, ...]:
    """Each relation of the focus, and each across groups, once; the focus is told second.

    Between two things beside the focus what is alike stands near anyway.
    """
    once: dict[frozenset[str], Edge] = {}
    known = set(shown)
    for id in shown:
        for other, reason in related(id).items():
            drawn = other in known and (focus in (id, other) or across(kind_of(id), kind_of(other)))
            if drawn:
                of, to = (other, id) if id == focus else (id, other)
                once.setdefault(frozenset((id, other)), (of, to, f"reason.{reason}"))
    return tuple(once.values())


def across(kind: EntryKind, other: EntryKind) -> bool:
    """Whether two kinds are of different groups: what was done, what was made, what was wrong."""
    return GROUP[kind] != GROUP[other]
