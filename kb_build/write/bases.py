"""What an edited page was generated as: the base by which a person's words are told from ours."""

from __future__ import annotations

from dataclasses import replace

from kb_build.page.keys import BASE
from kb_build.write import record
from kb_build.write.pieces import Cut
from kb_build.write.record import State
from kb_build.write.survey import Found
from kb_build.write.threeway import state_of


def named(found: Found, known: frozenset[State], new: State) -> State | None:
    """The base that a page names, or the only thing recorded of it; None where nobody knows."""
    recorded = [state for state in known if state.front or state.body]
    if found.base:
        fitting = (one for one in (new, *recorded) if one.sha256.startswith(found.base))
        return next(fitting, None)
    return recorded[0] if len(recorded) == 1 else None


def assumed(new: State, mine: Cut) -> State:
    """The base of a page of unknown base: all that differs is a person's, but for its id."""
    id = record.of(piece for piece in mine.front if piece.name == "id")
    keys = (id if key.startswith("id=") else key for key in new.front.split())
    return replace(new, front=" ".join(keys))


def is_edited(mine: Cut, base: State) -> bool:
    """Whether a page has words of a person's, and nothing that is left to be settled."""
    generated = state_of(mine, base.id, base.sha256)
    return generated != base and not mine.own.keys() - {BASE}
