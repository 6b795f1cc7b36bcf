"""`kb explain`: which rule made this, from which words."""

from __future__ import annotations

from pathlib import Path

import click

from kb_build import config, promises
from kb_build.cli.codes import OK
from kb_build.cli.console import Console
from kb_build.cli.options import common
from kb_build.messages import harmless, say
from kb_build.running.stopwatch import Stopwatch


@click.command(help=say("cli.explain"))
@click.argument("target")
@common("--reports", "--config")
def explain(target: str, reports: Path | None, config_file: Path) -> int:
    """Which rule made this, from which words."""
    from kb_build import explain as walk
    from kb_build.gather import understand

    console, watch = Console(quiet=True), Stopwatch()
    place = walk.place_of(target)
    if place is not None:
        file, offset = place
        facts = understand(file, watch)
        lines = walk.explain_place(facts, offset)
    else:
        settings = config.load(config_file, reports=reports)
        library = promises.library(settings, console, watch)
        lines = walk.explain_entry(library, target)
    for line in lines:
        print(harmless(line))
    return OK
