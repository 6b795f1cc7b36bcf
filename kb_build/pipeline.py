"""The run: read → parse → extract → link → render → write → check → publish, each named once.

Nothing touches docs/ before the writing stage, nothing touches site/ before the check has passed.
One bad report never stops the others: what cannot be used becomes a notice, and the run goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kb_build import gather, lazy_pages, up_to_date
from kb_build.config import Config
from kb_build.errors import InputError, JoinedInputError
from kb_build.lazy_pages import AllPages, snapshot
from kb_build.model import Notice, Outcome, Report
from kb_build.page.addresses import GENERATED, report_paths
from kb_build.page.reviewing import tally
from kb_build.reuse.keyed import digest, program
from kb_build.reuse.store import Store, key_of
from kb_build.run import Run
from kb_build.running.collector import resting
from kb_build.up_to_date import Summary

if TYPE_CHECKING:
    from kb_build.publish import Published
    from kb_build.write import Difference, Snapshot

UNDECIDED = "check-undecided"  # key of the notice that the check has for a page with a conflict


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build."""

    summary: Summary
    differences: tuple[Difference, ...] = ()  # of a dry run: what each page would change
    published: Published | None = None  # None on a dry run, and where the gate was shut

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All that people have to be told."""
        told = {notice.file for notice in self.summary.notices}
        # Of a conflict writing told the very line.
        found = (n for n in self.summary.found if n.key != UNDECIDED or n.file not in told)
        published = self.published.warnings if self.published else ()
        return (*self.summary.notices, *found, *published)

    @property
    def failed(self) -> bool:
        """Whether something was refused or is wrong."""
        return any(notice.severity == "error" for notice in self.notices)


def build(run: Run, *, dry_run: bool = False) -> Built:
    """Makes the pages of all reports, checks docs/, and publishes the site.

    The site is left as it was where the check finds an error, and on a dry run, which writes
    nothing at all. Raises InputError where the reports' folder or the settings cannot be used.
    """
    from kb_build.contribute.owners import owners

    owners(run.config.file)  # nobody asks for them here, but what is wrong is told
    with resting():
        if dry_run:  # of the reports that are here
            return Built(*plan_pages(run))
        transfer(run, "fetch")
        summary, run = pages(run)
        if any(notice.severity == "error" for notice in summary.found):
            return Built(summary)
        published = publish(run)
        if not run.config.preview:
            transfer(run, "send")
    return Built(summary, published=published)


def pages(run: Run) -> tuple[Summary, Run]:
    """Brings docs/ up to date and checks it, unless no file has changed since the last build.

    The run that it gives has looked at all files, for the stages to come.
    """
    with run.watch.stage("store"):
        before = _looked(run)
        known = up_to_date.summary(run.config, before.signed)
    if known:
        run.watch.hits["store"] = known.reports
        return known, before
    written, reports = write_pages(before)
    after = _looked(run)
    checked = replace(written, found=gate(after, reports))
    up_to_date.keep(run.config, checked, before.signed, after.signed)
    return checked, after


def _looked(run: Run) -> Run:
    """The run with the signatures of all files that pages and the check depend on."""
    return replace(run, signed=up_to_date.state(run.config))


def write_pages(run: Run) -> tuple[Summary, tuple[Report, ...]]:
    """Brings docs/ up to date; gives what was done, and the reports."""
    from kb_build.write import keep, settle, write

    _refuse_overlap(run.config)
    settled = settle(run.config.docs)
    before, found = _found(run)
    with run.watch.stage("write"):
        progress = run.console.counter("write")
        outcomes = write(found.pages, before, entries=found.entries, progress=progress)
        keep(found.contents.recent, before.docs)
        before.memory.save()
    return _summary(found, before, outcomes, settled), found.contents.reports


def plan_pages(run: Run) -> tuple[Summary, tuple[Difference, ...]]:
    """What `write_pages` would do, and change on each page; writes nothing."""
    from kb_build.write import plan

    _refuse_overlap(run.config)
    before, found = _found(run)
    with run.watch.stage("write"):
        differences = plan(found.pages, before)
    return _summary(found, before, tuple(one.outcome for one in differences)), differences


def _found(run: Run) -> tuple[Snapshot, AllPages]:
    """What stands in docs/, and what shall. Raises InputError where all pages are gone.

    Hardly anybody means to delete them for good.
    """
    before = snapshot(run)
    if before.emptied():
        docs = before.docs
        given = {"count": len(before.record), "docs": docs, "record": docs / GENERATED}
        raise InputError("pages-emptied", str(docs), **given)
    return before, all_pages(run, before)


def _summary(
    found: AllPages,
    before: Snapshot,
    outcomes: tuple[Outcome, ...],
    settled: Collection[str] = (),
) -> Summary:
    """What was done, not checked yet; `settled` are the pages whose open merge of git's was."""
    of_git = [Notice.warning(up_to_date.SETTLED, count=len(settled))] if settled else []
    of_pages = (notice for outcome in outcomes for notice in outcome.notices)
    told, reviews = found.contents, dict(tally(before.docs, before.stated))
    notices = (*told.notices, *of_git, *of_pages)
    return Summary(len(told.reports), told.entries, reviews, outcomes, notices)


