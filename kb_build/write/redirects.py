"""Records where a page went whose address is given up, so that published addresses lead on.

A page has moved if a page with its id is elsewhere now. Else its entry may go on in another one
(`successors`). If several fit, it was split, and nobody can tell which of them a reader wants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kb_build.model import Entry
from kb_build.page import frontmatter
from kb_build.page.addresses import REDIRECTS
from kb_build.page.redirects import read, text
from kb_build.write import disk
from kb_build.write.snapshot import Snapshot
from kb_build.write.step import Step
from kb_build.write.successors import Successors, of_entry, of_page
from kb_build.write.survey import text_at

LEFT = ("removed", "deleted")  # outcomes after which a page is nowhere

Entries = Callable[[], Iterable[Entry]]


def note(todo: Sequence[Step], before: Snapshot, entries: Entries) -> None:
    """Records where addresses lead that these steps give up. Call it before any step is done."""
    now = _renewed(read(before.docs), todo, before, entries)
    disk.renew(before.docs, REDIRECTS, text(now).encode())


def _renewed(
    led: Mapping[str, str],
    todo: Sequence[Step],
    before: Snapshot,
    entries: Entries,
) -> dict[str, str]:
    """All old paths with their new ones, but for paths that have a page again."""
    stay = [step for step in todo if step.outcome.action not in LEFT]
    gone = [step for step in todo if step.outcome.action == "removed"]
    used = before.now.found.keys() - {step.place for step in gone} | {step.place for step in stay}
    moved = {s.outcome.path: s.place for s in stay if s.outcome.action == "moved"}
    now = {**led, **moved, **dict(_left(gone, stay, before.docs, entries))}
    ends = {old: _end(old, now, used) for old in now.keys() - used}
    return {old: end for old, end in ends.items() if end != old}


def _left(
    gone: Sequence[Step], stay: Sequence[Step], docs: Path, entries: Entries
) -> Iterator[tuple[str, str]]:
    """The path of each page that goes and has a successor, and that of the successor."""
    places = {state.id: step.place for step in stay for state in step.after if state.id}
    new = {state.id for step in stay if step.outcome.action == "created" for state in step.after}
    known: Successors | None = None
    for step in gone:
        same = next((state.id for state in step.known if state.id in places), "")
        if not same:
            known = known or Successors((e.id, of_entry(e, is_new=e.id in new)) for e in entries())
            page = frontmatter.parse(text_at(docs / step.place), str(docs / step.place))
            same = known.of(of_page(page.values, page.body))
        if same in places:
            yield step.outcome.path, places[same]


def _end(path: str, led: Mapping[str, str], used: set[str]) -> str:
    """Where a path leads in the end; a circle ends somewhere on it."""
    seen: set[str] = set()
    while path in led and path not in used and path not in seen:
        seen.add(path)
        path = led[path]
    return path
