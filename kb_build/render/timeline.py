"""The timeline of rules and practices: who made, revised or repealed what, by year and month.

What counts is the date that the words tell; the report's period stands in where they tell none.
A page for each year, which is the year's overview as well: its reports and what they brought.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kb_build.model import CHANGED, Page, Quotation, kind_of
from kb_build.page.escape import escape
from kb_build.page.markdown import marked, table
from kb_build.render import kind_lists
from kb_build.render.dates import When, shown_when, when
from kb_build.render.listing import listing
from kb_build.render.plots.matrix import COLUMNS, matrix
from kb_build.render.site import OwnTable, Site

PATH = "timeline/index.md"
# What is told of a kind, as section labels, in the order in which a month lists it.
TOLD = {"rule": CHANGED, "mechanism": CHANGED, "practice": ("done",)}
ACTIONS = (*CHANGED, "done")
SHOWN = 100  # reports on a year's page; the list of reports has them all


@dataclass(frozen=True, slots=True)
class Event:
    """An action on a rule, mechanism or practice, as one report tells it."""

    time: When
    action: str
    name: str  # of the entry
    entry: str  # its id
    said: Quotation


def years(site: Site) -> list[str]:
    """The years of which reports tell anything."""
    return sorted(
        {*events.of(site), *(year for facts in site.facts.values() for year in facts.years)}
    )


def pages(site: Site, year: str) -> Iterator[Page]:
    """The page of a year."""
    here, title = path(year), site.say("timeline.of_year", year=year)
    found = events.of(site).get(year, ())
    reports = reported.of(site).get(year, ())
    counts = brought.of(site).get(year, {})
    told = "timeline.lead" if counts else "timeline.lead_elsewhere"
    numbers = [str(counts.get(kind, 0)) for kind in kind_lists.ORDER]
    all_reports = site.to("reports/index.md", here, site.say("overview.reports"))
    lead = [
        marked(site.say(told, reports=len(reports)), "kb-lead"),
        table(kind_lists.called(site), [numbers] if counts else []),
        f"## {site.say('overview.reports')}" if reports else "",
        "\n".join(_report(site, id, here) for id in reports[:SHOWN]),
        site.rest(len(reports) - SHOWN, all_reports),
        f"## {site.say('timeline.events')}",
        site.say("timeline.events_lead", events=len(found)) if found else "",
    ]
    headers = site.headers("when", "action", "name", "unit", "report")
    yield from listing(site, here, title, lead, headers, [_row(site, one, here) for one in found])


def overview(site: Site, item: str) -> Iterator[Page]:
    """The page over all years."""
    title = site.say("overview.timeline")
    told = {year: site.to(path(year), PATH, year) for year in years(site)}
    counts = Counter((e.action, year) for year, found in events.of(site).items() for e in found)
    lead = site.say("overview.timeline_lead", count=sum(counts.values()))
    counts.update(("reports", year) for facts in site.facts.values() for year in facts.years)
    rows = [("reports", site.say("column.reports"))]
    rows += [(action, site.say(f"timeline.{action}")) for action in ACTIONS]
    corner, cut = site.say("column.year"), site.say("chart.last_years", count=COLUMNS)
    blocks = [
        marked(lead, "kb-lead"),
        *(matrix(title, corner, rows, told, counts, cut) or [site.say("page.nothing")]),
    ]
    yield site.overview(PATH, title, blocks)


def path(year: str) -> str:
    """The page of a year."""
    return f"timeline/{year}.md"


@OwnTable
def events(site: Site) -> dict[str, list[Event]]:
    """The events by year, in order of time: one for each entry, action, report and time.

    A practice that is only named is none: nobody says that it was carried out.
    """
    found: dict[tuple[object, ...], Event] = {}
    for entry in site.entries.values():
        for section in entry.sections:
            if section.label in TOLD.get(entry.kind, ()) and not entry.only_named:
                for quotation in section.quotations:
                    time = when(site, quotation)
                    key = (entry.id, section.label, quotation.report, time)
                    event = Event(time, section.label, entry.name, entry.id, quotation)
                    found.setdefault(key, event)
    by_year: dict[str, list[Event]] = defaultdict(list)
    for event in sorted((event for event in found.values() if event.time.year), key=_place):
        by_year[event.time.year].append(event)
    return by_year


@OwnTable
def reported(site: Site) -> dict[str, list[str]]:
    """Ids of the reports of each year, the latest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for facts in site.newest_first():
        for year in facts.years:
            found[year].append(facts.report.id)
    return found


@OwnTable
def brought(site: Site) -> dict[str, dict[str, int]]:
    """How many entries of each kind each year has."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in site.entries.values():
        for year in entry.years:
            found[year][entry.kind] += 1
    return {year: dict(counts) for year, counts in found.items()}


def _place(event: Event) -> tuple[object, ...]:
    return (
        event.time.date,
        event.time.period,
        ACTIONS.index(event.action),
        event.name,
        event.entry,
    )


def _report(site: Site, id: str, here: str) -> str:
    told = (site.link(id, here), escape(site.reporters[id]))
    return f"- {' · '.join(filter(None, told))}"


def _row(site: Site, event: Event, here: str) -> list[str]:
    report = event.said.report
    source = site.link(report, here, site.short_title(report), event.said.anchor)
    return [
        shown_when(site, event.time),
        site.say(f"timeline.{event.action}"),
        f"{site.link(event.entry, here)} · {site.say(f'kind.{kind_of(event.entry)}')}",
        escape(site.reporters[report]),
        source,
    ]
