"""`kb restore`: lists the pages that people deleted, or brings back those that are named."""

from __future__ import annotations

from pathlib import PurePosixPath

import click

from kb_build.cli.exit_codes import OK
from kb_build.cli.generated import Generated, with_generated
from kb_build.cli.page_paths import below
from kb_build.errors import InputError
from kb_build.messages import say


@click.command(help=say("cli.restore"))
@click.argument("pages", nargs=-1)
@with_generated
def restore(generated: Generated, pages: tuple[str, ...]) -> int:
    """Brings back these pages, or all below folders; without any, prints all deleted paths."""
    from kb_build.write import plan, write

    docs, before = generated.settings.docs, generated.before()
    planned = (one.outcome for one in plan(generated.pages(), before))
    deleted = {outcome.path for outcome in planned if outcome.action == "deleted"}
    if not pages:
        print("".join(f"{path}\n" for path in sorted(deleted)), end="")
        if not deleted:
            generated.console.line(say("cli.none-deleted"))
        return OK
    wanted: set[str] = set()
    for page in pages:
        place = below(docs, page)
        # Those too that nobody wants now, such as a list whose entries were deleted as well.
        found = {path for path in before.removed() if PurePosixPath(path).is_relative_to(place)}
        if not found & deleted:
            raise InputError("restore-not-deleted", page)
        wanted |= found
    write(generated.pages(), before.without(wanted))
    generated.console.line(say("cli.restored", count=len(wanted & deleted)))
    return OK
