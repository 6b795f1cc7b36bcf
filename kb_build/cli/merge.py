"""`kb merge`: walks through what a person and the program both changed, and lets one decide."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb_build import config, pipeline
from kb_build.cli.codes import FAULTS, OK
from kb_build.cli.options import common
from kb_build.cli.places import below
from kb_build.console import Console
from kb_build.messages import say
from kb_build.stopwatch import Stopwatch

if TYPE_CHECKING:
    from kb_build.write import Conflict

# What `--take` and the questions offer, with the key to press.
MINE, GENERATED, BOTH, EDIT, LATER = "mine", "generated", "both", "edit", "later"
KEYS = {"m": MINE, "g": GENERATED, "b": BOTH, "e": EDIT, "s": LATER}
TAKES: dict[str, Callable[[Conflict], str]] = {
    MINE: lambda conflict: conflict.mine,
    GENERATED: lambda conflict: conflict.generated,
    BOTH: lambda conflict: conflict.both,
}  # fmt: skip


@click.command(help=say("cli.merge"))
@click.argument("pages", nargs=-1)
@click.option("--take", type=click.Choice((MINE, GENERATED, BOTH)), help=say("option.take"))
@common("--reports", "--docs", "--config", "--quiet")
def merge(
    pages: tuple[str, ...],
    take: str | None,
    reports: Path | None,
    docs: Path | None,
    config_file: Path,
    quiet: bool,
) -> int:
    """Decides conflicts, one after the other or all alike."""
    from kb_build.write import Wishes, write

    settings = config.load(config_file, reports=reports, docs=docs)
    console = Console(quiet=quiet)
    _, made = pipeline.rendered(settings, console, Stopwatch())
    chosen = {below(settings.docs, page) for page in pages}
    decide: Callable[[Conflict], str | None] = TAKES[take] if take else _ask

    def choose(path: str, conflict: Conflict) -> str | None:
        if chosen and path not in chosen:
            return None
        if not take:
            click.echo(say("merge.conflict", path=path, **_sides(conflict)), err=True)
        return decide(conflict)

    outcomes = write(made, settings.docs, Wishes(choose=choose))
    open_ones = [notice for outcome in outcomes for notice in outcome.notices]
    console.notices(open_ones)
    console.line(say("merge.left", count=len(open_ones)))
    return FAULTS if open_ones else OK


def _sides(conflict: Conflict) -> dict[str, str]:
    nothing = say("merge.nothing")
    return {"mine": conflict.mine or nothing, "generated": conflict.generated or nothing}


def _ask(conflict: Conflict) -> str | None:
    """What a person at the terminal wants; without one there is nobody to ask."""
    if not sys.stdin.isatty():
        raise click.UsageError(say("merge.no-terminal"))
    key = click.prompt(say("merge.question"), type=click.Choice(list(KEYS)), err=True)
    if KEYS[key] == LATER:
        return None
    if KEYS[key] == EDIT:
        return _edited(conflict)
    return TAKES[KEYS[key]](conflict)


def _edited(conflict: Conflict) -> str | None:
    """Both sides as a person leaves them in the editor; None where the editor was not saved."""
    text: str | None = click.edit(conflict.both, extension=".md")
    return None if text is None else text.strip("\n")
