"""Takes time: what each stage needs for a text on one core, as the median of several runs."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

from kb_build.extract import extract
from kb_build.parse import parse
from kb_build.read import read
from kb_build.running.collector import resting

T = TypeVar("T")

RUNS = 3


@dataclass(frozen=True, slots=True)
class Times:
    """Processor seconds for one text; other programs on the machine do not count."""

    characters: int
    read: float
    parse: float
    extract: float

    @property
    def understanding(self) -> float:
        """Parse and extract, the stages that understand a report."""
        return self.parse + self.extract

    @property
    def whole(self) -> float:
        """All three stages."""
        return self.read + self.parse + self.extract


def once(text: str) -> Times:
    """Reads, parses and extracts one text; what earlier ones left in memory is cleared first."""
    gc.collect()
    with TemporaryDirectory() as folder:
        file = Path(folder, "report.txt")
        file.write_bytes(text.encode("utf-8"))
        reading, report = _timed(lambda: read(file))
    with resting():  # as in `gather.understand`
        parsing, outline = _timed(lambda: parse(report))
        extracting, _ = _timed(lambda: extract(outline))
    return Times(len(text), reading, parsing, extracting)


def typical(text: str) -> Times:
    """The median of each stage over several runs."""
    taken = [once(text) for _ in range(RUNS)]
    return Times(
        len(text),
        median(times.read for times in taken),
        median(times.parse for times in taken),
        median(times.extract for times in taken),
    )


def exponent(less: tuple[int, float], more: tuple[int, float]) -> float:
    """The k of time ~ size^k between two (size, seconds): 1 is linear, 2 quadratic."""
    return math.log(more[1] / less[1]) / math.log(more[0] / less[0])


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    done = work()
    return time.process_time() - start, done
