"""Carries out the steps that were decided on, and keeps the record true at every moment.

The record is written before the pages, with both states of each, and again after them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kb_build.files.signature import signature_of
from kb_build.model import Entry, Outcome, replace
from kb_build.write import disk, record
from kb_build.write.record import ABSENT, Record, State
from kb_build.write.redirects import note
from kb_build.write.snapshot import Snapshot
from kb_build.write.step import Step
from kb_build.write.survey import look


def apply_steps(
    todo: Sequence[Step],
    before: Snapshot,
    entries: Callable[[], Iterable[Entry]] = tuple,
) -> tuple[Outcome, ...]:
    """Does what all steps say, in their order; gives the outcomes, as `write` does."""
    docs = before.docs
    for path in disk.leftovers(docs):
        path.unlink()
    record.add(_pending(todo), docs)
    note(todo, before, entries)
    done: list[Step] = []
    put: list[tuple[Path, str, bytes]] = []  # files with their signatures and bytes
    for step in todo:
        done.append(apply_step(step, docs))
        if done[-1].operation == "put":
            file = docs / step.place
            put.append((file, signature_of(file, 0), step.text))
    record.save(_settled(before.record, done), docs)
    for file, signature, data in put:
        before.memory.written(file, signature, data)
    return tuple(step.outcome for step in done)


def apply_step(step: Step, docs: Path) -> Step:
    """Does what a step says and gives it as done; a page edited meanwhile is left alone."""
    if not step.operation:
        return step
    if look(docs, step.place) != step.found:
        outcome = Outcome(step.outcome.path, "edited")
        return replace(step, outcome=outcome, after=step.known, operation="")
    if step.operation == "put":
        disk.put(docs, step.place, step.text)
    else:
        (docs / step.place).unlink()
    return step


def _pending(todo: Iterable[Step]) -> Record:
    """Both states of each page that changes, for a run that is killed half-way."""
    changing = (step for step in todo if step.operation)
    return {step.outcome.path: step.known | step.after | _maybe_absent(step) for step in changing}


def _maybe_absent(step: Step) -> frozenset[State]:
    """The state "no page", for a page that is created or removed; else nothing."""
    comes_or_goes = step.operation == "remove" or step.found.sha256 == ABSENT
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
