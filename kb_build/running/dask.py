"""Runs work on a Dask cluster: as an `Executor` like the processes of `workers`, or spread out."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, cast

from kb_build.errors import InputError
from kb_build.model import Progress
from kb_build.running.workers import PART, Item, Result

if TYPE_CHECKING:
    from distributed import Client, Security

ANSWERS = "10s"  # within which a scheduler is there
# Seconds between two looks at whether a cluster has workers, and how long it may have none.
LOOK, PATIENCE = 1.0, 60.0
ENCRYPTED = ("tls://", "wss://")
ADDRESS = re.compile(r"(?:\w+://)?[^\s/]+:\d+")
RETRIES = 3  # of work whose worker died


@contextmanager
def cluster(address: str, version: Callable[[], str], shared: Path) -> Iterator[Executor]:
    """The workers of a Dask scheduler; the files of their work lie where `shared` does.

    `version` is asked of each and must be the same as here, and each must find `shared`, a file or
    folder, under the same path. A worker that dies has its work done again by the others. For a
    `tls://` address the certificates stand in Dask's own settings. Raises InputError where Dask is
    not installed, the scheduler does not answer or goes away, it has no workers, or a worker runs
    another program or does not see `shared`.
    """
    with _connected(address, version, shared) as client:
        executor: Callable[..., Executor] = client.get_executor
        yield executor(retries=RETRIES)


def spread(
    address: str,
    version: Callable[[], str],
    shared: Path,
    work: Callable[[Item], Result],
    items: Sequence[Item],
    progress: Progress,
) -> list[Result]:
    """What `work` makes of each item, in order; see `workers.spread`, and `cluster` for the rest.

    Each worker is sent the work and all items once, since these share most of their data.
    """
    parts = [slice(start, start + PART) for start in range(0, len(items), PART)]
    with _connected(address, version, shared) as client:
        scatter: Callable[..., Sequence[object]] = client.scatter
        [data] = scatter([(work, items)], broadcast=True, hash=False)
        share = partial(client.map, data=data, pure=False, retries=RETRIES)
        coming = deque(share(_part, parts))
        done: list[Result] = []
        while coming:  # each is let go of once it is here, so that no worker holds it longer
            done += cast(list[Result], coming.popleft().result())
            progress(len(done), len(items))
        return done


def _part(part: slice, data: tuple[Callable[[object], object], Sequence[object]]) -> list[object]:
    work, items = data
    return [*map(work, items[part])]


@contextmanager
def _connected(address: str, version: Callable[[], str], shared: Path) -> Iterator[Client]:
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
        try:
            with _attended(client) as deserted:
                yield client
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
    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    return CancelledError, KilledWorker, CommClosedError
