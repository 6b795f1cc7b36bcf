"""Runs another program and measures what it, and all processes that it starts, take."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from threading import TIMEOUT_MAX, Timer

from bench.memory import Peak, peak, watched
from bench.sets import ROOT

# Without Material's words on MkDocs 2 at each build; and compiled Python is kept from the first run
# on, as where the program is installed: else each run would compile it once more.
USUAL = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True, slots=True)
class Used:
    """What one run took, all its processes together."""

    wall: float  # seconds
    processor: float  # seconds
    peak: Peak  # of its memory
    ended: bool  # after the limit, before it was done


def used_by(command: Sequence[str], limit: float = inf) -> Used:
    """Runs a command in the checkout, for `limit` seconds at most.

    Raises CalledProcessError where it fails. Whoever ends this process ends the command too.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=USUAL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    clock = Timer(min(limit, TIMEOUT_MAX), _end, [process.pid])
    clock.daemon = True  # this process can end at any moment, and does not wait for it
    try:
        clock.start()
        with watched(process.pid) as looks:
            _, status, used = os.wait4(process.pid, 0)
    except BaseException:
        _end(process.pid)
        process.wait()
        raise
    finally:
        clock.cancel()
        _end(process.pid)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    ended = wall >= limit
    if process.returncode and not ended:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Used(min(wall, limit), used.ru_utime + used.ru_stime, peak(looks), ended)


def _end(session: int) -> None:
    """Ends what is left of a command's processes."""
    with suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)
