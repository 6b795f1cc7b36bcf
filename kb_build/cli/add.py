"""`kb add`: shows what reports and filled forms would bring, asks, and puts them in."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import click

from kb_build import adding
from kb_build.cli.console import Console, tell
from kb_build.cli.exit_codes import FAULTS, code
from kb_build.cli.options import ANY_PATH, with_settings
from kb_build.cli.prompts import agreed
from kb_build.config import Config
from kb_build.contribute import new_pages, reports as incoming
from kb_build.contribute.received import received
from kb_build.errors import InputError
from kb_build.messages import say
from kb_build.model import Notice, replace
from kb_build.run import Run

FORM = ".xlsx"  # of forms for Excel, which are looked for in a folder beside reports
SHOWN = 20  # pages that are named; of more only the number is told


@click.command(help=say("cli.add"))
@click.argument("files", nargs=-1, required=True, type=ANY_PATH)
@click.option("--yes", "-y", is_flag=True, help=say("option.yes"))
@click.option("--dry-run", is_flag=True, help=say("option.add-dry-run"))
@click.option("--replace", "replacing", default="", metavar="NAME", help=say("option.replace"))
@with_settings("--reports", "--docs", "--config")
def add(settings: Config, files: tuple[Path, ...], yes: bool, dry_run: bool, replacing: str) -> int:
    """Shows what the files would bring, and puts it in once agreed; FAULTS where one is refused."""
    run = Run(settings, console := Console())
    from kb_build.read import SUFFIXES, find, passed_over

    known = (*SUFFIXES, FORM)
    each = (file for path in files for file in (find([path], known) if path.is_dir() else [path]))
    brought = received(dict.fromkeys(each), settings.docs)
    others, pages = brought.reports, brought.pages
    if replacing and (pages or len(others) != 1):
        raise InputError("add-replace-one")
    plan = adding.plan(others, run, replacing)
    named = {path.name for path in files if not path.is_dir()}
    refused = (*(_as_found(fault, named) for fault in brought.faults), *plan.refused)
    _show(plan, pages, settings)
    if not (yes or dry_run) and (other := _taking_over(plan, settings)):
        plan = adding.plan(others, run, other)
        _show(plan, pages, settings)
    console.notices((*refused, *passed_over(files, known)))
    if not plan.candidates and not pages:
        console.line(say("add.nothing"))
        return FAULTS
    if not dry_run and _agreed(yes):
        _put(plan, pages, settings)
        done = "add.done" if plan.candidates else "add.done-pages"
        console.line(say(done, count=len(plan.candidates) + len(pages)))
    return code(refused)


def _as_found(fault: Notice, named: Collection[str]) -> Notice:
    """What is wrong with a file; a workbook of a folder that is no form is only passed over."""
    is_other = fault.key == "form-no-sheet" and fault.file not in named
    return replace(fault, severity="warning") if is_other else fault


def _taking_over(plan: adding.Plan, settings: Config) -> str:
    """The report that a person wants replaced: asked of a single new one that is much like it."""
    if len(plan.candidates) != 1 or not sys.stdin.isatty():
        return ""
    (one,) = plan.candidates
    if one.replaces or not one.versions:
        return ""
    file = adding.file_of(settings, one.versions[0].source)
    return file if agreed(say("add.replace-ask", other=file)) else ""


def _show(plan: adding.Plan, pages: Sequence[new_pages.NewPage], settings: Config) -> None:
    for one in plan.candidates:
        _show_report(one, settings.reports)
    if plan.candidates:
        changed = len(plan.changed)
        click.echo(say("add.pages", created=len(plan.created), changed=changed))
        for path in plan.created[:SHOWN]:
            click.echo(say("add.page", path=path))
        if len(plan.created) > SHOWN:
            click.echo(say("add.more", count=len(plan.created) - SHOWN))
    for page in pages:
        kind = say(f"kind.{page.kind}")
        target = settings.docs / page.path
        click.echo(say("add.new-page", title=page.title, kind=kind, target=target))


def _show_report(one: adding.Candidate, folder: Path) -> None:
    facts = one.facts
    click.echo(say("add.report", file=one.file, target=folder / one.name))
    if one.replaces:
        click.echo(say("add.replaces", other=folder / one.replaces))
    read = {
        "title": facts.title.value,
        "unit": facts.organization.value,
        "genre": say(f"genre.{facts.genre.value}"),
        "period": facts.period.value,
    }
    for key, value in read.items():
        click.echo(say(f"add.{key}", value=value or say("add.none")))
    if unread := [say(f"add.missing-{key}") for key in read if not read[key]]:
        tell("warning", say("add.unread", names=say("cli.pause").join(unread)))
    Console().notices(facts.report.warnings)
    for version in one.versions:
        percent = round(version.ratio * 100)
        tell("warning", say("add.like", other=version.source, percent=percent))


def _agreed(yes: bool) -> bool:
    """Whether to go on. Raises InputError where there is nobody to ask."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise InputError("add-no-terminal")
    return agreed(say("add.ask"))


def _put(plan: adding.Plan, pages: Iterable[new_pages.NewPage], settings: Config) -> None:
    for one in plan.candidates:
        data = one.file.read_bytes()
        if one.replaces:
            lists = settings.lexicon
            incoming.supersede(settings.reports, one.replaces, one.name, data, lists)
        else:
            incoming.create(settings.reports, one.name, data)
    for page in pages:
        new_pages.create(page, settings.docs, settings.language)
