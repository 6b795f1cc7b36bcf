"""Practices: named ways of working that somebody really used, with how well that is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb_build.lexicon import table
from kb_build.link.entries import entry
from kb_build.link.evidence import grade
from kb_build.link.naming import shown_name
from kb_build.link.sources import Source
from kb_build.model import Entry, Mention, Passage, Quotation

Place = tuple[Source, Mention]
Said = dict[str, list[Quotation]]  # quotations by section label

PARTS = ("done", "outcome", "plan", "mentioned")
LABEL = {"measure": "done", "outcome": "outcome", "plan": "plan"}
BLOCK = 12  # passages at most of a block headed by the practice, so that no chapter is copied


def entries(sources: Sequence[Source]) -> Iterator[Entry]:
    """One entry for each practice with a concrete action; a slogan gets none."""
    by_id = {source.report.id: source for source in sources}
    for name, places in _grouped(sources).items():
        said = _said(places)
        if not any(_concrete(by_id[q.report], q) for q in said["done"] + said["outcome"]):
            continue
        sections = [(label, "", said[label]) for label in PARTS]
        printed = [mention.name for _, mention in places]
        shown = shown_name(printed, name, sources[0].corrections)
        made = entry("practice", (name,), shown, sections, (s for s, _ in places), printed)
        letter, reasons = grade(made, by_id)
        yield replace(made, grade=letter, grade_reasons=reasons)


def _grouped(sources: Sequence[Source]) -> dict[str, list[Place]]:
    groups: dict[str, list[Place]] = defaultdict(list)
    for source in sources:
        for mention in source.facts.mentions:
            if mention.kind == "practice":
                groups[source.names.identity(mention).name].append((source, mention))
    return groups


def _said(places: Sequence[Place]) -> Said:
    """What is told about it: its sentences, the block that it heads, and the outcome beside it."""
    said: Said = defaultdict(list)
    for source, mention in places:
        quotation = source.quote_at(mention.span)
        if quotation is None:
            continue
        said[LABEL.get(quotation.role, "mentioned")].append(quotation)
        for passage in _beside(source, mention):
            said[LABEL[passage.role]].append(source.quote(passage))
    return {label: _without_parts(said[label]) for label in PARTS}


def _beside(source: Source, mention: Mention) -> list[Passage]:
    """Passages that belong to it: of the block that it heads, or what came of it in its block."""
    if passage := source.passage_at(mention.span.start):
        near = source.own_passages[passage.node]
        return [p for p in near if p.role == "outcome" and p.span > passage.span][:BLOCK]
    node = source.node_at(mention.span.start)
    return [p for p in source.block(node) if p.role in LABEL][:BLOCK] if node else []


def _without_parts(quotations: Sequence[Quotation]) -> list[Quotation]:
    """A sentence is left out where the passage that holds it is quoted as well."""
    longest: dict[tuple[str, str], Quotation] = {}
    for quotation in quotations:
        key = quotation.report, quotation.anchor
        if key not in longest or quotation.span.holds(longest[key].span):
            longest[key] = quotation
    whole = {key: q.span for key, q in longest.items()}
    return [
        q
        for q in quotations
        if (span := whole[q.report, q.anchor]) == q.span or not span.holds(q.span)
    ]


def _concrete(source: Source, quotation: Quotation) -> bool:
    words = table("linking")["concrete"]
    return bool(source.figures_in(quotation.span)) or any(w in quotation.text for w in words)
