"""The timeline of rules and practices: who made, revised or repealed what, by year and month.

What counts is the date that the words tell; the report's period stands in where they tell none.
A page for each year, which is the year's overview as well: its reports and what they brought.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb_build.escape import escape
from kb_build.model import Entry, EntryKind, Page, Quotation
from kb_build.render.dates import When, shown_when, when
from kb_build.render.matrix import matrix
from kb_build.render.site import Site
from kb_build.render.tables import listing, table

PATH = "timeline/index.md"
# What is told of a kind, as section labels, in the order in which a month lists it.
TOLD = {"rule": ("issued", "revised", "repealed"), "mechanism": ("issued", "revised", "repealed"),
        "practice": ("done",)}  # fmt: skip
ACTIONS = ("issued", "revised", "repealed", "done")
SHOWN = 100  # reports on a year's page; the list of reports has them all
KINDS: tuple[EntryKind, ...] = ("practice", "measure", "rule", "mechanism", "problem")


@dataclass(frozen=True, slots=True)
class Event:
    """That a report tells an action on a rule, mechanism or practice."""

    time: When
    action: str
    entry: Entry
    said: Quotation

    @property
    def year(self) -> str:
        """The year in which it was done, or that the report is on."""
        return self.time.year


def pages(site: Site) -> Iterator[Page]:
    """The overview, and a page for each year of which reports tell anything."""
    events = _events(site)
    told = {event.year for event in events}
    years = sorted(told | {facts.year for facts in site.facts.values()} - {""})
    by_year: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_year[event.year].append(event)
    yield _overview(site, years, by_year)
    for year in years:
        yield from _year(site, year, by_year[year])


def path(year: str) -> str:
    """The page of a year."""
    return f"timeline/{year}.md"


def _events(site: Site) -> list[Event]:
    """One for each entry, action, report and time, in order of time."""
    found: dict[tuple[object, ...], Event] = {}
    for entry in site.library.entries:
        for section in entry.sections:
            if section.label in TOLD.get(entry.kind, ()):
                for quotation in section.quotations:
                    time = when(site, quotation)
                    key = (entry.id, section.label, quotation.report, time)
                    found.setdefault(key, Event(time, section.label, entry, quotation))
    return sorted((event for event in found.values() if event.year), key=_place)


def _place(event: Event) -> tuple[object, ...]:
    return (
        event.time.date,
        event.time.period,
        ACTIONS.index(event.action),
        event.entry.name,
        event.entry.id,
    )


def _overview(site: Site, years: Sequence[str], by_year: dict[str, list[Event]]) -> Page:
    title = site.say("overview.timeline")
    counts = Counter((e.action, year) for year, events in by_year.items() for e in events)
    actions = [(action, site.say(f"timeline.{action}")) for action in ACTIONS]
    reports = Counter(facts.year for facts in site.facts.values())
    rows = [
        [site.to(path(year), PATH, year), str(reports[year]), str(len(by_year[year]))]
        for year in reversed(years)
    ]
    headers = [site.say(f"column.{key}") for key in ("year", "reports", "events")]
    blocks = [
        f"# {title}",
        f"{site.say('overview.timeline_lead', count=sum(counts.values()))}\n{{: .kb-lead }}",
        *matrix(title, site.say("column.action"), actions, years, counts),
        f"## {site.say('timeline.years')}",
        table(headers, rows) or site.say("page.nothing"),
    ]
    return site.page(PATH, blocks, id="overview-timeline-index", kind="overview", title=title)


def _year(site: Site, year: str, events: Sequence[Event]) -> list[Page]:
    here, title = path(year), site.say("timeline.of_year", year=year)
    facts = [one for one in site.newest_first() if one.year == year]
    brought = Counter(entry.kind for entry in site.library.entries if year in entry.years)
    kinds = [site.say(f"kind.{kind}") for kind in KINDS]
    lead = [
        f"{site.say('timeline.lead', reports=len(facts), events=len(events))}\n{{: .kb-lead }}",
        table(kinds, [[str(brought[kind]) for kind in KINDS]]),
        f"## {site.say('overview.reports')}" if facts else "",
        "\n".join(
            f"- {site.link(one.report.id, here)} · {escape(site.reporters[one.report.id])}"
            for one in facts[:SHOWN]
        ),
        f"## {site.say('timeline.events')}",
    ]
    headers = [site.say(f"column.{key}") for key in ("when", "action", "name", "unit", "report")]
    rows = [_row(site, event, here) for event in events]
    return listing(site, here, title, lead, headers, rows)


def _row(site: Site, event: Event, here: str) -> list[str]:
    facts = site.facts[event.said.report]
    source = site.link(facts.report.id, here, site.short_title(facts), event.said.anchor)
    return [
        shown_when(site, event.time),
        site.say(f"timeline.{event.action}"),
        f"{site.link(event.entry.id, here)} · {site.say(f'kind.{event.entry.kind}')}",
        escape(site.reporters[facts.report.id]),
        source,
    ]
