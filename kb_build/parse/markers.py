"""Finds numbered headings and items: markers at the start of paragraphs and within them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import NamedTuple

from kb_build.model import Span
from kb_build.parse.families import FAMILIES, Family, number
from kb_build.parse.leads import first_clause, lead
from kb_build.parse.signs import Sign

# The first item below a heading, and the heading before it, where the text lost its line ends.
FIRST = re.compile(r"[（(][一1][）)]|1[.．、](?!\d)|一是")
HEADING_BEFORE = re.compile(
    r"(?:[一二三四五六七八九十][、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|(?<!\d)\d{1,2}[.．、])[^。；：！？]{2,60}\Z"
)
# What may stand before a marker within a paragraph.
CLAUSE_END = "。；;：:！？!?，,)）”』」 \t\u3000\x1f"
INLINE = tuple(family for family in FAMILIES if family.inline)


def _any(families: tuple[Family, ...]) -> re.Pattern[str]:
    """Where any of the families matches; the group's number is that of the first one that does."""
    patterns = (re.sub(r"\(\?P<\w+>", "(?:", family.pattern.pattern) for family in families)
    return re.compile("|".join(f"({pattern})" for pattern in patterns))


# What stands at most places is no marker at all, which one look tells instead of one a family.
ANY, ANY_INLINE = _any(FAMILIES), _any(INLINE)
# Its first sign is sought by itself, which is faster than to look around at every place.
OPENER = re.compile(
    r"[（(第首其再最另①-⑳\d一二三四五六七八九十]"
    rf"(?:(?<=[{re.escape(CLAUSE_END)}].)|(?<=[（(])(?=[一1][）)])|(?<=1)(?=[.．、])|(?<=一)(?=是)|(?<=今后一)(?=[是要]))"
)
# Words that go on like this show that the marker was part of a phrase: 一、二号楼, 一、二、三产业,
# 1.5倍.
NO_ITEM = re.compile(
    r"[、，。；：,;%％]|(?<=[.．\d])\d(?!\d{3}年)|(?<=[一二三]、)[二三四]、?[二三四]?[产等期类级号]"
)
# The list of what is attached, below the text: names without a mark behind them (GB/T 9704-2012,
# 7.3.4).
ATTACHED = re.compile(r"附件?[\d一二三四五六七八九十]{0,2}[：:]")
# Families whose numbers also stand in mid-sentence: only behind a closed one do they make items.
STRICT_BEFORE = {"han", "arabic", "arabic-paren", "ordinal", "han-paren", "stage"}
# Families that are not believed by themselves, even where they open a paragraph.
WEAK = {"order", "arabic-bare"}
# An item of one sentence. A semicolon shows at once that items are listed, a full stop only where
# two of them close with one.
ONE = re.compile(r"[^。；;！？!?]+(?P<end>[。；;])\s*")
CLOSED = {"；": 2, ";": 2, "。": 1}
LISTED = 2


class _Found(NamedTuple):
    """A marker before it is believed."""

    family: Family
    value: int
    run: tuple[str, str]  # what it goes on with: its series, and 是 of 一是, 要 of 一要
    start: int
    end: int
    inline: bool


def numbered(visible: str, body: tuple[Span, ...]) -> list[Sign]:
    """The signs of all numbered headings and items, in order.

    `body` has the paragraphs below the report's title. A marker is believed by itself or because
    another one, in its paragraph or beside it, goes on with its run: 一是……；二是……
    """
    lists = _attachments(visible, body)
    found = [
        [] if block in lists else [*_at_start(visible, block), *_within(visible, block)]
        for block in body
    ]
    far = _opening(found)
    signs: list[Sign] = []
    for at, block in enumerate(body):
        if not found[at]:
            continue
        before = found[at - 1][-1:] if at else []
        after = found[at + 1][:1] if at + 1 < len(found) else []
        signs += _signs(visible, block, _believed(found[at], [*before, *after, *far[at]]))
    return signs


def _opening(found: list[list[_Found]]) -> list[list[_Found]]:
    """For each paragraph the markers elsewhere that come before and after its own in their runs.

    A run (一是……, 二是……) goes on over paragraphs in between that have other markers or none, from
    one that opens its paragraph to the next that does; one that follows closed sentences only
    (一、, 1.) also within paragraphs, which lost their line ends.
    """
    around: list[list[_Found]] = [[] for _ in found]
    last: dict[tuple[str, str], tuple[int, _Found]] = {}
    for at, items in enumerate(found):
        for item in items:
            if item.inline and item.family.name not in STRICT_BEFORE:
                continue
            before = last.get(item.run)
            if before and before[0] != at:
                around[at].append(before[1])
                around[before[0]].append(item)
            last[item.run] = at, item
    return around


def _signs(visible: str, paragraph: Span, items: list[_Found]) -> Iterator[Sign]:
    """The signs of a paragraph with these markers.

    What follows items of one sentence each is an item too: 一是建台账；二是明责任；三是强督查。……
    """
    listed: dict[tuple[str, str], int] = {}
    for here, following in zip_longest(items, items[1:]):
        run = here.run
        before = listed.get(run, 0) if here.value > 1 else 0
        sign = _sign(visible, paragraph, here, following, listed=before >= LISTED)
        one = ONE.fullmatch(visible, here.end, following.start if following else paragraph.end)
        is_item = len(sign.span) == len(sign.marker)
        listed[run] = before + CLOSED[one["end"]] if one and is_item else 0
        yield sign


