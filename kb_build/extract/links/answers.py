"""What answers a problem: the ways in which reports pair the two, as `ADDRESSES` orders them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from kb_build.extract.links.backward import (
    referred_to_all,
    referred_to_last,
    refers,
)
from kb_build.extract.links.following import acted_on, turned_to_better
from kb_build.extract.links.items import in_item
from kb_build.extract.links.listed import listed
from kb_build.extract.links.recalled import named_again
from kb_build.extract.links.told import ANSWERING, DONE, Pair, Told, has_words
from kb_build.extract.roles.frames import head_says
from kb_build.lexicon.cues import cue
from kb_build.model import Node, Passage

# How many problems a heading's answer may have before it.
PROBLEMS = 20
LABEL = "head:label"


def _headed(told: Told) -> Iterator[Pair]:
    """A heading names the problem, its block answers: 针对“……”问题 / ……"""
    for node in told.outline.nodes:
        if not cue("links", "problem-named").search(node.title):
            continue
        block = told.block(node)
        first = next((at for at, p in enumerate(block) if p.role in ANSWERING), len(block))
        answer = tuple(p for p in block[first:] if p.role in ANSWERING)
        if has_words(node):
            yield node.id, answer
        yield from ((p.id, answer) for p in block[: min(first, PROBLEMS)] if p.role == "problem")
        if block and not has_words(node) and block[0].role != "problem":
            yield block[0].id, block


def _labelled(told: Told) -> Iterator[Pair]:
    """Labels say what answers the heading above and the words between: 1.台账不全。|整改情况：……

    They do not answer a heading with several runs of labels, nor one with a single numbered item,
    to which they belong.
    """
    nodes = {node.id: node for node in told.outline.nodes}
    runs = _label_runs(told.outline.nodes)
    counts = Counter(labels[0].parent for _, labels in runs)
    counted = Counter(node.parent for node in told.outline.nodes if node.marker)
    for before, labels in runs:
        first, answer = labels[0], tuple(p for label in labels for p in told.block(label))
        parent = nodes.get(first.parent)
        between = told.between(parent.span.end, first.span.start) if parent else ()
        asked = [p.id for p in between[:PROBLEMS] if _asks(told, p)]
        if before and before.marker and told.follows(before.span.start, first.span.start):
            yield from _heading(before, answer, asked)
        if parent and counts[parent.id] == 1 and counted[parent.id] != 1:
            yield from _heading(parent, answer, asked)
        yield from ((id, answer) for id in asked)


def _asks(told: Told, passage: Passage) -> bool:
    """Whether words before a label can be its problem: （水务局牵头） only tells who answers."""
    bracketed = told.words(passage).lstrip().startswith(("（", "("))
    return passage.role not in ANSWERING and not bracketed


def _label_runs(nodes: tuple[Node, ...]) -> list[tuple[Node | None, list[Node]]]:
    """Labels of an answer that follow one another, and the node before the first of them.

    整改措施：……, 责任单位：……, 整改结果：…… are one run of two: other labels are passed over.
    """
    runs: list[tuple[Node | None, list[Node]]] = []
    last: Node | None = None  # the label before, once a run has begun
    for before, node in zip((None, *nodes), nodes, strict=False):
        answers = _labels_answer(node)
        if not answers and not (runs and node.rule == LABEL):
            continue
        goes_on = last and (last.parent, last.block_end) == (node.parent, node.span.start)
        if answers and goes_on:
            runs[-1][1].append(node)
        elif answers:
            runs.append((before, [node]))
        last = node
    return runs


def _heading(node: Node, answer: tuple[Passage, ...], asked: list[str]) -> Iterator[Pair]:
    """The heading of a problem with its answer.

    Not where the words `asked` below a mere marker, or below 3.问题：, tell the problem themselves.
    """
    if not asked or (has_words(node) and not head_says(node.title, "problem-head")):
        yield node.id, answer


def _labels_answer(node: Node) -> bool:
    return not node.marker and cue("links", "answer-label").match(node.title) is not None


def _self_answered(told: Told) -> Iterator[Pair]:
    """One sentence names the problem and goes on to answer it: 针对……问题，中心制定了……"""
    for at, passage in enumerate(told.passages):
        answers = passage.role in DONE and told.begins(passage, "problem-answered-at-once")
        if answers and not refers(told, at):
            yield passage.id, (passage,)


ADDRESSES: tuple[tuple[str, Callable[[Told], Iterator[Pair]]], ...] = (
    ("label", _labelled),
    ("problem-heading", _headed),
    ("same-sentence", _self_answered),
    ("refers-to-all", referred_to_all),
    ("refers-to-last", referred_to_last),
    ("named-again", named_again),
    ("same-item", in_item),
    ("turns-to-better", turned_to_better),
    ("acted-on", acted_on),
    ("listed", listed),
)
