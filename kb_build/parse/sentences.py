"""The sentences between headings: what `extract` gives roles to."""

from __future__ import annotations

import re
from itertools import pairwise

from kb_build.model import Node, Span
from kb_build.parse.paragraphs import trimmed

# A sentence ends with its closing quotation mark or bracket.
END = re.compile(r"[。！？][”’）》」』]*")


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
    edges = [start, *[match.end() for match in END.finditer(visible, start, end)], end]
    pieces = [Span(a, b) for a, b in pairwise(edges) if b > a]
    return [span for piece in pieces if len(span := trimmed(visible, piece)) > 0]
