"""What the library holds in numbers, drawn: kinds, years, units, genres, topics, roles, states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from kb_build.model import ENTRY_KINDS, LEDGER_STATUSES, ROLES, THING_KINDS, Page
from kb_build.page.markdown import marked
from kb_build.render.plots import Bar, chart
from kb_build.render.plots.matrix import COLUMNS, matrix
from kb_build.render.reports import genre
from kb_build.render.site import Site
from kb_build.render.topics import classes

PATH = "statistics.md"
MOST = 20  # bars of a chart that may have any number
# Such charts, and the overview that has the rest.
WHOLE = {"unit": "units", "year": "timeline"}
GRADES = "ABCD"


def pages(site: Site, item: str) -> Iterator[Page]:
    """The statistics page."""
    title = site.say("overview.statistics")
    lead = site.say("overview.statistics_lead", reports=len(site.facts))
    blocks = [marked(lead, "kb-lead")]
    for name, counted, count in CHARTS:
        heading = site.say(f"chart.{name}")
        headers = (site.say(f"column.{name}"), site.say(f"column.{counted}"))
        found = count(site)
        shown = found[:MOST] if name in WHOLE else found
        if drawn := chart(heading, headers, shown):
            blocks += [f"## {heading}", *drawn]
        if rest := len(found) - len(shown):
            whole = WHOLE[name]
            link = site.to(f"{whole}/index.md", PATH, site.say(f"overview.{whole}"))
            blocks.append(site.say("page.rest", count=rest, link=link))
        if name == "kind":
            blocks += _kinds_by_year(site)
    yield site.overview(PATH, title, blocks)


def _kinds_by_year(site: Site) -> list[str]:
    counts = Counter(
        (str(entry.kind), year) for entry in site.entries.values() for year in entry.years
    )
    rows = [(str(kind), site.say(f"kinds.{kind}")) for kind in THING_KINDS]
    years = {year: year for year in sorted({year for _, year in counts})}
    title, cut = site.say("chart.kind_year"), site.say("chart.last_years", count=COLUMNS)
    drawn = matrix(title, site.say("column.year"), rows, years, counts, cut)
    return [f"## {title}", *drawn] if drawn else []


def _kinds(site: Site) -> list[Bar]:
    counts = Counter(entry.kind for entry in site.entries.values())
    return [(site.say(f"kinds.{kind}"), counts[kind]) for kind in ENTRY_KINDS]


def _years(site: Site) -> list[Bar]:
    counts = Counter(year for facts in site.facts.values() for year in facts.years or ("",))
    told = sorted(counts.items(), reverse=True)
    return [(year or site.say("page.unknown"), count) for year, count in told]


def _genres(site: Site) -> list[Bar]:
    return _commonest(
        Counter(genre(site, f) or site.say("page.unknown") for f in site.facts.values())
    )


def _units(site: Site) -> list[Bar]:
    unknown = site.say("page.unknown_unit")
    return _commonest(Counter(unit or unknown for unit in site.reporters.values()))


def _topics(site: Site) -> list[Bar]:
    return [(one.name, count) for one, count in classes(site)]


def _roles(site: Site) -> list[Bar]:
    counts = Counter(passage.role for facts in site.facts.values() for passage in facts.passages)
    return [(site.say(f"role.{role}"), counts[role]) for role in ROLES] if counts else []


def _grades(site: Site) -> list[Bar]:
    counts = Counter(entry.grade for entry in site.of_kind("practice"))
    shown: list[Bar] = [(site.say("page.grade_short", grade=g), counts[g]) for g in GRADES]
    return shown if counts else []


def _statuses(site: Site) -> list[Bar]:
    counts = Counter(entry.status for entry in site.of_kind("problem"))
    shown: list[Bar] = [(site.say(f"status.{s}"), counts[s]) for s in LEDGER_STATUSES]
    return shown if counts else []


def _commonest(counts: Counter[str]) -> list[Bar]:
    order = sorted(counts, key=lambda label: (-counts[label], label))
    return [(label, counts[label]) for label in order]


# By what is counted, what is counted (headers of the columns), and how.
CHARTS: tuple[tuple[str, str, Callable[[Site], list[Bar]]], ...] = (
    ("kind", "entries", _kinds),
    ("year", "reports", _years),
    ("unit", "reports", _units),
    ("genre", "reports", _genres),
    ("topic", "entries", _topics),
    ("role", "passages", _roles),
    ("grade", "entries", _grades),
    ("state", "entries", _statuses),
)
