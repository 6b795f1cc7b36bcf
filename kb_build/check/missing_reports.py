"""Reports that a page quotes must be there: each that is gone is told once a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kb_build.check.docs import Docs
from kb_build.check.pages import PageFile
from kb_build.check.quotations import MARK, REPORT
from kb_build.check.words import unescape
from kb_build.model import Notice
from kb_build.page.keys import SOURCE

BEFORE_ROLE = re.compile("(.+)(?:，|, )")  # as `page.comma` is in either language


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """An error for each report that is gone; one notice where the page is marked as left behind."""
    found = [one for one in _quoted(page) if not docs.ask("report", one[0])]
    names = {report: name for report, name, _ in reversed(found)}
    if page.front.values.get(SOURCE) == "gone":
        line = page.front.lines[SOURCE]
        if found:
            count, name = str(len(found)), "、".join(names.values())
            yield page.notice("check-orphan-quotes", line, name=name, count=count)
        else:
            yield page.notice("check-orphan", line, "warning")
        return
    counts = Counter(report for report, _, _ in found)
    lines = {report: line for report, _, line in reversed(found)}
    for report, number in counts.items():
        words = {"name": names[report], "report": report, "count": str(number)}
        yield page.notice("check-report-gone", lines[report], **words)


def _quoted(page: PageFile) -> Iterator[tuple[str, str, int]]:
    """Each report where the page names it as a source: its id, what it is called, the line."""
    if page.report is not None:
        title = str(page.front.values.get("title", ""))
        yield page.report, title, page.front.lines.get("id", 1)
    if MARK not in page.text:
        return
    for number, line in enumerate(page.text.split("\n"), page.front.body_line):
        if MARK in line and (report := REPORT.search(line)):
            yield report[1], _name(line), number


def _name(line: str) -> str:
    """The title in the link of a source line, where the passage's role is behind the last comma."""
    words = unescape(line.removeprefix("[").partition("](")[0])
    title = BEFORE_ROLE.match(words)
    return title[1] if title else words
