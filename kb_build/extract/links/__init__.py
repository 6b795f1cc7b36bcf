"""Links that the report draws: a problem and what answers it, a measure and its new rule."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.extract.links.answers import ADDRESSES
from kb_build.extract.links.told import Told
from kb_build.model import MADE, Link, Mention, Outline, Passage, within


def links(
    outline: Outline, visible: str, passages: tuple[Passage, ...], named: tuple[Mention, ...]
) -> tuple[Link, ...]:
    """All links: problems and answers in the order of `ADDRESSES`, then measures and their rules.

    A problem that one way of pairing has taken is left alone by the later ones. Passages and
    mentions (`named`) are those of the report, in order.
    """
    told = Told(outline, visible, passages)
    found: dict[str, Link] = {}
    for name, pairs in ADDRESSES:
        for source, answer in pairs(told):
            targets = tuple(passage.id for passage in answer)
            if targets and source not in found:
                found[source] = Link("addresses", source, targets, f"link:{name}")
    return (*found.values(), *_established(passages, named))


def _established(passages: tuple[Passage, ...], named: tuple[Mention, ...]) -> Iterator[Link]:
    """Each measure with the rules and mechanisms that it issued or revised."""
    for passage in passages:
        if passage.role == "measure":
            made = (
                mention.canonical
                for mention in within(named, passage.span)
                if mention.action in MADE
            )
            if names := tuple(dict.fromkeys(made)):
                yield Link("establishes", passage.id, names, "link:action")
