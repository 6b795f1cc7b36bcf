"""Turns wanted pages into the bytes that are written, and their states for the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb_build.model import LazyPage, Progress
from kb_build.running import workers
from kb_build.write.memory import Memory
from kb_build.write.page_text import digest, head, joined, stamped
from kb_build.write.pieces import Cut, cut_generated
from kb_build.write.record import Record, State
from kb_build.write.threeway import state_of

SECONDS = 0.0002  # that a page takes


@dataclass(frozen=True, slots=True)
class Serialized:
    """A page as it is written."""

    data: bytes  # with its stamp
    state: State  # with the hash of its text


@dataclass(frozen=True)
class Wanted:
    """A page that shall be there; it is rendered only when more than its hash is needed."""

    lazy: LazyPage
    known: frozenset[State]
    memory: Memory
    made: Serialized | None = None  # as it is written, where it is made already

    @property
    def path(self) -> str:
        """Where the page belongs."""
        return self.lazy.path

    @property
    def id(self) -> str:
        """The page's id."""
        return self.lazy.id

    @cached_property
    def serialized(self) -> Serialized:
        """The page as it will be written; its hash is remembered for the next build."""
        found = self.made or _serialized(self.lazy, self.known)
        self.memory.sha256(self.lazy, lambda: found.state.sha256)
        return found

    @cached_property
    def sha256(self) -> str:
        """The hash of the text."""
        return self.memory.sha256(self.lazy, lambda: self.serialized.state.sha256)

    @property
    def headed(self) -> bool:
        """Whether the page has a head, in which a stamp may stand."""
        return bool(self.id or self.lazy.page().front)

    def cut(self) -> Cut:
        """The page in pieces."""
        page = self.lazy.page()
        return cut_generated(head(page), page.blocks)

    def state(self) -> State:
        """The page's state for the record, taken from there where its text is the same."""
        return _recorded(self.known, self.id, self.sha256) or self.serialized.state


def serialize(
    pages: Sequence[LazyPage], known: Record, progress: Progress
) -> Mapping[tuple[str, str], Serialized]:
    """Each page as it is written, by its path and id; several processes share the work."""
    made = workers.spread(
        lambda lazy: _serialized(lazy, known.get(lazy.path, ())), pages, SECONDS, progress
    )
    return dict(zip(((lazy.path, lazy.id) for lazy in pages), made, strict=True))


def _serialized(lazy: LazyPage, known: Iterable[State]) -> Serialized:
    """A page as it is written; its state comes from the record where that has the same text."""
    page = lazy.page()
    front = head(page)
    text = joined(front, page.blocks)
    sha256 = digest(text.encode())
    state = _recorded(known, lazy.id, sha256) or state_of(
        cut_generated(front, page.blocks), lazy.id, sha256
    )
    return Serialized(stamped(text, sha256).encode(), state)


def _recorded(known: Iterable[State], id: str, sha256: str) -> State | None:
    """The recorded state of a page with this text, if there is one."""
    same = (state for state in known if (state.id, state.sha256) == (id, sha256) and state.body)
    return next(same, None)
