"""Entries, reports and figures in one shape for all exports, with their quotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kb_build.citing.titles import one_line, report_title
from kb_build.model import (
    HIDDEN,
    Entry,
    Facts,
    Figure,
    Library,
    Quotation,
    Span,
    last_begun,
    report_id,
)

# Sections that only give the headings above a thing.
PLACES = frozenset({"path"})


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report under one label."""

    label: str  # message key below `section.`; empty where there is no label
    title: str  # words of the source that head it; empty where the label says enough
    words: str  # on one line, without the report's noise
    role: str  # of the passage, or "heading"
    report: str  # report id
    span: Span  # in the report's text


@dataclass(frozen=True, slots=True)
class Item:
    """One entry, report or figure; a field that its kind does not have is empty."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    status: str = ""
    grade: str = ""
    reports: tuple[str, ...] = ()  # report ids
    entry: Entry | None = None
    figure: Figure | None = None


@dataclass(frozen=True)
class LibraryIndex:
    """A library with quick look-ups."""

    library: Library
    lexicon: Path = Path("lexicon")  # folder of own word lists; may be missing

    @cached_property
    def facts(self) -> dict[str, Facts]:
        """The facts by report id; of files with the same text only the first."""
        return self.library.by_report()

    @cached_property
    def named(self) -> dict[str, str]:
        """How files name the reports, by report id: by their texts, as pages and `kb extract`."""
        return {id: report_id(one.report.text) for id, one in self.facts.items()}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything: entries without topics, then reports, then figures."""
        return (*self._entries(), *self._reports(), *self._figures())

    @cached_property
    def _visible(self) -> dict[str, str]:
        return {id: one.report.visible() for id, one in self.facts.items()}

    def words(self, report: str, span: Span) -> str:
        """What stands at a place, on one line and without the report's noise."""
        return one_line(span.of(self._visible[report]).replace(HIDDEN, ""))

    def quotes(self, item: Item) -> Iterator[Quote]:
        """The quotations of an entry in order of its sections; of a figure its sentence."""
        if item.entry:
            for section in item.entry.sections:
                if section.label not in PLACES:
                    label, title = item.entry.shown_label(section), one_line(section.title)
                    for quotation in section.quotations:
                        yield self.quote(quotation, label, title)
        elif item.figure:
            (report,) = item.reports
            span = _sentence(self.facts[report], item.figure.span)
            yield Quote("", "", self.words(report, span), "", report, span)

    def quote(self, quotation: Quotation, label: str = "", title: str = "") -> Quote:
        """A quotation of an entry as it is printed."""
        words = self.words(quotation.report, quotation.span)
        return Quote(label, title, words, quotation.role, quotation.report, quotation.span)

    def _entries(self) -> Iterator[Item]:
        for entry in self.library.entries:
            if entry.kind != "topic":
                genres = {self.facts[id].genre.value for id in entry.reports} - {""}
                yield Item(
                    id=entry.id, kind=entry.kind, name=one_line(entry.name), aliases=entry.aliases,
                    units=entry.units, years=entry.years, genres=tuple(sorted(genres)),
                    topics=entry.topics, status=entry.state, grade=entry.grade,
                    reports=entry.reports, entry=entry,
                )  # fmt: skip

    def _reports(self) -> Iterator[Item]:
        for id, facts in self.facts.items():
            yield _of_report(facts, f"report-{self.named[id]}", "report", report_title(facts))

    def _figures(self) -> Iterator[Item]:
        for id, facts in self.facts.items():
            for figure in facts.figures:
                name = one_line(figure.of) or one_line(figure.text)
                item = _of_report(
                    facts, f"figure-{self.named[id]}-{figure.span.start}", "figure", name
                )
                yield replace(item, figure=figure)


def _of_report(facts: Facts, id: str, kind: str, name: str) -> Item:
    """A report, or something in it, with the report's unit, years and genre where it tells them."""
    unit, genre = facts.organization.value, facts.genre.value
    return Item(
        id=id, kind=kind, name=name, units=(unit,) if unit else (), years=facts.years,
        genres=(genre,) if genre else (), reports=(facts.report.id,),
    )  # fmt: skip


def _sentence(facts: Facts, place: Span) -> Span:
    """The sentence in which something stands; the place itself where none holds it."""
    sentence = last_begun(facts.outline.sentences, place.start)
    return sentence if sentence and sentence.holds(place) else place
