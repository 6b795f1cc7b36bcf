"""Where paragraphs begin and end: at line ends, block tags, and wide gaps on one long line."""

from __future__ import annotations

import re
from itertools import pairwise

from kb_build.model import HIDDEN, Report, Span

# Two ideographic blanks, or a tab, are the indent of a new paragraph where a text lost its line
# ends: “……提出意见。\t　　一、工作回顾”. So is a blank before a number: “2024年总结 一、回顾”.
HAN = "[一二三四五六七八九十]"
ANSWER = "整改(?:落实|进展)?[情状]况[：:]"
NUMBER = rf"(?={HAN}{{1,3}}、(?!{HAN})|[（(](?:{HAN}{{1,3}}|\d{{1,2}})[）)]|{ANSWER})"
GAP = re.compile(
    r"[\n\t\u3000 ](?:(?<=[\n\t])|(?<=\u3000)\u3000+|(?<=[。！？；：] ) +"
    rf"|(?<=[\w。！？；：）”][ \u3000]){NUMBER})"
)
# A title that lost its line end, before the words that a first sentence begins with: 总结|今年……
FIRST_WORDS = (
    r"(?:19|20)\d\d\s?年(?:[，,是]|工作回顾)|今年|近年来|一年来|根据|按照|为[了使进深贯认切全加推确]"
    r"|同志们|编者按|各位|尊敬的|现在，|今天，|自[\d“]"
)
GLUED = re.compile(
    r"\s*(?![本该此这现我]|根据|按照|为)[^，。；：！？\n]{4,50}?"
    r"(?:总结|计划|要点|方案|报告|汇报|讲话|发言|材料|思路|打算|安排)"
    rf"(?:[（(][^（()）\n]{{1,12}}[）)])?(?=\s?(?:{FIRST_WORDS}))"
)
# A table row typed with tabs; longer lines are reports that lost their line ends.
ROW = re.compile(r"^[^\n\t。]{1,80}(?:\t[^\n\t。]{1,80}){1,8}$", re.MULTILINE)
# Tags that begin or end a block, written out or escaped (`&lt;p&gt;`), and escaped line ends.
BREAK = re.compile(
    r"(?i:(?:<|&lt;|&amp;lt;|\\u003c)\s*[\\/]*\s*(?:p|div|br|tr|li|h[1-6]|table|section)\b)|\\n"
)


def paragraphs(report: Report, visible: str) -> tuple[Span, ...]:
    """The paragraphs in order, trimmed, none of them blank or pure noise.

    `visible` is `report.visible()`. A table row is one paragraph, its tabs do not cut it.
    """
    rows = [mark.span for mark in report.marks if mark.kind == "row"] + _typed_rows(visible)
    glued = GLUED.match(visible)
    titled = {(glued.end(), glued.end())} if glued else set()
    headed = {(mark.span.end, mark.span.end) for mark in report.marks if mark.kind == "heading"}
    cuts = sorted({*_gaps(visible, rows), *_tags(report), *titled, *headed})
    edges = [(0, 0), *cuts, (len(visible), len(visible))]
    pieces = (Span(before[1], after[0]) for before, after in pairwise(edges))
    return tuple(span for piece in pieces if len(span := trimmed(visible, piece)) > 0)


def trimmed(visible: str, span: Span) -> Span:
    """The span without blanks and noise at its ends."""
    words = visible[span.start : span.end]
    if words and not (words[0].isspace() or words[-1].isspace()):
        return span
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def plain(visible: str, span: Span) -> str:
    """The words of a span without the noise in it, on one line."""
    return " ".join(visible[span.start : span.end].replace(HIDDEN, "").split())


def _typed_rows(visible: str) -> list[Span]:
    """Lines whose cells, none of them a whole sentence, are set apart by tabs."""
    return [Span(*match.span()) for match in ROW.finditer(visible)] if "\t" in visible else []


def _gaps(visible: str, rows: list[Span]) -> list[tuple[int, int]]:
    found = [match.span() for match in GAP.finditer(visible)]
    inside = bytearray(len(visible))
    for row in rows:
        inside[row.start : row.end] = b"\1" * len(row)
    return [gap for gap in found if not inside[gap[0]]]


def _tags(report: Report) -> list[tuple[int, int]]:
    return [
        (span.start, span.end)
        for span in report.noise()
        if BREAK.search(report.text, span.start, span.end)
    ]
