"""One whole build of the bundled reports in a process of its own, measured stage by stage."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.sets import ROOT
from kb_build import config, pipeline
from kb_build.console import Console


@dataclass(frozen=True, slots=True)
class Build:
    """What one build took."""

    wall: float  # seconds from starting the process to its end
    seconds: dict[str, float]  # of each stage
    peaks: dict[str, int]  # most bytes in memory from the start to the end of each stage


@dataclass(slots=True)
class Gauge(pipeline.Stopwatch):
    """A stopwatch that also looks at memory whenever a stage ends."""

    peaks: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Adds the time of its block to the stage's, and notes the peak of memory until then."""
        with pipeline.Stopwatch.stage(self, name):
            yield
        self.peaks[name] = peak_memory()


def measured() -> Build:
    """Builds the bundled knowledge base into a folder that is thrown away.

    Raises CalledProcessError where the build fails; its messages go to standard error.
    """
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "bench.building", folder],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
        wall = time.perf_counter() - start
    told = json.loads(done.stdout)
    return Build(wall, told["seconds"], told["peaks"])


def build(folder: Path) -> Gauge:
    """The stages of `kb build`, with pages and site in `folder`; hand-written pages come along."""
    settings = config.load(ROOT / "mkdocs.yml", docs=folder / "docs", site=folder / "site")
    console, gauge = Console(quiet=True), Gauge()
    written = pipeline.write_pages(settings, console, gauge)
    reports = [facts.report for facts in written.library.facts]
    pipeline.gate(settings.docs, reports, gauge)
    pipeline.publish(settings, console, gauge)
    return gauge


def peak_memory() -> int:
    """Most bytes that this process has had in memory; 0 where the system does not say.

    Linux's own figure is preferred: `getrusage` counts in what the parent had before the start.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    gauge = build(Path(sys.argv[1]))
    print(json.dumps({"seconds": gauge.seconds, "peaks": gauge.peaks}))
