"""A real Dask scheduler and real workers on loopback, some of them killed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kb_build import workers
from kb_build.errors import InputError
from kb_build.gather import Gathered, gather, program
from kb_build.stopwatch import Stopwatch

ROOT = Path(__file__).parents[1]
BUNDLED = ROOT / "reports"


@dataclass
class Cluster:
    """Processes of a scheduler and its workers."""

    folder: Path
    port: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Starts `dask scheduler` or `dask worker`."""
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--host", "127.0.0.1"]
        process = subprocess.Popen(
            [*command, "--no-dashboard", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.running.append(process)
        return process

    def scheduler(self) -> subprocess.Popen[bytes]:
        return self.start("scheduler", "--port", str(self.port))

    def worker(self) -> subprocess.Popen[bytes]:
        return self.start("worker", self.address, "--nthreads", "1", "--no-nanny")

    def await_workers(self, count: int) -> None:
        from distributed import Client

        with Client(self.address, timeout="60s", set_as_default=False) as client:  # type: ignore[no-untyped-call]
            if count:
                client.wait_for_workers(count, timeout=60)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        made = Cluster(tmp_path, probe.getsockname()[1])
    yield made
    for process in made.running:
        process.kill()
        process.wait()


def gathered(scheduler: str = "") -> Gathered:
    return gather([BUNDLED], lambda done, of: None, Stopwatch(), base=BUNDLED, scheduler=scheduler)


def test_a_cluster_gives_what_this_machine_gives(cluster: Cluster) -> None:
    cluster.scheduler()
    cluster.worker()
    cluster.worker()
    cluster.await_workers(2)
    assert gathered(cluster.address) == gathered()


def test_the_work_of_a_killed_worker_is_done_by_another(cluster: Cluster) -> None:
    cluster.scheduler()
    doomed = cluster.worker()
    cluster.worker()
    cluster.await_workers(2)
    with workers.cluster(cluster.address, program) as executor:
        results = executor.map(_pid_after, [0.2] * 20)
        pids = [next(results)]
        doomed.kill()
        doomed.wait()
        pids += results
    assert len(pids) == 20
    assert pids[-1] != doomed.pid


def test_a_scheduler_that_goes_away_ends_the_run_with_a_word(cluster: Cluster) -> None:
    scheduler = cluster.scheduler()
    cluster.worker()
    cluster.await_workers(1)
    with pytest.raises(InputError) as caught, workers.cluster(cluster.address, program) as executor:
        results = executor.map(_pid_after, [0.2] * 50)
        next(results)
        scheduler.kill()
        list(results)
    assert caught.value.notice.key == "cluster-lost"


def test_workers_with_another_program_are_refused(cluster: Cluster) -> None:
    cluster.scheduler()
    cluster.worker()
    cluster.await_workers(1)
    # What differs between processes stands for what differs between programs.
    with pytest.raises(InputError) as caught, workers.cluster(cluster.address, _own_pid):
        pass
    assert caught.value.notice.key == "cluster-version"


def test_a_scheduler_without_workers_is_told(cluster: Cluster) -> None:
    cluster.scheduler()
    cluster.await_workers(0)
    with pytest.raises(InputError) as caught:
        gathered(cluster.address)
    assert caught.value.notice.key == "cluster-empty"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "::"])
def test_an_address_where_nobody_answers_is_told(address: str) -> None:
    with pytest.raises(InputError) as caught:
        gathered(address)
    assert caught.value.notice.key == "cluster-silent"


def _pid_after(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def _own_pid() -> str:
    return str(os.getpid())
