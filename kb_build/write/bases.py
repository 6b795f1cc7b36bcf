"""Finds the base of an edited page: the generated text from which the person started."""

from __future__ import annotations

from dataclasses import replace

from kb_build.page.keys import BASE
from kb_build.write import record
from kb_build.write.pieces import Cut
from kb_build.write.record import State
from kb_build.write.survey import Found
from kb_build.write.threeway import state_of


def named(found: Found, known: frozenset[State], new: State) -> State | None:
    """The base that the page names, or else the only recorded one; None where nobody knows."""
    recorded = [state for state in known if state.front or state.body]
    if found.base:
        fitting = (one for one in (new, *recorded) if one.sha256.startswith(found.base))
        return next(fitting, None)
    return recorded[0] if len(recorded) == 1 else None


def assumed(new: State, mine: Cut) -> State:
    """A base for a page whose own is unknown: all that differs counts as a person's, but the id."""
    id = record.of(piece for piece in mine.front if piece.name == "id")
    keys = (id if key.startswith("id=") else key for key in new.front.split())
    return replace(new, front=" ".join(keys))


def is_edited(mine: Cut, base: State) -> bool:
    """Whether a page has been edited, and no conflict or note of ours is open on it."""
    generated = state_of(mine, base.id, base.sha256)
    return generated != base and not mine.own.keys() - {BASE}
