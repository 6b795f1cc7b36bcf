"""Prints how fast reports are understood: by length, on texts made to be slow; a build; a start.

Nothing here passes or fails: times differ between machines. What must hold everywhere, that time
grows with the text only, is held by tests/bench/test_growth.py.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import scale
from bench.inputs import SLOW, Slow, report
from bench.results import keep, machine
from bench.sets import ROOT
from bench.tables import table
from bench.timing import RUNS, Times, exponent, once, typical

SIZES = (10_000, 100_000, 1_000_000)
# What is to be reached: characters of source a second on one core, for parse and extract.
GOAL = 400_000
# Below this many characters a second a text is not tried at full size, which could take hours;
# how fast it is shows first on these parts of it.
SLOWEST = 10_000
PARTS = (64, 16, 4)


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage of `kb build` took, or all of it."""

    name: str
    seconds: float
    peak: int  # bytes of memory until its end


def show() -> None:
    """Measures and prints all tables, with progress on standard error; keeps the results."""
    print(f"{machine()}; seconds are medians of {RUNS} runs.\n")
    once(report(SIZES[0]))  # word lists and dictionaries are loaded once, as in a build
    taken = [*_lengths()]
    print(by_length(taken), flush=True)
    print(f"\n{slow()}", flush=True)
    stages = [*_stages(), Stage("kb --help", median(_started() for _ in range(RUNS)), 0)]
    print(f"\n{building(stages)}", flush=True)
    keep("speed", lengths=taken, building=stages)


def _lengths() -> Iterator[Times]:
    for size in SIZES:
        _tell(f"{size} characters")
        yield typical(report(size))


def by_length(taken: Sequence[Times]) -> str:
    """A table of one long report in several lengths, and how time grows from one to the next."""
    grown = [None, *(_exponent(less, more) for less, more in pairwise(taken))]
    head = ["processor seconds", "read", "parse", "extract", "parse+extract chars/s", "growth"]
    rows = [
        [
            f"{times.characters:,} characters",
            *(f"{part:.3f}" for part in (times.read, times.parse, times.extract)),
            f"{times.characters / times.understanding:,.0f}",
            "" if power is None else f"n^{power:.2f}",
        ]
        for times, power in zip(taken, grown, strict=True)
    ]
    return f"{table(head, rows)}\nto reach: {GOAL:,} characters a second, n^1"


def slow() -> str:
    """A table of texts made to be slow: twice the text should take about twice the time."""
    head = ["made to be slow", "times", "characters", "read", "parse", "extract", "ratio n:2n"]
    return table(head, map(_slow_row, SLOW))


def _slow_row(text: Slow) -> list[str]:
    _tell(text.name)
    size = bearable(text)
    half, full = (typical(text.make(times)) for times in (size // 2, size))
    return [
        text.name,
        f"{size:,}" if size == text.size else f"{size:,}, not {text.size:,}: too slow",
        f"{full.characters:,}",
        *(f"{part:.2f}" for part in (full.read, full.parse, full.extract)),
        f"{full.whole / half.whole:.1f}",
    ]


def bearable(text: Slow) -> int:
    """The text's full size, or the first part of it that is unbearably slow already."""
    for part in PARTS:
        size = text.size // part
        taken = once(text.make(size))
        if taken.characters < SLOWEST * taken.whole:
            return size
    return text.size


def building(stages: Iterable[Stage]) -> str:
    """A table of `kb build` on the bundled reports: time of each stage, and the peak of memory."""
    rows = ((one.name, f"{one.seconds:.2f}", f"{one.peak / 1e6:.0f}") for one in stages)
    return table(["kb build", "seconds", "peak MB until then"], rows)


def _stages() -> Iterator[Stage]:
    """Medians of several builds."""
    builds = []
    for run in range(RUNS):
        _tell(f"kb build, run {run + 1} of {RUNS}")
        builds.append(_built())
    for name in builds[0]:
        seconds, peaks = zip(*(build[name] for build in builds), strict=True)
        yield Stage(name, median(seconds), round(median(peaks)))


def _started() -> float:
    """Seconds that `kb --help` takes, the start of the process included."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "kb_build", "--help"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _built() -> dict[str, tuple[float, int]]:
    """Seconds and peak bytes of each stage of a build in a folder that is thrown away.

    Raises CalledProcessError where the build fails; its messages go to standard error.
    """
    with TemporaryDirectory() as name:
        base = Path(name)
        scale.settings(base)
        shutil.copytree(ROOT / "reports", base / "reports", dirs_exist_ok=True)
        command = [sys.executable, "-m", "kb_build", "build", "--quiet", "--json"]
        start = time.perf_counter()
        done = subprocess.run(command, cwd=base, stdout=subprocess.PIPE, check=True)
        wall = time.perf_counter() - start
    told = json.loads(done.stdout)
    stages = {stage: (told["seconds"][stage], told["memory"][stage]) for stage in told["seconds"]}
    return {**stages, "all, with start-up": (wall, max(told["memory"].values()))}


def _exponent(less: Times, more: Times) -> float:
    return exponent((less.characters, less.understanding), (more.characters, more.understanding))


def _tell(what: str) -> None:
    print(f"speed: {what}", file=sys.stderr, flush=True)
