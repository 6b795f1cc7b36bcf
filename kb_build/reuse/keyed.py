"""Steps whose results are kept under a key made from all their input, so that each runs once.

A build asks for all its results. Those with a known key come from the store, the others are made.
What a build did not ask for is forgotten, so the store has just what one build needs. A result can
never be out of date: other input means another key.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import Any, Generic, TypeVar

from kb_build.reuse.holding import HoldingStore
from kb_build.reuse.store import Store, key_of, tree_key

Result = TypeVar("Result")

# What pages are made with, beside our own code: readings of names, simplified characters, YAML.
LIBRARIES = ("pypinyin", "opencc-python-reimplemented", "pyyaml")
SHARDS = "0123456789abcdef"  # first digits of keys: a file of results for each
LATE = "late"  # names the file of newer results
SHARE = 8  # all files are written again once newer and forgotten results are an eighth of all


class Kept(Generic[Result]):
    """The results of one step, by key: `made` for each that is needed, `save` at the end.

    On disk they lie in 16 files, by the first digit of the key. The few new results of a build
    would touch all of these; so they go into one more file, which is read last and wins. When that
    has grown large, all files are written again.
    """

    def __init__(self, store: Store[dict[str, Result]] | None = None, program: str = "") -> None:
        """`store` has what earlier builds kept; without one, everything is made anew.

        `program` is a key of all else that decides the results, such as code and settings.
        """
        self._store = store
        self._program = program
        self._now: dict[str, Result] = {}

    @cached_property
    def _late(self) -> dict[str, Result]:
        return self._stored(LATE)

    @cached_property
    def _before(self) -> dict[str, Result]:
        """The results of earlier builds."""
        found: dict[str, Result] = {}
        for shard in SHARDS:
            found |= self._stored(shard)
        return found | self._late

    def made(self, key: str, make: Callable[[], Result]) -> Result:
        """The result of a key (see `key_of`): as it was kept, or else made now."""
        found = self.found(key)
        return self.keep(key, make() if found is None else found)

    def found(self, key: str) -> Result | None:
        """The result kept under a key, in this build or earlier; None where there is none."""
        now = self._now.get(key)
        return self._before.get(key) if now is None else now

    def keep(self, key: str, result: Result) -> Result:
        """Keeps a result for the next build; gives it."""
        self._now[key] = result
        return result

    def save(self) -> None:
        """Writes what this build asked for; files that would stay the same are not touched."""
        if not self._store:
            return
        before, now = self._before, self._now
        unwanted = len(before.keys() - now.keys())
        new = {key: one for key, one in now.items() if before.get(key) is not one}
        newer = {key: one for key, one in self._late.items() if key in now} | new
        if (len(newer) + unwanted) * SHARE > len(now):
            self._store.sweep()
            files: dict[str, dict[str, Result]] = {LATE: {}, **{shard: {} for shard in SHARDS}}
            for key, one in now.items():
                files[key[:1]][key] = one
            for file, results in files.items():
                self._store.keep(self._file(file), results)
        elif new:
            self._store.keep(self._file(LATE), newer)

    def _stored(self, file: str) -> dict[str, Result]:
        return (self._store and self._store.find(self._file(file))) or {}

    def _file(self, file: str) -> str:
        return key_of(self._program, file)


class Memory:
    """What a stage made in earlier builds, as one `Kept` for each of its steps.

    A stage's own memory names its steps. Without a folder everything is made anew.
    """

    def __init__(self, folder: Path | None = None, program: str = "") -> None:
        """`program` is a key of all that decides results, beside the keys of the steps."""
        self._folder = folder
        self._program = program
        self._steps: list[Kept[Any]] = []

    def step(self, name: str, type: type[Result]) -> Kept[Result]:
        """The results of a step, which lie in the folder of that name."""
        results = dict[str, type]  # type: ignore[valid-type]
        store = HoldingStore(self._folder / name, results) if self._folder else None
        self._steps.append(kept := Kept(store, self._program))
        return kept

    def save(self) -> None:
        """Writes what this build asked for."""
        for kept in self._steps:
            kept.save()


@cache
def program() -> str:
    """A key of all that decides a result beside its input: our code and data, and libraries."""
    return key_of(sys.version, *versions(LIBRARIES), tree_key(Path(__file__).parents[1]))


def versions(libraries: Iterable[str]) -> list[str]:
    """The names of libraries with their versions, as parts of a key."""
    return [f"{library} {metadata.version(library)}" for library in libraries]


def digest(value: object) -> str:
    """32 hexadecimal digits that stand for a value of the model, in whatever order its sets are."""
    import msgspec

    data = msgspec.msgpack.encode(value, order="deterministic")
    return hashlib.blake2b(data, digest_size=16).hexdigest()
