"""Entries and reports → pages as data: our own words, and quotations from reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

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
from kb_build.render.site import OwnTable, Site
from kb_build.render.spelling import Spelling
from kb_build.reuse.keyed import Kept
from kb_build.reuse.store import Store, key_of
from kb_build.reuse.tracing import Made
from kb_build.running import workers

__all__ = ["Memory", "News", "render", "sheets"]

Make = Callable[[Site, str], Iterable[Page]]
Known = Made[tuple[tuple[str, str], ...]]  # path and id of each page of a step
Steps = Kept[Known]

SECONDS = 0.0005  # that a step takes


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier builds made; an empty memory makes everything anew."""

    steps: Steps = field(default_factory=Kept)
    spelling: Spelling = field(default_factory=Spelling)

    @classmethod
    def at(cls, folder: Path, program: str) -> Memory:
        """The memory kept in a folder; `program` is a key of the code and the language."""
        return cls(
            Kept(Store(folder, dict[str, Known]), program),
            Spelling(Store(folder / "spelling", dict[str, str]), program),
        )

    def save(self) -> None:
        """Keeps what was asked for."""
        self.steps.save()
        self.spelling.save()


def once(site: Site) -> tuple[str, ...]:
    """The items of a step that runs once, for the library as a whole."""
    return ("",)


# Each maker: its name, the items that it makes pages for, and the function. There is a step for
# each item; it is given the site, which records what it reads, and the item.
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
    ("overview", overviews.ids, overviews.pages),
    ("register", once, register.pages),
    ("ledger", once, ledger.overview),
    ("ledger of a report", ledger.reports, ledger.pages),
    ("figures", once, figures.overview),
    ("figures of a report", figures.reports, figures.pages),
    ("series", series.ids, series.pages),
    ("counted", once, series.overview),
    ("statistics", once, statistics.pages),
    ("quality", once, quality.pages),
)
HOME: tuple[str, Make] = ("home", home.pages)
# What is new and changed among pages.
News = Callable[[Iterable[Sheet]], Recent]
# Tables that single makers need.
OWN: tuple[OwnTable[Any], ...] = (
    units.reported,
    units.told,
    units.between,
    series.comparable,
    series.over_years,
    timeline.events,
    timeline.reported,
    timeline.brought,
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
    made, _ = sheets(library, language, Memory(), deleted)
    return tuple(sheet.page() for sheet in made)


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


def sheets(
    library: Library,
    language: str,
    kept: Memory,
    deleted: frozenset[str] = frozenset(),
    news: News = lambda pages: Recent(),
) -> tuple[tuple[Sheet, ...], Recent]:
    """All pages as promises (`Sheet`), and which are news; pages that are as before are not made.

    `kept` remembers what was made in this language before, and is updated. `news` tells which of
    all pages but the home page, which shows them, are new or changed.
    """
    shown = Site(_without(library, deleted), language, OWN, kept.spelling)
    whole = Site(library, language, spell=kept.spelling) if deleted else shown
    for site in {shown, whole}:
        site.tables.load()  # before processes are forked: each needs them
    steps = [Step(whole, *ENTRY, id) for id in entries.ids(whole)]
    steps += [Step(shown, name, make, id) for name, ids, make in MAKERS for id in ids(shown)]
    found = [*_promised(steps, kept.steps)]
    recent = news(found)
    shown.tables.add("recent", asdict(recent))
    found += _promised([Step(shown, *HOME, "")], kept.steps)
    return tuple(sorted(found, key=lambda sheet: sheet.path)), recent


@dataclass(frozen=True, slots=True)
class Step:
    """Pages that are made together."""

    site: Site
    name: str
    make: Make
    item: str  # what they are made for: an id or another word

    @property
    def key(self) -> str:
        """Names the step in the memory."""
        return key_of(f"{self.name}\n{self.item}")

    def known(self, kept: Steps) -> Known | None:
        """The paths and ids of its pages from an earlier build, if nothing it read has changed."""
        return self.site.tables.as_it_was(kept.found(self.key))

    def made(self) -> tuple[Known, list[Page]]:
        """Makes the pages; gives them with what is kept of them."""
        pages: list[Page] = []

        def told() -> tuple[tuple[str, str], ...]:
            pages.extend(self.make(self.site, self.item))
            return tuple((page.path, page.id) for page in pages)

        return self.site.tables.made(told), pages

    def sheets(self, known: Known, at_hand: list[Page]) -> Iterator[Sheet]:
        """The pages as promises; those not in `at_hand` are made when asked for."""

        def page(number: int) -> Page:
            if not at_hand:
                at_hand.extend(self.make(self.site, self.item))
            return at_hand[number]

        version = key_of(known.version, self.site.language)
        for number, (path, id) in enumerate(known.result):
            yield Sheet(path, id, version, partial(page, number))


def _promised(steps: Sequence[Step], kept: Steps) -> Iterator[Sheet]:
    """The pages of all steps; steps whose input has changed run now, the others on demand."""
    known = [step.known(kept) for step in steps]
    missing = [step for step, before in zip(steps, known, strict=True) if not before]
    made = iter(workers.spread(Step.made, missing, SECONDS))
    for step, before in zip(steps, known, strict=True):
        now, pages = (before, []) if before else next(made)
        yield from step.sheets(kept.keep(step.key, now), pages)
