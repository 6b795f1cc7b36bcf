"""The ledger 台账: every problem with what was done about it and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kb_build.model import Entry, Page
from kb_build.render.escape import escape
from kb_build.render.site import Site
from kb_build.render.tables import listing, names, table

PATH = "problems/index.md"
STATUSES = ("done", "ongoing", "standing", "unstated")


def pages(site: Site) -> Iterator[Page]:
    """The ledger, with the count of each status before it."""
    problems = sorted(site.of_kind("problem"), key=_place)
    headers = [site.say(f"column.{key}") for key in
               ("problem", "unit", "year", "measures", "rules", "state", "report")]  # fmt: skip
    rows = [_row(site, problem) for problem in problems]
    lead = [site.say("overview.problems_lead", count=len(problems)), status_table(site, problems)]
    yield from listing(site, PATH, site.say("overview.problems"), lead, headers, rows)


def status_table(site: Site, problems: list[Entry]) -> str:
    """How many problems have each status."""
    counts = Counter(problem.status for problem in problems)
    headers = [site.say(f"status.{status}") for status in STATUSES]
    return table(headers, [[str(counts[status]) for status in STATUSES]])


def _place(problem: Entry) -> tuple[object, ...]:
    return problem.units, problem.years, problem.reports, problem.name, problem.id


def _row(site: Site, problem: Entry) -> list[str]:
    counts = {section.label: len(section.quotations) for section in problem.sections}
    report = problem.reports[0]
    return [
        site.link(problem.id, PATH, problem.name),
        names(site, problem.units),
        names(site, problem.years),
        str(counts.get("measure", 0)),
        str(counts.get("rules", 0)),
        escape(site.state(problem)),
        site.link(report, PATH, site.short_title(site.facts[report])),
    ]
