"""`kb owners`: writes CODEOWNERS for git servers, from the settings."""

from __future__ import annotations

from pathlib import Path

import click

from kb_build import config
from kb_build.cli.exit_codes import OK
from kb_build.cli.options import shared
from kb_build.errors import InputError
from kb_build.messages import say


@click.command(help=say("cli.owners"))
@shared("--docs", "--config")
def owners(docs: Path | None, config_file: Path) -> int:
    """Writes a file for each git server of the settings, and prints their paths."""
    from kb_build.contribute import codeowners
    from kb_build.contribute.owners import owners as read

    settings = config.load(config_file, docs=docs)
    known = read(settings.file)
    if not known.servers:
        raise InputError("owners-none", str(settings.file))
    root = settings.file.parent.resolve()
    for file in codeowners.write(known, root, settings.docs.resolve()):
        click.echo(file.relative_to(root).as_posix())
    return OK
