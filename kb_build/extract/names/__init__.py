"""Named things: rules, mechanisms, organizations, practices and other works, where they stand.

`NAMERS` is an ordered table. Each namer reads the whole text and yields kinds and places, nothing
else. Of two names that overlap the longer wins, of equally long ones the earlier namer's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from kb_build.extract.marks import curly, widened
from kb_build.extract.names.actions import action_of
from kb_build.extract.names.canonical import canonical
from kb_build.extract.names.endings import ended
from kb_build.extract.names.listed_bodies import beside
from kb_build.extract.names.memory import remembered
from kb_build.extract.names.offices import offices
from kb_build.extract.names.organizations import organizations, short_forms
from kb_build.extract.names.practices import practices
from kb_build.extract.names.rules import known_mechanisms, quoted_mechanisms, titled, told_rules
from kb_build.extract.names.spotted import Spotted
from kb_build.extract.names.standing import standing
from kb_build.extract.names.works import works
from kb_build.lexicon.spelling import spelled
from kb_build.model import Mention, MentionKind, Outline, Report, Span

NAMERS: tuple[tuple[str, Callable[[str], Spotted]], ...] = (
    ("titled", titled),
    ("told-rule", told_rules),
    ("known-mechanism", known_mechanisms),
    ("quoted-mechanism", quoted_mechanisms),
    ("work", works),
    ("practice", practices),
    ("ending", ended),
    ("organization", organizations),
    ("office", offices),
)
OFFICE = len(NAMERS) - 1
# Names that the report repeats are sought when all namers are done, and yield to what they found.
MEMORY = "named-before"
# The site of a web page, behind its column or before ->: --工作专栏-|松浦县水务局, 清岚大学|->.
SITE = re.compile(r"[^\s>|_｜-]+(?=(?:->)?$)")
# What a name has in quotation or title marks: 一窗通办 of “一窗通办”改革.
QUOTED = re.compile(r"[“《]([^“”《》]+)[”》]")


class _Candidate(NamedTuple):
    """A name that somebody found, before it is known whether a better one overlaps it."""

    kind: MentionKind
    start: int
    end: int
    namer: int  # place in NAMERS; behind the last one for MEMORY

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def mentions(outline: Outline, visible: str) -> tuple[Mention, ...]:
    """All mentions in order, without overlap.

    Only within sentences, headings, the title and the name of a web page's site beside it.
    """
    sites = tuple(_sites(outline.report))
    for site in sites:
        visible = visible[: site.start] + site.of(outline.report.text) + visible[site.end :]
    quoted = curly(widened(visible))
    found = [
        _Candidate(kind, start, end, namer)
        for namer, (_, names) in enumerate(NAMERS)
        for kind, start, end in names(quoted)
    ]
    places = [*outline.sentences, *(node.span for node in outline.nodes), *sites]
    if outline.title is not None:
        found = list(_without_own_title(found, outline.title, visible))
        places.append(outline.title)
    found = _chosen(found, len(visible))
    found = _chosen([*found, *_beside(found, quoted)], len(visible))
    found = _chosen([*found, *_again(found, quoted)], len(visible))
    places.sort(key=attrgetter("start"))
    return tuple(
        _mention(visible, one, place)
        for one in _within(found, places)
        if _is_read(one.span.of(quoted))
        if (place := standing(visible, one.span) if one.kind == "organization" else one.span)
    )


def _sites(report: Report) -> Iterator[Span]:
    """Where a web page's title tells whose site it stands on."""
    for mark in report.marks:
        if mark.rule == "site-name" and (site := SITE.search(mark.span.of(report.text))):
            yield Span(mark.span.start + site.start(), mark.span.start + site.end())


def _without_own_title(
    found: Iterable[_Candidate], title: Span, visible: str
) -> Iterator[_Candidate]:
    """All but the rules and documents that are the report's own title.

    A report cites no work by its own title: neither where that is printed, nor where a web page or
    a letter announces it (关于公示《松浦县工作总结》).
    """
    own = canonical(title.of(visible))
    for one in found:
        work = one.kind in ("rule", "document")
        if not work or not (title.meets(one.span) or canonical(one.span.of(visible)) == own):
            yield one


def _beside(chosen: list[_Candidate], visible: str) -> list[_Candidate]:
    """Offices that stand in a list with a body that was found."""
    bodies = [one.span for one in chosen if one.kind == "organization"]
    return [_Candidate(*one, OFFICE) for one in beside(visible, bodies)]


def _again(chosen: list[_Candidate], visible: str) -> list[_Candidate]:
    """Further places of the names found, and of the short forms that the report gives bodies."""
    named = [(one.kind, one.span.of(visible)) for one in chosen]
    bodies = [one.end for one in chosen if one.kind == "organization"]
    again = remembered(visible, named, short_forms(visible, bodies))
    return [_Candidate(*one, len(NAMERS)) for one in again]


def _chosen(found: list[_Candidate], size: int) -> list[_Candidate]:
    """The longest first, in a text of `size` characters; what meets one already taken is dropped.

    In order of place.
    """
    used = bytearray(size + 1)
    taken: list[_Candidate] = []
    for one in sorted(found, key=_rank):
        if not any(used[one.start : one.end]):
            used[one.start : one.end] = b"\1" * (one.end - one.start)
            taken.append(one)
    return sorted(taken, key=attrgetter("start"))


def _rank(one: _Candidate) -> tuple[int, int, int, str]:
    return one.start - one.end, one.namer, one.start, one.kind


def _within(taken: list[_Candidate], places: list[Span]) -> Iterator[_Candidate]:
    """Those that lie within one of the places; both lists are in order."""
    at = 0
    for one in taken:
        while at < len(places) and places[at].end < one.end:
            at += 1
        if at < len(places) and places[at].start <= one.start:
            yield one


def _is_read(name: str) -> bool:
    """Whether a name, and what it has in quotation marks, can be read: not “★★”工作法."""
    return all(map(spelled, (name, *QUOTED.findall(name))))


def _mention(visible: str, one: _Candidate, span: Span) -> Mention:
    name = span.of(visible)
    acted = one.kind in ("rule", "mechanism")
    namer = NAMERS[one.namer][0] if one.namer < len(NAMERS) else MEMORY
    return Mention(
        kind=one.kind,
        name=name,
        canonical=canonical(name),
        span=span,
        rule=f"name:{namer}",
        action=action_of(visible, span) if acted else None,
    )
