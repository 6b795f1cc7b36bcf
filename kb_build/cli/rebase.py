"""`kb rebase`: mends the record of generated pages where it is damaged or lacks a page."""

from __future__ import annotations

from pathlib import Path

import click

from kb_build import config, pipeline
from kb_build.cli.codes import FAULTS, OK
from kb_build.cli.options import common
from kb_build.console import Console
from kb_build.messages import say
from kb_build.stopwatch import Stopwatch


@click.command(help=say("cli.rebase"))
@common("--reports", "--docs", "--config", "--quiet")
def rebase(reports: Path | None, docs: Path | None, config_file: Path, quiet: bool) -> int:
    """What is generated now becomes the base of every page whose base is unknown."""
    from kb_build.write import rebase as mend

    settings = config.load(config_file, reports=reports, docs=docs)
    console = Console(quiet=quiet)
    _, made = pipeline.rendered(settings, console, Stopwatch())
    outcomes = mend(made, settings.docs)
    notices = [notice for outcome in outcomes for notice in outcome.notices]
    console.notices(notices)
    edited = sum(outcome.action in ("edited", "merged") for outcome in outcomes)
    console.line(say("cli.rebased", count=edited))
    return FAULTS if notices else OK
