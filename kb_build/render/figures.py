"""The figures of each report in a table; masked ones are shown as masked and never guessed."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.model import Facts, Figure, Node, Page, Part, last_begun
from kb_build.page.escape import escape
from kb_build.render import series
from kb_build.render.figure_words import clause, counts, figure_words
from kb_build.render.listing import listing
from kb_build.render.site import Site

PATH = "figures/index.md"


def reports(site: Site) -> list[str]:
    """Ids of the reports that have figures, the newest first."""
    return [facts.report.id for facts in site.newest_first() if any(_counted(facts))]


def pages(site: Site, id: str) -> list[Page]:
    """The table of a report."""
    facts = site.facts[id]
    path = _path(site, facts)
    title = site.say("overview.figures_of", title=site.title(id))
    headers = site.headers("clause", "figure", "role")
    rows = [
        [
            escape(clause(site, facts, figure.span)),
            escape(figure_words(facts, figure)),
            _link(site, facts, part, path),
        ]
        for figure, part in _parts(facts)
    ]
    masked = any(figure.masked for figure in _counted(facts))
    lead = [site.link(id, path), site.say("page.masked") if masked else ""]
    return listing(site, path, title, lead, headers, rows)


def overview(site: Site, item: str) -> Iterator[Page]:
    """The page that lists the reports with figures."""
    counted = [site.facts[id] for id in reports(site)]
    headers = site.headers("report", "unit", "year", "figures", "masked")
    rows = [_row(site, facts) for facts in counted]
    total = sum(len([*_counted(facts)]) for facts in counted)
    counted_too = site.to(series.PATH, PATH, site.say("series.by_thing"))
    lead = [site.say("overview.figures_lead", count=total), counted_too]
    yield from listing(site, PATH, site.say("overview.figures"), lead, headers, rows)


def link(site: Site, facts: Facts, page: str) -> str:
    """The way from a page to a report's figures; empty where it has none."""
    count = sum(1 for _ in _counted(facts))
    words = site.say("page.figures_count", count=count)
    return site.to(_path(site, facts), page, words) if count else ""


def _path(site: Site, facts: Facts) -> str:
    return "figures/" + site.path(facts.report.id).rpartition("/")[2]


def _counted(facts: Facts) -> Iterator[Figure]:
    """The figures of a report that are more than a way of speaking."""
    return filter(counts, facts.figures)


def _row(site: Site, facts: Facts) -> list[str]:
    found = [*_counted(facts)]
    return [
        site.to(_path(site, facts), PATH, site.title(facts.report.id)),
        escape(site.reporters[facts.report.id]),
        facts.years_shown,
        str(len(found)),
        str(sum(figure.masked for figure in found)),
    ]


def _parts(facts: Facts) -> Iterator[tuple[Figure, Part | None]]:
    """The figures, each with the passage or heading in which it stands."""
    parts = facts.parts
    for figure in _counted(facts):
        part = last_begun(parts, figure.span.start)
        yield figure, part if part and part.span.holds(figure.span) else None


def _link(site: Site, facts: Facts, part: Part | None, page: str) -> str:
    if part is None:
        return ""
    role = "heading" if isinstance(part, Node) else part.role
    return site.link(facts.report.id, page, site.say(f"role.{role}"), part.id)
