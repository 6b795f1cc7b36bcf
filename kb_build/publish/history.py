"""Who changed each page and when, told by git: one pass over the log for all pages.

Plugins that do the like (mkdocs-git-revision-date-localized, mkdocs-git-authors) start git for each
page, and what they print is not known before a page is rendered, so that no rendered page could be
kept. A shallow clone shows its first commit as the author of everything: there nothing is told but
that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kb_build.running import git

# Moved files are followed where they stay so alike; of a commit that moves more than so many only
# those that are the same, since git holds each against each.
LOG = ("-c", "log.showSignature=false", "log", "--name-status", "--find-renames=90%", "-l300")
# Of each commit: a mark, the author's name as `.mailmap` has it, the day where the author was, and
# when it was committed; then what it did to which files.
COMMIT = "\x01"
FORMAT = f"--format={COMMIT}%aN%x02%as%x02%cI"
TWO_PATHS = ("R", "C")  # of a file that was moved or copied: from, to


@dataclass(frozen=True, slots=True)
class History:
    """What the log says of one page."""

    day: str  # of the last change, YYYY-MM-DD
    by: str  # whose it was; hostile text
    committed: str  # when, as RFC 3339 in UTC
    people: tuple[str, ...]  # who changed it, the last first


@dataclass(frozen=True, slots=True)
class Log:
    """What the log says of all pages."""

    pages: dict[str, History]  # by path below docs/
    complete: bool = True  # False in a shallow clone, where `pages` is empty


def log(docs: Path) -> Log:
    """The history of the files below `docs`; of none where there is no git, or no commit."""
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
    """Each file as it is called now, and a commit that changed it, the newest first."""
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
