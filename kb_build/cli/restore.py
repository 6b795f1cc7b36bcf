"""`kb restore`: lists pages that somebody deleted, and brings back the ones that are named."""

from __future__ import annotations

import click

from kb_build.cli.codes import OK
from kb_build.cli.making import Made, made_first
from kb_build.cli.places import below
from kb_build.errors import InputError
from kb_build.messages import say


@click.command(help=say("cli.restore"))
@click.argument("pages", nargs=-1)
@made_first
def restore(made: Made, pages: tuple[str, ...]) -> int:
    """Deleted pages: their list on standard output, or back in their places."""
    from kb_build.write import Wishes, plan, write

    docs = made.settings.docs
    planned = (one.outcome for one in plan(made.pages(), docs))
    deleted = {outcome.path for outcome in planned if outcome.action == "deleted"}
    if not pages:
        print("".join(f"{path}\n" for path in sorted(deleted)), end="")
        if not deleted:
            made.console.line(say("cli.none-deleted"))
        return OK
    wanted = {below(docs, page): page for page in pages}
    for path, page in wanted.items():
        if path not in deleted:
            raise InputError("restore-not-deleted", page)
    write(made.pages(), docs, Wishes(restored=frozenset(wanted)))
    made.console.line(say("cli.restored", count=len(wanted)))
    return OK
