"""A store whose results stay in memory too, for a process that builds again and again.

Nearly all of a small build is what earlier ones made: to read it, and to free it at the end, takes
a tenth of the time. A file is read again where it is another one than was read before. What is only
now kept is not held, so that a large first build needs no more memory.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from kb_build.reuse.store import UNWANTED, Store

Result = TypeVar("Result")
File = tuple[int, int, int]  # inode number, size and time in nanoseconds; zeros of none
# Nanoseconds: read again then, which marks the file as wanted long before it would be deleted.
LONG = UNWANTED * 1_000_000_000 // 2


@dataclass(slots=True)
class _Shelf:
    """The results of a folder by key, each with its file."""

    asked: dict[str, tuple[File, object]] = field(default_factory=dict)  # since the last sweep
    before: dict[str, tuple[File, object]] = field(default_factory=dict)


_shelves: dict[Path, _Shelf] = {}


@dataclass(frozen=True, slots=True)
class HoldingStore(Store[Result]):
    """Results that nobody changes after they were found."""

    def find(self, key: str) -> Result | None:
        """As `Store.find`; the same object again as long as the file is the same."""
        shelf, place = _shelf_of(self.folder), self.place(key)
        held = shelf.asked.get(key) or shelf.before.get(key)
        there = _file_at(place)
        if not held or held[0] != there or there[-1] < time.time_ns() - LONG:
            result = Store.find(self, key)
            after = _file_at(place)
            if result is None or there[:2] != after[:2]:  # another file while it was read
                return result
            held = after, result
        shelf.asked[key] = held
        return cast(Result, held[1])

    def sweep(self) -> None:
        """As `Store.sweep`; lets go of what was not asked for since the last time."""
        Store.sweep(self)
        shelf = _shelf_of(self.folder)
        shelf.before, shelf.asked = shelf.asked, {}


def _shelf_of(folder: Path) -> _Shelf:
    return _shelves.setdefault(folder, _Shelf())


def _file_at(place: Path) -> File:
    try:
        told = place.stat()
    except OSError:
        return 0, 0, 0
    return told.st_ino, told.st_size, told.st_mtime_ns
