"""The run: read → parse → extract → link → render → write → check → publish, each stage named once.

Nothing touches docs/ before the writing stage, nothing touches site/ before the check has passed.
One bad report never stops the others: what cannot be used becomes a notice, and the run goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from kb_build.config import Config
from kb_build.gather import corrected, gather
from kb_build.model import Facts, Library, Notice, Outcome, Page, Report
from kb_build.reviewing import tally
from kb_build.stopwatch import Stopwatch
from kb_build.store import Store

if TYPE_CHECKING:
    from kb_build.publish import Published
    from kb_build.write import Difference


class Console(Protocol):
    """What the run tells while it is under way."""

    def counter(self, stage: str) -> Callable[[int, int], None]:
        """A function that is called with the number done and the number of all."""


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build."""

    reports: int
    entries: Counter[str]  # by kind
    outcomes: tuple[Outcome, ...]
    differences: tuple[Difference, ...]  # of a dry run: what each page would change
    reviews: Counter[str]  # pages by the state of their review
    published: Published | None  # None where the site was not asked for, or the gate was shut
    notices: tuple[Notice, ...]
    watch: Stopwatch

    @property
    def failed(self) -> bool:
        """Whether something was refused or is wrong."""
        return any(notice.severity == "error" for notice in self.notices)


def build(config: Config, console: Console, *, dry_run: bool = False) -> Built:
    """Makes the pages of all reports, checks docs/, and publishes the site.

    The site is left as it was where the check finds an error, and on a dry run, which writes
    nothing at all. Raises InputError where the reports' folder or the settings cannot be used.
    """
    watch = Stopwatch()
    written = write_pages(config, console, watch, dry_run=dry_run)
    found: tuple[Notice, ...] = ()
    published = None
    if not dry_run:
        found = gate(config, [facts.report for facts in written.library.facts], watch)
        if not any(notice.severity == "error" for notice in found):
            published = publish(config, console, watch)
    return Built(
        reports=len(written.library.facts),
        entries=Counter(entry.kind for entry in written.library.entries),
        outcomes=written.outcomes,
        differences=written.differences,
        reviews=tally(config.docs),
        published=published,
        notices=(*written.notices, *found),
        watch=watch,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """The library, and what writing its pages did."""

    library: Library
    outcomes: tuple[Outcome, ...]
    differences: tuple[Difference, ...] = ()  # of a dry run
    settled: tuple[str, ...] = ()  # pages whose open merge of git's was settled

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Of the reports, and of pages that a person has to see to."""
        of_pages = (notice for outcome in self.outcomes for notice in outcome.notices)
        details = (("count", str(len(self.settled))),)
        of_git = [Notice("write-settled", "", 0, "warning", details)] if self.settled else []
        return (*self.library.notices, *of_git, *of_pages)


def write_pages(
    config: Config, console: Console, watch: Stopwatch, *, dry_run: bool = False
) -> Written:
    """Makes the pages of all reports; a dry run only says what it would do."""
    from kb_build.write import plan, settle, write

    settled = () if dry_run else settle(config.docs)
    known, pages = rendered(config, console, watch)
    with watch.stage("write"):
        if not dry_run:
            return Written(known, write(pages, config.docs), settled=settled)
        differences = plan(pages, config.docs)
        return Written(known, tuple(one.outcome for one in differences), differences)


def rendered(
    config: Config, console: Console, watch: Stopwatch
) -> tuple[Library, tuple[Page, ...]]:
    """The library, and all its pages as data."""
    from kb_build.render import render
    from kb_build.write import deleted

    known = library(config, console, watch)
    with watch.stage("render"):
        return known, tuple(render(known, config.language, deleted(config.docs)))


def library(config: Config, console: Console, watch: Stopwatch) -> Library:
    """What all reports say, and the entries made of it."""
    from kb_build.link import link, series

    store = Store(config.store / "facts", Facts)
    tell = console.counter("extract")
    known = corrected(config)
    gathered = gather(
        [config.reports], tell, watch,
        base=config.reports, former=known.renamed, store=store, scheduler=config.scheduler,
    )  # fmt: skip
    store.sweep()
    with watch.stage("link"):
        entries = link(gathered.facts, known)
        return Library(gathered.facts, entries, gathered.notices, series(gathered.facts))


def gate(config: Config, reports: Iterable[Report], watch: Stopwatch) -> tuple[Notice, ...]:
    """What is wrong with the pages in docs/, held against their sources, and with these."""
    from kb_build.check import check
    from kb_build.lexicon.public import public

    with watch.stage("check"):
        known = {report.id: report for report in reports}
        limits = replace(config.limits, drafts=config.preview)
        return check(config.docs, known, limits, public(config.lexicon))


def publish(config: Config, console: Console, watch: Stopwatch) -> Published:
    """Builds the site from docs/."""
    from kb_build.publish import build as build_site

    with watch.stage("publish"):
        return build_site(config, console.counter("publish"))
