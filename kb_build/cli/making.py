"""What commands about written pages begin with: the settings, and all pages as generated now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any

from kb_build import config, pipeline
from kb_build.cli.console import Console
from kb_build.cli.options import common
from kb_build.config import Config
from kb_build.model import Sheet
from kb_build.running.stopwatch import Stopwatch


@dataclass(frozen=True, slots=True)
class Made:
    """A knowledge base, and its pages before they are written."""

    settings: Config
    console: Console
    pages: Callable[[], Sequence[Sheet]]  # made once, when first asked for


def made_first(command: Callable[..., int]) -> Callable[..., int]:
    """A command with the options of such commands, which is called with `Made` and its own."""

    @common("--reports", "--docs", "--config", "--quiet")
    @wraps(command)
    def run(
        reports: Path | None, docs: Path | None, config_file: Path, quiet: bool, **own: Any
    ) -> int:
        settings = config.load(config_file, reports=reports, docs=docs)
        console = Console(quiet=quiet)
        pages = cache(lambda: pipeline.promised(settings, console, Stopwatch()).sheets)
        return command(Made(settings, console, pages), **own)

    return run
