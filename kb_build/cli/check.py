"""`kb check`: the gate before publishing, and what it can mend itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kb_build import pipeline
from kb_build.cli.console import Console, as_plain, print_json
from kb_build.cli.exit_codes import FAULTS, OK, code
from kb_build.cli.options import with_settings
from kb_build.config import Config
from kb_build.errors import InputError, JoinedInputError
from kb_build.messages import say
from kb_build.model import Notice
from kb_build.page.addresses import GENERATED
from kb_build.run import Run

# Keys of notices: of links that lead nowhere, of reports that a page quotes and that are not there.
DEAD = ("check-link-dead", "check-link-dead-near")
GONE = ("check-report-gone", "check-orphan-quotes")


@click.command(help=say("cli.check"))
@click.option("--fix", is_flag=True, help=say("option.fix"))
@click.option("--dry-run", is_flag=True, help=say("option.fix-dry-run"))
@with_settings("--reports", "--docs", "--config", "--strict", "--quiet", "--json")
def check(
    settings: Config, fix: bool, dry_run: bool, strict: bool, quiet: bool, as_json: bool
) -> int:
    """Tells what is wrong, after mending what can be; FAULTS as `kb build`."""
    from kb_build.gather import sources
    from kb_build.lexicon.corrections import corrections

    console = Console(quiet=quiet)
    if dry_run and not fix:
        raise InputError("check-dry-run")
    if fix:
        _fix(settings.docs, console, dry_run=dry_run, told_apart=as_json)
    former = corrections(settings.lexicon).renamed
    read, refused = sources(settings.reports, console.counter("read"), former)
    told = pipeline.gate(Run(settings, console), read)
    if any(notice.key in GONE for notice in told):
        _refuse_unreached(settings.reports, refused)
    found = (*refused, *_without_unbuilt(told, settings.docs), *_stale_owners(settings))
    console.notices(found)
    faults = sum(notice.severity == "error" for notice in found)
    console.line(say("cli.checked", faults=faults, hints=len(found) - faults))
    if as_json:
        print_json(as_plain(found))
    return FAULTS if code(found) or (strict and found) else OK


def _refuse_unreached(reports: Path, refused: Sequence[Notice]) -> None:
    """Raises InputError where reports seem gone only because they cannot be reached."""
    from kb_build.gather import unreached

    if not reports.is_dir():
        raise InputError("check-no-reports", str(reports))
    if closed := unreached(refused):
        raise JoinedInputError([InputError("check-unreached", one.file) for one in closed])


def _without_unbuilt(found: Sequence[Notice], docs: Path) -> Iterator[Notice]:
    """What was found, but before the first build one notice for all links that lead nowhere.

    They may lead to pages that the build makes.
    """
    dead = sum(notice.key in DEAD for notice in found)
    if not dead or (docs / GENERATED).exists():
        yield from found
        return
    yield from (notice for notice in found if notice.key not in DEAD)
    yield Notice.warning("check-unbuilt", str(docs), count=dead)


def _stale_owners(settings: Config) -> Iterator[Notice]:
    """A warning for each CODEOWNERS file that `kb owners` would write otherwise."""
    from kb_build.contribute import codeowners
    from kb_build.contribute.owners import owners

    root = settings.file.parent.resolve()
    return codeowners.stale(owners(settings.file), root, settings.docs.resolve())


def _fix(docs: Path, console: Console, *, dry_run: bool, told_apart: bool) -> None:
    """Mends pages and tells each change, `told_apart` from the output; a dry run only tells."""
    from kb_build.check.fixing import mended

    files, count = 0, 0
    for page in mended(docs):
        for fix in page.fixes:
            what = say(f"fix.{fix.rule}", name=fix.name, old=fix.old, new=fix.new)
            key = "fix.line" if fix.line else "fix.file"
            click.echo(say(key, file=page.file, line=fix.line, what=what), err=told_apart)
        if not dry_run:
            page.save()
        files, count = files + 1, count + len(page.fixes)
    console.line(say("fix.would" if dry_run else "fix.done", files=files, count=count))
