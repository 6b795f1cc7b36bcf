"""Puts pages into docs/, and never changes or removes what a person wrote there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kb_build.model import Entry, LazyPage, Outcome, Progress, no_progress
from kb_build.write import record
from kb_build.write.apply import apply_steps
from kb_build.write.decide import steps
from kb_build.write.difference import Difference as Difference, difference
from kb_build.write.memory import Memory as Memory
from kb_build.write.merging import Conflict as Conflict
from kb_build.write.recent import keep as keep, recent as recent
from kb_build.write.reviews import sign as sign
from kb_build.write.snapshot import Snapshot as Snapshot
from kb_build.write.step import PLAIN, Options as Options
from kb_build.write.unmerged import settle as settle


def plan(
    pages: Sequence[LazyPage], before: Snapshot, options: Options = PLAIN
) -> tuple[Difference, ...]:
    """What `write` would do to each page, in order of path; changes nothing and raises the same."""
    return tuple(difference(step, before.docs) for step in steps(pages, before, options))


def write(
    pages: Sequence[LazyPage],
    before: Snapshot,
    options: Options = PLAIN,
    entries: Callable[[], Iterable[Entry]] = tuple,
    progress: Progress = no_progress,
) -> tuple[Outcome, ...]:
    """Makes docs/ hold `pages`, merged with what a person changed, moved or deleted there.

    `before` is what stands there; its memory takes note. An entry's page that goes leads to that of
    the one of `entries` into which it was joined. `progress` hears of the pages that are made.
    Gives what was done, in order of path. Raises InputError before anything is changed: for a
    damaged record, two pages of one path or id, a page of a person's that cannot be read, and a
    folder or link in the way. Killed at any moment it leaves each page old or new and the record
    knowing both, so that the next run goes on from there.
    """
    return apply_steps(steps(pages, before, options, progress), before, entries)


def rebase(pages: Callable[[], Sequence[LazyPage]], docs: Path) -> tuple[Outcome, ...]:
    """Like `write`, and mends what it needs to know.

    Damaged lines of the record are dropped first, since nothing can look at `docs` before; then
    `pages` is called. A page of unknown base gets what is generated now as its base: all that
    differs counts as a person's and stays.
    """
    record.drop_damaged(docs)
    before = Snapshot.of(docs)
    return apply_steps(steps(pages(), before, Options(anew=True)), before)
