"""A report whose sentences are whole again, and what it says put back to where it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from msgspec.structs import replace

from kb_build.model.facts import Attribute, Facts, Node, Outline
from kb_build.model.report import WITHIN, Report, Span, without


def rejoined(report: Report) -> Report:
    """The report without line ends and tags that part its sentences; itself where it has none.

    Its offsets are those of the shorter text: `in_place` puts back what was found in it.
    """
    breaks = report.within()
    if not breaks:
        return report
    ends = [span.end for span in breaks]
    removed = [0, *accumulate(map(len, breaks))]

    def at(offset: int) -> int:
        return offset - removed[bisect_right(ends, offset)]

    marks = (mark for mark in report.marks if mark.rule not in WITHIN)
    return replace(
        report,
        text=without(breaks, Span(0, len(report.text)), report.text),
        marks=tuple(replace(m, span=Span(at(m.span.start), at(m.span.end))) for m in marks),
    )


def in_place(facts: Facts, report: Report) -> Facts:
    """The facts of a rejoined report, with the places where they stand in the report itself."""
    if facts.report is report:
        return facts
    places = _Places(report.within())
    return replace(
        facts,
        outline=_outline(facts.outline, report, places),
        title=places.attribute(facts.title),
        organization=places.attribute(facts.organization),
        genre=places.attribute(facts.genre),
        period=places.attribute(facts.period),
        passages=tuple(replace(one, span=places.of(one.span)) for one in facts.passages),
        mentions=tuple(replace(one, span=places.of(one.span)) for one in facts.mentions),
        figures=tuple(replace(one, span=places.of(one.span)) for one in facts.figures),
    )


class _Places:
    """Where the characters of a rejoined text stand in the text with its breaks."""

    def __init__(self, breaks: Iterable[Span]) -> None:
        spans = tuple(breaks)
        self._removed = [0, *accumulate(map(len, spans))]
        self._at = [span.start - gone for span, gone in zip(spans, self._removed, strict=False)]

    def _start(self, offset: int) -> int:
        return offset + self._removed[bisect_right(self._at, offset)]

    def end(self, offset: int) -> int:
        """Behind the last character before an offset, which must not be the text's first."""
        return offset + self._removed[bisect_left(self._at, offset)]

    def of(self, span: Span) -> Span:
        """The place in the text with its breaks, of which none is at its ends."""
        return Span(self._start(span.start), self.end(span.end))

    def attribute(self, attribute: Attribute) -> Attribute:
        """The attribute with its place, if it has one."""
        return replace(attribute, span=self.of(attribute.span)) if attribute.span else attribute

    def node(self, node: Node) -> Node:
        """The node with its heading's place and the end of its block."""
        return replace(node, span=self.of(node.span), block_end=self.end(node.block_end))


def _outline(outline: Outline, report: Report, places: _Places) -> Outline:
    return Outline(
        report,
        places.of(outline.title) if outline.title else None,
        tuple(map(places.node, outline.nodes)),
        tuple(map(places.of, outline.paragraphs)),
        tuple(map(places.of, outline.sentences)),
    )
