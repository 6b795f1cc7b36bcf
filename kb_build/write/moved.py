"""Records where a page went whose address is given up, so that published addresses lead on.

A page has moved if a page with its id is elsewhere now. It was joined into another entry if exactly
one is of its kind, has one of its names, and all of its units and years. If several are, the page
was split, and nobody can tell which of them a reader wants.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kb_build.lexicon.spelling import spelled
from kb_build.model import Entry
from kb_build.page import frontmatter
from kb_build.page.frontmatter import words
from kb_build.page.moved import NAME, read, text
from kb_build.write import disk
from kb_build.write.standing import Standing
from kb_build.write.step import Step
from kb_build.write.survey import text_at

# What a title has behind the name to tell it from namesakes: （清岚市财政局）.
WHOSE = re.compile(r"[（(][^（）()]*[）)]$")
LEFT = ("removed", "deleted")  # outcomes after which a page is nowhere

Head = Mapping[str, object]
Entries = Callable[[], Iterable[Entry]]


def note(todo: Sequence[Step], docs: Path, before: Standing, entries: Entries) -> None:
    """Records where addresses lead that these steps give up. Call it before any step is done."""
    now = _renewed(read(docs), todo, docs, before, entries)
    disk.renew(docs, NAME, text(now).encode())


def _renewed(
    led: Mapping[str, str],
    todo: Sequence[Step],
    docs: Path,
    before: Standing,
    entries: Entries,
) -> dict[str, str]:
    """All old paths with their new ones, but for paths that have a page again."""
    stay = [step for step in todo if step.outcome.action not in LEFT]
    gone = [step for step in todo if step.outcome.action == "removed"]
    used = before.now.found.keys() - {step.place for step in gone} | {step.place for step in stay}
    moved = {s.outcome.path: s.place for s in stay if s.outcome.action == "moved"}
    now = {**led, **moved, **dict(_left(gone, stay, docs, entries))}
    ends = {old: _end(old, now, used) for old in now.keys() - used}
    return {old: end for old, end in ends.items() if end != old}


def _left(
    gone: Sequence[Step], stay: Sequence[Step], docs: Path, entries: Entries
) -> Iterator[tuple[str, str]]:
    """The path of each page that goes and has a successor, and that of the successor."""
    places = {state.id: step.place for step in stay for state in step.after if state.id}
    named: dict[tuple[str, str], list[Entry]] = {}
    for step in gone:
        same = next((state.id for state in step.known if state.id in places), "")
        if not same:
            named = named or _by_name(entries())
            head = frontmatter.parse(text_at(docs / step.place), str(docs / step.place)).values
            same = _heir(head, named)
        if same in places:
            yield step.outcome.path, places[same]


def _by_name(entries: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in {spelled(name) for name in (entry.name, *entry.aliases)}:
            found[entry.kind, name].append(entry)
    return found


def _heir(head: Head, named: Mapping[tuple[str, str], Sequence[Entry]]) -> str:
    """The id of the only entry into which the page with this head may have been joined, or ""."""
    title, kind = str(head.get("title", "")), str(head.get("kind", ""))
    names = {spelled(name) for name in (title, WHOSE.sub("", title), *words(head.get("aliases")))}
    units, years = {*words(head.get("units"))}, {*words(head.get("years"))}
    found = {entry.id: entry for name in names for entry in named.get((kind, name), ())}
    fit = [id for id, e in found.items() if units <= {*e.units} and years <= {*e.years}]
    return fit[0] if units and len(fit) == 1 else ""


def _end(path: str, led: Mapping[str, str], used: set[str]) -> str:
    """Where a path leads in the end; a circle ends somewhere on it."""
    seen: set[str] = set()
    while path in led and path not in used and path not in seen:
        seen.add(path)
        path = led[path]
    return path
