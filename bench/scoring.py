"""Scores records against annotated reports: how much of what people marked was found, and how well.

Works on the public record format (`kb extract`), so any extractor that writes it can be scored.
A report gives tallies; tallies of several reports are pooled, so that long reports weigh more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.gold import ATTRIBUTES, LABELS, Gold
from kb_build.model import MENTION_KINDS, Span

__all__ = ["Gold", "Record", "Tallies", "Tally", "pooled", "scores", "tally"]

Record = Mapping[str, Any]
# Roles that count: noise is no part of the text, and nobody is asked to label it.
COUNTED = tuple(label for label in LABELS if label != "noise")
# How far from the annotated place a heading may begin, in code points.
NEAR = 2
# Least overlap of two places, as shared by united code points: of a name found roughly, of an
# answer, and (more than this) of the problem that it answers, which may be a part of its sentence.
ROUGHLY, ANSWER, PROBLEM = 0.5, 0.5, 0.2


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was right: hits of a total.

    Of an F1 the total is what was found and what was wanted together, and a hit counts for both.
    """

    hits: int = 0
    total: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.total + other.total)


Tallies = Mapping[str, Tally]  # by the name of what is measured


def tally(gold: Gold, records: Sequence[Record]) -> Tallies:
    """Holds the records of one report against its annotation; no records: nothing was found."""
    return dict(pair for measure in MEASURES for pair in measure(gold, records))


def pooled(several: Iterable[Tallies]) -> Tallies:
    """The tallies of several reports together."""
    sums: dict[str, Tally] = {}
    for tallies in several:
        for name, counted in tallies.items():
            sums[name] = sums.get(name, Tally()) + counted
    return sums


def scores(tallies: Tallies) -> dict[str, float]:
    """Figures between 0 and 1, the mean F1 of the roles among them."""
    single = {name: _score(name, counted) for name, counted in tallies.items()}
    roles = [single[f"role {role} F1"] for role in COUNTED]
    accuracy = single.pop("role accuracy")
    mean = sum(roles) / len(roles)
    return {"role macro-F1": mean, "role accuracy": accuracy, **single}


def _score(name: str, counted: Tally) -> float:
    """Where nothing was wanted and nothing found an F1 is full; a share of nothing is none."""
    if not counted.total:
        return 1.0 if name.endswith("F1") else 0.0
    return counted.hits / counted.total


def _f1(hits: int, found: int, wanted: int) -> Tally:
    return Tally(2 * hits, found + wanted)


def _roles(gold: Gold, records: Sequence[Record]) -> Iterator[tuple[str, Tally]]:
    """Each non-blank character of the text has one role; where nothing was said, context."""
    pairs = Counter(
        (found, wanted)
        for found, wanted, sign in zip(
            _labelled(records, len(gold.text)), gold.role_of_chars(), gold.text, strict=True
        )
        if wanted in COUNTED and not sign.isspace()
    )
    right = {role: pairs[role, role] for role in COUNTED}
    yield "role accuracy", Tally(sum(right.values()), pairs.total())
    for role in COUNTED:
        found = sum(count for (label, _), count in pairs.items() if label == role)
        wanted = sum(count for (_, label), count in pairs.items() if label == role)
        yield f"role {role} F1", _f1(right[role], found, wanted)


def _labelled(records: Sequence[Record], size: int) -> list[str]:
    """The role of each character by the records; headings lie above passages."""
    labels = ["context"] * size
    for kind in ("passage", "node"):
        for record in sorted(_of(records, kind), key=lambda record: record["start"]):
            role = "heading" if kind == "node" else record["role"]
            end = min(record["end"], size)
            labels[record["start"] : end] = [role] * (end - record["start"])
    return labels


def _nodes(gold: Gold, records: Sequence[Record]) -> Iterator[tuple[str, Tally]]:
    """Headings that begin at the annotated place; among these, right depths and titles."""
    found = sorted((r["start"], r["depth"], r.get("title") or "") for r in _of(records, "node"))
    left = list(gold.nodes)
    hits = depths = titles = 0
    for start, depth, title in found:
        match = next((node for node in left if abs(node.start - start) <= NEAR), None)
        if match:
            left.remove(match)
            hits += 1
            depths += match.depth == depth
            titles += _letters(match.title) == _letters(title)
    yield "node F1", _f1(hits, len(found), len(gold.nodes))
    yield "node depth", Tally(depths, hits)
    yield "node title", Tally(titles, hits)


