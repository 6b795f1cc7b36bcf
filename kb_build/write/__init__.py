"""Puts pages into docs/, and never changes or removes what a person wrote there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kb_build.files.signature import signature_of
from kb_build.model import Entry, Outcome, Page, Sheet
from kb_build.write import disk, record
from kb_build.write.decide import steps
from kb_build.write.difference import Difference, difference
from kb_build.write.memory import Memory
from kb_build.write.merging import Conflict
from kb_build.write.moved import note
from kb_build.write.recent import keep, recent
from kb_build.write.record import ABSENT, Record, State
from kb_build.write.reviews import sign
from kb_build.write.standing import Standing
from kb_build.write.step import Step, Wishes
from kb_build.write.survey import look
from kb_build.write.unmerged import settle

__all__ = [
    "Conflict",
    "Difference",
    "Memory",
    "Standing",
    "Wishes",
    "keep",
    "plan",
    "rebase",
    "recent",
    "settle",
    "sign",
    "write",
]


def plan(
    pages: Iterable[Page | Sheet],
    docs: Path,
    wishes: Wishes | None = None,
    before: Standing | None = None,
) -> tuple[Difference, ...]:
    """What `write` would do to each page, in order of path; changes nothing and raises the same."""
    todo = steps(_sheets(pages), docs, before or Standing.of(docs), wishes)
    return tuple(difference(step, docs) for step in todo)


def write(
    pages: Iterable[Page | Sheet],
    docs: Path,
    wishes: Wishes | None = None,
    before: Standing | None = None,
    entries: Callable[[], Iterable[Entry]] = tuple,
) -> tuple[Outcome, ...]:
    """Makes `docs` hold `pages`, merged with what a person changed, moved or deleted there.

    `before` is what stands there, where the caller has looked; its memory takes note.
    An entry's page that goes leads to that of the one of `entries` into which it was joined.
    Gives what was done, in order of path. Raises InputError before anything is changed: for a
    damaged record, two pages of one path or id, a page of a person's that cannot be read, and a
    folder or link in the way. Killed at any moment it leaves each page old or new and the record
    knowing both, so that the next run goes on from there.
    """
    before = before or Standing.of(docs)
    return _carried_out(steps(_sheets(pages), docs, before, wishes), docs, before, entries)


def rebase(pages: Callable[[], Iterable[Page | Sheet]], docs: Path) -> tuple[Outcome, ...]:
    """Like `write`, and mends what it needs to know.

    Damaged lines of the record are dropped first, since nothing can look at `docs` before; then
    `pages` is called. A page of unknown base gets what is generated now as its base: all that
    differs counts as a person's and stays.
    """
    record.drop_damaged(docs)
    before = Standing.of(docs)
    return _carried_out(steps(_sheets(pages()), docs, before, Wishes(anew=True)), docs, before)


def _sheets(pages: Iterable[Page | Sheet]) -> list[Sheet]:
    return [page if isinstance(page, Sheet) else _sheet(page) for page in pages]


def _sheet(page: Page) -> Sheet:
    return Sheet(page.path, page.id, "", lambda: page)


def _carried_out(
    todo: Sequence[Step],
    docs: Path,
    before: Standing,
    entries: Callable[[], Iterable[Entry]] = tuple,
) -> tuple[Outcome, ...]:
    for path in disk.leftovers(docs):
        path.unlink()
    record.add(_pending(todo), docs)
    note(todo, docs, before, entries)
    done: list[Step] = []
    signed: list[tuple[Path, str, bytes]] = []
    for step in todo:
        done.append(carry_out(step, docs))
        if done[-1].deed == "put":
            file = docs / step.place
            signed.append((file, signature_of(file, 0), step.text))
    record.save(_settled(before.record, done), docs)
    for file, signature, data in signed:
        before.memory.written(file, signature, data)
    return tuple(step.outcome for step in done)


def carry_out(step: Step, docs: Path) -> Step:
    """Does what was decided; leaves a page alone that was edited since."""
    if not step.deed:
        return step
    if look(docs, step.place) != step.found:
        outcome = Outcome(step.outcome.path, "edited")
        return replace(step, outcome=outcome, after=step.known, deed="")
    if step.deed == "put":
        disk.put(docs, step.place, step.text)
    else:
        (docs / step.place).unlink()
    return step


def _pending(todo: Iterable[Step]) -> Record:
    """Both states of each page that changes, for a run that is killed half-way."""
    changing = (step for step in todo if step.deed)
    return {step.outcome.path: step.known | step.after | _maybe_absent(step) for step in changing}


def _maybe_absent(step: Step) -> frozenset[State]:
    """The state "no page", for a page that is created or removed; else nothing."""
    comes_or_goes = step.deed == "remove" or step.found.sha256 == ABSENT
    ids = {state.id for state in step.known | step.after}
    return frozenset({State(min(ids), ABSENT)}) if comes_or_goes else frozenset()


def _settled(known: Record, done: Sequence[Step]) -> Record:
    """The record after a run: each page as it was last generated.

    A page that a person deleted keeps its line, so that it stays deleted when its source, once
    gone, comes back.
    """
    over = record.absent(known) | {step.former for step in done}
    left = {path: states for path, states in known.items() if path not in over}
    settled = left | {step.outcome.path: step.after for step in done}
    for path in record.absent(settled):
        settled[path] = frozenset(state for state in settled[path] if state.sha256 != ABSENT)
    return {path: states for path, states in settled.items() if states}
