"""Rules, mechanisms and organizations: all places where reports name the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Literal

from kb_build.lexicon.cues import cue
from kb_build.link.entries import Said, entry, section
from kb_build.link.institutions.activities import told_of_body
from kb_build.link.institutions.posts import posts
from kb_build.link.memory import Group, Memory
from kb_build.link.names import Identity, shown_name
from kb_build.link.names.bodies import LEVEL, kind_of_body, whole
from kb_build.link.names.rules import only_a_kind
from kb_build.link.sources import Place, Source
from kb_build.model import ACTIONS, SHAPED, Entry, EntryKind, Mention, Section, replace

KINDS: tuple[Literal["rule", "mechanism", "organization"], ...] = (
    "rule",
    "mechanism",
    "organization",
)
# Times that a body of which nothing is told must be named to have a page: found by reading pages.
NAMED = 3
# What is there already is gone by: a plan to do so, 全面落实《河道条例》, plans no rule.
GOES_BY = re.compile("根据|按照|依据|依照|遵照|遵守|执行|落实|贯彻")
CLAUSE = re.compile("[，。；：！？]")
REACH = 32  # how far before a name the words stand that tell of it
PARTS = ("set_up", "to_set_up", "leads", "takes_part", "acts", "other")


def groups(sources: Sequence[Source], memory: Memory) -> Iterator[Group]:
    """A group for each rule, mechanism and organization: one entry if something is told of it."""
    for (kind, identity), places in _grouped(sources, memory).items():
        about = kind, identity.name, identity.owner
        told_by = tuple(source for source, _ in places)
        yield Group(about, told_by, partial(_made, kind, identity, places))


def _made(kind: EntryKind, identity: Identity, places: Sequence[Place]) -> Iterator[Entry]:
    told = _organization(identity, places) if kind == "organization" else _rule(places)
    if not any(one.quotations for one in told):
        return
    known = places[0][0].corrections
    printed = [mention.name for _, mention in places]
    full = (source.names.full(mention) for source, mention in places)
    shown = shown_name(full, identity.name, known)
    key = (identity.name, identity.owner)
    made = entry(kind, key, shown, told, (source for source, _ in places), printed)
    body = kind_of_body(identity.name) if kind == "organization" else ""
    yield replace(made, key=key, body=body, owner=_owner(kind, identity, shown, places))


def _grouped(
    sources: Sequence[Source], memory: Memory
) -> dict[tuple[EntryKind, Identity], list[Place]]:
    groups: dict[tuple[EntryKind, Identity], list[Place]] = defaultdict(list)
    for source in sources:
        for mention, identity in memory.named(source):
            if mention.kind in KINDS and not only_a_kind(source.names.full(mention)):
                groups[mention.kind, identity].append((source, mention))
    return groups


def _owner(kind: EntryKind, identity: Identity, shown: str, places: Sequence[Place]) -> str:
    """Whose it is, as printed where it is a unit; empty where the name tells it, or nobody does."""
    plain = whole(shown, places[0][0].corrections)
    units = {source.names.speaker.unit: source.called for source, _ in reversed(places)}
    owner = identity.owner
    if kind == "organization":
        owner = "" if identity.name == plain else _before(identity.name, plain, units)
    elif owner not in units:
        owner = _without_reporter(owner, units)
    told_by_name = owner in plain or any(source.report.source in owner for source, _ in places)
    return "" if told_by_name else units.get(owner, owner)


def _without_reporter(owner: str, units: Iterable[str]) -> str:
    """省委 of 省委·清岚市政府, the issuer of unknown place as the report of 清岚市政府 knows it."""
    reporter = next((unit for unit in units if unit and owner.endswith(unit)), "")
    return owner.removesuffix(reporter).rstrip("·") if reporter else owner


def _before(name: str, plain: str, units: Iterable[str]) -> str:
    """What of a body's full name stands before the shown one: 清岚市 of 市财政局."""
    if LEVEL.match(plain):
        return name.removesuffix(plain[1:])
    unit = next((unit for unit in units if unit and name.startswith(unit)), "")
    return unit or name.removesuffix(plain)


def _rule(places: Sequence[Place]) -> list[Section]:
    """Sections of a rule by what was done to it; such sentences are not repeated as mentions."""
    said: Said = defaultdict(list)
    planned = [place for place in places if place[1].action == "planned"]
    is_there = all(_goes_by(*place) for place in planned)
    for source, mention in places:
        quotation = source.quote_at(mention.span, mention.action)
        if quotation and not _is_report(source, mention):
            # 今年是实施“三年清淤”规划的第一年 tells when, and nothing that was done.
            aside = mention.action == "enforced" and quotation.role == "context"
            aside = aside or (is_there and mention.action == "planned")
            said["mentioned" if aside else mention.action or "mentioned"].append(quotation)
    return _without_told(said, (*ACTIONS, "mentioned"))


def _goes_by(source: Source, mention: Mention) -> bool:
    """Whether a rule is only gone by where it is named, and not made or changed as well."""
    before = source.visible[max(0, mention.span.start - REACH) : mention.span.start]
    clause = CLAUSE.split(before)[-1]
    made = any(cue("names", verb).search(clause) for verb in SHAPED)
    return bool(GOES_BY.search(clause)) and not made


def _is_report(source: Source, mention: Mention) -> bool:
    """Whether what is named is a part of the report itself: 2031年工作总结和|2032年工作计划."""
    marked = mention.name.startswith(("《", "“"))
    return not marked and mention.action is None and mention.name in source.facts.title.value


def _organization(identity: Identity, places: Sequence[Place]) -> list[Section]:
    """Who is in it, then what it does; empty where it is only named a few times in passing."""
    said: Said = defaultdict(list)
    for source, mention in places:
        if not source.in_title(mention):
            for label, quotation in told_of_body(source, mention):
                said[label].append(quotation)
    if len(places) < NAMED and not any(said[label] for label in PARTS[:-1]):
        return []
    persons = posts(places) if kind_of_body(identity.name) == "group" else []
    in_it = [section("post", quotations, title) for title, quotations in persons]
    return [*in_it, *_without_told(said, PARTS)]


def _without_told(said: Said, labels: Sequence[str]) -> list[Section]:
    """The sections in order; the last shows only what none before it does."""
    *first, rest = labels
    told = {(q.report, q.span.start) for label in first for q in said[label]}
    said[rest] = [q for q in said[rest] if (q.report, q.span.start) not in told]
    return [section(label, said[label]) for label in labels]
