"""Carries out the steps that were decided on, and keeps the record true at every moment.

The record is written before the pages, with both states of each, and again after them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from kb_build.files.signature import signature_of
from kb_build.model import Entry, Outcome, Value, replace
from kb_build.running import workers
from kb_build.write import disk, record
from kb_build.write.record import ABSENT, Record, State
from kb_build.write.redirects import note
from kb_build.write.snapshot import Snapshot
from kb_build.write.step import Step
from kb_build.write.survey import Found, found_in, look

SECONDS = 0.0001  # that a page takes


class Done(Value, frozen=True):
    """What came of a step."""

    edited: bool = False  # whether somebody edited the page meanwhile, so that it was left alone
    signature: str = ""  # of the file that was put
    found: Found | None = None  # what is in that file; None where none was put


def apply_steps(
    todo: Sequence[Step],
    before: Snapshot,
    entries: Callable[[], Iterable[Entry]] = tuple,
) -> tuple[Outcome, ...]:
    """Does what all steps say; gives the outcomes, as `write` does.

    Several processes put the files where they are many.
    """
    docs = before.docs
    for leftover in disk.leftovers(docs):
        leftover.unlink(missing_ok=True)  # a process of the killed build may still end one
    record.add(_pending(todo), docs)
    note(todo, before, entries)
    changing = {step.outcome.path: step for step in todo if step.operation}
    told = workers.spread(partial(apply_step, docs=docs), [*changing.values()], SECONDS)
    done = dict(zip(changing, told, strict=True))
    edited = {path for path, one in done.items() if one.edited}
    ended = [_undone(step) if step.outcome.path in edited else step for step in todo]
    record.save(_settled(before.record, ended), docs)
    for path, one in done.items():
        if one.found:
            before.memory.written(docs / changing[path].place, one.signature, one.found)
    return tuple(step.outcome for step in ended)


def apply_step(step: Step, docs: Path) -> Done:
    """Does what a step says that changes something, unless the page was edited meanwhile."""
    if look(docs, step.place) != step.found:
        return Done(edited=True)
    file = docs / step.place
    if step.operation == "put":
        disk.put(docs, step.place, step.text)
        return Done(signature=signature_of(file, 0), found=found_in(step.text))
    file.unlink()
    return Done()


def _undone(step: Step) -> Step:
    """A step that could not be done, since its page was edited meanwhile: all stays as known."""
    outcome = Outcome(step.outcome.path, "edited")
    return replace(step, outcome=outcome, after=step.known, operation="")


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
