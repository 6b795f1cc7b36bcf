"""What the library holds in numbers: by kind, year, genre, unit, topic and role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from kb_build.model import ENTRY_KINDS, ROLES, Facts, Page
from kb_build.render.chart import Bar, chart
from kb_build.render.reports import genre
from kb_build.render.site import Site

MOST = 20  # bars of a chart


def pages(site: Site) -> Iterator[Page]:
    """The statistics page."""
    title = site.say("overview.statistics")
    blocks = [f"# {title}", site.say("overview.statistics_lead", reports=len(site.facts))]
    for name, count in CHARTS:
        heading = site.say(f"chart.{name}")
        headers = (site.say(f"column.{name}"), site.say(f"column.{UNITS.get(name, 'reports')}"))
        blocks += [f"## {heading}", *chart(heading, headers, count(site))]
    yield site.page("statistics.md", blocks, id="overview-statistics", kind="overview", title=title)


def _kinds(site: Site) -> list[Bar]:
    counts = Counter(entry.kind for entry in site.library.entries)
    return [(site.say(f"kind.{kind}"), counts[kind]) for kind in ENTRY_KINDS]


def _years(site: Site) -> list[Bar]:
    counts = Counter(facts.year or site.say("page.unknown") for facts in site.facts.values())
    return list(sorted(counts.items())[-MOST:])


def _genres(site: Site) -> list[Bar]:
    return _commonest(Counter(genre(site, f) or site.say("page.unknown") for f in _all(site)))


def _units(site: Site) -> list[Bar]:
    return _commonest(Counter(f.organization.value or site.say("page.unknown") for f in _all(site)))


def _topics(site: Site) -> list[Bar]:
    topics = (topic for topic in site.of_kind("topic") if topic.topics)
    return _commonest(Counter({topic.name: len(topic.related) for topic in topics}))


def _roles(site: Site) -> list[Bar]:
    counts = Counter(passage.role for facts in _all(site) for passage in facts.passages)
    return [(site.say(f"role.{role}"), counts[role]) for role in ROLES]


def _all(site: Site) -> list[Facts]:
    return list(site.facts.values())


def _commonest(counts: Counter[str]) -> list[Bar]:
    return sorted(counts.items(), key=lambda bar: (-bar[1], bar[0]))[:MOST]


CHARTS: tuple[tuple[str, Callable[[Site], list[Bar]]], ...] = (
    ("kind", _kinds),
    ("year", _years),
    ("genre", _genres),
    ("unit", _units),
    ("topic", _topics),
    ("role", _roles),
)
# What is counted, where it is not reports: the header of the second column.
UNITS = {"kind": "entries", "topic": "entries", "role": "passages"}
