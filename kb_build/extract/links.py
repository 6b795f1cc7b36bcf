"""Links that the report draws: a problem and what answers it, a measure and its new rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kb_build.model import Link, Mention, Outline, Passage, Span

# A heading that names a problem which its own block answers: “针对‘学习不够深入’问题”.
NAMES_PROBLEM = re.compile(
    r"针对.{2,60}|^关于.{2,60}问题|^(?:问题[一二三四五六七八九十\d]+)|.{2,60}的?问题$"
)
# A sentence that names a problem and answers it at once.
ANSWERS = re.compile(r"^针对[^，。]{4,80}(?:问题|不足|短板|情况|现象)[^，。]{0,4}[，,]")


def links(
    outline: Outline, visible: str, told: tuple[Passage, ...], named: tuple[Mention, ...]
) -> tuple[Link, ...]:
    """All links in order of their source."""
    found = [*_headed(outline, told), *_in_sentence(visible, told), *_established(told, named)]
    return tuple(found)


def _headed(outline: Outline, told: tuple[Passage, ...]) -> Iterator[Link]:
    starts = [passage.span.start for passage in told]
    for node in outline.nodes:
        if not NAMES_PROBLEM.search(node.title):
            continue
        block = told[bisect_left(starts, node.span.end) : bisect_left(starts, node.block_end)]
        answers = [p.id for p in block if p.role in ("measure", "outcome")]
        if answers:
            yield Link("addresses", node.id, tuple(answers), "link:problem-heading")
            for passage in _problems_before(block):
                yield Link("addresses", passage.id, tuple(answers), "link:problem-under-heading")


def _problems_before(block: tuple[Passage, ...]) -> Iterator[Passage]:
    for passage in block:
        if passage.role != "problem":
            return
        yield passage


def _in_sentence(visible: str, told: tuple[Passage, ...]) -> Iterator[Link]:
    for passage in told:
        if passage.role == "measure" and ANSWERS.match(passage.span.of(visible)):
            yield Link("addresses", passage.id, (passage.id,), "link:same-sentence")


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
