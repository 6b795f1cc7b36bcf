"""What is the same all through one run: settings, who hears of it, who does the work, how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kb_build.config import Config
from kb_build.files.signature import Signed
from kb_build.gather import version
from kb_build.model import Progress
from kb_build.running.engine import Engine
from kb_build.running.stopwatch import Stopwatch


class Console(Protocol):
    """What the run tells while it is under way."""

    def counter(self, stage: str) -> Progress:
        """A function that is called with the number done and the number of all."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run over a knowledge base: its settings, who is told of it, and how long it takes."""

    config: Config
    console: Console
    watch: Stopwatch = field(default_factory=Stopwatch)
    signed: Signed = field(default_factory=dict)  # signatures of files as last looked at

    def engine(self, stage: str, shared: Path) -> Engine:
        """Who does the work of a stage; all machines must find the folder `shared`."""
        progress = self.console.counter(stage)
        return Engine(self.config.scheduler, version, shared, progress=progress)
