"""Measures how long each stage of a run takes, and how much memory the process has held by then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Stopwatch:
    """Seconds and peak memory of each stage, in the order in which the stages first end."""

    seconds: dict[str, float] = field(default_factory=dict)  # of work, all processes together
    peaks: dict[str, int] = field(default_factory=dict)  # bytes, from the start to the stage's end
    hits: dict[str, int] = field(default_factory=dict)  # results that came from the store

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Adds the time of its block to the stage's."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.add(name, time.perf_counter() - start)

    def add(self, name: str, seconds: float) -> None:
        """Adds seconds of work, wherever it was done."""
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds
        self.peaks[name] = peak_memory()


def peak_memory() -> int:
    """Most bytes that this process has had in memory; 0 where the system does not say.

    Linux's own figure is preferred: `getrusage` counts in what the parent had before the start.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
