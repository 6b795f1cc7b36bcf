"""`kb rebase`: mends the record of generated pages where it is damaged or lacks a page."""

from __future__ import annotations

import click

from kb_build.cli.exit_codes import FAULTS, OK
from kb_build.cli.generated import Generated, with_generated
from kb_build.messages import say


@click.command(help=say("cli.rebase"))
@with_generated
def rebase(generated: Generated) -> int:
    """Mends the record, and tells on how many pages something is a person's."""
    from kb_build.write import rebase as mend

    outcomes = mend(generated.pages, generated.settings.docs)
    notices = [notice for outcome in outcomes for notice in outcome.notices]
    generated.console.notices(notices)
    edited = sum(outcome.action in ("edited", "merged") for outcome in outcomes)
    generated.console.line(say("cli.rebased", count=edited))
    return FAULTS if notices else OK
