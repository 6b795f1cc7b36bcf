"""Links that the report draws: a problem and what answers it, a measure and its new rule."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.extract.links.answers import ADDRESSES
from kb_build.extract.links.told import Told
from kb_build.model import Link, Mention, Outline, Passage, Span


def links(
    outline: Outline, visible: str, told: tuple[Passage, ...], named: tuple[Mention, ...]
) -> tuple[Link, ...]:
    """All links: problems and answers in order of place, then measures and what they set up.

    A problem that one way of pairing has taken is left alone by the later ones.
    """
    report = Told(outline, visible, told)
    found: dict[str, Link] = {}
    for name, pairs in ADDRESSES:
        for source, answer in pairs(report):
            targets = tuple(passage.id for passage in answer)
            if targets and source not in found:
                found[source] = Link("addresses", source, targets, f"link:{name}")
    return (*found.values(), *_established(told, named))


def _established(told: tuple[Passage, ...], named: tuple[Mention, ...]) -> Iterator[Link]:
    """A measure and the rules and mechanisms that it issued or revised."""
    at = 0
    for passage in told:
        while at < len(named) and named[at].span.end <= passage.span.start:
            at += 1
        if passage.role == "measure" and (made := _made(named, at, passage.span)):
            yield Link("establishes", passage.id, made, "link:action")


def _made(named: tuple[Mention, ...], at: int, span: Span) -> tuple[str, ...]:
    names: list[str] = []
    while at < len(named) and named[at].span.start < span.end:
        mention = named[at]
        if mention.kind in ("rule", "mechanism") and mention.action in ("issued", "revised"):
            names.append(mention.canonical)
        at += 1
    return tuple(dict.fromkeys(names))
