"""A real Dask scheduler and real workers on loopback, some of them killed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from bench import invented_pages, scale
from kb_build import pipeline
from kb_build.cli.console import Console
from kb_build.config import Config, load
from kb_build.errors import InputError
from kb_build.gather import Gathered, gather, program
from kb_build.model import Progress
from kb_build.publish import build as publish, shards
from kb_build.publish.search import parts
from kb_build.render.steps import Step
from kb_build.run import Run
from kb_build.running import dask, engine
from kb_build.running.engine import Engine
from tests.command import kb, process
from tests.folders import contents

ROOT = Path(__file__).parents[2]
BUNDLED = ROOT / "reports"


@dataclass
class Cluster:
    """Processes of a scheduler and its workers."""

    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

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
        """Starts one on a port that it finds free, and waits until it says which."""
        file = self.folder / "scheduler.json"
        process = self.start("scheduler", "--port", "0", "--scheduler-file", str(file))
        while not self.address:
            assert process.poll() is None
            with suppress(OSError, json.JSONDecodeError):
                self.address = json.loads(file.read_text("utf-8"))["address"]
            time.sleep(0.05)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        return self.start("worker", self.address, "--nthreads", "1", "--no-nanny")

    def await_workers(self, count: int) -> None:
        from distributed import Client

        with Client(self.address, timeout="600s", set_as_default=False) as client:  # type: ignore[no-untyped-call]
            if count:
                client.wait_for_workers(count, timeout=600)


@contextmanager
def cluster_in(folder: Path) -> Iterator[Cluster]:
    made = Cluster(folder)
    try:
        yield made
    finally:
        for process in made.running:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """One for a test that ends some of its processes."""
    with cluster_in(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers that all outlive a test."""
    with cluster_in(tmp_path_factory.mktemp("cluster")) as made:
        made.scheduler()
        made.worker()
        made.worker()
        made.await_workers(2)
        yield made


def gathered(scheduler: str) -> Gathered:
    return gather(BUNDLED, engine=Engine(scheduler, program, BUNDLED))


def test_the_work_of_a_killed_worker_is_done_by_another(cluster: Cluster) -> None:
    cluster.scheduler()
    doomed = cluster.worker()
    cluster.worker()
    cluster.await_workers(2)
    with dask.cluster(cluster.address, program, BUNDLED) as executor:
        results = executor.map(_pid_after, [0.2] * 20)
        pids = [next(results)]
        doomed.kill()
        doomed.wait()
        pids += results
    assert len(pids) == 20
    assert pids[-1] != doomed.pid


@pytest.mark.parametrize(
    ("gone", "patience", "said"),
    [("scheduler", 60, "cluster-lost"), ("worker", 1, "cluster-empty")],
)
def test_a_run_whose_scheduler_or_last_worker_goes_away_ends_with_a_word(
    gone: str, patience: int, said: str, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "PATIENCE", patience)
    processes = {"scheduler": cluster.scheduler(), "worker": cluster.worker()}
    cluster.await_workers(1)
    with (
        pytest.raises(InputError) as caught,
        dask.cluster(cluster.address, program, BUNDLED) as executor,
    ):
        results = executor.map(_pid_after, [0.2] * 50)
        next(results)
        processes[gone].kill()
        list(results)
    assert caught.value.notice.key == said


def test_workers_with_another_program_are_refused(standing: Cluster) -> None:
    # What differs between processes stands for what differs between programs.
    with pytest.raises(InputError) as caught, dask.cluster(standing.address, _own_pid, BUNDLED):
        pass
    assert caught.value.notice.key == "cluster-version"


def test_a_scheduler_without_workers_is_told(cluster: Cluster) -> None:
    cluster.scheduler()
    cluster.await_workers(0)
    with pytest.raises(InputError) as caught:
        gathered(cluster.address)
    assert caught.value.notice.key == "cluster-empty"


def test_workers_that_do_not_see_the_files_are_refused(standing: Cluster, tmp_path: Path) -> None:
    unseen = tmp_path / "reports"  # nowhere stands for a folder that only this machine has
    with (
        pytest.raises(InputError) as caught,
        dask.cluster(standing.address, program, unseen),
    ):
        pass
    assert caught.value.notice.key == "cluster-blind"
    assert caught.value.notice.file == str(unseen)


@pytest.mark.parametrize(("address", "required"), [("tls://h:1", "False"), ("tcp://h:1", "True")])
def test_an_address_that_does_not_fit_the_encryption_is_told_at_once(
    address: str, required: str, tmp_path: Path
) -> None:
    """In a process of its own: Dask reads its settings once, and must not complain at the end."""
    scale.settings(tmp_path)
    (tmp_path / "reports" / "a.txt").write_text("一、建立河长制。\n", encoding="utf-8")
    told = process(
        *("build", "--scheduler", address),
        cwd=tmp_path,
        DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION=required,
    )
    assert (told.returncode, told.stdout) == (2, "")
    assert f"地址 {address} 与 Dask 的加密设置对不上" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "::"])
