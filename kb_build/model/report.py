"""A report as read: its text, the places in it, and what its file format says about them."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Literal, Protocol, Self, TypeVar

from kb_build.model.value import Value

Severity = Literal["error", "warning"]
# Stands for noise in `Report.visible`: a control character that counts as white space, so that
# trimming drops it, and that no report is written with.
HIDDEN = "\x1f"
# The rule of noise that is a line end within a sentence, see `rejoining`.
BROKEN = "broken-line"
# Rules of all noise that may part a sentence or a word: what stands before and behind is one.
WITHIN = (BROKEN, "html-tag", "unseen")
# Rules of noise that is program text: tags, entities, escapes. Other noise is words of a web page.
CODE = re.compile(r"html-(?!menu|furniture)|escape|code-|unseen|markdown-")


class Span(Value, frozen=True, order=True):
    """A place in a report's source text."""

    start: int  # first code point, counted from 0
    end: int  # one past the last code point; equal to start where nothing stands

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def span(self) -> Self:
        """Itself, so that places are found as things are that stand there."""
        return self

    def of(self, text: str) -> str:
        """The words that stand here in `text`."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Placed(Protocol):
    """Anything that has a place in the text."""

    @property
    def span(self) -> Span:
        """The place."""


Thing = TypeVar("Thing", bound=Placed)
START = attrgetter("span.start")


def apart(things: Iterable[Thing]) -> list[Thing]:
    """The things in order; one that begins before the last has ended is left out."""
    kept: list[Thing] = []
    for one in sorted(things, key=lambda one: one.span):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept


def within(things: Sequence[Thing], span: Span) -> Sequence[Thing]:
    """The things that start within a span; `things` must be in order of start."""
    edges = (span.start, span.end)
    first, last = (bisect_left(things, edge, key=START) for edge in edges)
    return things[first:last]


def last_begun(things: Sequence[Thing], offset: int) -> Thing | None:
    """The last thing that starts at an offset or before; `things` must be in order of start."""
    place = bisect_right(things, offset, key=START) - 1
    return things[place] if place >= 0 else None


def standing_at(things: Sequence[Thing], offset: int) -> Thing | None:
    """The thing that holds an offset; `things` must be in order and without overlap."""
    found = last_begun(things, offset)
    return found if found and offset < found.span.end else None


def pieces(place: Span, things: Sequence[Thing]) -> Iterator[tuple[Thing | None, Span]]:
    """The pieces of a place in order, each with the thing that stands there, None between things.

    `things` must be in order and without overlap.
    """
    at = place.start
    first = bisect_right(things, at, key=START) - 1
    for number in range(max(first, 0), len(things)):
        thing = things[number]
        if thing.span.start >= place.end:
            break
        start, end = max(thing.span.start, at), min(thing.span.end, place.end)
        if start >= end:
            continue
        if at < start:
            yield None, Span(at, start)
        yield thing, Span(start, end)
        at = end
    if at < place.end:
        yield None, Span(at, place.end)


def without(places: Sequence[Span], span: Span, text: str) -> str:
    """The words of a span that stand in none of these places, as `pieces` wants them."""
    if not places:  # as of most reports
        return span.of(text)
    return "".join(piece.of(text) for place, piece in pieces(span, places) if place is None)


def hiding(places: Sequence[Span], span: Span, text: str) -> str:
    """The words of a span, `HIDDEN` for each code point of these places, so that offsets hold."""
    return "".join(
        HIDDEN * len(piece) if place else piece.of(text) for place, piece in pieces(span, places)
    )


class Notice(Value, frozen=True):
    """Something to tell a person; the message catalogue turns it into words."""

    key: str  # key in the message catalogue, for instance "encoding-guessed"
    file: str = ""  # path as the user gave it; empty where no file is meant
    line: int = 0  # counted from 1; 0 where no line is meant
    severity: Severity = "error"
    details: tuple[tuple[str, str], ...] = ()  # names and values for the message's placeholders

    @classmethod
    def error(cls, key: str, file: str = "", line: int = 0, /, **details: object) -> Notice:
        """What is wrong and keeps something from being done."""
        return cls(key, file, line, "error", tuple((k, str(v)) for k, v in details.items()))

    @classmethod
    def warning(cls, key: str, file: str = "", line: int = 0, /, **details: object) -> Notice:
        """What a person should see to."""
        return cls(key, file, line, "warning", tuple((k, str(v)) for k, v in details.items()))


MarkKind = Literal["noise", "heading", "bold", "row"]


class Mark(Value, frozen=True):
    """What the file's format says about a place in the text."""

    span: Span
    # noise: no part of the text; heading: set as a heading (Word style, `#`, <h2>);
    # bold: words set in bold; row: a table row, its cells separated by tabs
    kind: MarkKind
    rule: str  # what found it, for instance "paywall" or "word-style"
    level: int = 0  # of a heading, 1 = highest; 0 where unknown


def report_id(words: str) -> str:
    """12 hexadecimal digits of the SHA-256 of a report's text or source."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class Report(Value, frozen=True):
    """One source document, decoded; what every offset counts in."""

    # Made of the text, see `report_id`; in a library of the source, since pages that quote what is
    # still told need not change then when something else is corrected in the text.
    id: str
    source: str  # path as given
    sha256: str  # of the file's bytes
    text: str  # newlines are \n; noise is in it
    encoding: str  # as found, for instance "gb18030"; "docx", "pdf" where the format rules
    marks: tuple[Mark, ...] = ()  # in order of start
    warnings: tuple[Notice, ...] = ()

    def noise(self) -> tuple[Span, ...]:
        """The places that are no part of the text, in order and without overlap."""
        return tuple(mark.span for mark in self.marks if mark.kind == "noise")

    def code(self) -> tuple[Span, ...]:
        """The places of noise that is program text and no words, in order."""
        return tuple(m.span for m in self.marks if m.kind == "noise" and CODE.match(m.rule))

    def breaks(self) -> tuple[Span, ...]:
        """The places of line ends that break its sentences, in order."""
        return tuple(mark.span for mark in self.marks if mark.rule == BROKEN)

    def within(self) -> tuple[Span, ...]:
        """The places of noise within its sentences and words, in order."""
        return tuple(mark.span for mark in self.marks if mark.rule in WITHIN)

    def visible(self) -> str:
        """The text with every noise character replaced by `HIDDEN`, so that offsets hold."""
        return hiding(self.noise(), Span(0, len(self.text)), self.text)
