"""Keyed steps: a result is kept under a key that stands for all it was made of, and made once.

A build asks for every result; those whose input is as it was are taken as they were, the others are
made. Whatever is not asked for is forgotten, so what is kept is what one build needs. Nothing is
ever out of date, since another input is another key.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import Generic, TypeVar

from kb_build.reuse.store import Store, key_of, tree_key

Result = TypeVar("Result")

# What pages are made with, beside our own code: readings of names, simplified characters, YAML.
LIBRARIES = ("pypinyin", "opencc-python-reimplemented", "pyyaml")
SHARDS = "0123456789abcdef"  # first digits of keys: a file of results for each
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
        self._now: dict[str, Result] = {}

    @cached_property
    def _late(self) -> dict[str, Result]:
        return self._stored(LATE)

    @cached_property
    def _before(self) -> dict[str, Result]:
        """All that earlier builds kept."""
        found: dict[str, Result] = {}
        for shard in SHARDS:
            found |= self._stored(shard)
        return found | self._late

    def made(self, key: str, make: Callable[[], Result]) -> Result:
        """The result of a key (see `key_of`): as it was kept, or else made now."""
        found = self.found(key)
        return self.keep(key, make() if found is None else found)

    def found(self, key: str) -> Result | None:
        """What was kept under a key, in this build or before; None where nothing was."""
        now = self._now.get(key)
        return self._before.get(key) if now is None else now

    def keep(self, key: str, result: Result) -> Result:
        """Keeps a result for the next build; gives it."""
        self._now[key] = result
        return result

    def save(self) -> None:
        """Writes what was asked for in this build, where it is not as it was."""
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
