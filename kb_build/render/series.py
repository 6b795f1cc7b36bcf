"""Figures by what they count: over a unit's years and across units, plotted, with the table.

A thing has a page only where there is something to compare. What is told once, or as no exact
value, stands on the page of its report's figures, which tells as much of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from kb_build.model import Page, Point, Series
from kb_build.page.escape import escape
from kb_build.page.markdown import details, marked, table
from kb_build.render.figure_words import clause
from kb_build.render.listing import by_letter
from kb_build.render.plots import Bar, chart, number, twins
from kb_build.render.plots.lines import MOST, lines
from kb_build.render.site import OwnTable, Site
from kb_build.render.tables import names

PATH = "figures/counted.md"
POINTS = 200  # in a series' table
TOLD = 3  # latest values in the description
PLOTS, OPEN = 6, 2  # on a unit's page, and of these not folded

Values = dict[str, dict[str, float]]  # by unit, then by year


class Thing(NamedTuple):
    """What a series counts; not who says how many, which changes more often."""

    path: str  # of the page
    of: str
    measure: str


class Counted(NamedTuple):
    """A thing that a unit counts."""

    thing: Thing
    values: dict[str, float]  # by year


def ids(site: Site) -> list[str]:
    """The ids of series that can be compared, over years or across units."""
    return list(comparable.of(site))


def pages(site: Site, id: str) -> Iterator[Page]:
    """The page of what compares."""
    points, thing, values = site.series[id].points, things.of(site)[id], comparable.of(site)[id]
    path, title = thing.path, named(site, thing)
    lead = site.say("series.lead", count=len(points), units=len(values))
    latest = _latest(site, values)
    several = {unit: years for unit, years in values.items() if len(years) > 1}
    blocks = [marked(lead, "kb-lead")]
    if several:
        blocks += [f"## {site.say('series.over_years')}", *_plot(site, thing, several)]
    if len(values) > 1:
        headers = (site.say("column.unit"), escape(thing.measure))
        blocks += [f"## {site.say('series.across')}", *chart(title, headers, latest)]
    blocks += [
        f"## {site.say('series.all')}",
        site.say("series.rule"),
        *_points(site, points, path),
    ]
    units = tuple(sorted({site.reporters[point.report] for point in points} - {""}))
    years = tuple(sorted({y for point in points for y in site.facts[point.report].years}))
    told = (f"{when}{number(value)}{thing.measure}" for when, value in latest[:TOLD])
    yield site.page(path, blocks, id=id, kind="series", title=title, units=units, years=years,
                    description=lead + site.say("page.semicolon").join(told))  # fmt: skip


def overview(site: Site, item: str) -> Iterator[Page]:
    """The page that lists all that compares."""
    found = [(id, things.of(site)[id]) for id in ids(site)]
    shown = sorted(found, key=lambda one: (_rank(site, one[0]), one[1].of, one[1].measure))
    keys = ("of", "measure", "unit", "year", "compare")
    headers = site.headers(*keys)
    lead = [site.say("overview.counted_lead", count=len(shown)), site.to("figures/index.md", PATH,
            site.say("series.by_report"))]  # fmt: skip
    rows = [(thing.of, _row(site, thing, comparable.of(site)[id])) for id, thing in shown]
    yield from by_letter(site, PATH, site.say("overview.counted"), lead, headers, rows)


@OwnTable
def over_years(site: Site) -> dict[str, list[Counted]]:
    """What each unit counts in two years or more, with the values; the longest first."""
    found: dict[str, list[Counted]] = defaultdict(list)
    for id in ids(site):
        for unit, values in comparable.of(site)[id].items():
            if len(values) > 1:
                found[unit].append(Counted(things.of(site)[id], values))
    for rows in found.values():
        rows.sort(key=lambda row: (-len(row.values), row.thing.of, row.thing.path))
    return found


def series_lines(site: Site, unit: str, here: str) -> Iterator[str]:
    """For a unit's page: what it counts over the years."""
    found = over_years.of(site).get(unit, ())
    if found:
        yield f"## {site.say('series.over_years')}"
        yield site.say("series.over_years_lead", count=len(found))
    shown = [list(_own(site, unit, one, here)) for one in found[:PLOTS]]
    yield from chain(*shown[:OPEN])
    if rest := shown[OPEN:]:
        yield from details(site.say("page.folded", count=len(rest)), chain(*rest))


