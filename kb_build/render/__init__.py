"""Entries and reports → pages as data: our own words, and quotations from reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kb_build.model import Earlier, Entry, LazyPage, Library, Recent, replace
from kb_build.render import (
    comparison,
    entries,
    figures,
    home,
    ledger,
    overviews,
    quality,
    register,
    reports,
    series,
    statistics,
    timeline,
    topics,
    units,
)
from kb_build.render.site import OwnTable, Site
from kb_build.render.steps import ENTRY, Make, Memory, Step, lazy_pages
from kb_build.running.engine import HERE, Engine

__all__ = ["Memory", "render"]


def once(site: Site) -> tuple[str, ...]:
    """The items of a step that runs once, for the library as a whole."""
    return ("",)


# Each maker: the items that it makes pages for, and the function. There is a step for each item; it
# is given the site, which records what it reads, and the item. Beside these there are the pages of
# entries, and the home page, which tells what is new among all others.
MAKERS: tuple[tuple[Callable[[Site], Iterable[str]], Make], ...] = (
    (topics.ids, topics.pages),
    (once, topics.overview),
    (topics.ids, comparison.pages),
    (once, comparison.overview),
    (units.units, units.pages),
    (once, units.overview),
    (once, timeline.overview),
    (timeline.years, timeline.pages),
    (reports.ids, reports.pages),
    (once, reports.overview),
    (overviews.ids, overviews.pages),
    (once, register.pages),
    (once, ledger.overview),
    (ledger.reports, ledger.pages),
    (once, figures.overview),
    (figures.reports, figures.pages),
    (series.ids, series.pages),
    (once, series.overview),
    (once, statistics.pages),
    (once, quality.pages),
)
# Tables that single makers need.
OWN: tuple[OwnTable[Any], ...] = (
    units.reported,
    units.told,
    units.between,
    series.comparable,
    series.things,
    series.over_years,
    timeline.events,
    timeline.reported,
    timeline.brought,
)


def render(
    library: Library,
    language: str,
    memory: Memory | None = None,
    earlier: Earlier | None = None,
    engine: Engine = HERE,
) -> tuple[tuple[LazyPage, ...], Recent]:
    """All pages of a library, in order of path, and which of them are news.

    `language` ("zh" or "en") is that of our own words; the reports' words stay as they are. Report
    sources should be relative to the folder of reports: addresses are made of them. `memory` has
    what was made in this language before, and is updated; pages that are as before are not made.
    The `engine` does the steps that have to run.
    """
    memory, earlier = memory or Memory(), earlier or Earlier()
    spell, called = memory.spell, earlier.called
    shown = Site(_without(library, earlier.deleted), language, OWN, spell, called)
    whole = Site(library, language, (), spell, called) if earlier.deleted else shown
    for site in {shown, whole}:
        site.tables.load()  # before others help: each needs them
    steps = [Step(whole, entries.pages, id, ENTRY) for id in entries.ids(whole)]
    steps += [Step(shown, make, id) for ids, make in MAKERS for id in ids(shown)]
    pages = [*lazy_pages(steps, memory.pages, engine)]
    recent = earlier.news(pages)
    shown.tables.add("recent", {"new": recent.new, "changed": recent.changed})
    pages += lazy_pages([Step(shown, home.pages, "")], memory.pages, HERE)
    return tuple(sorted(pages, key=lambda page: page.path)), recent


def _without(library: Library, deleted: frozenset[str]) -> Library:
    """A library without the deleted entries; topics stay, since they list other entries too."""
    if not deleted:
        return library
    kept = (e for e in library.entries if e.kind == "topic" or e.id not in deleted)
    return replace(library, entries=tuple(_unrelated(entry, deleted) for entry in kept))


def _unrelated(entry: Entry, deleted: frozenset[str]) -> Entry:
    if entry.kind == "topic" and not entry.topics:  # a class, which lists topics
        return entry
    return replace(entry, related=tuple(r for r in entry.related if r.entry not in deleted))
