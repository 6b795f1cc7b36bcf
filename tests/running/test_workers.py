"""Processes that help a build end with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

# Starts two workers, says the number of one, and then waits as a long build would. Beside another
# thread workers are started anew, else with what this process has loaded.
PROGRAM = """
import os, sys, time
from threading import Event, Thread
from kb_build.running.workers import local

if __name__ == "__main__":
    if sys.argv[1] == "threads":
        Thread(target=Event().wait, daemon=True).start()
    with local(2) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(600)
"""
PATIENCE = 300  # seconds, far more than a busy machine needs


@pytest.mark.parametrize("beside", ["alone", "threads"])
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_a_build_that_was_killed(ending: signal.Signals, beside: str) -> None:
    command = [sys.executable, "-c", PROGRAM, beside]
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


# Has other processes do work that could not be sent to them, if each item takes so long.
SHARED = """
import os, sys
from kb_build.running.workers import spread

own = {number: str(number) for number in range(int(sys.argv[2]))}
done = spread(lambda number: (own[number], os.getpid()), [*own], float(sys.argv[1]))
print([words for words, _ in done] == [*own.values()], os.getpid() not in [by for _, by in done])
"""


@pytest.mark.parametrize(
    ("seconds", "items", "jobs", "others"),
    [
        ("1", "1000", "3", True),
        ("1", "20", "3", True),  # few items may take long too
        ("1", "1", "3", False),
        ("1", "1000", "1", False),
        ("0.0001", "1000", "3", False),
    ],
)
def test_work_is_shared_where_that_pays(seconds: str, items: str, jobs: str, others: bool) -> None:
    command = [sys.executable, "-c", SHARED, seconds, items]
    env = {**os.environ, "KB_JOBS": jobs}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    forks = sys.platform == "linux"
    assert done.stdout == f"True {others and forks}\n"


def _lives(process: int) -> bool:
    """Whether it runs; one that ended and that nobody has asked for yet does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
