"""`kb explain`: which rule made a page, an entry or a passage, and from which words."""

from __future__ import annotations

from pathlib import Path

import click

from kb_build import config, lazy_pages
from kb_build.cli.console import Console
from kb_build.cli.exit_codes import OK
from kb_build.cli.options import shared
from kb_build.messages import harmless, say
from kb_build.run import Run
from kb_build.running.stopwatch import Stopwatch


@click.command(help=say("cli.explain"))
@click.argument("target")
@shared("--reports", "--config")
def explain(target: str, reports: Path | None, config_file: Path) -> int:
    """Prints the walk from a page, an entry's id or a place in a report back to words and rules."""
    from kb_build import explain as walk
    from kb_build.gather import understand

    if place := walk.place_of(target):
        file, offset = place
        lines = walk.explain_place(understand(file, Stopwatch()), offset)
    else:
        run = Run(config.load(config_file, reports=reports), Console(quiet=True))
        lines = walk.explain_entry(lazy_pages.library(run), target)
    for line in lines:
        print(harmless(line))
    return OK
