"""Answers that refer back to their problem (对此，……; 针对上述问题，……), and how far they reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from kb_build.extract.links.told import ANSWERING, Pair, Told
from kb_build.lexicon.cues import cue
from kb_build.model import Node, Passage, last_begun

# How many passages back from “对此” its problem, and from “针对上述问题” the problems may stand.
BACK = 3
FAR_BACK = 40
# How far back the words may stand that open a list of which the last problem is answered.
LISTED = 8
# The longest list that is followed, nested items included.
ITEMS = 100
# Where a list begins: 一、, （1）, 首先, ——. What begins with 二、 is the next chapter.
FIRST = re.compile(r"[（(]?(?:一|1(?!\d)|①|❶|Ⅰ|首先|第一|其一|—)")


def referred_to_all(told: Told) -> Iterator[Pair]:
    """针对上述问题，……: the sentence that tells of the problems, and all that follows."""
    for at in told.referring:
        passage = told.passages[at]
        if told.begins(passage, "refers-to-all"):
            problem = _last_told_of(told, told.passages[max(0, at - FAR_BACK) : at])
            if problem is not None:
                yield _longest_part(told, problem).id, answer(told, passage)


def _last_told_of(told: Told, before: tuple[Passage, ...]) -> Passage | None:
    """The last passage that opens a list of problems; else that tells of problems, or one."""
    problems = [p for p in before if p.role == "problem"]
    naming = [p for p in problems if told.says(p, "problem-intro")]
    telling = (p for p in before if p.role in ("problem", "context"))
    listing = [p for p in telling if told.says(p, "problem-list")]
    return next((found[-1] for found in (listing, naming, problems) if found), None)


def _longest_part(told: Told, passage: Passage) -> Passage:
    """Of the items that make up one printed sentence with a passage, the longest problem."""
    parts = told.between(passage.span.start, told.sentence_end(passage.span.start))
    problems = takewhile(lambda part: part.role == "problem", parts)
    return max(problems, key=lambda part: len(part.span), default=passage)


def refers(told: Told, at: int) -> bool:
    """Whether a passage speaks of problems told before, and there is one."""
    passage = told.passages[at]
    last = told.begins(passage, "refers-to-last") and _problem_before(told, at, BACK)
    return bool(last) or told.begins(passage, "refers-to-all")


def referred_to_last(told: Told) -> Iterator[Pair]:
    """对此，…… 针对这一情况，……: the problem told just before. 面对此情，我心急 answers none."""
    for at in told.referring:
        passage = told.passages[at]
        if told.begins(passage, "refers-to-all") or passage.role not in ANSWERING:
            continue
        resolves = told.begins(passage, "resolves")
        if resolves or told.begins(passage, "refers-to-last"):
            problem = _problem_before(told, at, 1 if resolves else BACK)
            if problem:
                yield problem, answer(told, passage)


def _problem_before(told: Told, at: int, back: int) -> str:
    """Id of the heading or passage that tells the problem before a passage; empty if none does."""
    node = last_begun(told.outline.nodes, told.passages[at].span.start - 1)
    before = told.passages[max(0, at - back) : at]
    heading = node and (not before or node.span.start >= before[-1].span.end)
    if node and heading and cue("roles", "problem").search(node.title):
        return node.id
    for place in range(at - 1, max(0, at - back) - 1, -1):
        if told.passages[place].role == "problem":
            return told.asked(opening(told, place))
    return before[-1].id if before and told.says(before[-1], "trouble") else ""


def opening(told: Told, at: int) -> Passage:
    """The passage that opens the list of problems of which the passage at place `at` is the last.

    That passage itself where none opens a list: 主要有以下问题：一是……。二是……。
    """
    for place in range(at - 2, max(0, at - LISTED) - 1, -1):
        before = told.passages[place]
        if before.node != told.passages[at].node:
            break
        if told.says(before, "problem-list"):
            return before
    return told.passages[at]


def answer(told: Told, passage: Passage) -> tuple[Passage, ...]:
    """The passage, the items that it opens (会议要求：一要……；二要……), and the status after it."""
    first = told.first_sentence(passage).strip()
    end = passage.span.end
    if cue("links", "answer-intro").search(first):
        end = max(end, _items_end(told, end))
    rest = told.between(end, told.line_end(passage.span.start))
    settled = takewhile(lambda p: told.says(p, "settled"), rest)
    return (*told.between(passage.span.start, end), *settled)


def _items_end(told: Told, start: int) -> int:
    """Where the items end that begin right behind a place; the place where none do."""
    at = bisect_left(told.heads, start)
    items = _run(told.outline.nodes, at)
    if not items or not FIRST.match(items[0].marker):
        return start
    if not told.follows(start, items[0].span.start):
        return start
    inline_end = told.line_end(items[0].span.start)
    inline = [item for item in items if item.span.start < inline_end]
    return told.sentence_end(inline[-1].span.end) if len(inline) > 1 else items[-1].block_end


def _run(nodes: tuple[Node, ...], at: int) -> list[Node]:
    """The items of the list that begins with the node at place `at`, without items within them."""
    items: list[Node] = []
    for node in nodes[at : at + ITEMS]:
        if items and node.depth > items[0].depth:
            continue
        if items and (node.rule, node.parent) != (items[0].rule, items[0].parent):
            break
        if items and node.marker == items[0].marker != "——":
            break
        items.append(node)
    return items
