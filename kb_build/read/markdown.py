"""Marks Markdown in plain text: front matter of web exports, headings, lists, images and links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.model import Mark, Span
from kb_build.read.marking import lines, noise

FRONT_LINES = 100  # a longer block between two rules is no front matter
_FRONT_LINE = re.compile(r"[\w-]+\s*:.*|\s*-(\s.*)?|\s+\S.*|\s*|#.*")
_FRONT_TITLE = re.compile(r"""title\s*:\s*["'“]?(?P<words>.*?)["'”]?\s*""")
# 站点->题目 | 站点: what a web export puts around a page's title.
_SITE_BEFORE, _SITE_AFTER = re.compile(r"[^<>|]{1,40}->"), re.compile(r"\s[|｜]\s[^|｜]{1,40}$")

_HEADING = re.compile(
    r"(?P<sign>[ ]{0,3}(?P<level>#{1,6})(?:[ \t\u3000]+|(?=[^\s#\d!-~])))(?P<words>.*)"
)
_CLOSING = re.compile(r"\s#+\s*$")
MAX_HEADING = 120  # characters; a longer line that begins with # is no heading

# What stands at a line's beginning or is the whole line.
_STARTS = (
    ("markdown-empty", re.compile(r"[ ]{0,3}(?:#{1,6}|\*\*|`{1,2})[ \t]*$")),
    (
        "markdown-rule",
        re.compile(r"[ ]{0,3}(?>-[ \t]*){3,}+$|[ ]{0,3}(?>\*[ \t]*){4,}+$|[ ]{0,3}[_=]{3,}[ \t]*$"),
    ),
    ("markdown-fence", re.compile(r"[ ]{0,3}(?:```|~~~)[^`]*$")),
    ("markdown-quote", re.compile(r"[ ]{0,3}>[> ]*+(?![\d.])")),
    ("markdown-bullet", re.compile(r"[ \t]*[-+*•·●■◆][ \t]+(?=\S)|[ \t]*[•●■◆](?=\S)")),
)
# Brackets end at the next one of their kind: no part is matched twice.
_IMAGE = re.compile(r"!\[[^\[\]\n]*+\]\([^()\n]*+\)")
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]*+)\]\((?=[^()\n]*[/.#:])[^()\n]*+\)")
_AWAY = re.compile(r"原文|首发|来源|阅读全文|查看|转入|点击|下载|链接|返回")
MAX_AWAY = 20  # characters at the beginning of a link that tell where it leads
_ESCAPE = re.compile(r"\\(?=[*_#\[\]()>+\-.!|~`{}])")
_TABLE_RULE = re.compile(r"[ \t]*+\|?(?>[ \t]*+:?-{2,}+:?[ \t]*+(?:\||$)){1,50}+[ \t]*+$")


def front_matter(view: str) -> Iterator[Mark]:
    """The block between two --- at the top; of its title the words stay, as a heading."""
    top = view.lstrip("\n")[:4]
    start = len(view) - len(view.lstrip("\n"))
    end = view.find("\n---", start + 3)
    if top != "---\n" or end < 0 or view.count("\n", start, end) > FRONT_LINES:
        return
    stop = end + 4
    if view[stop : stop + 1].strip():
        return
    rows = [Span(start + row.start, start + row.end) for row in lines(view[start:end])][1:]
    if not all(_FRONT_LINE.fullmatch(row.of(view)) for row in rows):
        return
    site, title = _front_title(view, rows)
    yield noise(start, site.start, "front-matter")
    yield noise(site.start, site.end, "site-name")
    yield Mark(title, "heading", "front-title", 1)
    yield noise(title.end, stop, "front-matter")


def _front_title(view: str, rows: list[Span]) -> tuple[Span, Span]:
    """The site's name before the title, and the title; nothing at the block's beginning if none."""
    for row in rows:
        if match := _FRONT_TITLE.fullmatch(row.of(view)):
            words = match["words"]
            before, after = _SITE_BEFORE.match(words), _SITE_AFTER.search(words)
            start = row.start + match.start("words")
            end = start + (after.start() if after else len(words))
            begin = start + (before.end() if before else 0)
            return Span(start, begin), Span(begin, end)
    nowhere = Span(rows[0].start, rows[0].start) if rows else Span(0, 0)
    return nowhere, nowhere


def blocks(view: str) -> Iterator[Mark]:
    """Signs at the beginning of lines: headings, rules, fences, bullets, tables."""
    for line in lines(view):
        words = line.of(view)
        if not words or words.isspace():
            continue
        if (heading := _HEADING.match(words)) and len(words) <= MAX_HEADING:
            yield from _heading(line, heading)
        elif _is_table_row(words) or _TABLE_RULE.match(words):
            yield from _table_row(line, words)
        else:
            yield from _start(line, words)


def _heading(line: Span, match: re.Match[str]) -> Iterator[Mark]:
    words = match["words"]
    closing = _CLOSING.search(words)
    start = line.start + match.end("sign")
    end = start + (closing.start() if closing else len(words))
    yield noise(line.start, start, "markdown-heading")
    yield Mark(Span(start, end), "heading", "markdown-heading", len(match["level"]))
    yield noise(end, line.end, "markdown-heading")


def _is_table_row(words: str) -> bool:
    return words.lstrip()[:1] == "|" and words.rstrip()[-1:] == "|"


def _table_row(line: Span, words: str) -> Iterator[Mark]:
    if _TABLE_RULE.match(words):
        yield noise(line.start, line.end, "markdown-table")
        return
    yield Mark(line, "row", "markdown-table")
    for pipe in re.finditer(r"\|", words):
        yield noise(line.start + pipe.start(), line.start + pipe.end(), "markdown-table")


def _start(line: Span, words: str) -> Iterator[Mark]:
    for rule, pattern in _STARTS:
        if match := pattern.match(words):
            yield noise(line.start, line.start + match.end(), rule)
            return


def inline(view: str) -> Iterator[Mark]:
    """Images; links, of which the words stay unless they only lead away; escaping backslashes."""
    yield from (noise(m.start(), m.end(), "markdown-image") for m in _IMAGE.finditer(view))
    for link in _LINK.finditer(view):
        if _AWAY.search(link["words"][:MAX_AWAY]) or not link["words"].strip():
            yield noise(link.start(), link.end(), "markdown-link")
        else:
            yield noise(link.start(), link.start("words"), "markdown-link")
            yield noise(link.end("words"), link.end(), "markdown-link")
    yield from (noise(m.start(), m.end(), "markdown-escape") for m in _ESCAPE.finditer(view))
