"""A history in which two people work on clones of one git repository, and merge."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.histories import LostError, Tally, World
from bench.history_edits import Person, words_in
from bench.history_sources import Invented, Reported
from kb_build.write import Snapshot, settle, write

PEOPLE = 2
MEETINGS = 3
SETTLED_FIRST = 0.7  # share of merges in which the program is asked first
MOST_STOPS = 50  # of a rebase; each person has one or two commits to put on top
ATTRIBUTES = "docs/.generated.tsv merge=union\n"
PLAIN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true"}
# A conflict as git writes it: ours, then theirs. Of files that both sides moved signs are longer
# and may stand within another, so that the longest are seen to first.
CONFLICTS = tuple(
    re.compile(rf"^<{{{n}}} .*\n((?:.*\n)*?)={{{n}}}\n((?:.*\n)*?)>{{{n}}} .*\n", re.MULTILINE)
    for n in (9, 8, 7)
)


@dataclass
class Clone:
    """One person's clone, with the world in its docs folder."""

    folder: Path
    world: World

    def git(self, *words: str) -> int:
        """Runs git; its exit code tells of conflicts."""
        identity = ("-c", "user.name=甲", "-c", "user.email=a@example.invalid")
        command = ["git", *identity, "-c", "commit.gpgsign=false", *words]
        plain = {**os.environ, **PLAIN}
        done = subprocess.run(command, cwd=self.folder, env=plain, capture_output=True, check=False)
        return done.returncode

    def commit(self) -> None:
        """Commits all that there is."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def take_in(self, way: str) -> None:
        """Merges what the others pushed; a person then sees to the conflicts."""
        self.git("fetch", "-q", "origin")
        WAYS[way](self)

    def _merge(self) -> None:
        self.git("merge", "-q", "--no-edit", "origin/main")
        self._see_to_conflicts()
        self.commit()

    def _squash(self) -> None:
        """Squashes what the others pushed, and makes git take it for merged."""
        self.git("merge", "-q", "--squash", "origin/main")
        self._see_to_conflicts()
        self.commit()
        self.git("merge", "-q", "-s", "ours", "--no-edit", "origin/main")

    def _rebase(self) -> None:
        """Rebases on what the others pushed."""
        stopped = self.git("rebase", "-q", "origin/main")
        for _ in range(MOST_STOPS):
            if not stopped:
                return
            self._see_to_conflicts()
            self.git("add", "-A")
            stopped = self.git("rebase", "--continue")
        raise LostError("a rebase does not end")

    def _see_to_conflicts(self) -> None:
        """Resolves conflicts: mostly the program takes generated sides first, a person the rest."""
        if self.world.random.random() < SETTLED_FIRST:
            settle(self.world.docs)
        for page in self.world.docs.rglob("*"):
            if page.is_file() and b"<<<<<<<" in page.read_bytes():
                _resolve(page)


WAYS: dict[str, Callable[[Clone], None]] = {
    "merge": Clone._merge,
    "squash": Clone._squash,
    "rebase": Clone._rebase,
}


def team(folder: Path, source: Invented | Reported, random: Random, tally: Tally) -> None:
    """Two people edit, build, commit and merge; at last a fresh clone without the past builds."""
    people = _begin(folder, source, random, tally)
    for _ in range(MEETINGS):
        for clone in people:
            clone.world.live()
            clone.commit()
        for clone in people:
            clone.take_in(random.choice([*WAYS]))
            clone.world.build()
            clone.commit()
            clone.git("push", "-q", "origin", "HEAD:main")
    last = folder / "last"
    people[-1].git("clone", "-q", "--depth", "1", f"file://{folder / 'all.git'}", str(last))
    expected = words_in(last / "docs")
    source.change()
    write(source.pages(), Snapshot.of(last / "docs"))
    if not expected <= words_in(last / "docs"):
        raise LostError("lost in a fresh clone")


def _begin(folder: Path, source: Invented | Reported, random: Random, tally: Tally) -> list[Clone]:
    bare = folder / "all.git"
    people = []
    for number in range(PEOPLE):
        place = folder / f"p{number}"
        person = Person(place / "docs", random, number)
        people.append(Clone(place, World(person, source, random, tally)))
    first = people[0]
    first.folder.mkdir()
    first.git("init", "-q", "-b", "main")
    (first.folder / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    write(source.pages(), Snapshot.of(first.world.docs))
    first.commit()
    first.git("clone", "-q", "--bare", str(first.folder), str(bare))
    first.git("remote", "add", "origin", str(bare))
    for other in people[1:]:
        first.git("clone", "-q", str(bare), str(other.folder))
    return people


def _resolve(page: Path) -> None:
    """Resolves a page as a person who keeps everything: both sides, but in the head only ours."""
    text = page.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    end = text.find("\n---", 4) if text.startswith("---") else -1
    head = _taken(text[: end + 1], r"\1")
    if text.startswith("<<<<<<<") or "<<<<<<<" in head:  # beyond the head: our side of all
        page.write_text(_taken(text, r"\1"), encoding="utf-8")
        return
    page.write_text(head + _taken(text[end + 1 :], r"\1\n\2"), encoding="utf-8")


def _taken(text: str, sides: str) -> str:
    for conflict in CONFLICTS:
        text = conflict.sub(sides, text)
    return text
