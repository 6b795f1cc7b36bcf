"""`kb rebase`: mends the record of generated pages where it is damaged or lacks a page."""

from __future__ import annotations

from pathlib import Path

import click

from kb_build.cli.codes import FAULTS, OK
from kb_build.cli.making import Made, made_first
from kb_build.messages import say


@click.command(help=say("cli.rebase"))
@made_first
def rebase(made: Made) -> int:
    """What is generated now becomes the base of every page whose base is unknown."""
    from kb_build.write import rebase as mend

    _drop_damaged_lines(made.settings.docs)
    outcomes = mend(made.pages(), made.settings.docs)
    notices = [notice for outcome in outcomes for notice in outcome.notices]
    made.console.notices(notices)
    edited = sum(outcome.action in ("edited", "merged") for outcome in outcomes)
    made.console.line(say("cli.rebased", count=edited))
    return FAULTS if notices else OK


def _drop_damaged_lines(docs: Path) -> None:
    """Leaves of the record what can be read: the rest would stop all that looks at docs/."""
    from kb_build.write import record

    readable = record.read(docs, damaged=True)
    if readable:
        record.save(readable, docs)
    else:
        (docs / record.NAME).unlink(missing_ok=True)
