"""Warns of unclear titles and empty sections on pages that people wrote or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.check.docs import Docs
from kb_build.check.headings import shown
from kb_build.check.pages import PageFile
from kb_build.model import Notice

# Letters that stand for a hidden name or number: **县, XX局, 某某, □□.
MASKS = re.compile(r"\*{2,}|＊{2,}|[×□○]{2,}|(?<![A-Za-z])[XxＸ]{2,}(?![A-Za-z])|某某")
HEADING = re.compile(r"(#{1,6})[ \t]+\S")
FIRST = re.compile(r"\s*#[ \t]+(?P<words>[^\n]+)")
UNREAD = re.compile(r"[\s*_`]+")  # of bold and italic type, and masks


def check(page: PageFile, _: Docs) -> Iterator[Notice]:
    """A warning for an emptied page, an unclear title, and each heading with nothing below it."""
    yield from _two_titles(page)
    if page.generated:
        if not page.front.body.strip():
            yield page.notice("check-page-empty", 1, "warning")
        return
    title = page.front.values.get("title")
    if isinstance(title, str) and (mask := MASKS.search(title)):
        line = page.front.lines["title"]
        yield page.notice("check-title-masked", line, "warning", words=mask.group())
    yield from _empty_sections(page)


def _two_titles(page: PageFile) -> Iterator[Notice]:
    """A page that is headed otherwise than lists and searches call it."""
    head, heading = page.front.values, FIRST.match(page.front.body)
    title = head.get("title")
    if "kind" not in head or not isinstance(title, str) or not heading:
        return
    words = shown(heading["words"])
    if words != title and UNREAD.sub("", words) != UNREAD.sub("", title):
        line = page.front.body_line + page.front.body.count("\n", 0, heading.start("words"))
        yield page.notice("check-title-differs", line, "warning", words=words, title=title)


def _empty_sections(page: PageFile) -> Iterator[Notice]:
    """Headings below the title that one of their level or above follows, or the page's end."""
    lines = page.front.body.split("\n")
    code = page.text.split("\n")  # fenced code is blank in it
    last = (0, 0, "")
    for number, line in enumerate([*lines, "# end"]):
        shown = code[number] if number < len(lines) else line
        heading = HEADING.match(shown)
        if heading:
            level, at, words = last
            if level > 1 and len(heading[1]) <= level:
                place = page.front.body_line + at
                yield page.notice("check-section-empty", place, "warning", words=words)
            last = (len(heading[1]), number, line.lstrip("# "))
        elif line.strip():
            last = (0, 0, "")
