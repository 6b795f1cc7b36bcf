"""Problems answered by what is told right behind them, without a word that refers back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise, takewhile

from kb_build.extract.links.backward import ITEMS, answer, opening
from kb_build.extract.links.told import ANSWERING, DONE, Pair, Told
from kb_build.model import Node, Passage, Role, last_begun


def turned_to_better(told: Told) -> Iterator[Pair]:
    """……还不够细。今后我将加以改进: the problem, or its list, and what will be done."""
    for at in _behind(told, ("problem",)):
        passage = told.passages[at]
        if told.begins(passage, "turns-to-better") and not list_before(told, passage):
            yield told.asked(opening(told, at - 1)), answer(told, passage)


def list_before(told: Told, passage: Passage) -> tuple[Node, ...]:
    """The items of the list behind which a passage begins a line of its own, first item first.

    The outline has that line in the last item, but it answers the whole list. Empty where the
    passage begins no line behind a list, or where the items have answers of their own.
    """
    start = passage.span.start
    at = bisect_right(told.heads, start) - 1
    last = told.outline.nodes[at] if at >= 0 else None
    if last is None or not last.marker or told.line_end(last.span.start) > start:
        return ()
    before = reversed(told.outline.nodes[max(0, at - ITEMS) : at])
    own = (last.parent, last.rule)
    items = (last, *(node for node in before if (node.parent, node.rule) == own))
    answered = any(p.role in ANSWERING for node in items[1:] for p in told.block(node))
    block = last_begun(told.outline.paragraphs, start)
    starts_line = block is not None and block.start == start
    return items[::-1] if len(items) > 1 and starts_line and not answered else ()


def acted_on(told: Told) -> Iterator[Pair]:
    """……成了居民反映强烈的突出问题。街道新建车位: what was done, as far as it is told at once."""
    for at in _behind(told, ("problem", "context")):
        problem, first = told.passages[at - 1], told.passages[at]
        if first.role == "measure" and told.says(problem, "sticking"):
            yield problem.id, _done_at_once(told, first)


def _done_at_once(told: Told, passage: Passage) -> tuple[Passage, ...]:
    """A passage and what the same line goes on to tell, as far as it was done."""
    rest = told.between(passage.span.start, told.line_end(passage.span.start))
    return tuple(takewhile(lambda p: p.role in DONE, rest))


def _behind(told: Told, roles: tuple[Role, ...]) -> Iterator[int]:
    """Places of the passages right behind one of these roles under the same heading."""
    for at, (before, passage) in enumerate(pairwise(told.passages), 1):
        if before.role in roles and passage.node == before.node:
            yield at
