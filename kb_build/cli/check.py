"""`kb check`: the gate before publishing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kb_build import config, pipeline
from kb_build.cli.codes import FAULTS, OK, code
from kb_build.cli.console import Console
from kb_build.cli.options import common
from kb_build.errors import InputError, JoinedInputError
from kb_build.messages import say
from kb_build.model import Notice
from kb_build.running.stopwatch import Stopwatch

DEAD = ("check-link-dead", "check-link-dead-near")
GONE = ("check-report-gone", "check-orphan-quotes")


@click.command(help=say("cli.check"))
@click.option("--fix", is_flag=True, help=say("option.fix"))
@click.option("--dry-run", is_flag=True, help=say("option.fix-dry-run"))
@common("--reports", "--docs", "--config", "--strict", "--quiet")
def check(
    fix: bool,
    dry_run: bool,
    reports: Path | None,
    docs: Path | None,
    config_file: Path,
    strict: bool,
    quiet: bool,
) -> int:
    """The gate before publishing."""
    from kb_build.gather import sources, unreached

    settings = config.load(config_file, reports=reports, docs=docs)
    console = Console(quiet=quiet)
    if dry_run and not fix:
        raise InputError("check-dry-run")
    if fix:
        _fix(settings.docs, console, dry_run=dry_run)
    read, refused = sources(settings.reports, console.counter("read"))
    told = pipeline.gate(settings, read, Stopwatch())
    if any(notice.key in GONE for notice in told):
        if not settings.reports.is_dir():
            raise InputError("check-no-reports", str(settings.reports))
        if closed := unreached(refused):
            raise JoinedInputError([InputError("check-unreached", one.file) for one in closed])
    found = (*refused, *_built(settings.docs, told), *_owners(settings))
    console.notices(found)
    console.line(say("cli.checked", count=len(found)))
    return FAULTS if code(found) or (strict and found) else OK


def _built(docs: Path, found: tuple[Notice, ...]) -> Iterator[Notice]:
    """What was found; before the first build one line for links to pages that it makes."""
    from kb_build.write.record import NAME

    left = [notice for notice in found if notice.key not in DEAD]
    if (docs / NAME).exists() or len(left) == len(found):
        yield from found
        return
    yield from left
    count = ("count", str(len(found) - len(left)))
    yield Notice("check-unbuilt", str(docs), severity="warning", details=(count,))


def _owners(settings: config.Config) -> Iterator[Notice]:
    """What is out of date of the files that say who owns which page."""
    from kb_build.contribute import codeowners
    from kb_build.contribute.owners import owners

    root = settings.file.parent.resolve()
    return codeowners.stale(owners(settings.file), root, settings.docs.resolve())


def _fix(docs: Path, console: Console, *, dry_run: bool) -> None:
    """Mends what can be mended and tells each change; a dry run only tells."""
    from kb_build.check.fixing import mended

    files, count = 0, 0
    for page in mended(docs):
        for fix in page.fixes:
            what = say(f"fix.{fix.rule}", name=fix.name, old=fix.old, new=fix.new)
            key = "fix.line" if fix.line else "fix.file"
            click.echo(say(key, file=page.file, line=fix.line, what=what))
        if not dry_run:
            page.save()
        files, count = files + 1, count + len(page.fixes)
    console.line(say("fix.would" if dry_run else "fix.done", files=files, count=count))
