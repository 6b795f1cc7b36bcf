"""Keyed steps: a result is kept under a key that stands for all it was made of, and made once.

A build asks for every result; those whose input is as it was are taken as they were, the others are
made. Whatever is not asked for is forgotten, so what is kept is what one build needs. Nothing is
ever out of date, since another input is another key.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Generic, TypeVar

from kb_build.reuse.store import Store, key_of, tree_key

Result = TypeVar("Result")

# What pages are made with, beside our own code: readings of names, simplified characters, YAML.
LIBRARIES = ("pypinyin", "opencc-python-reimplemented", "pyyaml")
SHARD = 1  # hexadecimal digits of a key: 16 files share the results
LATE = "late"  # names the file of results that are newer than those
SHARE = 8  # the part of all results from which on late and unwanted ones make it worth writing all


class Kept(Generic[Result]):
    """The results of one step, by key.

    Few are new in a build, but they lie in all files. So they are put into one more, which goes
    before the others, until it has grown so much that all are written again.
    """

    def __init__(self, store: Store[dict[str, Result]] | None = None, program: str = "") -> None:
        """`store` has what earlier builds kept; without one all is made.

        `program` stands for what decides the results beside their keys: code, settings.
        """
        self._store = store
        self._program = program
        self._before: dict[str, dict[str, Result]] = {}  # by file
        self._now: dict[str, Result] = {}

    def made(self, key: str, make: Callable[[], Result]) -> Result:
        """The result of a key (see `key_of`): as it was kept, or else made now."""
        found = self.found(key)
        return self.keep(key, make() if found is None else found)

    def found(self, key: str) -> Result | None:
        """What was kept under a key; None where nothing was."""
        late = self._load(LATE).get(key)
        return self._load(key[:SHARD]).get(key) if late is None else late

    def keep(self, key: str, result: Result) -> Result:
        """Keeps a result for the next build; gives it."""
        self._now[key] = result
        return result

    def save(self) -> None:
        """Writes what was asked for in this build, where it is not as it was."""
        if not self._store:
            return
        shards = [self._load(f"{number:0{SHARD}x}") for number in range(16**SHARD)]
        late, now = self._load(LATE), self._now
        unwanted = sum(key not in now for shard in (*shards, late) for key in shard)
        new = {key: one for key, one in now.items() if self.found(key) is not one}
        newer = {key: one for key, one in late.items() if key in now} | new
        if (len(newer) + unwanted) * SHARE > len(now):
            self._store.sweep()
            by_shard: dict[str, dict[str, Result]] = {LATE: {}, **{f: {} for f in self._before}}
            for key, one in now.items():
                by_shard[key[:SHARD]][key] = one
            for file, results in by_shard.items():
                self._store.keep(self._file(file), results)
        elif new:
            self._store.keep(self._file(LATE), newer)

    def _load(self, file: str) -> dict[str, Result]:
        if file not in self._before:
            self._before[file] = (self._store and self._store.find(self._file(file))) or {}
        return self._before[file]

    def _file(self, file: str) -> str:
        return key_of(self._program, file)


@cache
def program() -> str:
    """Stands for all that decides a result beside its input: our code and data, and libraries."""
    versions = (f"{library} {metadata.version(library)}" for library in LIBRARIES)
    return key_of(sys.version, *versions, tree_key(Path(__file__).parents[1]))


def digest(value: object) -> str:
    """32 hexadecimal digits that stand for a value of the model, in whatever order its sets are."""
    import msgspec

    data = msgspec.msgpack.encode(value, order="deterministic")
    return hashlib.blake2b(data, digest_size=16).hexdigest()
