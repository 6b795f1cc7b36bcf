"""Labels that say what follows them: 整改情况：……, 教育质量方面：……

They open a paragraph, or follow a closed sentence where a text lost its line ends. A label is a
heading without a number, and what is numbered anew behind it lies below it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kb_build.model import Span
from kb_build.parse.paragraphs import plain
from kb_build.parse.signs import UNRANKED, Sign

# What a label may say of an answer, a problem or a measure, and who answers for it until when.
WORDS = (
    r"整改(?:落实|进展|完成)?(?:[情状]况|措施|成效|进展|结果|任务|目标|时限|状态)|(?:存在|反馈|主要)问题|问题(?:表现|描述)"
    r"|(?:主要|具体)(?:做法|措施|举措)|(?:取得|工作)成效|完成(?:情况|时限|时间)|(?:责任|牵头|配合)(?:单位|部门|领导|人)|(?:改进|解决)措施"
    r"|下一?步(?:工作)?(?:打算|措施|计划)"
)
AT_START = re.compile(
    rf"(?:{WORDS}|(?:专栏|(?:典型)?案例)[一二三四五六七八九十\d]{{1,3}}|[\u4e00-\u9fff]{{2,10}}方面)[：:]"
)
# Behind a closed sentence or bracket: ……按职责分工负责）具体措施：1．
WITHIN = re.compile(rf"[。；）](?P<label>(?:{WORDS})[：:])")


def labels(
    visible: str, body: tuple[Span, ...], taken: set[int], numbered: list[Sign]
) -> Iterator[Sign]:
    """The signs of labels, in order.

    `taken` are starts of paragraphs that open with a heading or are rows of a table. A label within
    a numbered heading is part of it.
    """
    heads = sorted(sign.span for sign in numbered)
    for block in body:
        match = AT_START.match(visible, block.start, block.end)
        if match and block.start not in taken:
            yield _sign(visible, Span(*match.span()), block, inline=False)
        for match in WITHIN.finditer(visible, block.start, block.end):
            span = Span(*match.span("label"))
            if not _meets(heads, span) and not _in_brackets(visible, block.start, span.start):
                yield _sign(visible, span, block, inline=True)


def _meets(heads: list[Span], label: Span) -> bool:
    at = bisect_left(heads, label)
    return any(head.meets(label) for head in heads[max(0, at - 1) : at + 1])


def _in_brackets(visible: str, start: int, at: int) -> bool:
    """（水务局牵头；责任单位：各镇）: what stands in brackets goes with the words before."""
    return visible.rfind("（", start, at) > visible.rfind("）", start, at)


def _sign(visible: str, span: Span, block: Span, *, inline: bool) -> Sign:
    title = plain(visible, span).rstrip("：:")
    return Sign("label", 0, UNRANKED, "", title, span, block, inline=inline, rule="head:label")
