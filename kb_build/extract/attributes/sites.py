"""Whose web pages carry the report: the body printed before its title, or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.extract.attributes.full_names import Body
from kb_build.extract.attributes.naming import names_body
from kb_build.extract.attributes.places import own_body
from kb_build.model import Report, Span

# What a web page puts before its title: 松浦大学->……
BEFORE = re.compile(r"(?:^|[:：\s])(?P<name>[^\s:：]{3,20})->\s*$")
# How far before the title it may begin, in characters.
LINE = 60
# What it puts behind: ……--总务处-松浦县第三中学. In a column for study others are reprinted.
BEHIND = re.compile(r"--(?![^-\n]*(?:学习|理论|转载|时政|媒体))[^-\n]*-(?P<name>[^-\s]{3,20})$")


def before_title(text: str, title: Span | None) -> Iterator[Body]:
    """The body whose pages these are, printed before a title that names none."""
    if title is None:
        return
    line = text.rfind("\n", 0, title.start) + 1
    match = BEFORE.search(text, max(line, title.start - LINE), title.start)
    if match and names_body().fullmatch(match["name"]):
        yield match["name"], Span(*match.span("name"))


def behind_title(report: Report) -> Iterator[Body]:
    """The body whose pages these are, printed behind the page's title and its column."""
    for mark in report.marks:
        if mark.rule == "site-name":
            yield from own_body(BEHIND.search(report.text, mark.span.start, mark.span.end))
