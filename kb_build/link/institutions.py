"""Rules, mechanisms and organizations: all places where reports name the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kb_build.lexicon import table
from kb_build.link.entries import entry
from kb_build.link.naming import identity, issuers, shown_name
from kb_build.link.sources import Source
from kb_build.model import Entry, EntryKind, Mention, Quotation

Place = tuple[Source, Mention]
Said = dict[str, list[Quotation]]  # quotations by section label

KINDS: tuple[EntryKind, ...] = ("rule", "mechanism", "organization")
ACTIONS = ("issued", "revised", "enforced", "repealed", "planned", "mentioned")
PARTS = ("set_up", "acts", "other")
CLAUSE = re.compile(r"[，。；：、！？\s“”‘’（）()]")


def entries(sources: Sequence[Source]) -> Iterator[Entry]:
    """One entry for each rule, mechanism and organization."""
    for (kind, name, owner), places in _grouped(sources).items():
        said = _bodies(places) if kind == "organization" else _rules(places)
        if kind == "organization" and not _worth_a_page(places, said):
            continue
        if not any(said.values()):
            continue
        labels = PARTS if kind == "organization" else ACTIONS
        sections = ((label, "", said[label]) for label in labels)
        printed = [mention.name for _, mention in places]
        shown = shown_name(printed, name)
        yield entry(kind, (name, owner), shown, sections, (s for s, _ in places), printed)


def _grouped(sources: Sequence[Source]) -> dict[tuple[EntryKind, str, str], list[Place]]:
    known = issuers(sources)
    groups: dict[tuple[EntryKind, str, str], list[Place]] = defaultdict(list)
    for source in sources:
        for mention in source.facts.mentions:
            for kind in KINDS:
                if mention.kind == kind:
                    groups[(kind, *identity(mention, source, known))].append((source, mention))
    return groups


def _rules(places: Iterable[Place]) -> Said:
    """By what was done to the rule; a sentence that tells it is not shown as a mere mention too."""
    said: Said = defaultdict(list)
    for source, mention in places:
        if quotation := source.quote_at(mention.span, mention.action):
            said[mention.action or "mentioned"].append(quotation)
    told = {_where(q) for label in ACTIONS if label != "mentioned" for q in said[label]}
    said["mentioned"] = [q for q in said["mentioned"] if _where(q) not in told]
    return said


def _where(quotation: Quotation) -> tuple[str, int]:
    return quotation.report, quotation.span.start


def _bodies(places: Iterable[Place]) -> Said:
    said: Said = defaultdict(list)
    for source, mention in places:
        if quotation := source.quote_at(mention.span):
            said[_part(source, mention, quotation)].append(quotation)
    shown = {_where(q) for label in ("set_up", "acts") for q in said[label]}
    said["other"] = [q for q in said["other"] if _where(q) not in shown]
    return said


def _part(source: Source, mention: Mention, quotation: Quotation) -> str:
    before = source.report.text[quotation.span.start : mention.span.start]
    clause = CLAUSE.split(before)[-1]
    if any(word in clause for word in table("linking")["set_up"]):
        return "set_up"
    return "acts" if quotation.role == "measure" and not clause else "other"


def _worth_a_page(places: Sequence[Place], said: Said) -> bool:
    """Named twice, or once as the one that acts or is set up."""
    return len(places) > 1 or bool(said["acts"] or said["set_up"])
