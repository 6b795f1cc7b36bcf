"""`kb restore`: lists pages that somebody deleted, and brings back the ones that are named."""

from __future__ import annotations

from pathlib import Path

import click

from kb_build import config, pipeline
from kb_build.cli.codes import OK
from kb_build.cli.options import common
from kb_build.cli.places import below
from kb_build.console import Console
from kb_build.errors import InputError
from kb_build.messages import say
from kb_build.stopwatch import Stopwatch


@click.command(help=say("cli.restore"))
@click.argument("pages", nargs=-1)
@common("--reports", "--docs", "--config", "--quiet")
def restore(
    pages: tuple[str, ...],
    reports: Path | None,
    docs: Path | None,
    config_file: Path,
    quiet: bool,
) -> int:
    """Deleted pages: their list on standard output, or back in their places."""
    from kb_build.write import Wishes, plan, write

    settings = config.load(config_file, reports=reports, docs=docs)
    console = Console(quiet=quiet)
    _, made = pipeline.rendered(settings, console, Stopwatch())
    planned = (one.outcome for one in plan(made, settings.docs))
    deleted = {outcome.path for outcome in planned if outcome.action == "deleted"}
    if not pages:
        print("".join(f"{path}\n" for path in sorted(deleted)), end="")
        if not deleted:
            console.line(say("cli.none-deleted"))
        return OK
    wanted = {below(settings.docs, page): page for page in pages}
    for path, page in wanted.items():
        if path not in deleted:
            raise InputError("restore-not-deleted", page)
    write(made, settings.docs, Wishes(restored=frozenset(wanted)))
    console.line(say("cli.restored", count=len(wanted)))
    return OK
