"""`kb explain`: which rule made a page, an entry, a report or a passage, and from which words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kb_build import config, lazy_pages
from kb_build.cli.console import Console
from kb_build.cli.exit_codes import OK
from kb_build.cli.options import shared
from kb_build.messages import harmless, say
from kb_build.run import Run


@click.command(help=say("cli.explain"))
@click.argument("target")
@shared("--reports", "--config")
def explain(target: str, reports: Path | None, config_file: Path) -> int:
    """Prints the walk from a page, an id, a report or a place in it back to words and rules."""
    for line in _lines(target, reports, config_file):
        print(harmless(line))
    return OK


def _lines(target: str, reports: Path | None, config_file: Path) -> Iterable[str]:
    from kb_build import explain as walk
    from kb_build.gather import understand

    if place := walk.place_of(target):
        file, offset = place
        return walk.explain_place(understand(file), offset)
    settings = config.load(config_file, reports=reports)
    if walk.is_report(Path(target), settings):
        return walk.explain_report(understand(Path(target)))
    return walk.explain_page(lazy_pages.library(Run(settings, Console())), target)
