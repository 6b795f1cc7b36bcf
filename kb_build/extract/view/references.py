"""Links as numbered references: one at the problem or measure, one at each part it leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb_build.model import Facts, Link, Mention, Span, within


@dataclass(frozen=True, slots=True)
class Reference:
    """One end of a link, shown where that end stands."""

    number: int  # of the link in its report, counted from 1
    outgoing: bool  # at the source; else at a target
    goal: str  # local anchor of the other end; of several targets, the first's
    link: Link


def anchor(mention: Mention) -> str:
    """The local anchor of a mention, unique in its report."""
    return f"m{mention.span.start}"


def references(facts: Facts) -> dict[str, list[Reference]]:
    """The references to show at each local anchor: passage id, node id or a mention's anchor."""
    shown: dict[str, list[Reference]] = defaultdict(list)
    places = {passage.id: passage.span for passage in facts.passages}
    for number, link in enumerate(facts.links, 1):
        goals = list(_goals(facts.mentions, link, places.get(link.source)))
        shown[link.source].append(Reference(number, True, [*goals, link.source][0], link))
        for goal in goals:
            shown[goal].append(Reference(number, False, link.source, link))
    return shown


def _goals(mentions: Sequence[Mention], link: Link, place: Span | None) -> Iterator[str]:
    """Local anchors of the targets; names that a measure sets up are sought in its own words."""
    if link.relation != "establishes":
        yield from link.targets
    elif place is not None:
        for mention in within(mentions, place):
            if mention.canonical in link.targets and mention.action is not None:
                yield anchor(mention)
