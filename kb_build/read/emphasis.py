"""Tells Markdown's **bold** from ** that masks a name or number (**县医院, 共**人次).

Both stand side by side in real reports. A pair of signs is bold when it hugs a phrase whose ends
are where phrases end, and when neither sign stands where a masked name or number would:

    **提前排查，及时整改。**全年检查…      bold: line start, closing mark before the second sign
    坚持**“一线工作法”**的做法            bold: the quotation marks are hugged
    坚持**以人民为中心**的思想             bold: the only pair of its line, nothing masked around it
    **护好一** **渠** **清水**             bold: the line has nothing else, a converter cut it up
    **县医院由**县政府主办                 masks: 县 follows each
    由**担任组长，**担任副组长             masks: 担任 follows each
    共有**名，**场次                       masks: a unit follows
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb_build.model import Mark, Span
from kb_build.read.marking import lines, noise

# A line of nothing but bold pieces, cut anywhere.
_PIECES = re.compile(r"\s*(?:\*\*\s*[^*\s][^*]*\*\*\s*){2,}")
_SIGN = re.compile(r"(?<![*])\*{2,3}(?![*])|(?<![_])_{2,3}(?![_])")

_LINE = 2  # letters of a line that is bold as a whole, whatever it ends with

# What follows a masked name or number: heads of units, offices, people, measures of amount.
_AFTER_MASK = re.compile(
    r"[省市县区州盟旗镇乡村局委办厅部处科室院所站校司厂队组街路届轮次名人个项条件场期家户亩元万亿年月日号岁篇份间台]"
    r"|街道|社区|公司|集团|党校|党委|党组|学[院校]|大学|中学|小学|医院|银行|同志|老师|教授|主任|书记|单位"
    r"|担任|兼任|任[组副主]|副|主持|强调|指出|要求|表示|出席|参加|带队|率队|传达|作了|等[人同]|分获|[%％、]"
)
# What stands before a masked name: 在**县, 由**同志.
_BEFORE_MASK = "由在与和对向到被让经从及为给赴共有达约第中原"

_OPENS, _CLOSES = "“‘「『《（(【〈", "”’」』》）)】〉。：；！？:;!?…"
_SPACE_OR_PUNCTUATION = re.compile(r"[\s，、。：；！？,.:;!?（）()“”‘’《》【】「」—…·|>#*_-]")


def emphasis(view: str) -> Iterator[Mark]:
    """The signs of bold phrases as noise, and the phrases as bold; masks stay untouched."""
    for line in lines(view):
        words = line.of(view)
        signs = list(_SIGN.finditer(words))
        for start, end in _pairs(words, signs):
            first, second = line.start + start[0], line.start + end[0]
            size = start[1] - start[0]
            yield noise(first, first + size, "markdown-bold")
            yield noise(second, second + size, "markdown-bold")
            yield Mark(Span(first + size, second), "bold", "markdown-bold")


def _pairs(
    words: str, signs: list[re.Match[str]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Neighbouring equal signs that hug a phrase; a sign that closed one opens no other."""
    if _PIECES.fullmatch(words):
        spans = [sign.span() for sign in signs if sign[0] == "**"]
        yield from zip(spans[::2], spans[1::2], strict=True)
        return
    taken = -1
    begun = [0, *(sign.start() for sign in signs)]  # the sign before each, or the line
    for since, (first, second) in zip(begun, pairwise(signs), strict=False):
        if first.start() < taken or first[0] != second[0]:
            continue
        before = words[since : first.start()]
        if _is_bold(words, before, first, second, alone=len(signs) == 2):
            yield first.span(), second.span()
            taken = second.end()


def _is_bold(
    words: str, before: str, first: re.Match[str], second: re.Match[str], alone: bool
) -> bool:
    """Whether two signs in the words of a line are a pair; `before` is what leads to the first."""
    phrase, end = words[first.end() : second.start()], second.end()
    last = before.rstrip()[-1:]
    if not last and not words[end:].strip() and len(phrase.strip()) >= _LINE:
        return True
    if len(phrase) < 2 or phrase != phrase.strip() or _is_cut(phrase):
        return False
    masked_behind = bool(_AFTER_MASK.match(words, end))
    if _AFTER_MASK.match(phrase) and masked_behind:
        return False
    opened = _ends(before[-1:]) or phrase[0] in _OPENS
    closed = phrase[-1] in _CLOSES or _ends(words[end : end + 1])
    if opened and closed:
        return not _AFTER_MASK.match(phrase) or phrase[-1] in _CLOSES
    return alone and not masked_behind and not _masked(phrase, last)


def _is_cut(phrase: str) -> bool:
    """Whether it begins or ends where no phrase does: between masks stands “局、” or “，副组长”."""
    return phrase[0] in "、，。；：,;:" or phrase[-1] in "、，,和与及"


def _ends(char: str) -> bool:
    """Whether a phrase can begin after, or end before, this character or the line's end."""
    return not char or bool(_SPACE_OR_PUNCTUATION.match(char))


def _masked(phrase: str, last: str) -> bool:
    """Whether a mask stands at the phrase's beginning, or the phrase is more than a phrase."""
    stands = bool(last) and last in _BEFORE_MASK
    return stands or bool(_AFTER_MASK.match(phrase) or re.search(r"[，、。；]", phrase))
