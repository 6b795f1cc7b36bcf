"""One whole build of the bundled reports in a process of its own, measured stage by stage."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.sets import ROOT
from kb_build import config, pipeline
from kb_build.cli.console import Console
from kb_build.running.stopwatch import Stopwatch


@dataclass(frozen=True, slots=True)
class Build:
    """What one build took."""

    wall: float  # seconds from starting the process to its end
    seconds: dict[str, float]  # of each stage
    peaks: dict[str, int]  # most bytes in memory from the start to the end of each stage


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


def build(folder: Path) -> Stopwatch:
    """The stages of `kb build`, with pages and site in `folder`; hand-written pages come along."""
    settings = config.load(ROOT / "mkdocs.yml", docs=folder / "docs", site=folder / "site")
    settings = replace(settings, store=folder / "store")
    console, watch = Console(quiet=True), Stopwatch()
    written = pipeline.write_pages(settings, console, watch)
    pipeline.gate(settings, written.promised.reports, watch)
    pipeline.publish(settings, console, watch)
    return watch


if __name__ == "__main__":
    watch = build(Path(sys.argv[1]))
    print(json.dumps({"seconds": watch.seconds, "peaks": watch.peaks}))