def _attachments(visible: str, body: tuple[Span, ...]) -> set[Span]:
    """The paragraphs that name what is attached: “附件：1.汇总表”, “2.名册”.

    After such a list come the signature or nothing; the heads of an attachment lead to sentences.
    """
    lists: set[Span] = set()
    run: list[Span] = []
    for block in body:
        closed = visible[block.end - 1] in CLAUSE_END
        goes_on = run and not closed and ANY.match(visible, block.start, block.end)
        if goes_on or ATTACHED.match(visible, block.start, block.end):
            run.append(block)
        else:
            lists.update(() if closed else run)
            run = []
    return lists.union(run)


def _at_start(visible: str, paragraph: Span) -> Iterator[_Found]:
    marker = ANY.match(visible, paragraph.start, paragraph.end)
    for family in FAMILIES[marker.lastindex - 1 :] if marker and marker.lastindex else ():
        match = family.pattern.match(visible, paragraph.start, paragraph.end)
        if match and not NO_ITEM.match(visible, match.end()) and match.end() < paragraph.end:
            yield _found(family, match, inline=False)
            return


def _within(visible: str, paragraph: Span) -> Iterator[_Found]:
    at = paragraph.start + 1
    while opener := OPENER.search(visible, at, paragraph.end):
        at = opener.start() + 1
        item = _inline(visible, opener.start(), paragraph)
        if item is not None:
            yield item
            at = item.end


def _inline(visible: str, at: int, paragraph: Span) -> _Found | None:
    marker = ANY_INLINE.match(visible, at, paragraph.end)
    for family in INLINE[marker.lastindex - 1 :] if marker and marker.lastindex else ():
        match = family.pattern.match(visible, at, paragraph.end)
        if match and not NO_ITEM.match(visible, match.end()):
            closed = visible[at - 1] in CLAUSE_END or visible.endswith("今后", 0, at)
            strict = family.name in STRICT_BEFORE and _mid_clause(visible, at)
            if strict or not (closed or _under_heading(visible, at)):
                continue
            return _found(family, match, inline=True)
    return None


def _mid_clause(visible: str, at: int) -> bool:
    """Whether neither a closed clause nor a heading that lost its line end stands before."""
    before = visible[max(0, at - 4) : at].rstrip()
    closed = bool(before) and before[-1] in "。；;：:！？!?）)”"
    return not closed and not (before and _under_heading(visible, at))


def _under_heading(visible: str, at: int) -> bool:
    """Whether a first item follows a heading that lost its line end: 一、情况（一）强化领导。"""
    return bool(FIRST.match(visible, at) and HEADING_BEFORE.search(visible, max(0, at - 64), at))


def _found(family: Family, match: re.Match[str], *, inline: bool) -> _Found:
    groups = match.groupdict()
    digits = groups.get("n") or groups.get("m") or ""
    run = family.series, groups.get("word") or ""
    return _Found(family, number(digits), run, match.start(), match.end(), inline)


def _believed(found: list[_Found], around: list[_Found]) -> list[_Found]:
    """Those at the paragraph's start, and inline ones that come as a run.

    `around` are the neighbouring paragraphs' markers next to this one: a run may go on there.
    """
    runs: dict[tuple[str, str], set[int]] = defaultdict(set)
    for item in (*found, *around):
        runs[item.run].add(item.value)
    above = {id(item) for item, below in pairwise(found) if _heads(item, below)}
    return [item for item in found if id(item) in above or _holds(item, runs[item.run])]


def _heads(item: _Found, below: _Found) -> bool:
    """Whether a single 一、 heads a run that begins anew: 一、……（一）……"""
    return item.family.name == "han" and (below.family.name, below.value) == ("han-paren", 1)


def _holds(item: _Found, run: set[int]) -> bool:
    """Whether a marker stands by itself, or a neighbour in its run holds it up."""
    in_run, word = item.value - 1 in run or item.value + 1 in run, item.run[1]
    weak = item.inline or item.family.name in WEAK or (word and word not in "是要")
    return in_run or not weak


def _sign(
    visible: str, paragraph: Span, here: _Found, following: _Found | None, *, listed: bool
) -> Sign:
    stop = following.start if following else paragraph.end
    opens = following is not None and following.value == 1
    title, end = lead(visible, here.end, stop, paragraph.end, inline=here.inline, opens=opens)
    if listed or here.family.name == "problem":  # which tells the fault itself: 问题1：……
        title, end = first_clause(title), 0
    marker = visible[here.start : here.end].strip()
    return Sign(
        family=here.run[0],
        value=here.value,
        rank=here.family.rank,
        marker=marker,
        title=title,
        span=Span(here.start, end if end else here.start + len(marker)),
        paragraph=paragraph,
        inline=here.inline,
        rule=f"marker:{here.family.name}",
    )
