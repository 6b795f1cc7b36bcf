"""Reads from git who changed each page and when, in one pass over the log for all pages.

Plugins for this (mkdocs-git-revision-date-localized, mkdocs-git-authors) start git for each page,
and their output is not known before a page is rendered, so that rendered pages could not be stored.
In a shallow clone everything seems to be written by its first commit; there we only say that the
history is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kb_build.running import git

# Moved files are followed if they stay this similar. In commits that move more files than this,
# only identical ones are followed, since git compares each with each.
LOG = ("-c", "log.showSignature=false", "log", "--name-status", "--find-renames=90%", "-l300")
# For each commit: a mark, the author's name (by `.mailmap`), the author's local day, and the time
# of the commit; then the files with what was done to them.
COMMIT = "\x01"
FORMAT = f"--format={COMMIT}%aN%x02%as%x02%cI"
TWO_PATHS = ("R", "C")  # of a file that was moved or copied: from, to


@dataclass(frozen=True, slots=True)
class History:
    """The history of one page."""

    day: str  # of the last change, YYYY-MM-DD
    by: str  # whose it was; hostile text
    committed: str  # when, as RFC 3339 in UTC
    people: tuple[str, ...]  # who changed it, the last first


@dataclass(frozen=True, slots=True)
class Log:
    """The history of all pages."""

    pages: dict[str, History]  # by path below docs/
    complete: bool = True  # False in a shallow clone, where `pages` is empty


def log(docs: Path) -> Log:
    """The history of the files below `docs`; empty without git or commits."""
    shallow = git.output(docs, "rev-parse", "--is-shallow-repository").strip()
    if shallow != b"false":
        return Log({}, complete=shallow != b"true")
    printed = git.output(docs, *LOG, "--relative", "-z", FORMAT, "--", ".")
    return Log(_histories(printed.decode("utf-8", "replace").split("\0")))


def _histories(parts: Iterable[str]) -> dict[str, History]:
    last: dict[str, tuple[str, str, str]] = {}
    people: dict[str, dict[str, None]] = {}
    for path, (name, day, committed) in _changes(iter(parts)):
        last.setdefault(path, (day, name, committed))
        people.setdefault(path, {})[name] = None
    return {path: History(*last[path], tuple(people[path])) for path in last}


def _changes(parts: Iterator[str]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Pairs of a file, by its present name, and a commit that changed it; newest first."""
    now: dict[str, str] = {}  # what a former path is called now
    commit = ("", "", "")
    for part in parts:
        word = part.lstrip("\n")
        if word.startswith(COMMIT):
            commit = _commit(word)
            word = ""
        if not word:
            continue
        path = next(parts, "")
        if word.startswith(TWO_PATHS):
            former, path = path, next(parts, "")
            if word.startswith("R"):
                now[former] = now.get(path, path)
        yield now.get(path, path), commit


def _commit(words: str) -> tuple[str, str, str]:
    name, day, committed = words[1:].strip().split("\x02")
    utc = datetime.fromisoformat(committed).astimezone(UTC).strftime("%FT%TZ")
    return name, day, utc
