"""Keyed steps: a result is kept under a key that stands for all it was made of, and made once.

A build asks for every result; those whose input is as it was are taken as they were, the others are
made. Whatever is not asked for is forgotten, so what is kept is what one build needs. Nothing is
ever out of date, since another input is another key.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Generic, TypeVar

from kb_build.store import Store, key_of, tree_key

Result = TypeVar("Result")

# What pages are made with, beside our own code: readings of names, simplified characters, YAML.
LIBRARIES = ("pypinyin", "opencc-python-reimplemented", "pyyaml")
SHARD = 2  # hexadecimal digits of a key by which 256 files share the results: few change in a build


class Kept(Generic[Result]):
    """The results of one step, by key."""

    def __init__(self, store: Store[dict[str, Result]] | None = None, program: str = "") -> None:
        """`store` has what earlier builds kept; without one all is made.

        `program` stands for what decides the results beside their keys: code, settings.
        """
        self._store = store
        self._program = program
        self._before: dict[str, dict[str, Result]] = {}
        self._now: dict[str, dict[str, Result]] = defaultdict(dict)

    def made(self, key: str, make: Callable[[], Result]) -> Result:
        """The result of a key (see `key_of`): as it was kept, or else made now."""
        found = self.found(key)
        return self.keep(key, make() if found is None else found)

    def found(self, key: str) -> Result | None:
        """What was kept under a key; None where nothing was."""
        shard = key[:SHARD]
        if shard not in self._before:
            self._before[shard] = (self._store and self._store.find(self._file(shard))) or {}
        return self._before[shard].get(key)

    def keep(self, key: str, result: Result) -> Result:
        """Keeps a result for the next build; gives it."""
        self._now[key[:SHARD]][key] = result
        return result

    def save(self) -> None:
        """Writes the shards that are not as they were: what was asked for in this build."""
        new = [shard for shard in self._now if self._is_new(shard)]
        if self._store and new:
            self._store.sweep()
            for shard in new:
                self._store.keep(self._file(shard), self._now[shard])

    def _is_new(self, shard: str) -> bool:
        before, now = self._before.get(shard, {}), self._now[shard]
        return now.keys() != before.keys() or any(now[key] is not before[key] for key in now)

    def _file(self, shard: str) -> str:
        return key_of(self._program, shard)


@cache
def program() -> str:
    """Stands for all that decides a result beside its input: our code and data, and libraries."""
    versions = (f"{library} {metadata.version(library)}" for library in LIBRARIES)
    return key_of(sys.version, *versions, tree_key(Path(__file__).parent))


def digest(value: object) -> str:
    """32 hexadecimal digits that stand for a value of the model, in whatever order its sets are."""
    import msgspec

    data = msgspec.msgpack.encode(value, order="deterministic")
    return hashlib.blake2b(data, digest_size=16).hexdigest()
