"""How deep each sign lies: a stack of open headings, with the report's own nesting as evidence.

What counts, first things first: a number that goes on from an open run stays on that run's level;
then the rank, which the file sets or the numbering family usually has (`families`). But where the
report itself nests two families the other way round, that counts (1. … （一） … （二） … 2. …). A
skipped level leaves no hole.
"""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, takewhile

from kb_build.model import Node, Span
from kb_build.parse.signs import WHOLE, Sign


@dataclass(slots=True)
class _Open:
    """A heading that is still open."""

    sign: Sign
    depth: int
    index: int


def tree(body: tuple[Span, ...], signs: list[Sign], closings: list[int]) -> tuple[Node, ...]:
    """The nodes of the outline, in order, made of all signs in order of their place.

    `closings` are where paragraphs start that end the items of a chapter.
    """
    inverted = _inversions(signs)
    depths, parents = _depths(signs, inverted, closings)
    ends = _block_ends(signs, depths, closings, body[-1].end if body else 0)
    ids = _ids(signs)
    return tuple(
        Node(
            id=ids[at],
            parent=ids[parents[at]] if parents[at] >= 0 else "",
            depth=depths[at],
            marker=sign.marker,
            title=sign.title,
            span=sign.span,
            block_end=ends[at],
            rule=sign.rule,
        )
        for at, sign in enumerate(signs)
    )


def _inversions(signs: list[Sign]) -> set[tuple[str, str]]:
    """Pairs of families (outer, inner) that the report nests so: outer k, inner 1…, outer k + 1.

    They outweigh the families' ranks. Where both ways occur, the more frequent counts.
    """
    votes: Counter[tuple[str, str]] = Counter()
    last: dict[str, int] = {}
    began_inside: dict[str, str] = {}
    outer = ""
    for sign in signs:
        name = sign.family
        if name == "unnumbered":
            continue
        if sign.value == 1 and outer and outer != name:
            began_inside[name] = outer
        if sign.value > 1 and last.get(name) == sign.value - 1:
            for inner, around in list(began_inside.items()):
                if around == name and inner != name:
                    votes[name, inner] += 1
                    del began_inside[inner]
        last[name] = sign.value
        outer = name
    votes += _headed_runs(signs)
    return {pair for pair, count in votes.items() if count > votes[pair[1], pair[0]]}


def _headed_runs(signs: list[Sign]) -> Counter[tuple[str, str]]:
    """Votes for numbers that begin anew under unnumbered lines, and against those that go on."""
    votes: Counter[tuple[str, str]] = Counter()
    for head, after in pairwise(signs):
        leads = head.family == "label" or (head.family == "unnumbered" and not head.inline)
        pair = (_sort(head), _sort(after))
        if leads and after.value == 1:
            votes[pair] += 1
        elif leads and after.value and not after.inline:
            votes[pair[::-1]] += 1
    return votes


def _sort(sign: Sign) -> str:
    """Its family; lines of their own and the topic sentences below them nest by themselves."""
    return f"{sign.family} {sign.rank}" if sign.family == "unnumbered" else sign.family


def _depths(
    signs: list[Sign], inverted: set[tuple[str, str]], closings: list[int]
) -> tuple[list[int], list[int]]:
    """The depth of each sign, 1 = top, and its parent's place among the signs; -1 at the top."""
    depths: list[int] = []
    parents: list[int] = []
    stack: list[_Open] = []
    last: dict[str, int] = {}  # the latest sign of each numbered family and spelling
    paragraph: Span | None = None
    for at, sign in enumerate(signs):
        if at and bisect(closings, signs[at - 1].span.start) < bisect(closings, sign.span.start):
            stack = list(takewhile(lambda item: not _closes(item.sign, item.depth), stack))
        if sign.paragraph != paragraph:
            _close_inline(stack, sign)
            paragraph = sign.paragraph
        before = last.get(_spelt(sign), -1)
        if before < 0 or sign.value != signs[before].value + 1:  # 三要 goes on from 二要, not 二是
            before = last.get(sign.family, -1)
        goes_on = before >= 0 and sign.value == signs[before].value + 1
        below = at > 0 and _begins_below(signs[at - 1], sign)
        below |= before < 0 and len(stack) == 1 and _holds_first(stack[0].sign, sign)
        below |= bool(stack) and _spelt_below(stack[-1].sign, sign)
        # A chapter that began in between ends no run, but has what goes on of it.
        apart = bool(stack) and stack[0].index > before and stack[0].sign.rank < WHOLE <= sign.rank
        if not below and not (goes_on and not apart and _resume(stack, parents[before])):
            _close_for(stack, sign, inverted)
        if sign.value:
            last[sign.family] = last[_spelt(sign)] = at
        parents.append(stack[-1].index if stack else -1)
        depths.append(stack[-1].depth + 1 if stack else 1)
        stack.append(_Open(sign, depths[-1], at))
    return depths, parents


