"""Runs work in several processes of this machine, or on a Dask cluster.

Both are given as a `concurrent.futures.Executor`, so that callers need not know which it is.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from math import ceil
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Event, Thread, active_count
from time import monotonic
from typing import TYPE_CHECKING, TypeVar, cast

from kb_build.errors import InputError
from kb_build.model import Tell, untold

if TYPE_CHECKING:
    from distributed import Client, Security

Item = TypeVar("Item")
Result = TypeVar("Result")

ANSWERS = "10s"  # within which a scheduler is there
# Seconds between two looks at whether a cluster has workers, and how long it may have none.
LOOK, PATIENCE = 1.0, 60.0
ENCRYPTED = ("tls://", "wss://")
ADDRESS = re.compile(r"(?:\w+://)?[^\s/]+:\d+")
# Seconds of work from which on a further process pays, by how it is started. A forked one is ready
# in a twentieth of a second; a spawned one needs most of a second to import everything again. Both
# need some tenths more for what each process does once, such as compiling templates.
PAYS = {"fork": 0.3, "spawn": 1.0}
# Forked processes at most: memory that one of them touches is copied, at 8,300 pages 75 MB each.
MOST = 4
PART = 100  # items that a process takes at once: while results are sent they are in memory twice
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
    work: Callable[[Item], Result], items: Sequence[Item], seconds: float, tell: Tell = untold
) -> list[Result]:
    """What `work` makes of each item, in order; `seconds` is what it takes for one.

    Forked processes do it where that pays and forking is possible. They inherit all data of this
    process, so only results have to be sent (pickled); any other effect of `work` is lost with the
    process. Raises InputError as `local`.
    """
    most = min(MOST, cores(), ceil(len(items) / PART), int(seconds * len(items) / PAYS["fork"]))
    starts = range(0, len(items), PART)
    _parts.append(lambda start: [*map(work, items[start : start + PART])])
    try:
        alone = most < 2 or start_method() != "fork"
        with nullcontext() if alone else local(most) as pool:
            done: list[object] = []
            for part in (pool.map if pool else map)(_part, starts):
                done += part
                tell(len(done), len(items))
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


@contextmanager
def cluster(address: str, version: Callable[[], str], shared: Path) -> Iterator[Executor]:
    """The workers of a Dask scheduler; the files of their work lie where `shared` does.

    `version` is asked of each and must be the same as here, and each must find `shared`, a file or
    folder, under the same path. A worker that dies has its work done again by the others. For a
    `tls://` address the certificates stand in Dask's own settings. Raises InputError where Dask is
    not installed, the scheduler does not answer or goes away, it has no workers, or a worker runs
    another program or does not see `shared`.
    """
    try:
        from distributed import Client, Security
    except ImportError as error:
        raise InputError("cluster-missing") from error
    if not ADDRESS.fullmatch(address):  # Dask would wait for it to answer, and fail noisily
        raise InputError("cluster-silent", address=address, reason="tcp://…:8786")
    connect: Callable[..., Client] = Client  # Dask gives its functions no types
    secured: Callable[[], Security] = Security
    try:
        _refuse_unsafe(secured(), address)
        client = connect(address, timeout=ANSWERS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError("cluster-silent", address=address, reason=error) from error
    with client:
        _refuse_strangers(client, version, address)
        _refuse_blind(client, shared, address)
        executor: Callable[..., Executor] = client.get_executor
        try:
            with _attended(client) as deserted:
                yield executor(retries=3)
        except Exception as error:
            if deserted.is_set():  # whatever the end of its client led to
                raise InputError("cluster-empty", address=address) from error
            if isinstance(error, _lost()):
                raise InputError("cluster-lost", address=address, reason=error) from error
            raise


@contextmanager
def _attended(client: Client) -> Iterator[Event]:
    """Sees to it that nobody waits for ever for a worker: Dask would.

    Where there has been none for as long as PATIENCE, the event is set and the client closed, which
    ends all waiting.
    """
    deserted, ended = Event(), Event()

    def attend() -> None:
        last = monotonic()
        while not ended.wait(LOOK):
            if client.scheduler_info()["workers"]:
                last = monotonic()
            elif monotonic() - last > PATIENCE:
                deserted.set()
                client.close()  # type: ignore[no-untyped-call]
                return

    attendant = Thread(target=attend, name="kb-attend", daemon=True)
    attendant.start()
    try:
        yield deserted
    finally:
        ended.set()
        attendant.join()  # a client that is closed while it is asked fails noisily


def _refuse_unsafe(security: Security, address: str) -> None:
    """Where these two do not fit, Dask would fail noisily after half a minute."""
    settings: Mapping[str, object] = security.get_connection_args("client")  # type: ignore[no-untyped-call]
    encrypted = address.startswith(ENCRYPTED)
    fits = settings["ssl_context"] if encrypted else not settings["require_encryption"]
    if not fits:
        raise InputError("cluster-unsafe", address=address)


def _refuse_strangers(client: Client, version: Callable[[], str], address: str) -> None:
    versions = client.run(version)
    if not versions:
        raise InputError("cluster-empty", address=address)
    if strangers := sorted(worker for worker, told in versions.items() if told != version()):
        raise InputError("cluster-version", address=address, workers=", ".join(strangers))


def _refuse_blind(client: Client, shared: Path, address: str) -> None:
    """A worker that does not see the files would take every report for gone."""
    seen = client.run(Path.exists, shared)
    if blind := sorted(worker for worker, sees in seen.items() if not sees):
        raise InputError("cluster-blind", str(shared), address=address, workers=", ".join(blind))


def _lost() -> tuple[type[BaseException], ...]:
    """What Dask raises when the scheduler went away, or work killed every worker it was given."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    return CancelledError, KilledWorker, CommClosedError
