"""The run: read → parse → extract → link → render → write → check → publish, each stage named once.

Nothing touches docs/ before the writing stage, nothing touches site/ before the check has passed.
One bad report never stops the others: what cannot be used becomes a notice, and the run goes on.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.model import Facts, Library, Notice, Outcome, Report

if TYPE_CHECKING:
    from kb_build.publish import Published

T = TypeVar("T")


class Console(Protocol):
    """What the run tells while it is under way."""

    def track(self, stage: str, items: Sequence[T]) -> Iterable[T]:
        """The items, with a progress display of the stage named by a message key."""

    def counter(self, stage: str) -> Callable[[int, int], None]:
        """A function that is called with the number done and the number of all."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the reports say, and which could not be read."""

    facts: tuple[Facts, ...]  # in order of source path
    notices: tuple[Notice, ...]  # refused reports as errors, doubtful ones as warnings


@dataclass(slots=True)
class Stopwatch:
    """Seconds that each stage took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Adds the time of its block to the stage's."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build."""

    reports: int
    entries: Counter[str]  # by kind
    outcomes: tuple[Outcome, ...]
    published: Published | None  # None where the site was not asked for, or the gate was shut
    notices: tuple[Notice, ...]
    seconds: dict[str, float]

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
        found = gate(config.docs, [facts.report for facts in written.library.facts], watch)
        if not any(notice.severity == "error" for notice in found):
            published = publish(config, console, watch)
    return Built(
        reports=len(written.library.facts),
        entries=Counter(entry.kind for entry in written.library.entries),
        outcomes=written.outcomes,
        published=published,
        notices=(*written.library.notices, *found),
        seconds=watch.seconds,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """The library, and what writing its pages did."""

    library: Library
    outcomes: tuple[Outcome, ...]


def write_pages(
    config: Config, console: Console, watch: Stopwatch, *, dry_run: bool = False
) -> Written:
    """Makes the pages of all reports; a dry run only says what it would do."""
    from kb_build.render import render
    from kb_build.write import plan, write

    known = library(config, console, watch)
    with watch.stage("render"):
        pages = render(known, config.language)
    with watch.stage("write"):
        return Written(known, (plan if dry_run else write)(pages, config.docs))


def library(config: Config, console: Console, watch: Stopwatch) -> Library:
    """What all reports say, and the entries made of it."""
    from kb_build.link import link

    gathered = gather([config.reports], console, watch, base=config.reports)
    with watch.stage("link"):
        return Library(gathered.facts, link(gathered.facts), gathered.notices)


def facts_of(file: Path, watch: Stopwatch) -> Facts:
    """The facts of one file. Raises InputError where it cannot be read."""
    return understand(_read(file, None, watch), watch)


def gather(
    paths: Sequence[Path], console: Console, watch: Stopwatch, base: Path | None = None
) -> Gathered:
    """The facts of all reports at the given files and folders.

    `base` is the folder that sources are named relative to; None names them as given.
    """
    from kb_build.read import find

    facts: list[Facts] = []
    notices: list[Notice] = []
    seen: dict[str, str] = {}
    for path in console.track("extract", find(paths)):
        try:
            report = _read(path, base, watch)
        except InputError as error:
            notices.append(_named(error.notice, path, base))
            continue
        notices += report.warnings
        if report.id in seen:
            twin = (("twin", seen[report.id]),)
            notices.append(Notice("report-twice", report.source, severity="warning", details=twin))
            continue
        seen[report.id] = report.source
        facts.append(understand(report, watch))
    return Gathered(tuple(facts), tuple(notices))


def understand(report: Report, watch: Stopwatch) -> Facts:
    """The facts of one report."""
    from kb_build.extract import extract
    from kb_build.parse import parse

    with watch.stage("parse"):
        outline = parse(report)
    with watch.stage("extract"):
        return extract(outline)


def gate(docs: Path, reports: Iterable[Report], watch: Stopwatch) -> tuple[Notice, ...]:
    """What is wrong with the pages in docs/, quotations held against their sources."""
    from kb_build.check import check

    with watch.stage("check"):
        return check(docs, {report.id: report for report in reports})


def publish(config: Config, console: Console, watch: Stopwatch) -> Published:
    """Builds the site from docs/."""
    from kb_build.publish import build as build_site

    with watch.stage("publish"):
        return build_site(config, console.counter("publish"))


def sources(config: Config, console: Console, watch: Stopwatch) -> tuple[Report, ...]:
    """The reports themselves, for checking pages against; unreadable ones are left out."""
    from kb_build.read import find

    found: list[Report] = []
    for path in console.track("read", find([config.reports])):
        try:
            found.append(_read(path, config.reports, watch))
        except InputError:
            continue
    return tuple(found)


def _read(path: Path, base: Path | None, watch: Stopwatch) -> Report:
    from kb_build.read import read

    with watch.stage("read"):
        report = read(path)
    if base is None:
        return report
    warnings = tuple(_named(warning, path, base) for warning in report.warnings)
    return replace(report, source=path.relative_to(base).as_posix(), warnings=warnings)


def _named(notice: Notice, path: Path, base: Path | None) -> Notice:
    """The notice with its file named relative to the reports' folder: it may be published."""
    inside = base is not None and path.is_relative_to(base)
    return replace(notice, file=path.relative_to(base).as_posix()) if base and inside else notice
