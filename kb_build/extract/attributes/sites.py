"""Whose web pages carry the report: the body printed before its title, or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.extract.attributes.full_names import Body
from kb_build.extract.attributes.naming import MEDIA, general, names_body
from kb_build.extract.attributes.places import own_body
from kb_build.model import Report, Span

# What a web page puts before its title: 松浦大学->……
BEFORE = re.compile(r"(?:^|[:：\s])(?P<name>[^\s:：]{3,20})->\s*$")
# What titles of speeches and papers begin with that pages of all bodies print again.
REPRINTED = re.compile(
    "(?:【[^】]*】|《求是》杂志发表)*(?:习近平(?!新时代|.{0,3}思想|[^，]{0,60}(?:引发|反响))|中共中央|党中央|国务院)|【时文】"
)
# How far before the title it may begin, in characters.
LINE = 60
# What it puts behind: ……--总务处-松浦县第三中学. In a column for study others are reprinted.
BEHIND = re.compile(r"--(?![^-\n]*(?:学习|理论|转载|时政|媒体))[^-\n]*-(?P<name>[^-\s]{3,20})$")


def before_title(text: str, title: Span | None) -> Iterator[Body]:
    """The body whose pages these are, printed before a title that names none, of its own text."""
    if title is None or REPRINTED.match(text, title.start):
        return
    line = text.rfind("\n", 0, title.start) + 1
    match = BEFORE.search(text, max(line, title.start - LINE), title.start)
    if match and names_body().fullmatch(match["name"]):
        yield match["name"], Span(*match.span("name"))


# 发布机构：松浦县水务局. A government's office publishes for all its departments.
PUBLISHED = re.compile(
    r"(?:发布机构|发布单位|发文机[关构]|来源|供稿)[:：]\s*(?P<name>(?!\S*办公室)[^\s:：（(]{3,24})"
)


def published(report: Report) -> Iterator[Body]:
    """The body that the page's data name as the one it comes from."""
    for mark in report.marks:
        match = PUBLISHED.search(report.text, mark.span.start, mark.span.end)
        named = match and names_body().fullmatch(match["name"]) and not MEDIA.search(match["name"])
        if mark.rule == "page-data" and match and named and not general(match["name"]):
            yield match["name"], Span(*match.span("name"))


def behind_title(report: Report) -> Iterator[Body]:
    """The body whose pages these are, printed behind the page's title and its column."""
    for mark in report.marks:
        if mark.rule == "site-name":
            yield from own_body(BEHIND.search(report.text, mark.span.start, mark.span.end))
