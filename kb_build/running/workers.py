"""Runs work in several processes of this machine."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from multiprocessing import get_context, parent_process
from threading import Thread, active_count
from typing import TypeVar, cast

from kb_build.errors import InputError
from kb_build.model import Progress, no_progress

Item = TypeVar("Item")
Result = TypeVar("Result")

# Seconds of work from which on a further process pays, by how it is started. A forked one is ready
# in a twentieth of a second; a spawned one needs most of a second to import everything again. Both
# need some tenths more for what each process does once, such as compiling templates.
PAYS = {"fork": 0.3, "spawn": 1.0}
# Forked processes at most: memory that one of them touches is copied, at 8,300 pages 75 MB each.
MOST = 4
# Items that a process takes at once, at most: while results are sent they are in memory twice. Of
# few items less, so that each process takes several TURNS and none waits long for the last one.
PART, TURNS = 100, 4
# The work that `spread` shares out: forked processes inherit it, so that it need not be pickled.
_parts: list[Callable[[int], list[object]]] = []


def cores() -> int:
    """How many processes may be kept busy: `KB_JOBS`, or all that this one may run on."""
    if (jobs := os.environ.get("KB_JOBS", "")).isdecimal():
        return int(jobs)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def helping(
    seconds: float, parts: int
) -> AbstractContextManager[Executor] | AbstractContextManager[None]:
    """An executor of as many processes as pay for so many seconds of work, or None for none.

    Raises InputError as `local`.
    """
    most = min(cores(), parts, int(seconds / PAYS[start_method()]))
    return local(most) if most > 1 else nullcontext()


@contextmanager
def local(most: int) -> Iterator[Executor]:
    """At most `most` processes of this machine, started when work comes; stopped at the end.

    Raises InputError where one of them dies, of lack of memory for instance.
    """
    pool = ProcessPoolExecutor(most, mp_context=get_context(start_method()), initializer=_begin)
    try:
        yield pool
    except BrokenExecutor as error:
        raise InputError("worker-died") from error
    finally:
        pool.shutdown(cancel_futures=True)


def spread(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    seconds: float,
    progress: Progress = no_progress,
) -> list[Result]:
    """What `work` makes of each item, in order; `seconds` is what it takes for one.

    Forked processes do it where that pays and forking is possible. They inherit all data of this
    process, so only results have to be sent (pickled); any other effect of `work` is lost with the
    process. Raises InputError as `local`.
    """
    pay = int(seconds * len(items) / PAYS["fork"])
    most = max(1, min(MOST, cores(), len(items), pay))
    size = max(1, min(PART, len(items) // (most * TURNS)))
    starts = range(0, len(items), size)
    _parts.append(lambda start: [*map(work, items[start : start + size])])
    try:
        alone = most < 2 or start_method() != "fork"
        with nullcontext() if alone else local(most) as pool:
            done: list[object] = []
            for part in (pool.map if pool else map)(_part, starts):
                done += part
                progress(len(done), len(items))
            return cast(list[Result], done)
    finally:
        _parts.pop()


def _part(start: int) -> list[object]:
    return _parts[-1](start)


def start_method() -> str:
    """How processes are started: "fork" on Linux as long as there is one thread only.

    Forking a process with several threads can leave locks held for ever; there and on other
    systems a new interpreter is started ("spawn"), which needs a second to load what it needs.
    """
    return "fork" if sys.platform == "linux" and active_count() == 1 else "spawn"


def _begin() -> None:
    """Runs first in each worker: makes it end when its parent does, however that was ended."""
    gc.freeze()  # the collector would touch inherited objects, and memory touched is copied
    Thread(target=_await_end, name="kb-parent", daemon=True).start()


def _await_end() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
