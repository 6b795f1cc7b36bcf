"""Named things: rules, mechanisms, organizations, practices and other works, where they stand.

`NAMERS` is an ordered table; of two names that overlap the longer wins, of equally long ones the
earlier namer's. A namer yields places and kinds, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb_build.extract.actions import action_of
from kb_build.extract.canonical import canonical
from kb_build.extract.organizations import organizations
from kb_build.extract.practices import practices
from kb_build.extract.rules import (
    bare_rules,
    known_mechanisms,
    mechanisms,
    quoted_mechanisms,
    titled,
)
from kb_build.model import Mention, MentionKind, Outline, Span

Namer = Callable[[str], Iterator[tuple[MentionKind, int, int]]]
NAMERS: tuple[tuple[str, Namer], ...] = (
    ("titled", titled),
    ("known-mechanism", known_mechanisms),
    ("quoted-mechanism", quoted_mechanisms),
    ("practice", practices),
    ("bare-rule", bare_rules),
    ("mechanism", mechanisms),
    ("organization", organizations),
)


def mentions(outline: Outline, visible: str) -> tuple[Mention, ...]:
    """All mentions in order, without overlap; only within sentences and headings."""
    found: list[tuple[int, int, int, MentionKind]] = []
    for rank, (_, namer) in enumerate(NAMERS):
        found += [(-(end - start), rank, start, kind) for kind, start, end in namer(visible)]
    places = sorted((*outline.sentences, *(node.span for node in outline.nodes)))
    if outline.title is not None:
        places = sorted((*places, outline.title))
    taken = _chosen(found, len(visible))
    return tuple(
        _mention(visible, kind, span, NAMERS[rank][0])
        for kind, span, rank in _within(taken, places)
    )


def _chosen(
    found: list[tuple[int, int, int, MentionKind]], size: int
) -> list[tuple[Span, int, MentionKind]]:
    """The longest first; what meets one already taken is dropped."""
    used = bytearray(size + 1)
    taken: list[tuple[Span, int, MentionKind]] = []
    for length, rank, start, kind in sorted(found):
        end = start - length
        if not any(used[start:end]):
            used[start:end] = b"\1" * (end - start)
            taken.append((Span(start, end), rank, kind))
    return sorted(taken)


def _within(
    taken: list[tuple[Span, int, MentionKind]], places: list[Span]
) -> Iterator[tuple[MentionKind, Span, int]]:
    at = 0
    for span, rank, kind in taken:
        while at < len(places) and places[at].end < span.end:
            at += 1
        if at < len(places) and places[at].start <= span.start:
            yield kind, span, rank


def _mention(visible: str, kind: MentionKind, span: Span, namer: str) -> Mention:
    name = span.of(visible)
    acted = kind in ("rule", "mechanism")
    return Mention(
        kind=kind,
        name=name,
        canonical=canonical(name),
        span=span,
        rule=f"name:{namer}",
        action=action_of(visible, span) if acted else None,
    )
