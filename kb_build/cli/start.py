"""`kb start`: begins a knowledge base of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from kb_build.cli.exit_codes import OK
from kb_build.cli.options import FOLDER
from kb_build.messages import language, say


@click.command(help=say("cli.start"))
@click.argument("directory", type=FOLDER, metavar="DIR")
def start(directory: Path) -> int:
    """Puts the first files into a folder, and tells which of them were there."""
    from kb_build.starter import start as begin

    for path, new in begin(directory, language()):
        click.echo(say("start.new" if new else "start.kept", path=path), err=True)
    click.echo(say("start.next", folder=directory), err=True)
    return OK
