"""Links that the report draws: a problem and what answers it, a measure and its new rule.

`ADDRESSES` is the ordered table of ways in which reports pair a problem with its answer; a problem
that one way has paired is left alone by the later ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb_build.extract.cues import cue
from kb_build.model import Link, Mention, Node, Outline, Passage, Span

# How many passages back from “针对上述问题” the problems may stand.
BACK = 6
ANSWERING = ("measure", "outcome", "plan")


@dataclass(frozen=True, slots=True)
class _Told:
    """The passages of a report, and where they stand."""

    outline: Outline
    visible: str
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]  # of the passages
    nodes: dict[str, Node]

    def block(self, node: Node) -> tuple[Passage, ...]:
        """The passages below a heading."""
        first = bisect_left(self.starts, node.span.end)
        return self.passages[first : bisect_left(self.starts, node.block_end)]


Pair = tuple[str, tuple[Passage, ...]]  # id of the problem's passage or node, and the answer


def links(
    outline: Outline, visible: str, told: tuple[Passage, ...], named: tuple[Mention, ...]
) -> tuple[Link, ...]:
    """All links: problems and answers in order of place, then measures and what they set up."""
    starts = tuple(passage.span.start for passage in told)
    report = _Told(outline, visible, told, starts, {node.id: node for node in outline.nodes})
    found: dict[str, Link] = {}
    for name, pairs in ADDRESSES:
        for source, answer in pairs(report):
            targets = tuple(passage.id for passage in answer)
            if targets and source not in found:
                found[source] = Link("addresses", source, targets, f"link:{name}")
    return (*found.values(), *_established(told, named))


def _headed(report: _Told) -> Iterator[Pair]:
    """A heading names the problem, its block answers: 针对“……”问题 / 整改情况：……"""
    labelled = _labelled(report.outline)
    for node in report.outline.nodes:
        if node.id not in labelled and not cue("roles", "problem-named").search(node.title):
            continue
        block = report.block(node)
        first = next((at for at, p in enumerate(block) if p.role in ANSWERING), len(block))
        answer = tuple(p for p in block[first:] if p.role in ANSWERING)
        marker_only = len(node.span) <= len(node.marker) + 1
        if not marker_only:
            yield node.id, answer
        yield from ((p.id, answer) for p in block[:first] if p.role == "problem")
        if marker_only and block:
            yield block[0].id, tuple(block)


def _labelled(outline: Outline) -> frozenset[str]:
    """Ids of the headings that have a label such as 整改情况 right below them."""
    labels = (
        n for n in outline.nodes if not n.marker and cue("roles", "answer-label").match(n.title)
    )
    return frozenset(label.parent for label in labels if label.parent)


def _self_answered(report: _Told) -> Iterator[Pair]:
    """One sentence names the problem and goes on to answer it: 针对……问题，中心制定了……"""
    for at, passage in enumerate(report.passages):
        answers = cue("roles", "problem-answered-at-once")
        if passage.role in ANSWERING and answers.match(passage.span.of(report.visible)):
            yield passage.id, _same_item(report, at, passage)


def _referred(report: _Told) -> Iterator[Pair]:
    """The next sentences refer back: 对此，…… 针对上述问题，……"""
    for at, passage in enumerate(report.passages):
        words = passage.span.of(report.visible)
        if passage.role == "problem" or not cue("roles", "refers-back").search(words[:24]):
            continue
        answer = _same_item(report, at, passage)
        for problem in _problems_before(report.passages[max(0, at - BACK) : at], passage):
            yield problem.id, answer


def _problems_before(before: tuple[Passage, ...], passage: Passage) -> Iterator[Passage]:
    """The problems just before: those of the same item where it has any, else all in a row."""
    own = any(p.role == "problem" and p.node == passage.node for p in before)
    for other in reversed(before):
        if other.role not in ("problem", "context") or (own and other.node != passage.node):
            return
        if other.role == "problem":
            yield other


def _in_item(report: _Told) -> Iterator[Pair]:
    """An item that begins with the problem and ends with what is done about it."""
    inner = {node.parent for node in report.outline.nodes}
    for node in report.outline.nodes:
        block = report.block(node)
        if node.id in inner or len(block) < 2 or block[0].role != "problem":
            continue
        if all(passage.role in ANSWERING for passage in block[1:]):
            yield block[0].id, block[1:]


def _same_item(report: _Told, at: int, passage: Passage) -> tuple[Passage, ...]:
    """The passage and those after it in its paragraph under its heading that go on answering."""
    node = report.nodes.get(passage.node)
    blocks = report.outline.paragraphs
    block = blocks[bisect_right(blocks, passage.span.start, key=lambda span: span.start) - 1]
    end = min(block.end, node.block_end) if node else block.end
    stop = bisect_left(report.starts, end)
    return tuple(p for p in report.passages[at:stop] if p.role in ANSWERING)


ADDRESSES: tuple[tuple[str, Callable[[_Told], Iterator[Pair]]], ...] = (
    ("problem-heading", _headed),
    ("same-sentence", _self_answered),
    ("refers-back", _referred),
    ("same-item", _in_item),
)


def _established(told: tuple[Passage, ...], named: tuple[Mention, ...]) -> Iterator[Link]:
    """A measure and the rules and mechanisms that it issued or revised."""
    at = 0
    for passage in told:
        while at < len(named) and named[at].span.end <= passage.span.start:
            at += 1
        if passage.role == "measure" and (made := _made(named, at, passage.span)):
            yield Link("establishes", passage.id, made, "link:action")


def _made(named: tuple[Mention, ...], at: int, span: Span) -> tuple[str, ...]:
    names: list[str] = []
    while at < len(named) and named[at].span.start < span.end:
        mention = named[at]
        if mention.kind in ("rule", "mechanism") and mention.action in ("issued", "revised"):
            names.append(mention.canonical)
        at += 1
    return tuple(dict.fromkeys(names))
