"""What answers a problem: the ways in which reports pair the two, as `ADDRESSES` orders them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from kb_build.extract.backward import referred_to_all, referred_to_last
from kb_build.extract.cues import cue
from kb_build.extract.told import Pair, Told
from kb_build.model import Node, Passage

# How many problems a heading's answer may have before it.
PROBLEMS = 20
# How much of an item is compared with its answer, in characters.
SHARED = 60
ANSWERING = ("measure", "outcome", "plan")
# 针对共性问题，将……: a plan that names no fault which somebody found answers none.
DONE = ("measure", "outcome")


def _headed(told: Told) -> Iterator[Pair]:
    """A heading names the problem, its block answers: 针对“……”问题 / ……"""
    for node in told.outline.nodes:
        if not cue("links", "problem-named").search(node.title):
            continue
        block = told.block(node)
        first = next((at for at, p in enumerate(block) if p.role in ANSWERING), len(block))
        answer = tuple(p for p in block[first:] if p.role in ANSWERING)
        if _has_words(node):
            yield node.id, answer
        yield from ((p.id, answer) for p in block[: min(first, PROBLEMS)] if p.role == "problem")
        if block and not _has_words(node):
            yield block[0].id, block


def _labelled(told: Told) -> Iterator[Pair]:
    """A label says what answers the heading above it and the words between: 整改情况：……"""
    nodes = {node.id: node for node in told.outline.nodes}
    labels = Counter(label.parent for label in told.outline.nodes if _is_label(label))
    for before, label in pairwise((None, *told.outline.nodes)):
        if label is None or not _is_label(label):
            continue
        answer = told.block(label)
        if before and before.marker and told.follows(before.span.start, label.span.start):
            yield before.id, answer
        parent = nodes.get(label.parent)
        if parent:
            if labels[parent.id] == 1:
                yield parent.id, answer
            between = told.between(parent.span.end, label.span.start)
            yield from ((p.id, answer) for p in between[:PROBLEMS] if p.role not in ANSWERING)


def _is_label(node: Node) -> bool:
    return not node.marker and cue("links", "answer-label").match(node.title) is not None


def _has_words(node: Node) -> bool:
    """Whether a heading is more than a marker before an acting sentence."""
    return len(node.span) > len(node.marker) + 1


def _self_answered(told: Told) -> Iterator[Pair]:
    """One sentence names the problem and goes on to answer it: 针对……问题，中心制定了……"""
    for passage in told.passages:
        answers = _answers_itself(told.words(passage))
        if passage.role in DONE and answers and not _refers(told.words(passage)):
            yield passage.id, (passage,)


def _answers_itself(words: str) -> bool:
    """At its beginning, or where it goes on from thing to thing: ……；针对资金困难的实际，……"""
    at_once = cue("links", "problem-answered-at-once").match(words)
    return bool(at_once or cue("links", "problem-answered-within").search(words))


def _refers(words: str) -> bool:
    return any(cue("links", f"refers-to-{which}").match(words) for which in ("all", "last"))


def _in_item(told: Told) -> Iterator[Pair]:
    """An item that begins with the problem and ends with what is done about it."""
    inner = {node.parent for node in told.outline.nodes}
    for node in told.outline.nodes:
        block = told.block(node)
        if node.id in inner or not block:
            continue
        turns = cue("links", "turns-to-answer").match(told.words(block[0]))
        if turns and cue("roles", "problem").search(node.title):
            yield node.id, block
        elif len(block) > 1 and block[0].role == "problem" and _answers(told, block[1:]):
            yield block[0].id, block[1:]


def _answers(told: Told, block: tuple[Passage, ...]) -> bool:
    turns = cue("links", "turns-to-answer").match(told.words(block[0]))
    return bool(turns) or all(passage.role in ANSWERING for passage in block)


def _in_order(told: Told) -> Iterator[Pair]:
    """As many plans as problems in the section before, in the same order, mostly sharing words."""
    below: defaultdict[str, list[Node]] = defaultdict(list)
    for node in told.outline.nodes:
        below[node.parent].append(node)
    for sections in below.values():
        for before, after in pairwise(sections):
            problems, plans = below.get(before.id, ()), below.get(after.id, ())
            if not len(problems) == len(plans) > 1:
                continue
            pairs = list(zip(problems, plans, strict=True))
            alike = sum(_alike(told, problem, plan) for problem, plan in pairs)
            if 2 * alike > len(pairs):
                yield from ((_naming(told, a), told.block(b)) for a, b in pairs)


def _naming(told: Told, node: Node) -> str:
    block = told.block(node)
    return block[0].id if block and not _has_words(node) else node.id


def _alike(told: Told, problem: Node, plan: Node) -> bool:
    """Whether a problem and a plan have at least two pairs of letters in common."""
    roles = [[p.role for p in told.block(node)[:1]] for node in (problem, plan)]
    return roles == [["problem"], ["plan"]] and len(_pairs(told, problem) & _pairs(told, plan)) > 1


def _pairs(told: Told, node: Node) -> set[str]:
    text = told.visible[node.span.start : min(node.block_end, node.span.start + SHARED)]
    return {a + b for a, b in pairwise(text) if (a + b).isalpha()}


ADDRESSES: tuple[tuple[str, Callable[[Told], Iterator[Pair]]], ...] = (
    ("label", _labelled),
    ("problem-heading", _headed),
    ("same-sentence", _self_answered),
    ("refers-to-all", referred_to_all),
    ("refers-to-last", referred_to_last),
    ("same-item", _in_item),
    ("same-order", _in_order),
)
