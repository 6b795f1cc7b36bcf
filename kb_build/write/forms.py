"""Turns pages into the bytes that are written, and their states for the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb_build.model import Sheet
from kb_build.running import workers
from kb_build.write.markdown import digest, head, joined, stamped
from kb_build.write.pieces import cut_generated
from kb_build.write.record import Record, State
from kb_build.write.threeway import state_of

SECONDS = 0.0002  # that a page takes


@dataclass(frozen=True, slots=True)
class Form:
    """A page as it is written."""

    data: bytes  # with its stamp
    state: State  # with the hash of its text


def forms(sheets: Sequence[Sheet], known: Record) -> Mapping[tuple[str, str], Form]:
    """The form of each page, by its path and id; several processes share the work."""
    made = workers.spread(lambda sheet: form(sheet, known.get(sheet.path, ())), sheets, SECONDS)
    return dict(zip(((sheet.path, sheet.id) for sheet in sheets), made, strict=True))


def form(sheet: Sheet, known: Iterable[State]) -> Form:
    """A page as it is written; its state comes from the record where that has the same text."""
    page = sheet.page()
    front = head(page)
    text = joined(front, page.blocks)
    sha256 = digest(text.encode())
    state = recorded(known, sheet.id, sha256) or state_of(
        cut_generated(front, page.blocks), sheet.id, sha256
    )
    return Form(stamped(text, sha256).encode(), state)


def recorded(known: Iterable[State], id: str, sha256: str) -> State | None:
    """The recorded state of a page with this text, if there is one."""
    same = (state for state in known if (state.id, state.sha256) == (id, sha256) and state.body)
    return next(same, None)
