"""`kb check`: the gate before publishing."""

from __future__ import annotations

from pathlib import Path

import click

from kb_build import config, pipeline
from kb_build.cli.codes import FAULTS, OK, code
from kb_build.cli.options import common
from kb_build.console import Console
from kb_build.messages import say
from kb_build.stopwatch import Stopwatch


@click.command(help=say("cli.check"))
@common("--reports", "--docs", "--config", "--strict", "--quiet")
def check(
    reports: Path | None, docs: Path | None, config_file: Path, strict: bool, quiet: bool
) -> int:
    """The gate before publishing."""
    from kb_build.gather import sources

    settings = config.load(config_file, reports=reports, docs=docs)
    console = Console(quiet=quiet)
    read = sources(settings.reports, console.counter("read"))
    found = pipeline.gate(settings.docs, read, Stopwatch())
    console.notices(found)
    console.line(say("cli.checked", count=len(found)))
    return FAULTS if code(found) or (strict and found) else OK
