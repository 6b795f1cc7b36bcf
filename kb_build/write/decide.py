"""What becomes of each page: compares what is wanted, what stands on disk and what we recorded.

A page is ours as long as it equals a recorded state; whatever else stands there is a person's and
is left alone. `edited` is the one decision in which our text and a person's meet.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb_build import frontmatter
from kb_build.errors import InputError
from kb_build.model import Outcome, Page
from kb_build.write import disk
from kb_build.write.markdown import digest, to_text
from kb_build.write.record import ABSENT, Record, State, shas
from kb_build.write.relink import relinked

OTHER = "other"  # found where a page should stand: a folder, a dangling link


@dataclass(frozen=True, slots=True)
class Step:
    """What to do with one path, and what was known when it was decided."""

    outcome: Outcome
    found: str  # hash of what stands there, ABSENT or OTHER
    known: frozenset[State]  # recorded; empty where the page is not
    new: State  # what should stand there, ABSENT where nothing
    text: bytes = b""  # of `new`


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands in the docs folder."""

    found: Mapping[str, str]  # path → hash of what stands there, or OTHER
    persons: Mapping[str, Sequence[str]]  # page id → paths of pages that are not as generated


def survey(docs: Path, record: Record) -> Survey:
    """Reads all pages; InputError where the id of one that a person touched cannot be read."""
    found: dict[str, str] = {}
    persons: dict[str, list[str]] = defaultdict(list)
    for path in disk.pages(docs):
        found[path] = look(docs, path)
        if found[path] not in {OTHER} | shas(record.get(path, ())):
            persons[_id_at(docs / path)].append(path)
    return Survey(found, persons)


def look(docs: Path, path: str) -> str:
    """What stands at a path: the hash of a page, ABSENT or OTHER."""
    file = docs / path
    if file.is_file():
        return digest(file.read_bytes())
    return OTHER if os.path.lexists(file) else ABSENT


def _id_at(file: Path) -> str:
    text = frontmatter.decode(file.read_bytes(), str(file))
    return frontmatter.parse(text, str(file)).id


def steps(pages: Sequence[Page], docs: Path, record: Record) -> tuple[Step, ...]:
    """A step for each page that is wanted or recorded, in order of path; changes nothing.

    Raises InputError where two pages want one path or id, where a page that a person touched cannot
    be read, and where a folder or link is in the way.
    """
    _refuse_doubles(pages)
    disk.refuse_bad_folders(docs, (*(page.path for page in pages), *record))
    now = survey(docs, record)
    wanted = {page.path: page for page in pages}
    gone = _gone(wanted, record, now)
    if gone:
        wanted = {path: relinked(page, gone) for path, page in wanted.items()}
    return tuple(_all(wanted, record, now))


def _gone(wanted: Mapping[str, Page], record: Record, now: Survey) -> Mapping[str, str]:
    """Pages that a person deleted, and where those are that one moved."""
    gone: dict[str, str] = {}
    for path, page in wanted.items():
        if path not in now.found:
            known = record.get(path, frozenset())
            outcome = _missing(path, known, _elsewhere(path, {id_of(page)}, now))
            if outcome.action != "created":
                gone[path] = outcome.note.partition(", ")[0]
    return gone


def _all(wanted: Mapping[str, Page], record: Record, now: Survey) -> Iterator[Step]:
    for path in sorted(wanted.keys() | record.keys()):
        known = record.get(path, frozenset())
        found = now.found.get(path, ABSENT)
        if path in wanted:
            yield _wanted(wanted[path], known, found, now)
        else:
            yield from _unwanted(path, known, found, now)


def _wanted(page: Page, known: frozenset[State], found: str, now: Survey) -> Step:
    text = to_text(page).encode()
    new = State(id_of(page), digest(text))
    if found == ABSENT:
        outcome = _missing(page.path, known, _elsewhere(page.path, {new.id}, now))
    elif found == new.sha256:
        outcome = Outcome(page.path, "unchanged")
    elif not known:
        outcome = Outcome(page.path, "taken")
    else:
        outcome = Outcome(page.path, "replaced" if found in shas(known) else "edited")
    return Step(outcome, found, known, new, text)


def _missing(path: str, known: frozenset[State], elsewhere: str) -> Outcome:
    if elsewhere:
        return Outcome(path, "moved", elsewhere)
    never_was = not known or ABSENT in shas(known)
    return Outcome(path, "created" if never_was else "deleted")


def _unwanted(path: str, known: frozenset[State], found: str, now: Survey) -> Iterator[Step]:
    """Of a page whose source is gone; one that a person deleted before needs no word."""
    elsewhere = _elsewhere(path, {state.id for state in known}, now)
    new = State(min(known).id, ABSENT)
    if found != ABSENT:
        outcome = Outcome(path, "removed" if found in shas(known) else "edited")
        yield Step(outcome, found, known, new)
    elif elsewhere:
        yield Step(Outcome(path, "moved", elsewhere), found, known, new)


def _elsewhere(path: str, ids: set[str], now: Survey) -> str:
    """Where a person keeps the page with one of these ids; empty where nowhere."""
    paths = {other for id in ids if id for other in now.persons.get(id, ())} - {path}
    return ", ".join(sorted(paths))


def id_of(page: Page) -> str:
    """The page's id; empty where it has none."""
    value = dict(page.front).get("id")
    return value if isinstance(value, str) else ""


def _refuse_doubles(pages: Sequence[Page]) -> None:
    claims: dict[tuple[str, str], str] = {}
    for page in pages:
        if not disk.PAGE_PATH.fullmatch(page.path):
            raise ValueError(f"no path for a page: {page.path!r}")
        if not id_of(page).isprintable():
            raise ValueError(f"no id for a page: {id_of(page)!r}")
        # Windows and macOS do not tell upper from lower case.
        for claim in (("write-path-twice", page.path.lower()), ("write-id-twice", id_of(page))):
            if claim[1] and claim in claims:
                raise InputError(claim[0], page.path, other=claims[claim], id=id_of(page))
            claims[claim] = page.path
