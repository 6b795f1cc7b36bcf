"""Passages: sentences that stand together under one node and have one role."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from kb_build.extract.roles import Setting, frame_under, role_of
from kb_build.model import HIDDEN, Node, Outline, Passage, Role, Span


def passages(outline: Outline, visible: str, *, genre: str) -> tuple[Passage, ...]:
    """The passages in order; every sentence is in exactly one."""
    owners = _owners(outline)
    merged: list[Passage] = []
    starts = [block.start for block in outline.paragraphs]
    surroundings = settings(outline, visible, genre)
    for sentence, owner, setting in zip(outline.sentences, owners, surroundings, strict=True):
        role, rule, runner_up = role_of(sentence.of(visible).replace(HIDDEN, ""), setting)
        here = Passage("", owner.id if owner else "", role, sentence, f"role:{rule}", runner_up)
        if merged and _joins(merged[-1], here, starts):
            merged[-1] = replace(merged[-1], span=Span(merged[-1].span.start, sentence.end))
        else:
            merged.append(here)
    return _named(merged, visible)


def settings(outline: Outline, visible: str, genre: str) -> list[Setting]:
    """What surrounds each sentence, in order."""
    frames: dict[str, Role | None] = {"": None}
    for node in outline.nodes:  # parents come first
        frames[node.id] = frame_under(frames[node.parent], node.title)
    first = outline.nodes[0].span.start if outline.nodes else len(visible)
    leading = _first_items(outline)
    return [
        Setting(
            frame=frames[owner.id] if owner else None,
            genre=genre,
            in_block=owner is not None,
            opening=sentence.start < first,
            leads_in=owner is not None and sentence.start < leading.get(owner.id, 0),
        )
        for sentence, owner in zip(outline.sentences, _owners(outline), strict=True)
    ]


def _first_items(outline: Outline) -> dict[str, int]:
    """Where the first item below each heading stands, by the heading's id."""
    places: dict[str, int] = {}
    for node in outline.nodes:
        places.setdefault(node.parent, node.span.start)
    return places


def _joins(last: Passage, here: Passage, starts: list[int]) -> bool:
    same_paragraph = bisect_right(starts, last.span.start) == bisect_right(starts, here.span.start)
    return (last.node, last.role, last.rule) == (here.node, here.role, here.rule) and same_paragraph


def _owners(outline: Outline) -> list[Node | None]:
    """The innermost node of each sentence: the last one begun whose block is not over."""
    owners: list[Node | None] = []
    open_: list[Node] = []
    at = 0
    for sentence in outline.sentences:
        while at < len(outline.nodes) and outline.nodes[at].span.start <= sentence.start:
            open_.append(outline.nodes[at])
            at += 1
        while open_ and open_[-1].block_end <= sentence.start:
            open_.pop()
        owners.append(open_[-1] if open_ else None)
    return owners


def _named(found: list[Passage], visible: str) -> tuple[Passage, ...]:
    """Ids from the words, so that they outlive edits elsewhere; repeated ones are counted."""
    seen: Counter[str] = Counter()
    named: list[Passage] = []
    for passage in found:
        words = "".join(passage.span.of(visible).replace(HIDDEN, "").split())
        digits = hashlib.sha256(words.encode()).hexdigest()[:8]
        seen[digits] += 1
        suffix = f"-{seen[digits]}" if seen[digits] > 1 else ""
        named.append(replace(passage, id=f"p{digits}{suffix}"))
    return tuple(named)