def _spelt(sign: Sign) -> str:
    """Its family, and what stands behind the number: 一要, 一是."""
    return f"{sign.family} {sign.marker[-1:]}"


def _closes(sign: Sign, depth: int) -> bool:
    """Whether a heading ends where a paragraph sums up its chapter, which a chapter does not."""
    return sign.rank > WHOLE and (depth > 1 or sign.value > 0)


def _begins_below(head: Sign, sign: Sign) -> bool:
    """Whether a run begins right behind a heading: 其次是用心培养。首先是组建团队，第二是……"""
    headed = len(head.span) > len(head.marker) and head.span.end == sign.span.start
    return headed and sign.value == 1


def _spelt_below(head: Sign, sign: Sign) -> bool:
    """Whether a run begins within an item that is spelt otherwise: 二要管好渠道，一是清淤，……"""
    within = sign.inline and head.paragraph == sign.paragraph and head.family == sign.family
    return within and sign.value == 1 and _spelt(head) != _spelt(sign)


def _holds_first(head: Sign, sign: Sign) -> bool:
    """Whether a family's first run lies in the only heading that is open: 第三，……（一）……

    What numbers a whole text, as 一、 does, lies in none.
    """
    numbered = head.value > 0 and not head.inline and len(head.span) > len(head.marker)
    return numbered and sign.value == 1 and not sign.inline and sign.rank > WHOLE


def _close_inline(stack: list[_Open], sign: Sign) -> None:
    """Items within a paragraph end with it, unless the next paragraph goes on with their run."""
    for place, item in enumerate(stack):
        head = item.sign
        goes_on = head.family == sign.family and sign.value == head.value + 1
        if head.inline and not goes_on:
            del stack[place:]
            return


def _resume(stack: list[_Open], parent: int) -> bool:
    """Goes back to the heading under which a run began that goes on now, where it is still open."""
    for place, item in enumerate(stack):
        if item.index == parent:
            del stack[place + 1 :]
            return True
    if parent < 0:
        stack.clear()
    return parent < 0


def _close_for(stack: list[_Open], sign: Sign, inverted: set[tuple[str, str]]) -> None:
    """Closes what a new sign ends, so that the top of the stack is its parent."""
    for place in range(len(stack) - 1, -1, -1):
        head = stack[place].sign
        if head.family == sign.family and (sign.family != "unnumbered" or head.rank == sign.rank):
            del stack[place:]
            return
    while stack and not _nests(stack[-1].sign, sign, inverted):
        stack.pop()


def _nests(head: Sign, sign: Sign, inverted: set[tuple[str, str]]) -> bool:
    """Whether a sign lies below an open heading."""
    if (_sort(head), _sort(sign)) in inverted:
        return True
    if (_sort(sign), _sort(head)) in inverted:
        return False
    return head.rank < sign.rank or (head.rank == sign.rank and _holds(head, sign))


def _holds(head: Sign, sign: Sign) -> bool:
    """Whether an item stands in a paragraph of the other: “——强化监管。一是……；二是……”."""
    reaches = head.span.end == head.paragraph.end or head.paragraph == sign.paragraph
    return sign.inline and not head.inline and reaches


def _block_ends(signs: list[Sign], depths: list[int], closings: list[int], end: int) -> list[int]:
    """Blocks end at the next sign of their level or above; items within a paragraph end with it."""
    ends: list[int] = [end] * len(signs)
    open_: list[int] = []
    for at, sign in enumerate(signs):
        while open_ and depths[open_[-1]] >= depths[at]:
            ends[open_.pop()] = sign.span.start
        open_.append(at)
    for at, sign in enumerate(signs):
        if sign.inline:
            ends[at] = min(ends[at], sign.paragraph.end)
        place = bisect(closings, sign.span.start)
        if place < len(closings) and _closes(sign, depths[at]):
            ends[at] = min(ends[at], closings[place])
    return ends


def _ids(signs: list[Sign]) -> list[str]:
    """From marker and title, so that they outlive edits elsewhere; repeated ones are counted."""
    seen: dict[str, int] = {}
    ids: list[str] = []
    for sign in signs:
        digits = hashlib.sha256(f"{sign.marker}\n{sign.title}".encode()).hexdigest()[:8]
        count = seen[digits] = seen.get(digits, 0) + 1
        ids.append(f"n{digits}-{count}" if count > 1 else f"n{digits}")
    return ids
