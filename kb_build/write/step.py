"""A step: what to do with one path; with what it is decided from, a page wanted and wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kb_build.model import Outcome, Sheet
from kb_build.write import pieces
from kb_build.write.forms import Form, form, recorded
from kb_build.write.markdown import head
from kb_build.write.memory import Memory
from kb_build.write.merging import Conflict
from kb_build.write.pieces import Cut
from kb_build.write.record import ABSENT, State
from kb_build.write.survey import Found


def leave(path: str, conflict: Conflict) -> str | None:
    """The choice that leaves a conflict open."""
    return None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked for beyond a plain build."""

    choose: Callable[[str, Conflict], str | None] = leave  # what to put for a conflict on a page
    anew: bool = False  # on pages of unknown base all that differs is a person's
    restored: frozenset[str] = frozenset()  # deleted pages that shall come back


@dataclass(frozen=True, slots=True)
class Step:
    """What to do with one path, and what was known when it was decided."""

    outcome: Outcome
    place: str  # where the page stands: elsewhere than its path where a person moved it
    found: Found  # what stands there
    known: frozenset[State]  # as recorded before; empty where the page is new
    after: frozenset[State]  # as recorded afterwards
    deed: Literal["", "put", "remove"] = ""
    text: bytes = b""  # to put
    former: str = ""  # another path whose record this page takes over


@dataclass(frozen=True)
class Wanted:
    """A page that shall be there; it is rendered only when more than its hash is needed."""

    sheet: Sheet
    known: frozenset[State]
    memory: Memory
    made: Form | None = None  # as it is written, where it is made already

    @property
    def path(self) -> str:
        """Where the page belongs."""
        return self.sheet.path

    @property
    def id(self) -> str:
        """The page's id."""
        return self.sheet.id

    @cached_property
    def form(self) -> Form:
        """The page as it will be written; its hash is remembered for the next build."""
        found = self.made or form(self.sheet, self.known)
        self.memory.sha256(self.sheet, lambda: found.state.sha256)
        return found

    @cached_property
    def sha256(self) -> str:
        """The hash of the text."""
        return self.memory.sha256(self.sheet, lambda: self.form.state.sha256)

    @property
    def headed(self) -> bool:
        """Whether the page has a head, in which a stamp may stand."""
        return bool(self.id or self.sheet.page().front)

    def cut(self) -> Cut:
        """The page in pieces."""
        page = self.sheet.page()
        return pieces.cut_generated(head(page), page.blocks)

    def state(self) -> State:
        """The page's state for the record, taken from there where its text is the same."""
        return recorded(self.known, self.id, self.sha256) or self.form.state


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
    form, known = wanted.form, wanted.known
    return Step(outcome, place, found, known, frozenset({form.state}), "put", form.data)
