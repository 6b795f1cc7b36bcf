"""A report's page shows the report: the words of each marked place are those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb_build.check.docs import Docs
from kb_build.check.markup import Tag
from kb_build.check.pages import PageFile
from kb_build.check.words import letters, mark, unescape
from kb_build.model import Notice, Span

PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
MOST_NESTED = 4  # spans within spans; with more the page would be read more than once


@dataclass
class Open:
    """A `<span>` that is not closed yet."""

    tag: Tag
    place: str  # its data-span; empty where it has none
    noise: bool
    words: list[str] = field(default_factory=list)  # its Markdown, noise left out


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """An error for each marked place of a report's page that differs from the report."""
    report = page.report
    if report is not None and docs.ask("report", report):  # else `missing_reports` tells
        yield from _places(page, docs, report)


def _places(page: PageFile, docs: Docs, report: str) -> Iterator[Notice]:
    for span in _spans(page):
        place = PLACE.fullmatch(span.place)
        if not place:
            yield page.fault("check-place-form", span.tag.start)
            continue
        shown = mark(letters(unescape("".join(span.words))))
        if not docs.ask("said", report, place[1], place[2], shown):
            said = docs.sources.letters(report, Span(int(place[1]), int(place[2])))
            yield page.fault("check-place-differs", span.tag.start, said=said)


def _spans(page: PageFile) -> Iterator[Open]:
    """Spans with a data-span, in the order in which they close; unclosed ones come last."""
    stack: list[Open] = []
    at = 0
    for tag in page.tags:
        if isinstance(tag, int) or tag.name != "span":
            continue
        _hear(stack, page.text[at : tag.start])
        at = tag.end
        if not tag.closes:
            stack.append(_open(tag))
        elif stack and (closed := stack.pop()).place:
            yield closed
        if len(stack) > MOST_NESTED:
            break
    yield from (Open(span.tag, "never closed", False) for span in stack)


def _open(tag: Tag) -> Open:
    attributes = dict(tag.attributes)
    noise = "kb-noise" in attributes.get("class", "").split()
    return Open(tag, attributes.get("data-span", ""), noise)


def _hear(stack: list[Open], words: str) -> None:
    """Adds words to all open places, unless they are noise."""
    if not any(span.noise for span in stack):
        for span in stack:
            if span.place:
                span.words.append(words)
