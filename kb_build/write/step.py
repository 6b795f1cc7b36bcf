"""A step is what to do with one path; options are what a person asked for beyond a plain build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kb_build.model import Outcome, Value
from kb_build.write.merging import Conflict
from kb_build.write.record import ABSENT, State
from kb_build.write.serializing import Wanted
from kb_build.write.survey import Found


def leave(path: str, conflict: Conflict) -> str | None:
    """The choice that leaves a conflict open."""
    return None


@dataclass(frozen=True, slots=True)
class Options:
    """What a person asked for beyond a plain build."""

    choose: Callable[[str, Conflict], str | None] = leave  # what to put for a conflict on a page
    anew: bool = False  # on pages of unknown base all that differs is a person's


PLAIN = Options()  # of a plain build


class Step(Value, frozen=True):
    """What to do with one path, and what was known when it was decided."""

    outcome: Outcome
    place: str  # where the page stands: elsewhere than its path where a person moved it
    found: Found  # what stands there
    known: frozenset[State]  # as recorded before; empty where the page is new
    after: frozenset[State]  # as recorded afterwards
    operation: Literal["", "put", "remove"] = ""
    text: bytes = b""  # to put
    former: str = ""  # another path whose record this page takes over


def leave_alone(
    outcome: Outcome,
    place: str,
    found: Found,
    known: frozenset[State],
    after: frozenset[State] | None = None,
) -> Step:
    """The step that does nothing to a page; the record keeps what is known, or gets `after`."""
    kept = frozenset(state for state in known if state.sha256 != ABSENT)
    return Step(outcome, place, found, known, kept if after is None else after)


def put_generated(outcome: Outcome, place: str, found: Found, wanted: Wanted) -> Step:
    """The step that writes the page as generated, with its stamp, and records it so."""
    made, known = wanted.serialized, wanted.known
    return Step(outcome, place, found, known, frozenset({made.state}), "put", made.data)
