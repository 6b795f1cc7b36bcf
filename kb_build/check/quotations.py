"""Quotations must equal the source: the words above a source line are those of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb_build.check.docs import Docs
from kb_build.check.pages import PageFile
from kb_build.check.words import letters, mark, unescape
from kb_build.model import Notice, Span

MARK = ".kb-source"
REPORT = re.compile(r'\bdata-report="([^"\s]*)"')
PLACE = re.compile(r'\bdata-span="([0-9]{1,9})-([0-9]{1,9})"')
QUOTED = re.compile(r" {0,3}> ?(.*)")


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """An error for each source line without quotation or place, or whose quotation differs."""
    if MARK not in page.text:
        return
    lines = page.text.split("\n")
    for number, line in enumerate(lines):
        if MARK in line:
            yield from _one(page, docs, lines, number)


def _one(page: PageFile, docs: Docs, lines: Sequence[str], number: int) -> Iterator[Notice]:
    at = page.front.body_line + number
    report, place = REPORT.search(lines[number]), PLACE.search(lines[number])
    quoted = _above(lines, number)
    if not report or not place or not quoted:
        yield page.notice("check-quote-form", at)
    elif docs.ask("said", report[1], place[1], place[2], mark(letters(unescape(quoted)))):
        return
    elif docs.ask("report", report[1]):  # else `missing_reports` tells
        said = docs.sources.letters(report[1], Span(int(place[1]), int(place[2])))
        yield page.notice("check-quote-differs", at, said=said)


def _above(lines: Sequence[str], number: int) -> str:
    """The quotation above a line and blank lines; empty where there is none."""
    number -= 1
    while number >= 0 and not lines[number].strip():
        number -= 1
    words = []
    while number >= 0 and (match := QUOTED.fullmatch(lines[number])):
        words.append(match[1])
        number -= 1
    return "\n".join(reversed(words))
