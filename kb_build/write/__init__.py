"""Puts pages into docs/, and never changes or removes what a person wrote there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kb_build.model import Outcome, Page
from kb_build.write import disk, record
from kb_build.write.decide import Step, look, steps
from kb_build.write.record import ABSENT, Record, State

__all__ = ["plan", "write"]


def plan(pages: Sequence[Page], docs: Path) -> tuple[Outcome, ...]:
    """What `write` would do to each page, in order of path; changes nothing and raises the same."""
    return tuple(step.outcome for step in steps(pages, docs, record.read(docs)))


def write(pages: Sequence[Page], docs: Path) -> tuple[Outcome, ...]:
    """Makes `docs` hold `pages`, except where a person wrote, moved or deleted one.

    Gives what was done, in order of path. Raises InputError before anything is changed: for a
    damaged record, two pages of one path or id, a page of a person's that cannot be read, and a
    folder or link in the way. Killed at any moment it leaves each page old or new and the record
    knowing both, so that the next run goes on from there.
    """
    known = record.read(docs)
    todo = steps(pages, docs, known)
    for path in disk.leftovers(docs):
        path.unlink()
    record.save(record.merged(known, _pending(todo)), docs)
    done = tuple(carry_out(step, docs) for step in todo)
    record.save(_settled(known, done), docs)
    return tuple(step.outcome for step in done)


def _put(step: Step, docs: Path) -> None:
    disk.put(docs, step.outcome.path, step.text)


def _remove(step: Step, docs: Path) -> None:
    (docs / step.outcome.path).unlink()


# What each decision does to the folder; the others leave it as it is.
DEEDS: Mapping[str, Callable[[Step, Path], None]] = {
    "created": _put,
    "replaced": _put,
    "removed": _remove,
}


def carry_out(step: Step, docs: Path) -> Step:
    """Does what was decided, unless the page was edited since."""
    deed = DEEDS.get(step.outcome.action)
    if not deed:
        return step
    if look(docs, step.outcome.path) != step.found:
        return replace(step, outcome=Outcome(step.outcome.path, "edited"))
    deed(step, docs)
    return step


def _pending(todo: Iterable[Step]) -> Record:
    """What a page may look like when the run is killed: as it was found, and as it should be."""
    return {
        step.outcome.path: frozenset({step.new, State(step.new.id, step.found)})
        for step in todo
        if step.outcome.action in DEEDS
    }


def _settled(known: Record, done: Iterable[Step]) -> Record:
    """The record after a run: our own pages as they are now, a person's as we last made them.

    A page that a person deleted keeps its line, so that it stays deleted when its source, once
    gone, comes back.
    """
    left = {path: states for path, states in known.items() if ABSENT not in record.shas(states)}
    now = {step.outcome.path: _after(step) for step in done}
    return {path: states for path, states in (left | now).items() if states}


def _after(step: Step) -> frozenset[State]:
    ours = step.outcome.action in DEEDS or step.outcome.action == "unchanged"
    states = {step.new} if ours else step.known
    return frozenset(state for state in states if state.sha256 != ABSENT)
