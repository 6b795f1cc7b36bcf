"""`kb owners`: writes CODEOWNERS for git servers, from the settings."""

from __future__ import annotations

import click

from kb_build.cli.exit_codes import OK
from kb_build.cli.options import with_settings
from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.messages import say


@click.command(help=say("cli.owners"))
@with_settings("--docs", "--config")
def owners(settings: Config) -> int:
    """Writes a file for each git server of the settings, and prints their paths."""
    from kb_build.contribute import codeowners
    from kb_build.contribute.owners import owners as read

    known = read(settings.file)
    if not known.servers:
        raise InputError("owners-none", str(settings.file))
    root = settings.file.parent.resolve()
    for file in codeowners.write(known, root, settings.docs.resolve()):
        click.echo(file.relative_to(root).as_posix())
    return OK