def _own(site: Site, unit: str, counted: Counted, here: str) -> Iterator[str]:
    """One thing that a unit counts over the years."""
    thing, values = counted
    yield f"### {site.to(thing.path, here, named(site, thing))}"
    yield from _plot(site, thing, {unit: values})


@OwnTable
def things(site: Site) -> dict[str, Thing]:
    """What each series counts that can be compared, by its id."""
    found = ((id, site.series[id]) for id in ids(site))
    return {
        id: Thing(site.address("figures", one.of, id), one.of, one.measure) for id, one in found
    }


@OwnTable
def comparable(site: Site) -> dict[str, Values]:
    """The values that may be compared of each series that has several of them, by its id."""
    found = ((id, _comparable(site, one)) for id, one in site.series.items())
    return {id: values for id, values in found if sum(map(len, values.values())) > 1}


def _comparable(site: Site, one: Series) -> Values:
    """The points that can be compared: one for each unit and year, from one report only."""
    told: dict[tuple[str, str], set[float]] = defaultdict(set)
    for point in one.points:
        unit = site.reporters[point.report]
        if point.comparable and point.value is not None and unit and point.year:
            told[unit, point.year].add(point.value)
    found: Values = defaultdict(dict)
    for (unit, year), values in sorted(told.items()):
        if len(values) == 1:
            found[unit][year] = values.pop()
    return dict(found)


def named(site: Site, thing: Thing) -> str:
    """What is counted, with its measure."""
    of, measure = thing.of, thing.measure
    return site.say("series.named", of=of, measure=measure) if measure else of


def _rank(site: Site, id: str) -> int:
    values = comparable.of(site)[id]
    return -max(len(values), *map(len, values.values()))


def _row(site: Site, thing: Thing, values: Values) -> list[str]:
    years = tuple(sorted({year for by_year in values.values() for year in by_year}))
    what = site.to(thing.path, PATH, thing.of)
    longest = max(map(len, values.values()))
    ways = [site.say("series.years")] * (longest > 1) + [site.say("series.units")] * (
        len(values) > 1
    )
    return [what, escape(thing.measure), names(site, tuple(sorted(values)), 2),
            names(site, years, 4), site.say("page.pause").join(ways)]  # fmt: skip


def _plot(site: Site, thing: Thing, values: Values) -> Iterator[str]:
    """The lines of the units with most years, and the table of all of them."""
    order = sorted(values, key=lambda unit: (-len(values[unit]), unit))
    years = sorted({year for by_year in values.values() for year in by_year})
    sign = thing.measure if thing.measure == "%" else ""
    plot = lines(named(site, thing), [(unit, values[unit]) for unit in order], sign)
    rows = [
        [escape(unit), *(_cell(values[unit].get(year), thing.measure) for year in years)]
        for unit in order
    ]
    if len(order) > MOST:
        yield site.say("chart.first_lines", count=MOST)
    yield from twins(plot, table([site.say("column.unit"), *years], rows))


def _latest(site: Site, values: Values) -> list[Bar]:
    """The latest value of each unit, the largest first."""
    latest = [(max(by_year), unit, by_year[max(by_year)]) for unit, by_year in values.items()]
    return [
        (site.say("series.when", unit=unit, year=year), value)
        for year, unit, value in sorted(latest, key=lambda row: (-row[2], row[1]))
    ]


def _points(site: Site, points: Sequence[Point], path: str) -> Iterator[str]:
    headers = site.headers("unit", "year", "figure", "clause", "role", "report")
    yield table(headers, [_point(site, point, path) for point in points[:POINTS]])
    where = site.to("figures/index.md", path, site.say("series.by_report"))
    yield site.rest(len(points) - POINTS, where)


def _point(site: Site, point: Point, path: str) -> Sequence[str]:
    facts = site.facts[point.report]
    figure = escape(point.span.of(facts.report.text))
    shown = figure if point.value is not None else f"{figure} {site.say('series.no_value')}"
    report = site.link(point.report, path, site.short_title(point.report), point.anchor)
    unit = escape(site.reporters[point.report])
    told = escape(clause(site, facts, point.span))  # 新增就业 and 城镇就业 are two things
    return [unit, point.year, shown, told, site.say(f"role.{point.role}"), report]


def _cell(value: float | None, measure: str) -> str:
    return "" if value is None else f"{number(value)}{escape(measure)}"
