"""Entries and reports → pages as data; every word that is not ours is a quotation from a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kb_build.model import Entry, Library, Page
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
from kb_build.render.site import Site

MAKERS: tuple[tuple[str, Callable[[Site], Iterable[Page]]], ...] = (
    ("topics", topics.pages),
    ("comparison", comparison.pages),
    ("units", units.pages),
    ("timeline", timeline.pages),
    ("reports", reports.pages),
    ("overviews", overviews.pages),
    ("register", register.pages),
    ("ledger", ledger.pages),
    ("figures", figures.pages),
    ("series", series.pages),
    ("statistics", statistics.pages),
    ("quality", quality.pages),
    ("home", home.pages),
)


def render(
    library: Library, language: str, deleted: frozenset[str] = frozenset()
) -> tuple[Page, ...]:
    """All pages of a library, in order of path.

    `language` ("zh" or "en") is that of our own words; the reports' words stay as they are. Report
    sources should be relative to the folder of reports: addresses are made of them. `deleted` are
    the ids of entries whose pages a person removed: their pages are made, since only writing
    decides what becomes of them, but no list, count or plot has them.
    """
    shown = Site(_without(library, deleted), language)
    pages = [*entries.pages(Site(library, language) if deleted else shown)]
    pages += (page for _, make in MAKERS for page in make(shown))
    return tuple(sorted(pages, key=lambda page: page.path))


def _without(library: Library, deleted: frozenset[str]) -> Library:
    """A library without some entries; topics hold the rest together and stay."""
    if not deleted:
        return library
    kept = (e for e in library.entries if e.kind == "topic" or e.id not in deleted)
    return replace(library, entries=tuple(_unrelated(entry, deleted) for entry in kept))


def _unrelated(entry: Entry, deleted: frozenset[str]) -> Entry:
    if entry.kind == "topic" and not entry.topics:  # a class, which lists topics
        return entry
    return replace(entry, related=tuple(r for r in entry.related if r.entry not in deleted))
