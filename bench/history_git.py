"""A history in which two people work on clones of one git repository, and merge."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.histories import LostError, Tally, World
from bench.history_edits import Person, words_in
from bench.history_sources import Invented, Reported
from kb_build.write import write

PEOPLE = 2
MEETINGS = 3
ATTRIBUTES = "docs/.generated.tsv merge=union\n"
# A conflict as git writes it: ours, then theirs.
CONFLICT = re.compile(r"^<{7,} .*\n((?:.*\n)*?)={7,}\n((?:.*\n)*?)>{7,} .*\n", re.MULTILINE)


@dataclass
class Clone:
    """One person's clone, with the world in its docs folder."""

    folder: Path
    world: World

    def git(self, *words: str) -> int:
        """Runs git; its exit code tells of conflicts."""
        identity = ("-c", "user.name=甲", "-c", "user.email=a@example.invalid")
        command = ["git", *identity, "-c", "commit.gpgsign=false", *words]
        plain = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(command, cwd=self.folder, env=plain, capture_output=True, check=False)
        return done.returncode

    def commit(self) -> None:
        """Commits all that there is."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def take_in(self, squashed: bool) -> None:
        """Merges what the others pushed; a person then sees to the conflicts."""
        self.git("fetch", "-q", "origin")
        way = ("--squash",) if squashed else ("--no-edit",)
        self.git("merge", "-q", *way, "origin/main")
        for page in self.world.docs.rglob("*"):
            if page.is_file() and b"<<<<<<<" in page.read_bytes():
                _resolve(page)
        self.commit()
        if squashed:  # git takes it for merged, and all of the past but this state is gone
            self.git("merge", "-q", "-s", "ours", "--no-edit", "origin/main")


def team(folder: Path, source: Invented | Reported, random: Random, tally: Tally) -> None:
    """Two people edit, build, commit and merge; at last a fresh clone without the past builds."""
    people = _begin(folder, source, random, tally)
    for _ in range(MEETINGS):
        for clone in people:
            clone.world.live()
            clone.commit()
        for clone in people:
            clone.take_in(squashed=random.random() < 0.3)
            clone.world.build()
            clone.commit()
            clone.git("push", "-q", "origin", "HEAD:main")
    last = folder / "last"
    people[-1].git("clone", "-q", "--depth", "1", f"file://{folder / 'all.git'}", str(last))
    expected = words_in(last / "docs")
    source.change()
    write(source.pages(), last / "docs")
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
    write(source.pages(), first.world.docs)
    first.commit()
    first.git("clone", "-q", "--bare", str(first.folder), str(bare))
    first.git("remote", "add", "origin", str(bare))
    for other in people[1:]:
        first.git("clone", "-q", str(bare), str(other.folder))
    return people


def _resolve(page: Path) -> None:
    """As somebody does who wants to keep everything: both sides; in the head our own."""
    text = page.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    end = text.find("\n---", 4) if text.startswith("---") else -1
    head = CONFLICT.sub(r"\1", text[: end + 1])
    if (
        text.startswith("<<<<<<<") or "<<<<<<<" in head
    ):  # it reaches beyond the head: our side of all
        page.write_text(CONFLICT.sub(r"\1", text), encoding="utf-8")
        return
    body = CONFLICT.sub(lambda found: f"{found[1]}\n{found[2]}", text[end + 1 :])
    page.write_text(head + body, encoding="utf-8")
