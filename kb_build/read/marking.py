"""Finds marks in passes; each pass sees the text with the noise found before blanked out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from kb_build.model import BROKEN, Mark, Span, last_begun
from kb_build.read.reading import MAX_TEXT

# A pass sees the text with the same length, earlier noise blanked, and yields marks in any order.
Pass = Callable[[str], Iterable[Mark]]

# Noise whose rule ends thus parts two lines as a newline does (`</p>` between two paragraphs).
BLOCK = "-block"


def noise(start: int, end: int, rule: str) -> Mark:
    """A mark that says that the text from `start` to `end` is no part of the report."""
    return Mark(Span(start, end), "noise", rule)


def mark(text: str, passes: Iterable[Pass]) -> tuple[Mark, ...]:
    """The marks of all passes, in order of start; noise marks do not overlap.

    None of a text that is too long to be read, of which the passes would take minutes.
    """
    if len(text) > MAX_TEXT:
        return ()
    found: list[Mark] = []
    view = text
    for one in passes:
        new = list(one(view))
        found += new
        view = _blanked(view, new)
    return settle(text, found)


def settle(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in order of start, noise without overlap.

    The others lose blanks and noise at their ends; bold ones with nothing visible in between become
    one. A row ends where its line does, however wide it is.
    """
    noises: list[Mark] = []
    others: list[Mark] = []
    for one in marks:
        (noises if one.kind == "noise" else others).append(one)
    noises = list(_outside_rows(noises, [one.span for one in others if one.kind == "row"]))
    visible = _blanked(text, noises)
    kept = [*_apart(noises), *_joined(visible, _trimmed(visible, others))]
    return tuple(sorted(kept, key=_place))


def _outside_rows(noises: Iterable[Mark], rows: list[Span]) -> Iterator[Mark]:
    """The noise without broken lines that a row of a table ends or begins with."""
    rows.sort()
    for one in noises:
        row = last_begun(rows, one.span.end) if one.rule == BROKEN else None
        if row is None or row.end < one.span.start:
            yield one


def _place(one: Mark) -> tuple[int, int, str, str]:
    return one.span.start, -one.span.end, one.kind, one.rule


def _blanked(view: str, marks: Iterable[Mark]) -> str:
    """The text, as long as before, with blanks for what the marks say is noise."""
    pieces: list[str] = []
    end = 0
    for one in _apart([m for m in marks if m.kind == "noise"]):
        start, stop = one.span.start, one.span.end
        pieces += view[end:start], _blank(view[start:stop], one.rule)
        end = stop
    return "".join((*pieces, view[end:]))


def _blank(piece: str, rule: str) -> str:
    """Blanks of the same length; newlines stay, so that later passes see the same lines.

    Those that break a sentence go: later passes see it whole.
    """
    if rule == BROKEN:
        return " " * len(piece)
    lines = "\n".join(" " * len(line) for line in piece.split("\n"))
    return "\n" + lines[1:] if rule.endswith(BLOCK) else lines


def _apart(noises: list[Mark]) -> Iterator[Mark]:
    """The noise marks without overlap; touching ones of one rule are merged."""
    last: Mark | None = None
    for one in sorted(noises, key=lambda m: (m.span.start, -m.span.end)):
        start = max(one.span.start, last.span.end if last else 0)
        if start >= one.span.end:
            continue
        if last and last.rule == one.rule and last.span.end == start:
            last = noise(last.span.start, one.span.end, one.rule)
            continue
        if last:
            yield last
        last = noise(start, one.span.end, one.rule)
    if last:
        yield last


def _trimmed(visible: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks without blanks and noise at their ends; empty ones are dropped."""
    for one in marks:
        words = one.span.of(visible)
        start = one.span.start + len(words) - len(words.lstrip())
        end = one.span.start + len(words.rstrip())
        if start < end:
            yield Mark(Span(start, end), one.kind, one.rule, one.level)


def _joined(visible: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks; bold ones with nothing visible between them are merged (`<b>1.</b><b>…</b>`)."""
    last: Mark | None = None
    for one in sorted(marks, key=_place):
        if one.kind != "bold":
            yield one
            continue
        if (
            last
            and not (gap := visible[last.span.end : one.span.start]).strip()
            and "\n" not in gap
        ):
            last = Mark(Span(last.span.start, max(last.span.end, one.span.end)), "bold", last.rule)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def lines(view: str) -> Iterator[Span]:
    """The lines, without their newlines."""
    ends = [-1, *(sign.start() for sign in re.finditer("\n", view)), len(view)]
    return (Span(before + 1, end) for before, end in pairwise(ends))


def stripped(view: str, line: Span) -> Span:
    """The line without the blanks around it; empty where it has nothing else."""
    words = line.of(view)
    start = line.start + len(words) - len(words.lstrip())
    return Span(start, max(start, line.start + len(words.rstrip())))
