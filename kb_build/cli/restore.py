"""`kb restore`: lists the pages that people deleted, or brings back those that are named."""

from __future__ import annotations

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
    """Brings back these pages; without any, prints the paths of all deleted ones."""
    from kb_build.write import Options, plan, write

    docs = generated.settings.docs
    planned = (one.outcome for one in plan(generated.pages(), docs))
    deleted = {outcome.path for outcome in planned if outcome.action == "deleted"}
    if not pages:
        print("".join(f"{path}\n" for path in sorted(deleted)), end="")
        if not deleted:
            generated.console.line(say("cli.none-deleted"))
        return OK
    wanted = {below(docs, page): page for page in pages}
    for path, page in wanted.items():
        if path not in deleted:
            raise InputError("restore-not-deleted", page)
    write(generated.pages(), docs, Options(restored=frozenset(wanted)))
    generated.console.line(say("cli.restored", count=len(wanted)))
    return OK
