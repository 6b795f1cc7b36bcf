"""Practices: named ways of working that somebody really used, with how well that is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kb_build.link.cutting import clauses, letters
from kb_build.link.entries import Said, entry, section
from kb_build.link.memory import Group, Memory
from kb_build.link.names import Identity, shown_name
from kb_build.link.practices.evidence import Told, grade, shows_action
from kb_build.link.practices.telling import belonging, naming, observed, own_clauses
from kb_build.link.sources import Place, Source
from kb_build.model import Entry, Mention, Quotation, Section, replace

PARTS = ("done", "outcome", "plan", "mentioned")
PRIZES = ("奖", "称号", "大赛", "竞赛")  # what “…” before them names was won, not done
BESIDE = 4  # letters beside a name in a heading that say nothing: its number and 开展
LABEL = {"measure": "done", "outcome": "outcome", "plan": "plan"}


def groups(sources: Sequence[Source], memory: Memory) -> Iterator[Group]:
    """A group for each practice: one entry if it has a concrete action; a slogan gets none."""
    for identity, places in _grouped(sources, memory).items():
        key = tuple(filter(None, (identity.name, identity.owner)))
        told_by = tuple(source for source, _ in places)
        yield Group(("practice", *key), told_by, partial(_made, key, places))


def _made(key: tuple[str, ...], places: Sequence[Place]) -> Iterator[Entry]:
    by_id = {source.report.id: source for source, _ in places}
    said = _said(places)
    printed = [mention.name for _, mention in places]
    if not shows_action(said["done"], said["outcome"], printed, by_id):
        return
    sections = [part for label in PARTS for part in _by_unit(label, said[label], by_id)]
    full = (source.names.full(mention) for source, mention in places)
    shown = shown_name(full, key[0], places[0][0].corrections)
    made = entry("practice", key, shown, sections, (s for s, _ in places), printed)
    letter, marks = grade(_told(places, by_id))
    yield replace(made, grade=letter, grade_marks=marks)


def _told(places: Sequence[Place], by_id: Mapping[str, Source]) -> Told:
    """The words on its page that are about the practice itself, from which it is graded."""
    named: list[Quotation] = []
    own: list[Quotation] = []
    outcomes: list[Quotation] = []
    for source, mention in places:
        said = list(own_clauses(source, mention))
        if said and (quotation := source.quote_at(mention.span)):
            named.append(naming(quotation, mention))
        own += said
        for passage in belonging(source, mention):
            quoted = source.quote(passage)
            if passage.role == "measure" and not observed(quoted):
                own += clauses(quoted)
            elif passage.role == "outcome":
                outcomes.append(quoted)
    names = tuple(dict.fromkeys(mention.name for _, mention in places))
    return Told(names, tuple(named), tuple(own), tuple(outcomes), by_id)


def _by_unit(
    label: str, said: Sequence[Quotation], by_id: Mapping[str, Source]
) -> Iterator[Section]:
    """One section, or one a unit where several have their own way of doing it."""
    units = dict.fromkeys(by_id[quotation.report].called for quotation in said)
    if label != "done" or len(units) < 2:
        yield section(label, said)
        return
    for unit in units:
        yield section(label, (q for q in said if by_id[q.report].called == unit), unit)


def _grouped(sources: Sequence[Source], memory: Memory) -> dict[Identity, list[Place]]:
    groups: dict[Identity, list[Place]] = defaultdict(list)
    for source in sources:
        for mention, identity in memory.named(source):
            prize = source.report.text.startswith(PRIZES, mention.span.end)
            if mention.kind == "practice" and not prize:
                groups[identity].append((source, mention))
    return groups


def _said(places: Sequence[Place]) -> Said:
    """What is told about it: its sentences, the block that it heads, and the outcome behind it."""
    said: Said = defaultdict(list)
    for source, mention in places:
        quotation = source.quote_at(mention.span)
        if quotation is None:
            continue
        others = observed(quotation)  # what inspectors did is no practice of whom they came to
        label = "mentioned" if others else LABEL.get(quotation.role, "mentioned")
        if not source.in_title(mention) and not _only_names(quotation, mention):
            said[label].append(naming(quotation, mention))
        for passage in () if others else belonging(source, mention):
            said[LABEL[passage.role]].append(source.quote(passage))
    return {label: _without_parts(said[label]) for label in PARTS}


def _only_names(quotation: Quotation, mention: Mention) -> bool:
    """Whether it is a heading with little more than the name: 一是开展“五步”工作法."""
    beside = len(letters(quotation.text)) - len(letters(mention.name))
    return quotation.role == "heading" and beside <= BESIDE


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
