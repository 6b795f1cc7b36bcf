"""The run: read → parse → extract → link → render → write → check → publish, each named once.

Nothing touches docs/ before the writing stage, nothing touches site/ before the check has passed.
One bad report never stops the others: what cannot be used becomes a notice, and the run goes on.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from kb_build import gather, promises, untouched
from kb_build.config import Config
from kb_build.errors import InputError, JoinedInputError
from kb_build.model import Notice, Outcome, Report
from kb_build.page.reviewing import tally
from kb_build.promises import Console, Promised
from kb_build.reuse.keyed import digest, program
from kb_build.reuse.store import Store, key_of
from kb_build.running.collector import resting
from kb_build.running.stopwatch import Stopwatch
from kb_build.untouched import Said

if TYPE_CHECKING:
    from kb_build.publish import Published
    from kb_build.write import Difference, Standing


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build."""

    said: Said
    differences: tuple[Difference, ...]  # of a dry run: what each page would change
    published: Published | None  # None where the site was not asked for, or the gate was shut
    watch: Stopwatch

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All that people have to be told."""
        return (*self.said.notices, *self.said.found)

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
    published = None
    with resting():
        if dry_run:  # of the reports that are here
            said, differences = plan_pages(config, console, watch)
            return Built(said, differences, None, watch)
        transfer(config, "fetch", console, watch)
        said = pages(config, console, watch)
        gc.freeze()  # the cycles that rendering leaves are not sought among all facts
        if not any(notice.severity == "error" for notice in said.found):
            published = publish(config, console, watch)
            if not config.preview:
                transfer(config, "send", console, watch)
    return Built(said, (), published, watch)


def pages(config: Config, console: Console, watch: Stopwatch) -> Said:
    """Brings docs/ up to date and checks it, unless no file has changed since the last build."""
    with watch.stage("store"):
        before = untouched.state(config)
        known = untouched.said(config, before)
    if known:
        watch.hits["store"] = known.reports
        return known
    written, reports = write_pages(config, console, watch)
    looked_at = untouched.state(config)
    said = replace(written, found=gate(config, reports, console, watch))
    untouched.keep(config, said, before, looked_at)
    return said


def write_pages(
    config: Config, console: Console, watch: Stopwatch
) -> tuple[Said, tuple[Report, ...]]:
    """Brings docs/ up to date; gives what was done, and the reports."""
    from kb_build.write import keep, settle, write

    _refuse_overlap(config)
    settled = settle(config.docs)
    before = _standing(config, watch)
    found = promised(config, console, watch, before)
    with watch.stage("write"):
        tell = console.counter("write")
        outcomes = write(found.sheets, config.docs, before=before, entries=found.made_of, tell=tell)
        keep(found.contents.recent, config.docs)
        before.memory.save()
    return _said(config, found, before, outcomes, settled), found.contents.reports


def plan_pages(
    config: Config, console: Console, watch: Stopwatch
) -> tuple[Said, tuple[Difference, ...]]:
    """What `write_pages` would do, and change on each page; writes nothing."""
    from kb_build.write import plan

    _refuse_overlap(config)
    before = _standing(config, watch)
    found = promised(config, console, watch, before)
    with watch.stage("write"):
        differences = plan(found.sheets, config.docs, before=before)
    return _said(config, found, before, tuple(one.outcome for one in differences)), differences


def _said(
    config: Config,
    found: Promised,
    before: Standing,
    outcomes: tuple[Outcome, ...],
    settled: Collection[str] = (),
) -> Said:
    """What was done, not checked yet; `settled` are the pages whose open merge of git's was."""
    details = (("count", str(len(settled))),)
    of_git = [Notice(untouched.SETTLED, "", 0, "warning", details)] if settled else []
    of_pages = (notice for outcome in outcomes for notice in outcome.notices)
    told, reviews = found.contents, dict(tally(config.docs, before.stated))
    notices = (*told.notices, *of_git, *of_pages)
    return Said(len(told.reports), told.entries, reviews, outcomes, notices)


def _standing(config: Config, watch: Stopwatch) -> Standing:
    """The state of docs/ before anything is made."""
    from kb_build.write import Memory, Standing

    with watch.stage("look"):
        return Standing.of(config.docs, Memory(config.store / "written", program()))


def _refuse_overlap(config: Config) -> None:
    reports, docs = config.reports.resolve(), config.docs.resolve()
    if reports.is_relative_to(docs) or docs.is_relative_to(reports):
        given = {"reports": config.reports, "docs": config.docs}
        raise InputError("config-overlap", str(config.file), **given)


def _refuse_unreached(config: Config, found: Promised, before: Standing) -> None:
    """Raises InputError where pages would go of reports that are only out of reach.

    Either no file is left at all, which is how an unmounted network folder looks; or a file cannot
    be opened now, for lack of permission or because another program holds it.
    """
    emptied = not found.contents.reports and not found.contents.notices
    closed = gather.unreached(found.contents.notices)
    if not emptied and not closed:
        return
    of_reports = {path for path in before.record if path.startswith("reports/")}
    there = before.now.found.keys() & of_reports - {"reports/index.md"}
    gone = there - {sheet.path for sheet in found.sheets}
    if gone and emptied:
        given = {"count": len(gone), "pages": config.docs / "reports"}
        raise InputError("reports-emptied", str(config.reports), **given)
    if gone:
        places = (str(config.reports / notice.file) for notice in closed)
        raise JoinedInputError([InputError("reports-unreached", place) for place in places])


def promised(
    config: Config, console: Console, watch: Stopwatch, before: Standing | None = None
) -> Promised:
    """All pages as promises; pages that have not changed are not made.

    Raises InputError where reports are out of reach, whose pages would go.
    """
    from kb_build.write import recent

    standing = before or _standing(config, watch)
    news = partial(recent, docs=config.docs, before=standing)
    found = promises.promised(config, console, watch, standing, news)
    _refuse_unreached(config, found, standing)
    return found


def transfer(
    config: Config, way: Literal["fetch", "send"], console: Console, watch: Stopwatch
) -> None:
    """Fetches the reports, or sends the site, where the settings name an address for it."""
    from kb_build.files import remote

    address = config.fetch if way == "fetch" else config.send
    if not address:
        return
    with watch.stage(way):
        store = Store(config.store / "transferred", dict[str, str])
        key = key_of(way, address, str(config.reports), str(config.site))
        noted, tell = store.find(key) or {}, console.counter(way)
        if way == "fetch":
            store.keep(key, remote.fetch(address, config.reports, noted, tell))
        else:
            store.keep(key, remote.send(config.site, address, noted, tell))


def gate(
    config: Config, reports: Iterable[Report], console: Console, watch: Stopwatch
) -> tuple[Notice, ...]:
    """What is wrong with the pages in docs/, compared with their sources, and with the reports."""
    from kb_build.check import Memory, check
    from kb_build.lexicon.corrections import public

    with watch.stage("check"):
        known = {report.id: report for report in reports}
        shown = public(config.lexicon)
        limits = replace(config.limits, drafts=config.preview)
        memory = Memory(config.store / "checked", key_of(program(), digest((limits, shown))))
        found = check(config.docs, known, limits, shown, memory, console.counter("check"))
        memory.save()
        return found


def publish(config: Config, console: Console, watch: Stopwatch) -> Published:
    """Builds the site from docs/."""
    from kb_build.publish import build as build_site

    with watch.stage("publish"):
        return build_site(config, console.counter("publish"))
