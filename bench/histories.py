"""Tests with random histories of edits and builds that no word a person typed is ever lost.

Each history is a docs folder that people edit while reports change and builds run, are killed and
run again; in one of `GIT_EVERY` two people work on clones of a git repository and merge, some with
the history squashed. After each build every word typed so far must stand in some page, unless its
author took it away, or chose the generated text in a conflict.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

from bench.history_edits import WORDS, Person, words_in
from bench.history_sources import Invented, Reported
from kb_build.errors import InputError
from kb_build.model import LazyPage, Outcome
from kb_build.page import frontmatter
from kb_build.page.reviewing import REVIEWED, SIGNATURE, drafts, state_of
from kb_build.running import workers
from kb_build.write import Conflict, Options, Snapshot, plan, rebase, write
from kb_build.write.pieces import blocks

GIT_EVERY = 20  # one history in so many works with real git
REPORTS_EVERY = 10  # one in so many is made of small reports, not of invented blocks
ROUNDS = 6
SETTLED = 4  # builds
TOLD_EVERY = 500  # histories after which progress is told
KILLED = 0.15  # share of builds that are killed
UNFOLLOWED = frozenset({"stale", "taken"})  # outcomes of pages that a build does not look into


class KilledError(Exception):
    """Stands for the end of the process."""


class LostError(AssertionError):
    """Something typed is gone, or a build did not do as it said."""


@dataclass
class Tally:
    """How much was tried."""

    histories: int = 0
    with_git: int = 0
    edits: int = 0
    builds: int = 0
    conflicts: int = 0
    lost: list[str] = field(default_factory=list)  # the seed and tale of each failed history

    def add(self, other: Tally) -> None:
        """Adds another tally to this one."""
        self.histories += other.histories
        self.with_git += other.with_git
        self.edits += other.edits
        self.builds += other.builds
        self.conflicts += other.conflicts
        self.lost += other.lost


@contextmanager
def killed_at(change: int) -> Iterator[None]:
    """Ends what runs within just before its n-th change of a file; -1 lets it go on."""
    left = [change]

    def counting(call: Callable[..., None]) -> Callable[..., None]:
        def counted(*args: object, **kwargs: object) -> None:
            left[0] -= 1
            if left[0] == -1:
                raise KilledError
            call(*args, **kwargs)

        return counted

    with patch("os.replace", counting(os.replace)), patch("os.unlink", counting(os.unlink)):
        yield


@dataclass
class World:
    """One docs folder, its sources, and what people typed there."""

    person: Person
    source: Invented | Reported
    random: Random
    tally: Tally
    reviewed: dict[str, set[str]] = field(default_factory=dict)  # quotations, by signature

    @property
    def docs(self) -> Path:
        """The folder."""
        return self.person.docs

    def live(self) -> None:
        """A few edits and changes of reports, then a build."""
        for _ in range(self.random.randrange(1, 6)):
            self.person.act()
            self.tally.edits += 1
        for _ in range(self.random.randrange(3)):
            self.source.change()
        self.build()

    def build(self) -> None:
        """A build, killed or not, and another that finds nothing left to do."""
        before = words_in(self.docs)
        taken: set[str] = set()
        pages = self._pages()
        options, restored = Options(choose=partial(self._choose, taken)), self._restored()
        self.tally.builds += 1
        kill = self.random.randrange(8) if self.random.random() < KILLED else -1
        try:
            found = Snapshot.of(self.docs).without(restored)
            if kill >= 0:
                with killed_at(kill):
                    write(pages, found, options)
            else:
                planned = tuple(one.outcome for one in plan(pages, found, options))
                if planned != write(pages, found, options):
                    raise LostError("a build did not do as planned")
        except KilledError:
            pass
        except InputError as error:
            self._mended(error)
        self._check(before - taken)
        outcomes = self._settled()
        self._check(before - taken)
        self._check_reviews({one.path for one in outcomes if one.action in UNFOLLOWED})

    def _pages(self) -> list[LazyPage]:
        """What is generated; drafts are hidden."""
        hidden = set(drafts(self.docs).values()) - {""}
        return [page for page in self.source.pages() if page.id not in hidden]

    def _choose(self, taken: set[str], path: str, conflict: Conflict) -> str | None:
        """A person's choice for a conflict: mostly none yet, sometimes one side or both."""
        self.tally.conflicts += 1
        seed = f"{self.person.number} {path} {conflict.mine} {conflict.generated}"
        way = Random(seed).randrange(8)
        if way == 0:
            taken |= set(WORDS.findall(conflict.mine))
            return conflict.generated
        return {1: conflict.mine, 2: conflict.both}.get(way)

    def _restored(self) -> frozenset[str]:
        if self.random.random() > 0.1:
            return frozenset()
        return frozenset({self.random.choice([page.path for page in self.source.pages()])})

    def _mended(self, error: InputError) -> None:
        """Does what the message asks for: mends a damaged record; anything else is a failure."""
        if error.notice.key == "record-line":
            rebase(self._pages, self.docs)
        else:
            raise LostError(f"a build refused: {error.notice}")

    def _settled(self) -> tuple[Outcome, ...]:
        """Builds that run through: after few of them another finds nothing to do.

        Of blocks that say the same a conflict may be met at one and then at the other, so that one
        build is not always enough.
        """
        made = self._pages()
        for _ in range(SETTLED):
            before = _files(self.docs)
            outcomes = write(made, Snapshot.of(self.docs))
            if _files(self.docs) == before:
                return outcomes
        raise LostError(f"not settled after {SETTLED} builds")

    def _check_reviews(self, unfollowed: set[str]) -> None:
        """A page that counts as reviewed has a signature, and quotes what it quoted with it."""
        for path in sorted(self.docs.rglob("*.md")):
            data = path.read_bytes()
            if state_of(data) != REVIEWED or path.relative_to(self.docs).as_posix() in unfollowed:
                continue
            page = frontmatter.parse(frontmatter.decode(data, path.name), path.name)
            signature = page.values.get(SIGNATURE)
            quoted = {" ".join(one.split()) for one in blocks(page.body) if one.startswith(">")}
            if self.reviewed.setdefault(str(signature), quoted) != quoted or not signature:
                raise LostError(f"{path.name} counts as reviewed, and quotes something else")

    def _check(self, expected: set[str]) -> None:
        lost = expected - words_in(self.docs)
        if lost:
            raise LostError(f"lost: {sorted(lost)}")


