"""`kb build`: reports → docs/ → site/, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click

from kb_build import pipeline
from kb_build.cli import profiling
from kb_build.cli.console import Console, as_plain, print_json
from kb_build.cli.exit_codes import FAULTS, OK
from kb_build.cli.options import FILE, with_settings
from kb_build.config import Config
from kb_build.messages import harmless, say
from kb_build.model import THING_KINDS
from kb_build.page.reviewing import STATES
from kb_build.run import Run
from kb_build.running.stopwatch import Stopwatch
from kb_build.running.turns import turn

# Outcomes of pages on which something of a person's was kept; they are named one by one.
KEPT = ("edited", "merged", "deleted", "moved", "draft")
COLOURS = {"+": "green", "-": "red", "@": "cyan"}  # of a diff's lines, as git has them


@click.command(help=say("cli.build"))
@with_settings("--reports", "--docs", "--site", "--config", "--strict", "--quiet", "--json")
@click.option("--dry-run", is_flag=True, help=say("option.dry-run"))
@click.option("--preview", is_flag=True, help=say("option.preview"))
@click.option("--scheduler", default="", metavar="ADDRESS", help=say("option.scheduler"))
@click.option("--profile", type=FILE, metavar="FILE", help=say("option.profile"))
def build(
    settings: Config,
    strict: bool,
    quiet: bool,
    as_json: bool,
    dry_run: bool,
    profile: Path | None,
) -> int:
    """Builds and tells what was done; FAULTS where something is wrong, or `--strict` and a warning.

    Waits where another build of the same knowledge base is at work.
    """
    console = Console(quiet=quiet)
    run = Run(settings, console)
    alone = turn(settings.store, lambda: console.line(say("cli.waiting")))
    with profiling.to(profile), nullcontext() if dry_run else alone:
        built = pipeline.build(run, dry_run=dry_run)
    console.notices(built.notices)
    for outcome in built.summary.outcomes:
        if outcome.action in KEPT:
            console.line(say(f"kept.{outcome.action}", path=outcome.path, note=outcome.note))
    if as_json:
        print_json(_as_json(built, run))
    else:
        _print_changes(built)
        _tell_summary(built, run, console)
    return FAULTS if built.failed or (strict and built.notices) else OK


def _print_changes(built: pipeline.Built) -> None:
    """Prints what a dry run would do to each page, as a diff; coloured on a terminal."""
    for one in built.differences:
        if one.outcome.action != "unchanged":
            print(harmless(f"{say('change.' + one.outcome.action)}\t{one.outcome.path}"))
        for line in one.lines:
            click.echo(click.style(harmless(line), fg=COLOURS.get(line[:1])))


def _tell_summary(built: pipeline.Built, run: Run, console: Console) -> None:
    said, settings = built.summary, run.config
    made = {kind: said.entries.get(kind, 0) for kind in THING_KINDS}
    console.line(say("summary.reports", count=said.reports))
    if not said.reports:
        console.line(say("summary.no-reports", folder=settings.reports))
    kinds = "  ".join(f"{say('kind.' + kind)} {count}" for kind, count in made.items() if count)
    if kinds:
        total, topics = sum(made.values()), said.entries.get("topic", 0)
        console.line(say("summary.entries", count=total, kinds=kinds, topics=topics))
    actions = Counter(outcome.action for outcome in said.outcomes)
    changes = "  ".join(f"{say('change.' + action)} {n}" for action, n in sorted(actions.items()))
    console.line(say("summary.pages", docs=settings.docs, changes=changes))
    if said.reviews:
        states = ((say(f"review.{state}"), said.reviews.get(state)) for state in STATES)
        counts = "  ".join(f"{name} {count}" for name, count in states if count)
        console.line(say("review.counts", counts=counts))
    if built.published:
        size = f"{built.published.bytes / 1e6:.1f}"
        pages = built.published.pages
        console.line(say("summary.site", site=settings.site, pages=pages, size=size))
    elif built.failed:
        console.line(say("summary.no-site"))
    for line in _stages(run.watch):
        console.line(line)


def _stages(watch: Stopwatch) -> Iterator[str]:
    """Lines of a table: each stage's seconds, and the most memory held until its end."""
    yield say("summary.stages")
    for name, seconds in watch.seconds.items():
        stage, memory = say(f"stage.{name}"), watch.peaks[name] / 1e6
        yield say("summary.stage", stage=stage, seconds=f"{seconds:8.2f}", memory=f"{memory:6.0f}")
    if stored := watch.hits.get("store", 0):
        yield say("summary.stored", count=stored)


def _as_json(built: pipeline.Built, run: Run) -> dict[str, object]:
    """The summary for other programs."""
    said, site = built.summary, built.published
    return {
        "reports": said.reports,
        "entries": said.entries,
        "pages": dict(Counter(outcome.action for outcome in said.outcomes)),
        "reviews": {state: said.reviews[state] for state in STATES if said.reviews.get(state)},
        "docs": str(run.config.docs),
        "site": {"path": str(run.config.site), "pages": site.pages, "bytes": site.bytes}
        if site
        else None,
        **as_plain(built.notices),
        "seconds": {name: round(seconds, 3) for name, seconds in run.watch.seconds.items()},
        "memory": run.watch.peaks,  # bytes, the most until the stage's end
        "stored": run.watch.hits.get("store", 0),
    }
