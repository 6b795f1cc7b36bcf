"""What deciding is about: a page that is wanted, what a person wishes, the step that follows."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Literal

from kb_build.model import Outcome, Page
from kb_build.write import pieces
from kb_build.write.markdown import digest, head, stamped, to_text
from kb_build.write.merging import Conflict
from kb_build.write.pieces import Cut
from kb_build.write.record import ABSENT, State
from kb_build.write.survey import Found, id_of
from kb_build.write.threeway import state_of


def leave(path: str, conflict: Conflict) -> str | None:
    """Decides no conflict."""
    return None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked for beyond a plain build."""

    choose: Callable[[str, Conflict], str | None] = leave  # what to put for a conflict on a page
    anew: Container[str] = frozenset()  # pages of unknown base: what differs is a person's
    restored: frozenset[str] = frozenset()  # deleted pages that shall come back


@dataclass(frozen=True, slots=True)
class Step:
    """What to do with one path, and what was known when it was decided."""

    outcome: Outcome
    place: str  # where the page stands: elsewhere than its path where a person moved it
    found: Found  # what stands there
    known: frozenset[State]  # recorded; empty where the page is not
    after: frozenset[State]  # what is recorded afterwards
    deed: Literal["", "put", "remove"] = ""
    text: bytes = b""  # to put
    former: str = ""  # another path whose record this page takes over


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that shall be there, as text."""

    page: Page
    known: frozenset[State]

    @property
    def id(self) -> str:
        """The page's id."""
        return id_of(self.page)

    def text(self) -> str:
        """The page without stamp."""
        return to_text(self.page)

    def cut(self) -> Cut:
        """The page in pieces."""
        return pieces.cut_generated(head(self.page), self.page.blocks)

    def state(self, sha256: str) -> State:
        """What the record says of the page; taken from there where it is the same text."""
        same = (one for one in self.known if (one.id, one.sha256) == (self.id, sha256) and one.body)
        return next(same, None) or state_of(self.cut(), self.id, sha256)


def left(outcome: Outcome, place: str, found: Found, known: frozenset[State]) -> Step:
    """Nothing is done, and the record stays as it is."""
    kept = frozenset(state for state in known if state.sha256 != ABSENT)
    return Step(outcome, place, found, known, kept)


def put(outcome: Outcome, place: str, found: Found, wanted: Wanted) -> Step:
    """The page is put there as generated, with its stamp, and recorded so."""
    text = wanted.text()
    sha256 = digest(text.encode())
    after = frozenset({wanted.state(sha256)})
    data = stamped(text, sha256).encode()
    return Step(outcome, place, found, wanted.known, after, "put", data)
