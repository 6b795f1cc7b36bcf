"""`kb review`: says in the heads of pages which state they are in, and who reviewed them when."""

from __future__ import annotations

from datetime import date

import click

from kb_build.cli.exit_codes import OK
from kb_build.cli.options import with_settings
from kb_build.cli.page_paths import below
from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.messages import say
from kb_build.page.reviewing import REVIEW, REVIEWED, REVIEWED_ON, REVIEWER, STATES


@click.command(help=say("cli.review"))
@click.argument("pages", nargs=-1, required=True)
@click.option("--by", default="", metavar="NAME", help=say("option.by"))
@click.option(
    "--status", type=click.Choice(STATES), default=REVIEWED, help=say("option.status-of-review")
)
@click.option("--date", "day", default="", metavar="DATE", help=say("option.date-of-review"))
@with_settings("--docs", "--config")
def review(settings: Config, pages: tuple[str, ...], by: str, status: str, day: str) -> int:
    """Writes the state into the heads of pages; of a review also who made it, and when."""
    from kb_build.write import sign

    said: dict[str, object] = {REVIEW: status}
    if status == REVIEWED:
        said |= {REVIEWER: _name(by), REVIEWED_ON: _day(day)}
    for page in dict.fromkeys(pages):
        sign(settings.docs, below(settings.docs, page), said)
        click.echo(say("review.set", path=page, state=say(f"review.{status}")))
    return OK


def _name(by: str) -> str:
    """The reviewer's name without blanks around it. Raises InputError where nobody is named."""
    if not by.strip():
        raise InputError("review-nobody")
    return by.strip()


def _day(day: str) -> str:
    """A day as YYYY-MM-DD, today by default. Raises InputError where it is no date."""
    if not day:
        return date.today().isoformat()
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise InputError("review-day", value=day[:40]) from error