def _files(docs: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def history(seed: int) -> Tally:
    """One history; the seed decides all of it."""
    random = Random(seed)
    tally = Tally(histories=1)
    source: Invented | Reported = Invented(random)
    if seed % REPORTS_EVERY == 1:
        source = Reported(random)
    with TemporaryDirectory(dir=_memory()) as folder:
        person = Person(Path(folder, "docs"), random)
        try:
            if seed % GIT_EVERY == 0:
                from bench.history_git import team

                tally.with_git = 1
                team(Path(folder), source, random, tally)
            else:
                world = World(person, source, random, tally)
                write(source.pages(), Snapshot.of(world.docs))
                for _ in range(ROUNDS):
                    world.live()
        except Exception as error:
            tally.lost.append(f"seed {seed}: {error!r}: {'; '.join(person.done)}")
    return tally


def _memory() -> str | None:
    """A folder in memory where the system has one: thousands of small files are written."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def show(count: int, first: int) -> int:
    """Runs `count` histories from seed `first` on, in `KB_JOBS` processes; 1 where one failed.

    What was stopped goes on with `--seed`: how far it got is told along the way.
    """
    whole, start = Tally(), time.perf_counter()
    with ProcessPoolExecutor(workers.cores()) as pool:
        for done in pool.map(history, range(first, first + count), chunksize=20):
            whole.add(done)
            for tale in done.lost:
                print(tale, flush=True)
            if whole.histories % TOLD_EVERY == 0:
                print(f"done before seed {first + whole.histories}", flush=True)
    print(
        f"{whole.histories} histories, {whole.with_git} of them with git: {whole.edits} edits, "
        f"{whole.builds} builds, {whole.conflicts} conflicts, {len(whole.lost)} failed, "
        f"{time.perf_counter() - start:.0f} s"
    )
    return 1 if whole.lost else 0