def _refuse_overlap(config: Config) -> None:
    reports, docs, site = (one.resolve() for one in (config.reports, config.docs, config.site))
    if reports.is_relative_to(docs) or docs.is_relative_to(reports):
        given = {"reports": config.reports, "docs": config.docs}
        raise InputError("config-overlap", str(config.file), **given)
    if docs.is_relative_to(site):  # publishing asks too, but pages come before
        raise InputError("publish-site-holds", str(config.site), held=docs.name)
    for folder in (reports, docs):
        if site.is_relative_to(folder):
            raise InputError("config-site-within", str(config.site), held=folder.name)


def _refuse_unreached(config: Config, found: AllPages, before: Snapshot) -> None:
    """Raises InputError where pages would go of reports that are only out of reach.

    Either no file is left at all, which is how an unmounted network folder looks; or a file cannot
    be opened now, for lack of permission or because another program holds it.
    """
    notices = found.contents.notices
    emptied = not found.contents.reports and not notices
    if emptied and (count := len(before.of_reports)):
        pages = config.docs / "reports"
        raise InputError("reports-emptied", str(config.reports), count=count, pages=pages)
    if closed := gather.unreached(notices):
        former = gather.corrected(config).renamed
        sources = [(one.file, former.get(one.file, one.file)) for one in closed]
        known = [file for file, source in sources if {*report_paths(source)} & before.record.keys()]
        if known:
            places = (str(config.reports / file) for file in known)
            raise JoinedInputError([InputError("reports-unreached", place) for place in places])


def all_pages(run: Run, before: Snapshot) -> AllPages:
    """All pages as lazy pages; those that have not changed are not made.

    Raises InputError where reports are out of reach, whose pages would go.
    """
    found = lazy_pages.all_pages(run, before)
    _refuse_unreached(run.config, found, before)
    return found


def transfer(run: Run, way: Literal["fetch", "send"]) -> None:
    """Fetches the reports, or sends the site, where the settings name an address for it."""
    from kb_build.files import remote

    config = run.config
    address = config.fetch if way == "fetch" else config.send
    if not address:
        return
    with run.watch.stage(way):
        store = Store(config.store / "transferred", dict[str, str])
        key = key_of(way, address, str(config.reports), str(config.site))
        noted, progress = store.find(key) or {}, run.console.counter(way)
        if way == "fetch":
            store.keep(key, remote.fetch(address, config.reports, noted, progress))
        else:
            store.keep(key, remote.send(config.site, address, noted, progress))


def gate(run: Run, reports: Iterable[Report]) -> tuple[Notice, ...]:
    """What is wrong with the pages in docs/, compared with their sources, and with the reports."""
    from kb_build.check import Memory, check
    from kb_build.lexicon.corrections import public

    config = run.config
    with run.watch.stage("check"):
        known = {report.id: report for report in reports}
        drafts, shown = config.preview, public(config.lexicon)
        limits = replace(config.limits, drafts=drafts, public=shown)
        key = key_of(program(), digest(limits))
        memory = Memory(config.store / "checked", key, run.signed)
        found = check(config.docs, known, limits, memory, run.engine("check", config.docs))
        memory.save()
        return found


def publish(run: Run) -> Published:
    """Builds the site from docs/."""
    from kb_build.publish import build as build_site

    with run.watch.stage("publish"):
        return build_site(run.config, run.console.counter("publish"), signed=run.signed)
