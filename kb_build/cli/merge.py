"""`kb merge`: walks through what a person and the program both changed, and lets one decide."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb_build.cli.asking import ask, meant
from kb_build.cli.codes import FAULTS, OK
from kb_build.cli.making import Made, made_first
from kb_build.cli.places import below
from kb_build.errors import InputError
from kb_build.messages import say

if TYPE_CHECKING:
    from kb_build.write import Conflict

# What `--take` and the questions offer, with the key to press.
MINE, GENERATED, BOTH, EDIT, LATER = "mine", "generated", "both", "edit", "later"
KEYS = {"m": MINE, "g": GENERATED, "b": BOTH, "e": EDIT, "s": LATER}
TAKES: dict[str, Callable[[Conflict], str]] = {
    MINE: lambda conflict: conflict.mine,
    GENERATED: lambda conflict: conflict.generated,
    BOTH: lambda conflict: conflict.both,
}


@click.command(help=say("cli.merge"))
@click.argument("pages", nargs=-1)
@click.option("--take", type=click.Choice((MINE, GENERATED, BOTH)), help=say("option.take"))
@made_first
def merge(made: Made, pages: tuple[str, ...], take: str | None) -> int:
    """Decides conflicts, one after the other or all alike."""
    from kb_build.write import Wishes, write

    chosen = {_there(made.settings.docs, page) for page in pages}
    decide: Callable[[Conflict], str | None] = TAKES[take] if take else _ask

    def choose(path: str, conflict: Conflict) -> str | None:
        if chosen and path not in chosen:
            return None
        if not take:
            click.echo(say("merge.conflict", path=path, **_sides(conflict)), err=True)
        return decide(conflict)

    outcomes = write(made.pages(), made.settings.docs, Wishes(choose=choose))
    open_ones = [notice for outcome in outcomes for notice in outcome.notices]
    made.console.notices(open_ones)
    made.console.line(say("merge.left" if open_ones else "merge.none", count=len(open_ones)))
    return FAULTS if open_ones else OK


def _there(docs: Path, page: str) -> str:
    """The path below `docs` of a page that is there. Raises InputError where it is not."""
    path = below(docs, page)
    if not (docs / path).is_file():
        raise InputError("review-no-page", page)
    return path


def _sides(conflict: Conflict) -> dict[str, str]:
    nothing = say("merge.nothing")
    return {"mine": conflict.mine or nothing, "generated": conflict.generated or nothing}


def _ask(conflict: Conflict) -> str | None:
    """What a person at the terminal wants; without one there is nobody to ask."""
    if not sys.stdin.isatty():
        raise click.UsageError(say("merge.no-terminal"))
    choice = ask(say("merge.question"), lambda words: meant(words, KEYS))
    if choice == LATER:
        return None
    return _edited(conflict) if choice == EDIT else TAKES[choice](conflict)


def _edited(conflict: Conflict) -> str | None:
    """Both sides as a person leaves them in the editor; None where the editor was not saved."""
    text: str | None = click.edit(conflict.both, extension=".md")
    return None if text is None else text.strip("\n")
