"""Entries and reports → pages as data; every word that is not ours is a quotation from a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

from kb_build.model import Entry, Library, Page, Recent, Sheet
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
from kb_build.render.site import Own, Site
from kb_build.render.spelling import Spelling
from kb_build.reuse.keyed import Kept
from kb_build.reuse.store import Store
from kb_build.reuse.tracing import Made

__all__ = ["Memory", "memory", "render", "sheets"]

Make = Callable[[Site, str], Iterable[Page]]
Steps = Kept[Made[tuple[tuple[str, str], ...]]]  # path and id of each page of a step


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier builds made; one that is empty makes all anew."""

    steps: Steps = field(default_factory=Kept)
    spelling: Spelling = field(default_factory=Spelling)

    def save(self) -> None:
        """Keeps what was asked for."""
        self.steps.save()
        self.spelling.save()


def once(site: Site) -> tuple[str, ...]:
    """The only item of pages that are made from the library as a whole."""
    return ("",)


# What there is a step for, and the pages that a step makes. A step is given the site, which notes
# what it reads, and an id or another word.
ENTRY: tuple[str, Make] = ("entry", entries.pages)
MAKERS: tuple[tuple[str, Callable[[Site], Iterable[str]], Make], ...] = (
    ("topic", topics.ids, topics.pages),
    ("topics", once, topics.overview),
    ("comparison", topics.ids, comparison.pages),
    ("comparisons", once, comparison.overview),
    ("unit", units.units, units.pages),
    ("units", once, units.overview),
    ("timeline", once, timeline.overview),
    ("year", timeline.years, timeline.pages),
    ("report", reports.ids, reports.pages),
    ("reports", once, reports.overview),
    ("overview", overviews.kinds, overviews.pages),
    ("register", once, register.pages),
    ("ledger", once, ledger.overview),
    ("ledger of a report", ledger.reports, ledger.pages),
    ("figures", once, figures.overview),
    ("figures of a report", figures.reports, figures.pages),
    ("series", series.ids, series.pages),
    ("counted", once, series.overview),
    ("statistics", once, statistics.pages),
    ("quality", once, quality.pages),
    ("home", once, home.pages),
)
# What is new and changed among pages.
News = Callable[[Iterable[Sheet]], Recent]
# Tables that single makers need, see `Site`.
OWN: Mapping[str, Own] = {
    units.REPORTED: units.reported,
    units.TOLD: units.told,
    units.BETWEEN: units.between,
    series.COMPARABLE: series.comparable,
    series.OVER_YEARS: series.by_unit,
    timeline.EVENTS: timeline.events,
    timeline.REPORTED: timeline.reported,
    timeline.BROUGHT: timeline.brought,
}


def render(
    library: Library, language: str, deleted: frozenset[str] = frozenset()
) -> tuple[Page, ...]:
    """All pages of a library, in order of path.

    `language` ("zh" or "en") is that of our own words; the reports' words stay as they are. Report
    sources should be relative to the folder of reports: addresses are made of them. `deleted` are
    the ids of entries whose pages a person removed: their pages are made, since only writing
    decides what becomes of them, but no list, count or plot has them.
    """
    return tuple(sheet.page() for sheet in sheets(library, language, Memory(), deleted))


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


def memory(folder: Path, program: str) -> Memory:
    """What a folder has of earlier builds; `program` stands for the code and the language."""
    return Memory(
        Kept(Store(folder, dict[str, Made[tuple[tuple[str, str], ...]]]), program),
        Spelling(Store(folder / "spelling", dict[str, str]), program),
    )


def sheets(
    library: Library,
    language: str,
    kept: Memory,
    deleted: frozenset[str] = frozenset(),
    news: News | None = None,
) -> tuple[Sheet, ...]:
    """The same pages as promises: those that would be as they were are not made.

    `kept` is what was made in this language before; it takes note. `news` says of all pages but
    the first, which tells it, what is new and changed.
    """
    found: list[Sheet] = []
    told: Mapping[str, Own] = {home.RECENT: lambda _: asdict(news(found))} if news else {}
    shown = Site(_without(library, deleted), language, {**OWN, **told}, kept.spelling)
    whole = Site(library, language, OWN, kept.spelling) if deleted else shown
    steps = kept.steps
    found += [sheet for id in entries.ids(whole) for sheet in _made(whole, steps, *ENTRY, id)]
    for name, items, make in MAKERS:
        found += [sheet for item in items(shown) for sheet in _made(shown, steps, name, make, item)]
    return tuple(sorted(found, key=lambda sheet: sheet.path))


def _made(site: Site, kept: Steps, name: str, make: Make, item: str) -> Iterator[Sheet]:
    """The pages of a step; those that had to be made are at hand, others are made if asked for."""
    at_hand: list[Page] = []

    def at(number: int) -> Page:
        if not at_hand:
            at_hand.extend(make(site, item))
        return at_hand[number]

    def told() -> tuple[tuple[str, str], ...]:
        at_hand.extend(make(site, item))
        return tuple((page.path, page.id) for page in at_hand)

    made = site.tables.made(kept, f"{name}\n{item}", told)
    for number, (path, id) in enumerate(made.result):
        yield Sheet(path, id, made.version, partial(at, number))
