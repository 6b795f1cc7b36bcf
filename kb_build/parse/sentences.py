"""The sentences between headings: what `extract` gives roles to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb_build.model import Node, Span
from kb_build.parse.paragraphs import trimmed

# A sentence ends with its closing quotation mark or bracket.
END = re.compile(r"[。！？][”’）》」』]*")
# Code points of a sentence at most: the longest of 2,700 real texts has fewer than 2,000. A list
# of thousands, which would be looked through for each of its names, is cut behind one of CLAUSES.
MOST = 3000
CLAUSES = "；，、"


def sentences(visible: str, blocks: tuple[Span, ...], nodes: tuple[Node, ...]) -> tuple[Span, ...]:
    """All sentences of the paragraphs (`blocks`) in order, never blank, without their headings."""
    found: list[Span] = []
    at = 0
    for block in blocks:
        start = block.start
        while at < len(nodes) and nodes[at].span.start < block.end:
            found += _cut(visible, start, nodes[at].span.start)
            start = max(start, nodes[at].span.end)
            at += 1
        found += _cut(visible, start, block.end)
    return tuple(found)


def _cut(visible: str, start: int, end: int) -> list[Span]:
    if start >= end:
        return []
    ends = [start, *[match.end() for match in END.finditer(visible, start, end)], end]
    edges = [edge for a, b in pairwise(ends) for edge in _edges(visible, a, b)]
    pieces = [Span(a, b) for a, b in pairwise([*edges, end]) if b > a]
    return [span for piece in pieces if len(span := trimmed(visible, piece)) > 0]


def _edges(visible: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence begins, and where it is cut because it is too long."""
    yield start
    while end - start > MOST:
        signs = (visible.rfind(sign, start, start + MOST) for sign in CLAUSES)
        start = next((sign + 1 for sign in signs if sign > start), start + MOST)
        yield start
