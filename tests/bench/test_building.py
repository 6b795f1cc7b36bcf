"""Measuring a build: time and memory of each stage."""

from __future__ import annotations

import subprocess
import sys

from bench.building import Gauge, peak_memory
from bench.sets import ROOT
from bench.tables import table


def test_memory_is_noted_at_the_end_of_a_stage() -> None:
    gauge = Gauge()
    with gauge.stage("small"):
        pass
    with gauge.stage("large"):
        held = bytearray(64_000_000)
    assert len(held) < gauge.peaks["large"]
    assert gauge.peaks["small"] <= gauge.peaks["large"]
    assert list(gauge.seconds) == ["small", "large"]


def test_memory_of_a_process_does_not_count_its_parent() -> None:
    held = bytearray(200_000_000)
    program = "from bench.building import peak_memory; print(peak_memory())"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    assert 0 < int(done.stdout) < len(held) <= peak_memory()


def test_a_table_is_aligned_where_a_character_takes_two_columns() -> None:
    shown = table(["text", "s"], [["一是；", "1.0"], ["tags", "10.0"]])
    assert shown.splitlines() == ["text       s", "------  ----", "一是；   1.0", "tags    10.0"]
