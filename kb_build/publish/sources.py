"""What stands in docs/, without reading again what has not been touched since the last look.

As git does it: a file whose size and times are the same is the same, unless it was changed so
shortly before the look that another change could have the same time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb_build.reviewing import state_of
from kb_build.store import key_of

# Nanoseconds: the times of files have steps of up to two seconds (FAT).
STEP = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was seen."""

    size: int
    changed: tuple[int, int]  # nanoseconds: its content, and its place among others
    key: str  # stands for its content
    state: str  # of its review, as its head names it; empty where it names none


@dataclass(frozen=True, slots=True)
class Look:
    """All files below a folder, at a time."""

    at: int = 0  # nanoseconds since 1970
    files: dict[str, Source] = field(default_factory=dict)  # by path, with forward slashes

    def again(self, folder: Path) -> Look:
        """The files as they are now."""
        now = time.time_ns()
        found = sorted(_files(folder))
        return Look(now, {path: self._source(path, file, status) for path, file, status in found})

    @property
    def is_settled(self) -> bool:
        """Whether no file had been changed shortly before."""
        return all(max(source.changed) < self.at - STEP for source in self.files.values())

    @property
    def stated(self) -> list[str]:
        """The pages that name a state of review; hidden files are no pages."""
        named = (path for path, source in self.files.items() if source.state)
        return [path for path in named if not any(p.startswith(".") for p in path.split("/"))]

    def _source(self, path: str, file: str, status: os.stat_result) -> Source:
        size, changed = status.st_size, (status.st_mtime_ns, status.st_ctime_ns)
        known = self.files.get(path)
        same = known and (known.size, known.changed) == (size, changed)
        if known and same and max(changed) < self.at - STEP:
            return known
        data = Path(file).read_bytes()
        return Source(size, changed, key_of(data), state_of(data) if path.endswith(".md") else "")


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir():
                yield from _files(Path(entry.path), f"{path}/")
            elif entry.is_file():
                yield path, entry.path, entry.stat()
