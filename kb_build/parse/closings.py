"""Paragraphs that sum up a chapter behind its last item, and are no part of that item.

（六）|守牢供水底线。…… 各位代表！五年来，…… The second paragraph is about the whole chapter.
"""

from __future__ import annotations

import re

from kb_build.model import Span
from kb_build.parse.signs import WHOLE, Sign

CLOSING = re.compile(
    "各位代表|刚刚过去的|(?:这|过去的?)?[一五]年来?[，,]|“?十[一二三四五]五”?(?:时期|以来)"
    "|回[顾首望]|(?:这些|上述)?成绩(?:的取得|来之不易)|在(?:看到|肯定|总结)[^。，]{0,12}成绩"
    "|(?:同时[，,])?我们(?:也|还)?(?:清醒|深刻)地?(?:看到|认识到)"
)


def closings(visible: str, body: tuple[Span, ...], signs: list[Sign]) -> list[int]:
    """Where such paragraphs start, in order; none begins with a sign, or stands right below one.

    What stands between two items of a run closes nothing: the next number goes on behind it.
    """
    following: list[Sign | None] = [None]  # the next numbered sign that opens a paragraph
    for sign in reversed(signs):
        following.append(sign if sign.value and not sign.inline else following[-1])
    following.reverse()
    last: dict[str, int] = {}  # the latest number of each family
    found: list[int] = []
    passed = 0
    for block in body:
        while passed < len(signs) and signs[passed].span.start < block.start:
            last[signs[passed].family] = signs[passed].value
            passed += 1
        if not passed or not CLOSING.match(visible, block.start):
            continue
        headed = passed < len(signs) and signs[passed].span.start == block.start
        first = not visible[signs[passed - 1].span.end : block.start].strip()
        after = following[passed]
        goes_on = after and after.rank > WHOLE and last.get(after.family) == after.value - 1 > 0
        if not (headed or first or goes_on):
            found.append(block.start)
    return found
