"""Practices: named ways of working that somebody really used, with how well that is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from kb_build.link.cutting import sentences
from kb_build.link.entries import entry
from kb_build.link.evidence import grade, shows_action
from kb_build.link.naming import shown_name
from kb_build.link.sources import Source
from kb_build.model import Entry, Mention, Passage, Quotation, Span

Place = tuple[Source, Mention]
Said = dict[str, list[Quotation]]  # quotations by section label
Part = tuple[str, str, list[Quotation]]  # label, title, quotations of a section

PARTS = ("done", "outcome", "plan", "mentioned")
LABEL = {"measure": "done", "outcome": "outcome", "plan": "plan"}
BLOCK = 12  # passages at most of a block headed by the practice, so that no chapter is copied


def entries(sources: Sequence[Source]) -> Iterator[Entry]:
    """One entry for each practice with a concrete action; a slogan gets none."""
    by_id = {source.report.id: source for source in sources}
    for name, places in _grouped(sources).items():
        said = _said(places)
        printed = [mention.name for _, mention in places]
        if not shows_action(said["done"], said["outcome"], printed, by_id):
            continue
        sections = [part for label in PARTS for part in _by_unit(label, said[label], by_id)]
        shown = shown_name(printed, name, sources[0].corrections)
        made = entry("practice", (name,), shown, sections, (s for s, _ in places), printed)
        letter, reasons = grade(made, by_id)
        yield replace(made, grade=letter, grade_reasons=reasons)


def _by_unit(label: str, said: Sequence[Quotation], by_id: Mapping[str, Source]) -> Iterator[Part]:
    """One section, or one a unit where several have their own way of doing it."""
    units = dict.fromkeys(by_id[quotation.report].called for quotation in said)
    if label != "done" or len(units) < 2:
        yield label, "", list(said)
        return
    for unit in units:
        yield label, unit, [q for q in said if by_id[q.report].called == unit]


def _grouped(sources: Sequence[Source]) -> dict[str, list[Place]]:
    groups: dict[str, list[Place]] = defaultdict(list)
    for source in sources:
        for mention in source.facts.mentions:
            if mention.kind == "practice":
                groups[source.names.identity(mention).name].append((source, mention))
    return groups


def _said(places: Sequence[Place]) -> Said:
    """What is told about it: its sentences, the block that it heads, and the outcome behind it."""
    said: Said = defaultdict(list)
    for source, mention in places:
        quotation = source.quote_at(mention.span)
        if quotation is None:
            continue
        said[LABEL.get(quotation.role, "mentioned")].append(_naming(quotation, mention))
        for passage in _belonging(source, mention):
            said[LABEL[passage.role]].append(source.quote(passage))
    return {label: _without_parts(said[label]) for label in PARTS}


def _naming(quotation: Quotation, mention: Mention) -> Quotation:
    """The part up to `；` that names it: what others do stands in the same sentence."""
    parts = (part for part in sentences(quotation) if part.span.holds(mention.span))
    return next(parts, quotation)


def _belonging(source: Source, mention: Mention) -> list[Passage]:
    """Passages that belong to it: of the block that it alone heads, or the outcome right behind."""
    if passage := source.passage_at(mention.span.start):
        behind = source.passages_from(Span(passage.span.end, _end(source, passage)))
        follows = takewhile(lambda p: p.role == "outcome" and p.node == passage.node, behind)
        return list(follows)[:BLOCK] if passage.role in ("measure", "outcome") else []
    node = source.node_at(mention.span.start)
    if node is None or len(_practices(source, node.span)) > 1:
        return []
    return [p for p in source.block(node) if p.role in LABEL][:BLOCK]


def _end(source: Source, passage: Passage) -> int:
    """Where the block of a passage's node ends."""
    node = source.nodes.get(passage.node)
    return node.block_end if node else len(source.report.text)


def _practices(source: Source, span: Span) -> set[str]:
    return {m.canonical for m in source.mentions_in(span) if m.kind == "practice"}


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
