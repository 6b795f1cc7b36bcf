"""The extractor's public format: facts as JSON objects, one a line (`kb extract`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kb_build.messages import text_of
from kb_build.model import Facts

Record = dict[str, object]
TopicsOf = Callable[[str], Sequence[str]]


def records(facts: Facts, topics_of: TopicsOf) -> Iterator[Record]:
    """The report, then its nodes, passages, mentions, figures and links, each in order of place.

    `topics_of` gives the topics of a passage's words, which are no matter of one report alone.
    `start` and `end` count code points of the source text; ids of nodes and passages begin with the
    report's id, so that they differ between reports.
    """
    report = facts.report
    yield {
        "type": "report",
        "id": report.id,
        "source": report.source,
        "sha256": report.sha256,
        "title": facts.title.printed,
        "organization": facts.organization.printed,
        "unit": facts.organization.value,
        "genre": facts.genre.value,
        "period": facts.period.value,
        "rules": {
            "title": facts.title.rule,
            "organization": facts.organization.rule,
            "genre": facts.genre.rule,
            "period": facts.period.rule,
        },
        "characters": len(report.text),
        "encoding": report.encoding,
        "warnings": [text_of(warning) for warning in report.warnings],
    }
    yield from _nodes(facts)
    yield from _passages(facts, topics_of)
    yield from _mentions(facts)
    yield from _figures(facts)
    yield from _links(facts)


def _nodes(facts: Facts) -> Iterator[Record]:
    for node in facts.outline.nodes:
        yield {
            "type": "node",
            "report": facts.report.id,
            "id": _id(facts, node.id),
            "parent": _id(facts, node.parent) if node.parent else None,
            "depth": node.depth,
            "marker": node.marker,
            "title": node.title,
            "start": node.span.start,
            "end": node.span.end,
            "block_end": node.block_end,
            "rule": node.rule,
        }


def _passages(facts: Facts, topics_of: TopicsOf) -> Iterator[Record]:
    for passage in facts.passages:
        text = passage.span.of(facts.report.text)
        yield {
            "type": "passage",
            "report": facts.report.id,
            "id": _id(facts, passage.id),
            "node": _id(facts, passage.node) if passage.node else None,
            "role": passage.role,
            "start": passage.span.start,
            "end": passage.span.end,
            "text": text,
            "rule": passage.rule,
            "sure": passage.sure,
            "topics": topics_of(text),
        }


def _mentions(facts: Facts) -> Iterator[Record]:
    for mention in facts.mentions:
        yield {
            "type": "mention",
            "report": facts.report.id,
            "kind": mention.kind,
            "name": mention.name,
            "canonical": mention.canonical,
            "start": mention.span.start,
            "end": mention.span.end,
            # The format knows no word for what was bettered and may not have been changed.
            "action": None if mention.action == "improved" else mention.action,
            "rule": mention.rule,
        }


def _figures(facts: Facts) -> Iterator[Record]:
    for figure in facts.figures:
        yield {
            "type": "figure",
            "report": facts.report.id,
            "start": figure.span.start,
            "end": figure.span.end,
            "text": figure.span.of(facts.report.text),
            "value": figure.value,
            "unit": figure.unit,
            "of": figure.of,
            "masked": figure.masked,
            "rule": figure.rule,
        }


def _links(facts: Facts) -> Iterator[Record]:
    for link in facts.links:
        named = link.relation == "establishes"
        yield {
            "type": "link",
            "report": facts.report.id,
            "relation": link.relation,
            "from": _id(facts, link.source),
            "to": [target if named else _id(facts, target) for target in link.targets],
            "rule": link.rule,
        }


def _id(facts: Facts, local: str) -> str:
    return f"{facts.report.id}.{local}"
