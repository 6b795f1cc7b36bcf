"""Processes that help a build end with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

# Starts two workers, says their numbers, and then waits as a long build would.
PROGRAM = """
import os, sys, time
from kb_build.running.workers import local

if __name__ == "__main__":
    with local(2) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(60)
"""
PATIENCE = 30  # seconds, far more than a busy machine needs


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_a_build_that_was_killed(ending: signal.Signals) -> None:
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        worker = int(build.stdout.readline())
        assert _lives(worker)
        build.send_signal(ending)
        build.wait(PATIENCE)
    until = time.monotonic() + PATIENCE
    while _lives(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(worker)


def _lives(process: int) -> bool:
    """Whether it runs; one that ended and that nobody has asked for yet does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