def test_an_address_where_nobody_answers_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "ANSWERS", "1s")
    with pytest.raises(InputError) as caught:
        gathered(address)
    assert caught.value.notice.key == "cluster-silent"


def settings(folder: Path, name: str, scheduler: str = "") -> Config:
    """Those of a base of invented pages; site and store are of this name."""
    if not (folder / "docs").exists():
        invented_pages.write(folder / "docs", 60)
        scale.settings(folder)
    found = load(folder / "mkdocs.yml", scheduler=scheduler)
    return replace(found, site=folder / name, store=folder / f".{name}")


def test_a_cluster_publishes_what_this_machine_publishes(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages and parts of the index, although a worker dies among them."""
    monkeypatch.setattr(shards, "SHARD", 5)
    monkeypatch.setattr(parts, "SLOTS", 32)
    publish(settings(cluster.folder, "alone"))
    cluster.scheduler()
    doomed = cluster.worker()
    cluster.worker()
    cluster.await_workers(2)
    done: list[int] = []

    def progress(count: int, of: int) -> None:
        done.append(count)
        if len(done) == 1:  # the first shard is there, the others are under way
            doomed.kill()

    published = publish(settings(cluster.folder, "spread", cluster.address), progress)
    assert done == list(range(1, published.pages + 1))
    assert contents(cluster.folder / "alone") == contents(cluster.folder / "spread")
    doomed.wait()


def test_the_command_gives_the_same_with_a_cluster(standing: Cluster, tmp_path: Path) -> None:
    """Folders are named from where the command stands; the workers stand elsewhere."""
    made = {}
    for name, options in {"alone": (), "spread": ("--scheduler", standing.address)}.items():
        base = tmp_path / name
        for report in sorted(BUNDLED.glob("*.txt"))[:3]:
            (base / "reports").mkdir(parents=True, exist_ok=True)
            shutil.copy(report, base / "reports")
        scale.settings(base)
        for said in ("新增", "未变"):
            told = kb("build", *options, cwd=base)
            assert told.returncode == 0, told.stderr
            assert said in told.stderr
        made[name] = contents(base / "docs"), contents(base / "site")
    assert len(made["alone"][0]) > 100
    assert made["alone"] == made["spread"]


class DoomedConsole(Console):
    """Ends a worker when a stage has begun: the first part is there, others are under way."""

    def __init__(self, stage: str, doomed: subprocess.Popen[bytes]) -> None:
        super().__init__(quiet=True)
        self.stage, self.doomed = stage, doomed

    def counter(self, stage: str) -> Progress:
        return self._end if stage == self.stage else super().counter(stage)

    def _end(self, done: int, of: int) -> None:
        assert done <= of
        self.doomed.kill()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of two reports that this machine has built."""
    base = tmp_path_factory.mktemp("alone")
    (base / "reports").mkdir()
    for report in sorted(BUNDLED.glob("songpu-*")):
        shutil.copy(report, base / "reports")
    scale.settings(base)
    assert not pipeline.build(Run(load(base / "mkdocs.yml"), Console(quiet=True))).failed
    return base


@pytest.mark.parametrize("stage", ["link", "render", "check"])
def test_a_cluster_does_the_work_of_each_stage(
    stage: str, alone: Path, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Groups become entries, steps pages, and pages are checked, although a worker dies."""
    monkeypatch.setattr(engine, "WORTH", 0.01)
    monkeypatch.setattr(dask, "PART", 5)
    shared: list[object] = []

    def noted(*given: Any) -> list[Any]:
        shared.append(given[3])
        return in_parts(*given)

    in_parts = dask.spread
    monkeypatch.setattr(dask, "spread", noted)
    cluster.scheduler()
    doomed = cluster.worker()
    cluster.worker()
    cluster.await_workers(2)
    base = tmp_path / "base"
    shutil.copytree(alone / "reports", base / "reports")
    scale.settings(base)
    settings = load(base / "mkdocs.yml", scheduler=cluster.address)
    assert not pipeline.build(Run(settings, DoomedConsole(stage, doomed))).failed
    assert doomed.wait() != 0
    for folder in ("docs", "site"):
        assert contents(base / folder) == contents(alone / folder)
    assert shared[1:] == [Step.made]  # after linking's own


def test_a_page_that_cannot_be_read_is_named_by_a_cluster(
    standing: Cluster, tmp_path: Path
) -> None:
    config = settings(tmp_path, "spread", standing.address)
    (config.docs / "wrong.md").write_text("---\nid: [\n---\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        publish(config)
    assert caught.value.notice.key == "front-yaml"


def test_a_cluster_is_not_asked_for_a_site_that_is_as_it_should_be(tmp_path: Path) -> None:
    publish(settings(tmp_path, "site"))
    nobody = settings(tmp_path, "site", "tcp://127.0.0.1:1")
    published = publish(nobody)
    assert published.stored == published.pages


def _pid_after(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def _own_pid() -> str:
    return str(os.getpid())
