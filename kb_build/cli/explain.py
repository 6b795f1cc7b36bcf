"""`kb explain`: which rule made a page, an entry, a report or a passage, and from which words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kb_build import config, linking
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

    if place := walk.place_of(target):  # of any file, without settings
        return walk.explain_place(understand(place[0]), place[1])
    settings = config.load(config_file, reports=reports)
    named = settings.reports / target  # as pages and this command call reports
    if place := walk.place_of(str(named)):
        return walk.explain_place(understand(place[0]), place[1])
    for file in (Path(target), named):
        if walk.is_report(file, settings):
            return walk.explain_report(understand(file))
    return walk.explain_page(linking.library(Run(settings, Console())), target)
