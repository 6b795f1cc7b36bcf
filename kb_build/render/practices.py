"""A practice on its page: its evidence grade with the reasons, then what is told of it."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.model import Entry
from kb_build.render.gathered import figures, rules
from kb_build.render.sections import sections
from kb_build.render.site import Site

MARKS = ("actor", "action", "number", "outcome", "rule", "others")


def lead(site: Site, entry: Entry) -> str:
    """Its grade, how many units have it, and which of the reports with a year is the earliest."""
    told = site.say("lead.practice", grade=entry.grade, units=len(entry.units))
    dated = (site.facts[id] for id in entry.reports if site.facts[id].year)
    first = next(dated, None)
    if first is None:
        return told
    unit = first.organization.value or site.short_title(first)
    return told + site.say("lead.since", year=first.year, unit=unit)


def body(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """Why it has its grade: marks found and not found; then rules, figures and quotations."""
    marks = (
        f"{'✓' if mark in entry.grade_reasons else '✗'} {site.say(f'evidence.{mark}')}"
        for mark in MARKS
    )
    yield site.say("page.grade", grade=entry.grade, marks=" · ".join(marks))
    yield rules(site, entry, page)
    yield figures(site, entry, page)
    yield from sections(site, entry, page)
