"""Turns wanted pages into the bytes that are written, and their states for the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb_build.model import Sheet, Tell
from kb_build.running import workers
from kb_build.write.memory import Memory
from kb_build.write.page_text import digest, head, joined, stamped
from kb_build.write.pieces import Cut, cut_generated
from kb_build.write.record import Record, State
from kb_build.write.threeway import state_of

SECONDS = 0.0002  # that a page takes


@dataclass(frozen=True, slots=True)
class Form:
    """A page as it is written."""

    data: bytes  # with its stamp
    state: State  # with the hash of its text


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
        found = self.made or _form(self.sheet, self.known)
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
        return cut_generated(head(page), page.blocks)

    def state(self) -> State:
        """The page's state for the record, taken from there where its text is the same."""
        return _recorded(self.known, self.id, self.sha256) or self.form.state


def forms(sheets: Sequence[Sheet], known: Record, tell: Tell) -> Mapping[tuple[str, str], Form]:
    """The form of each page, by its path and id; several processes share the work."""
    made = workers.spread(
        lambda sheet: _form(sheet, known.get(sheet.path, ())), sheets, SECONDS, tell
    )
    return dict(zip(((sheet.path, sheet.id) for sheet in sheets), made, strict=True))


def _form(sheet: Sheet, known: Iterable[State]) -> Form:
    """A page as it is written; its state comes from the record where that has the same text."""
    page = sheet.page()
    front = head(page)
    text = joined(front, page.blocks)
    sha256 = digest(text.encode())
    state = _recorded(known, sheet.id, sha256) or state_of(
        cut_generated(front, page.blocks), sheet.id, sha256
    )
    return Form(stamped(text, sha256).encode(), state)


def _recorded(known: Iterable[State], id: str, sha256: str) -> State | None:
    """The recorded state of a page with this text, if there is one."""
    same = (state for state in known if (state.id, state.sha256) == (id, sha256) and state.body)
    return next(same, None)
