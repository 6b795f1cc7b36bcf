"""Measuring a run: time and memory of each stage."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kb_build.running.stopwatch import Stopwatch, peak_memory

ROOT = Path(__file__).parents[2]


def test_memory_is_noted_at_the_end_of_a_stage() -> None:
    watch = Stopwatch()
    with watch.stage("small"):
        pass
    with watch.stage("large"):
        held = bytearray(64_000_000)
    assert len(held) < watch.peaks["large"]
    assert watch.peaks["small"] <= watch.peaks["large"]
    assert list(watch.seconds) == ["small", "large"]


def test_memory_of_a_process_does_not_count_its_parent() -> None:
    held = bytearray(200_000_000)
    program = "from kb_build.running.stopwatch import peak_memory; print(peak_memory())"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    assert 0 < int(done.stdout) < len(held) <= peak_memory()
