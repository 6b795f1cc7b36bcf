"""A page for each reporting unit: its years side by side, its practices, rules and problems."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kb_build.model import Entry, Facts, Page, kind_of
from kb_build.page.markdown import boxed, details, marked
from kb_build.render import kind_lists, ledger, relations
from kb_build.render.dates import shown_period
from kb_build.render.excerpts import CAME, of_report
from kb_build.render.listing import listing
from kb_build.render.lookups import unit_id
from kb_build.render.plots import chart
from kb_build.render.quotes import first_blocks
from kb_build.render.reports import genre
from kb_build.render.series import series_lines
from kb_build.render.site import UNDATED, OwnTable, Site
from kb_build.render.tables import listed, names

PATH = "units/index.md"
# Columns of the lists, behind the name.
COLUMNS = (kind_lists.DOING, "year", "topic", "state")
# What each entry of a unit is related to of the unit's others, with the reason; by id.
Between = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
YEARS = 6  # the latest, side by side
BEST = 4  # practices and measures, and as many rules and problems, in one year's column


def units(site: Site) -> list[str]:
    """All units, those with most reports first."""
    return list(reported.of(site))


def pages(site: Site, unit: str) -> Iterator[Page]:
    """The page of a unit."""
    here, reports, entries = site.unit_path(unit), _reports_of(site, unit), _entries_of(site, unit)
    lead = site.say("lead.unit", reports=len(reports), entries=len(entries))
    related = {id: dict(others) for id, others in between.of(site).get(unit, ())}
    blocks = [
        marked(lead, "kb-lead"),
        _reports(site, reports, here),
        *_kinds(site, unit, entries),
        *kind_lists.sections(site, entries, here, COLUMNS),
        *relations.of_unit(site, unit, entries, related.__getitem__, here),
        *series_lines(site, unit, here),
        *_years(site, reports, entries, here),
    ]
    yield site.page(
        here, blocks, id=unit_id(unit), kind="unit", title=unit, units=(unit,),
        years=_all_years(reports), description=lead, reports=len(reports),
    )  # fmt: skip
    yield from kind_lists.pages(site, unit, entries, here, COLUMNS)


def overview(site: Site, item: str) -> Iterator[Page]:
    """The page that lists the units."""
    rows = [_row(site, unit) for unit in units(site)]
    keys = ("unit", "reports", "year")
    headers = [*site.headers(*keys), *kind_lists.called(site)]
    lead = [site.say("overview.units_lead", count=len(rows))]
    yield from listing(site, PATH, site.say("overview.units"), lead, headers, rows)


@OwnTable
def reported(site: Site) -> dict[str, list[str]]:
    """Ids of each unit's reports in order of time, the units with most reports first."""
    found: dict[str, list[str]] = defaultdict(list)
    for facts in reversed(site.newest_first()):
        if unit := site.reporters[facts.report.id]:
            found[unit].append(facts.report.id)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


@OwnTable
def told(site: Site) -> dict[str, list[str]]:
    """Ids of the entries that each unit's reports tell of."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in site.entries.values():
        if entry.kind in kind_lists.ORDER:
            for unit in site.by_unit(entry.id):
                found[unit].append(entry.id)
    return found


@OwnTable
def between(site: Site) -> dict[str, Between]:
    """The relations between what a unit's reports tell, by unit."""
    return {
        unit: tuple(
            (id, tuple((to, why) for to, why in site.related(id).items() if to in own))
            for id in own
        )
        for unit, ids in told.of(site).items()
        for own in [dict.fromkeys(ids)]
    }


def _reports_of(site: Site, unit: str) -> list[Facts]:
    return [site.facts[id] for id in reported.of(site)[unit]]


def _entries_of(site: Site, unit: str) -> list[Entry]:
    """What a unit's reports tell, the best first; what others add to it moves nothing."""
    ids = told.of(site).get(unit, ())
    return sorted((site.own(unit, id) for id in ids), key=_worth)


def _worth(entry: Entry) -> tuple[object, ...]:
    said = sum(len(section.quotations) for section in entry.sections)
    others = bool(entry.grade) and entry.labels == {"plan"}  # a practice that others have
    return others, entry.grade or "Z", entry.only_named, entry.status == "planned", -said, entry.id


def _row(site: Site, unit: str) -> list[str]:
    reports, counts = _reports_of(site, unit), Counter(map(kind_of, told.of(site).get(unit, ())))
    return [
        site.to(site.unit_path(unit), PATH, unit),
        str(len(reports)),
        names(site, _all_years(reports)),
        *(str(counts[kind]) for kind in kind_lists.ORDER),
    ]


def _all_years(reports: Iterable[Facts]) -> tuple[str, ...]:
    return tuple(sorted({year for facts in reports for year in facts.years}))


def _kinds(site: Site, unit: str, entries: Iterable[Entry]) -> list[str]:
    """How many of each kind there are, plotted; nothing where there is one kind only."""
    counts = Counter(entry.kind for entry in entries)
    bars = [(site.say(f"kinds.{kind}"), counts[kind]) for kind in kind_lists.ORDER if counts[kind]]
    title = site.say("chart.unit_kinds", unit=unit)
    headers = (site.say("column.kind"), site.say("column.entries"))
    return chart(title, headers, bars) if len(bars) > 1 else []


def _reports(site: Site, reports: Sequence[Facts], here: str) -> str:
    headers = site.headers("report", "genre", "period", "ledger")
    rows = [
        [
            site.link(facts.report.id, here),
            genre(site, facts),
            shown_period(site, facts.period.value),
            ledger.link(site, facts.report.id, here),
        ]
        for facts in reports
    ]
    return listed(headers, rows)


def _years(
    site: Site, reports: Sequence[Facts], entries: Sequence[Entry], here: str
) -> Iterator[str]:
    """The unit's last years side by side: what was done, what came of it, rules and problems.

    Folded, since it tells the best of the lists above again.
    """
    by_year: dict[str, set[str]] = defaultdict(set)
    for facts in reports:
        by_year[facts.years_shown or UNDATED].add(facts.report.id)
    if len(by_year) < 2:
        return
    yield f"## {site.say('compare.years')}"
    parts: list[str] = []
    last = sorted(by_year)[-YEARS:]
    shown = {year: site.say("page.unknown") if year == UNDATED else year for year in last}
    for year in last:
        ids = by_year[year]
        mine = [entry for entry in entries if ids & set(entry.reports)]
        parts += boxed("kb-side", [f"### {shown[year]}", *_year(site, mine, ids, here)])
    years = site.say("page.pause").join(shown.values())
    yield from details(years, boxed("kb-sides", parts))


def _year(site: Site, entries: Sequence[Entry], ids: set[str], here: str) -> Iterator[str]:
    """The best of each kind that these reports tell, and one thing that came of it."""
    for kind, found in kind_lists.by_kind(entries):
        more = site.say("unit.of_kind", kind=site.say(f"kinds.{kind}"), count=len(found))
        yield f"**{more}**"
        yield "\n".join(_item(site, here, entry) for entry in found[:BEST])
    came = (quotation for entry in entries for quotation in of_report(entry, ids, CAME))
    if blocks := first_blocks(site, came, here):
        yield f"**{site.say('section.outcome')}**"
        yield from blocks


def _item(site: Site, here: str, entry: Entry) -> str:
    state = site.state(entry)
    return f"- {site.link(entry.id, here)}{f' · {state}' if state else ''}"
