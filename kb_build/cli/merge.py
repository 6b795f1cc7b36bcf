"""`kb merge`: decides the conflicts between what a person wrote and what is generated now."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb_build.cli.exit_codes import FAULTS, OK
from kb_build.cli.generated import Generated, with_generated
from kb_build.cli.page_paths import below
from kb_build.cli.prompts import ask, meant
from kb_build.errors import InputError
from kb_build.messages import say

if TYPE_CHECKING:
    from kb_build.write import Conflict

MINE, GENERATED, BOTH, EDIT, LATER = "mine", "generated", "both", "edit", "later"
# The key to press at a question → the answer.
KEYS = {"m": MINE, "g": GENERATED, "b": BOTH, "e": EDIT, "s": LATER}
# What `--take` offers → the text that is put.
TAKES: dict[str, Callable[[Conflict], str]] = {
    MINE: lambda conflict: conflict.mine,
    GENERATED: lambda conflict: conflict.generated,
    BOTH: lambda conflict: conflict.both,
}


@click.command(help=say("cli.merge"))
@click.argument("pages", nargs=-1)
@click.option("--take", type=click.Choice([*TAKES]), help=say("option.take"))
@with_generated
def merge(generated: Generated, pages: tuple[str, ...], take: str | None) -> int:
    """Asks about each conflict, or takes the same side of all; FAULTS where some are left open."""
    from kb_build.write import Options, write

    chosen = {_existing(generated.settings.docs, page) for page in pages}
    decide: Callable[[Conflict], str | None] = TAKES[take] if take else _ask

    def choose(path: str, conflict: Conflict) -> str | None:
        if chosen and path not in chosen:
            return None
        if not take:
            click.echo(say("merge.conflict", path=path, **_sides(conflict)), err=True)
        return decide(conflict)

    outcomes = write(generated.pages(), generated.before(), Options(choose=choose))
    left = [notice for outcome in outcomes for notice in outcome.notices]
    generated.console.notices(left)
    generated.console.line(say("merge.left" if left else "merge.none", count=len(left)))
    return FAULTS if left else OK


def _existing(docs: Path, page: str) -> str:
    """The path below `docs` of a page that is there. Raises InputError where it is not."""
    path = below(docs, page)
    if not (docs / path).is_file():
        raise InputError("review-no-page", page)
    return path


def _sides(conflict: Conflict) -> dict[str, str]:
    nothing = say("merge.nothing")
    return {"mine": conflict.mine or nothing, "generated": conflict.generated or nothing}


def _ask(conflict: Conflict) -> str | None:
    """The text that a person wants, None for later. Raises InputError without a terminal."""
    if not sys.stdin.isatty():
        raise InputError("merge-no-terminal")
    choice = ask(say("merge.question"), lambda words: meant(words, KEYS))
    if choice == LATER:
        return None
    return _edited(conflict) if choice == EDIT else TAKES[choice](conflict)


def _edited(conflict: Conflict) -> str | None:
    """Both texts as a person leaves them in the editor; None where nothing was saved there."""
    text: str | None = click.edit(conflict.both, extension=".md")
    return None if text is None else text.strip("\n")
