"""`kb extract`: what reports say, as JSON Lines or as a page that shows it in the text."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kb_build.cli.console import Console, for_programs
from kb_build.cli.exit_codes import code
from kb_build.cli.options import ANY_PATH, FILE, shared
from kb_build.messages import say
from kb_build.model import Facts, Notice
from kb_build.running.engine import Engine


@click.command(help=say("cli.extract"))
@click.argument("paths", nargs=-1, required=True, type=ANY_PATH)
@click.option("--text", is_flag=True, help=say("option.text"))
@click.option("--html", type=FILE, metavar="FILE", help=say("option.html"))
@shared("--quiet")
def extract(paths: tuple[Path, ...], text: bool, html: Path | None, quiet: bool) -> int:
    """Prints what reports say, as JSON Lines or the text alone; or writes it as a page of HTML."""
    from kb_build.extract import view
    from kb_build.extract.records import records
    from kb_build.gather import each
    from kb_build.link.classification import Subjects

    printed = text or html is None
    console = Console(quiet=quiet or (printed and sys.stdout.isatty()))
    shown: list[Facts] = []
    notices: list[Notice] = []
    for_programs()
    subjects = Subjects()
    for one in each(paths, engine=Engine(progress=console.counter("extract"))):
        if isinstance(one, Notice):
            notices.append(one)
            continue
        if text:
            sys.stdout.write(one.report.text)
        elif printed:
            for record in records(one, subjects.of):
                sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        if html is not None:
            shown.append(one)
    if html is not None:
        view.save(html, view.page(shown))
    console.notices(notices)
    return code(notices)