def _letters(words: str) -> str:
    return re.sub(r"\W", "", words)


def _mentions(gold: Gold, records: Sequence[Record]) -> Iterator[tuple[str, Tally]]:
    """Names of each kind, found letter for letter, and found roughly."""
    for kind in MENTION_KINDS:
        found = {_span(r) for r in _of(records, "mention") if r["kind"] == kind}
        wanted = {span for name, span in gold.mentions if name == kind}
        sizes = len(found), len(wanted)
        yield f"{kind} exact F1", _f1(len(found & wanted), *sizes)
        yield f"{kind} overlap F1", _f1(_overlapping(found, wanted), *sizes)


def _overlapping(found: set[Span], wanted: set[Span]) -> int:
    """How many found places take an annotated one each, the best that is left."""
    left, hits = set(wanted), 0
    for span in sorted(found):
        best = max(left, key=lambda other: (_shared(span, other), other), default=None)
        if best and _shared(span, best) >= ROUGHLY:
            left.remove(best)
            hits += 1
    return hits


def _figures(gold: Gold, records: Sequence[Record]) -> Iterator[tuple[str, Tally]]:
    """Numbers in their exact place, masked ones known as masked."""
    found = {_span(r): bool(r.get("masked")) for r in _of(records, "figure")}
    hits = len(found.items() & gold.figures.items())
    yield "figure F1", _f1(hits, len(found), len(gold.figures))


def _links(gold: Gold, records: Sequence[Record]) -> Iterator[tuple[str, Tally]]:
    """Problems with what answers them; an answer reaches from its first part to its last."""
    left, hits = list(gold.links), 0
    found = list(_pairs(records))
    for problem, answer in found:
        for pair in left:
            if _shared(answer, pair[1]) >= ANSWER and _shared(problem, pair[0]) > PROBLEM:
                left.remove(pair)
                hits += 1
                break
    yield "link F1", _f1(hits, len(found), len(gold.links))


def _pairs(records: Sequence[Record]) -> Iterator[tuple[Span, Span]]:
    places = {r["id"]: _span(r) for kind in ("passage", "node") for r in _of(records, kind)}
    for record in _of(records, "link"):
        answer = [places[id_] for id_ in record["to"] if id_ in places]
        if record.get("relation") == "addresses" and record["from"] in places and answer:
            reach = Span(min(span.start for span in answer), max(span.end for span in answer))
            yield places[record["from"]], reach


def _attributes(gold: Gold, records: Sequence[Record]) -> Iterator[tuple[str, Tally]]:
    """What is said about the whole report, letter for letter; empty is right where it is empty."""
    report: Record = next(_of(records, "report"), {})
    for key in ATTRIBUTES:
        right = (report.get(key) or "") == gold.attributes.get(key, "")
        yield f"report {key}", Tally(right, 1)


def _grounded(gold: Gold, records: Sequence[Record]) -> Iterator[tuple[str, Tally]]:
    """Quoted words that stand in the source where the record says."""
    quoted = [r for r in records if r["type"] != "report" and "text" in r and "start" in r]
    right = sum(_span(r).of(gold.text) == r["text"] for r in quoted)
    yield "grounded", Tally(right, len(quoted))


Measure = Callable[[Gold, Sequence[Record]], Iterator[tuple[str, Tally]]]
MEASURES: tuple[Measure, ...] = (
    _roles,
    _nodes,
    _mentions,
    _figures,
    _links,
    _attributes,
    _grounded,
)


def _of(records: Sequence[Record], kind: str) -> Iterator[Record]:
    return (record for record in records if record["type"] == kind)


def _span(record: Record) -> Span:
    return Span(record["start"], record["end"])


def _shared(one: Span, other: Span) -> float:
    """What two places share of what they cover together, 0 to 1."""
    both = min(one.end, other.end) - max(one.start, other.start)
    united = max(one.end, other.end) - min(one.start, other.start)
    return both / united if both > 0 else 0.0
