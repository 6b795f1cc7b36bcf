"""Joins the lines that a reader found in Word, PDF or HTML into one text with its marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb_build.model import Mark, MarkKind, Notice, Span
from kb_build.read import web_noise
from kb_build.read.broken_lines import broken_lines
from kb_build.read.marking import mark, settle
from kb_build.read.reading import Reading


class Line(NamedTuple):
    """A paragraph, heading or table row; line breaks that its author set are newlines in it."""

    text: str
    marks: tuple[Mark, ...] = ()  # spans count from the line's beginning


def whole(text: str, kind: MarkKind, rule: str, level: int = 0) -> Line:
    """A line that has one mark as a whole: a heading (of a `level`), a row, or noise."""
    return Line(text, (Mark(Span(0, len(text)), kind, rule, level),))


def bold(pieces: Iterable[tuple[str, bool]], rule: str) -> Iterator[Mark]:
    """Marks for the bold pieces of a line, each given by its words and whether they are bold."""
    at = 0
    for words, is_bold in pieces:
        if is_bold:
            yield Mark(Span(at, at + len(words)), "bold", rule)
        at += len(words)


def compose(lines: Iterable[Line], encoding: str, warnings: Iterable[Notice] = ()) -> Reading:
    """Joins lines into a text, and marks in it what web pages and pay walls leave in any file.

    `encoding` is what the report is to say of it: "docx", "pdf", or the codec of an HTML file.
    """
    texts, marks, at = [], [], 0
    for line in lines:
        if not line.text.strip():
            continue
        texts.append(line.text)
        marks += [_moved(one, at) for one in line.marks]
        at += len(line.text) + 1
    text = "\n".join(texts)
    marks += mark(text, (web_noise.inserted, web_noise.weblines, broken_lines))
    return Reading(text, encoding, settle(text, marks), tuple(warnings))


def _moved(one: Mark, by: int) -> Mark:
    return Mark(Span(one.span.start + by, one.span.end + by), one.kind, one.rule, one.level)
