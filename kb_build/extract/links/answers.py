"""What answers a problem: the ways in which reports pair the two, as `ADDRESSES` orders them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from kb_build.extract.cues import cue, present
from kb_build.extract.links.backward import (
    answer,
    done_at_once,
    referred_to_all,
    referred_to_found,
    referred_to_last,
    refers,
)
from kb_build.extract.links.onward import acted_on, turned_to_better
from kb_build.extract.links.recalled import named_again
from kb_build.extract.links.told import Pair, Told
from kb_build.model import Node, Passage

# How many problems a heading's answer may have before it.
PROBLEMS = 20
# How much of an item is compared with its answer, in characters.
SHARED = 60
# 要看成色足不足: a question whether is no fault.
WHETHER = re.compile(r"([一-鿿])不\1")
# 现提出如下意见。 采取以下措施： the items that follow are what was announced.
OPENS = re.compile("(?:以下|如下|下列)[^。]{0,16}[。：:]$|[：:]$")
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
    """Labels say what answers the heading above and the words between: 整改情况：…… 整改结果：……"""
    nodes = {node.id: node for node in told.outline.nodes}
    runs = list(_label_runs(told.outline.nodes))
    counts = Counter(labels[0].parent for _, labels in runs)
    for before, labels in runs:
        first, answer = labels[0], told.between(labels[0].span.end, labels[-1].block_end)
        parent = nodes.get(first.parent)
        between = told.between(parent.span.end, first.span.start) if parent else ()
        asked = [p.id for p in between[:PROBLEMS] if p.role not in ANSWERING]
        if before and before.marker and told.follows(before.span.start, first.span.start):
            yield from _heading(before, answer, asked)
        if parent and counts[parent.id] == 1:
            yield from _heading(parent, answer, asked)
        yield from ((id, answer) for id in asked)


def _label_runs(nodes: tuple[Node, ...]) -> Iterator[tuple[Node | None, list[Node]]]:
    """Labels that follow one another, and the node before them."""
    run: list[Node] = []
    first: Node | None = None
    for before, node in pairwise((None, *nodes)):
        if node is None or not _is_label(node):
            continue
        if run and (run[-1].parent, run[-1].block_end) == (node.parent, node.span.start):
            run.append(node)
            continue
        if run:
            yield first, run
        first, run = before, [node]
    if run:
        yield first, run


def _heading(node: Node, answer: tuple[Passage, ...], asked: list[str]) -> Iterator[Pair]:
    """The heading of a problem; the sentence of an item stands for it, where one is asked."""
    if _has_words(node) or not asked:
        yield node.id, answer


def _is_label(node: Node) -> bool:
    return not node.marker and cue("links", "answer-label").match(node.title) is not None


def _has_words(node: Node) -> bool:
    """Whether a heading is more than a marker before an acting sentence."""
    return len(node.span) > len(node.marker) + 1


def _self_answered(told: Told) -> Iterator[Pair]:
    """One sentence names the problem and goes on to answer it: 针对……问题，中心制定了……"""
    for at, passage in enumerate(told.passages):
        answers = _answers_itself(told.words(passage))
        if answers and _done(told, passage) and not refers(told, at):
            yield passage.id, _own_answer(told, passage)


def _own_answer(told: Told, passage: Passage) -> tuple[Passage, ...]:
    """A sentence that answers itself, with the items that it opens: ……问题，现提出如下意见。"""
    words = told.words(passage)
    if OPENS.search(words.rstrip()):
        return answer(told, passage)
    of_all = cue("links", "refers-to-found").match(words)
    return done_at_once(told, passage) if of_all else (passage,)


def _done(told: Told, passage: Passage) -> bool:
    """Whether it was done, by its role or its own words: 针对……困难，中心……，保证了……"""
    in_words = cue("links", "told-as-done").search(told.words(passage))
    return passage.role in DONE or in_words is not None


def _answers_itself(words: str) -> bool:
    """At its beginning, or where it goes on from thing to thing: ……；针对资金困难的实际，……"""
    at_once = cue("links", "problem-answered-at-once").match(words)
    return bool(at_once or cue("links", "problem-answered-within").search(words))


def _in_item(told: Told) -> Iterator[Pair]:
    """An item that begins with the problem and ends with what is done about it."""
    inner = {node.parent for node in told.outline.nodes}
    faults = _of_faults(told)
    for node in told.outline.nodes:
        block = told.block(node)
        rest = _at_once(told, block) if node.id in inner else block[1:]
        if not block or (node.id in inner and not rest):
            continue
        turns = cue("links", "turns-to-answer").match(told.words(block[0]))
        if turns and cue("roles", "problem").search(node.title):
            yield node.id, block
        elif rest and block[0].role == "problem" and _answers(told, rest, node.id in faults):
            yield block[0].id, rest


def _of_faults(told: Told) -> set[str]:
    """The nodes below a heading such as 存在问题, where a fact beside a fault is no answer."""
    found: set[str] = set()
    for node in told.outline.nodes:
        if node.parent in found or present("roles", "problem-head")(node.title):
            found.add(node.id)
    return found


def _at_once(told: Told, block: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """What an item with items of its own goes on to tell in one line; no fault comes later."""
    if len(block) < 2 or WHETHER.search(told.words(block[0])):
        return ()
    if any(passage.role not in DONE for passage in block[1:]):
        return ()
    return told.between(block[1].span.start, told.line_end(block[1].span.start))


def _answers(told: Told, rest: tuple[Passage, ...], among_faults: bool) -> bool:
    """It turns to what will be done, or tells throughout what was done."""
    first = told.words(rest[0])
    if cue("links", "turns-to-answer").match(first) or cue("links", "settled").search(first):
        return True
    roles = {passage.role for passage in rest}
    acts = "plan" in roles or (not among_faults and "measure" in roles)
    return acts and roles <= set(ANSWERING)


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
    """Whether a plan and a problem that nothing answers at once share two pairs of letters."""
    found, planned = ([p.role for p in told.block(node)] for node in (problem, plan))
    if found[:1] != ["problem"] or planned[:1] != ["plan"] or "measure" in found:
        return False
    return len(_pairs(told, problem) & _pairs(told, plan)) > 1


def _pairs(told: Told, node: Node) -> set[str]:
    text = told.visible[node.span.start : min(node.block_end, node.span.start + SHARED)]
    return {a + b for a, b in pairwise(text) if (a + b).isalpha()}


ADDRESSES: tuple[tuple[str, Callable[[Told], Iterator[Pair]]], ...] = (
    ("label", _labelled),
    ("problem-heading", _headed),
    ("same-sentence", _self_answered),
    ("refers-to-all", referred_to_all),
    ("refers-to-found", referred_to_found),
    ("refers-to-last", referred_to_last),
    ("named-again", named_again),
    ("same-item", _in_item),
    ("turns-to-better", turned_to_better),
    ("acted-on", acted_on),
    ("same-order", _in_order),
)
