"""A report's full text, block by block, every label at its place.

Blocks are the paragraphs and what lies between them (noise). A block is cut into headings and
passages, these into names and figures, and these again into words and noise: no character of the
source is left out but blanks between blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb_build.extract.view.elements import element, literal
from kb_build.extract.view.labels import Labels, Marker, Piece
from kb_build.model import Facts, Figure, Mark, Mention, Node, Part, Span, Thing, pieces

# Deeper blocks are indented no further.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Drawing:
    """What drawing a report's text needs, each in order and without overlap."""

    facts: Facts
    labels: Labels
    parts: tuple[Part, ...]
    pieces: tuple[Piece, ...]
    noise: tuple[Mark, ...]
    depths: dict[str, int]  # of the nodes, by id


def body(facts: Facts, labels: Labels) -> Iterator[str]:
    """The blocks of a report as HTML paragraphs."""
    nodes = facts.outline.nodes
    markers = (marker for node in nodes if (marker := _marker(facts, node)))
    drawing = Drawing(
        facts,
        labels,
        parts=_apart(facts.parts),
        pieces=_apart([*markers, *facts.mentions, *facts.figures]),
        noise=_apart([mark for mark in facts.report.marks if mark.kind == "noise"]),
        depths={node.id: node.depth for node in nodes},
    )
    for block in blocks(facts):
        yield _block(drawing, block)


def blocks(facts: Facts) -> Iterator[Span]:
    """The paragraphs and, between them, what is not blank."""
    text, at = facts.report.text, 0
    for paragraph in (*facts.outline.paragraphs, Span(len(text), len(text))):
        between = text[at : paragraph.start]
        if words := between.strip():
            start = at + len(between) - len(between.lstrip())
            yield Span(start, start + len(words))
        if paragraph:
            yield paragraph
        at = paragraph.end


def _marker(facts: Facts, node: Node) -> Marker | None:
    marker = node.marker.strip()
    starts = bool(marker) and facts.report.text.startswith(marker, node.span.start)
    return Marker(Span(node.span.start, node.span.start + len(marker))) if starts else None


def _apart(found: Sequence[Thing]) -> tuple[Thing, ...]:
    """In order of place; one that begins before the last has ended is left out."""
    kept: list[Thing] = []
    for one in sorted(found, key=lambda one: one.span):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


def _block(drawing: Drawing, block: Span) -> str:
    cut = list(pieces(block, drawing.parts))
    depth = min(_depth(drawing, next((part for part, _ in cut if part), None)), DEEPEST)
    title = drawing.facts.outline.title
    titled = title is not None and title.meets(block)
    between = all(part is None for part, _ in cut)
    look = f"block depth-{depth}{' title' * titled}{' between' * between}"
    drawn = (_part(drawing, part, span) for part, span in cut)
    return element("p", *drawn, class_=look, id=drawing.labels.place(f"b{block.start}"))


def _depth(drawing: Drawing, part: Part | None) -> int:
    """How far a block is indented: a heading as its level, text below it one more."""
    if isinstance(part, Node):
        return part.depth - 1
    return drawing.depths.get(part.node, 0) if part else 0


def _part(drawing: Drawing, part: Part | None, span: Span) -> str:
    words = "".join(_piece(drawing, piece, place) for piece, place in pieces(span, drawing.pieces))
    if part is None:
        return words
    first = part.span.start == span.start
    if isinstance(part, Node):
        return drawing.labels.node(part, words, first=first)
    return drawing.labels.passage(part, words, first=first)


def _piece(drawing: Drawing, piece: Piece | None, span: Span) -> str:
    words = "".join(_words(drawing, mark, place) for mark, place in pieces(span, drawing.noise))
    match piece:
        case None:
            return words
        case Mention():
            return drawing.labels.mention(piece, words, first=piece.span.start == span.start)
        case Figure():
            return drawing.labels.figure(piece, words)
        case Marker():
            return element("b", words, class_="marker")


def _words(drawing: Drawing, noise: Mark | None, span: Span) -> str:
    words = literal(span.of(drawing.facts.report.text))
    return drawing.labels.noise(noise, words) if noise else words
