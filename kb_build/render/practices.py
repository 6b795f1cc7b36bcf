"""A practice on its page: its evidence grade with the reasons, then what is told of it."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.escape import escape
from kb_build.model import Entry
from kb_build.render.gathered import figures, rules
from kb_build.render.sections import sections
from kb_build.render.site import Site

MARKS = ("actor", "action", "number", "outcome", "rule", "others")


def lead(site: Site, entry: Entry) -> str:
    """Its grade and how many units have it."""
    return site.say("lead.practice", grade=entry.grade, units=len(entry.units))


def body(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """Since when; why it has its grade: marks found and not found; rules, figures, quotations."""
    yield _since(site, entry)
    marks = (
        f"{'✓' if mark in entry.grade_reasons else '✗'} {site.say(f'evidence.{mark}')}"
        for mark in MARKS
    )
    yield site.say("page.grade", grade=entry.grade, marks=" · ".join(marks))
    yield rules(site, entry, page)
    yield figures(site, entry, page)
    yield from sections(site, entry, page)


def _since(site: Site, entry: Entry) -> str:
    """Who told of it first, of the reports whose year is known."""
    first = next((site.facts[id] for id in entry.reports if site.facts[id].year), None)
    if first is None:
        return ""
    unit = site.reporters[first.report.id] or site.short_title(first)
    return site.say("page.since", year=first.year, unit=escape(unit))
