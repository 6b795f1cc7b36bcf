"""Entries and reports → pages as data; every word that is not ours is a quotation from a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kb_build.model import Library, Page
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
    ("entries", entries.pages),
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


def render(library: Library, language: str) -> tuple[Page, ...]:
    """All pages of a library, in order of path.

    `language` ("zh" or "en") is that of our own words; the reports' words stay as they are. Report
    sources should be relative to the folder of reports: addresses are made of them.
    """
    site = Site(library, language)
    pages = (page for _, make in MAKERS for page in make(site))
    return tuple(sorted(pages, key=lambda page: page.path))
