"""`kb export`: what fits the filters as a table, a document or a ledger.

A file is written whole or not at all, and never among the reports, where it would be read as one.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb_build import export as stage, lazy_pages
from kb_build.cli.console import Console
from kb_build.cli.exit_codes import FAULTS, code
from kb_build.cli.options import FILE, F, with_settings
from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.files import atomic
from kb_build.messages import say
from kb_build.run import Run

# Ending of a file → format; of two formats with one ending the first one.
ENDINGS = {form.suffix: name for name, form in reversed(stage.FORMATS.items())}


def filters(command: F) -> F:
    """Adds an option for each filter, which may be repeated."""
    for name in reversed(("kind", "id", *stage.FACETS)):
        words = say(f"option.{name}")
        add = click.option(f"--{name}", name, multiple=True, metavar=name.upper(), help=words)
        command = add(command)
    return command


@click.command(help=say("cli.export"))
@click.option("--format", "form", type=click.Choice([*stage.FORMATS]), help=say("option.format"))
@click.option("--output", "-o", type=FILE, metavar="FILE", help=say("option.output"))
@filters
@with_settings("--reports", "--config", "--quiet")
def export(
    settings: Config,
    form: str | None,
    output: Path | None,
    quiet: bool,
    **filters: tuple[str, ...],
) -> int:
    """Writes what fits the filters; FAULTS where nothing does, or a report was refused."""
    chosen = form or _format_of(output)
    _refuse(chosen, output, settings)
    console = Console(quiet=quiet)
    facets = {name: filters[name] for name in stage.FACETS}
    selection = stage.Selection(filters["kind"], facets, filters["id"])
    library = lazy_pages.library(Run(settings, console))
    console.notices(library.notices)
    count, data = stage.export(library, chosen, selection, settings.language, settings.lexicon)
    if not count:
        print(say("export.nothing"), file=sys.stderr)
        return FAULTS
    _deliver(data, output)
    console.line(say("export.done", count=count, file=output or say("export.stdout")))
    return code(library.notices)


def _format_of(output: Path | None) -> str:
    """The format that a file's ending names. Raises InputError where it names none."""
    found = ENDINGS.get(output.suffix.lower()) if output else None
    if found is None:
        raise InputError("export-format", str(output or ""), formats=", ".join(stage.FORMATS))
    return found


def _refuse(form: str, output: Path | None, settings: Config) -> None:
    """Raises InputError, before any work is done, where the format or place of a file is wrong."""
    wanted = stage.FORMATS[form]
    if output is None and not wanted.is_text:
        raise InputError("export-output", format=form, example=f"kb{wanted.suffix}")
    if output and output.suffix.lower() in ENDINGS.keys() - {wanted.suffix}:
        raise InputError("export-ending", str(output), format=form, suffix=wanted.suffix)
    if output and output.resolve().is_relative_to(settings.reports.resolve()):
        raise InputError("export-among-reports", str(output))


def _deliver(data: bytes, output: Path | None) -> None:
    """Writes to standard output, or the file. Raises InputError where that cannot be written."""
    if output:
        atomic.deliver(output, data)
    else:
        rest = memoryview(data)
        while rest:  # unbuffered (PYTHONUNBUFFERED) it takes what a full disk takes
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
