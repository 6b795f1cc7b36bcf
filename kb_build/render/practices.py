"""A practice on its page: its evidence grade with the reasons, then what is told of it."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.model import Entry
from kb_build.render.sections import sections
from kb_build.render.site import Site

MARKS = ("actor", "action", "number", "outcome", "rule", "others")


def lead(site: Site, entry: Entry) -> str:
    """Its grade and how many units have it."""
    return site.say("lead.practice", grade=entry.grade, units=len(entry.units))


def body(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """Why it has its grade: the marks found, and those not found; then the quotations."""
    marks = (
        f"{'✓' if mark in entry.grade_reasons else '✗'} {site.say(f'evidence.{mark}')}"
        for mark in MARKS
    )
    yield site.say("page.grade", grade=entry.grade, marks=" · ".join(marks))
    yield from sections(site, entry, page)
