"""Named things: rules, mechanisms, organizations, practices and other works, where they stand.

`NAMERS` is an ordered table; of two names that overlap the longer wins, of equally long ones the
earlier namer's. A namer yields places and kinds, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import attrgetter

from kb_build.extract.names.actions import action_of
from kb_build.extract.names.canonical import canonical
from kb_build.extract.names.endings import ended
from kb_build.extract.names.memory import remembered
from kb_build.extract.names.offices import offices
from kb_build.extract.names.organizations import organizations, short_forms
from kb_build.extract.names.practices import practices
from kb_build.extract.names.rules import known_mechanisms, quoted_mechanisms, titled
from kb_build.extract.names.standing import standing
from kb_build.extract.names.works import works
from kb_build.model import Mention, MentionKind, Outline, Span

Namer = Callable[[str], Iterator[tuple[MentionKind, int, int]]]
NAMERS: tuple[tuple[str, Namer], ...] = (
    ("titled", titled),
    ("known-mechanism", known_mechanisms),
    ("quoted-mechanism", quoted_mechanisms),
    ("work", works),
    ("practice", practices),
    ("ending", ended),
    ("organization", organizations),
    ("office", offices),
)
# A quotation in straight signs, or with the first one curly: 推行"一窗通办", “一网通办".
STRAIGHT = re.compile(r'["“](?=[^"\n]*[一-鿿])([^"\n。；<>=]{1,40})"')
# What the report named elsewhere comes after all namers.
MEMORY = "named-before"
Found = list[tuple[int, int, int, MentionKind]]
Taken = list[tuple[int, int, int, MentionKind]]  # start, end, rank, kind


def mentions(outline: Outline, visible: str) -> tuple[Mention, ...]:
    """All mentions in order, without overlap; only within sentences and headings."""
    found: Found = []
    quoted = _in_curly(visible)
    for rank, (_, namer) in enumerate(NAMERS):
        found += [(-(end - start), rank, start, kind) for kind, start, end in namer(quoted)]
    if outline.title is not None:
        found = list(_cited(found, outline.title, visible))
    found += _again(found, quoted)
    places = [*outline.sentences, *(node.span for node in outline.nodes)]
    if outline.title is not None:
        places.append(outline.title)
    places.sort(key=attrgetter("start"))
    names = (*(name for name, _ in NAMERS), MEMORY)
    return tuple(
        _mention(visible, kind, place, names[rank])
        for kind, span, rank in _within(_chosen(found, len(visible)), places)
        if (place := standing(visible, span) if kind == "organization" else span)
    )


def _in_curly(visible: str) -> str:
    """The text with “ and ” for the straight signs that typewriters quote with."""
    return STRAIGHT.sub("“\\1”", visible) if '"' in visible else visible


def _again(found: Found, visible: str) -> Found:
    """Further places of what was chosen, and of the short forms that the report gives bodies."""
    chosen = _chosen(found, len(visible))
    named = [(kind, visible[start:end]) for start, end, _, kind in chosen]
    bodies = [end for _, end, _, kind in chosen if kind == "organization"]
    again = remembered(visible, named, short_forms(visible, bodies))
    return [(start - end, len(NAMERS), start, kind) for kind, start, end in again]


def _chosen(found: Found, size: int) -> Taken:
    """The longest first; what meets one already taken is dropped."""
    used = bytearray(size + 1)
    taken: Taken = []
    for length, rank, start, kind in sorted(found):
        end = start - length
        if not any(used[start:end]):
            used[start:end] = b"\1" * (end - start)
            taken.append((start, end, rank, kind))
    return sorted(taken)


def _within(taken: Taken, places: list[Span]) -> Iterator[tuple[MentionKind, Span, int]]:
    at = 0
    for start, end, rank, kind in taken:
        while at < len(places) and places[at].end < end:
            at += 1
        if at < len(places) and places[at].start <= start:
            yield kind, Span(start, end), rank


def _cited(found: Found, title: Span, visible: str) -> Iterator[tuple[int, int, int, MentionKind]]:
    """A report cites no work by its own title, where it is printed and where it is announced."""
    own = canonical(title.of(visible))
    for one in found:
        length, _, start, kind = one
        span = Span(start, start - length)
        work = kind in ("rule", "document")
        if not work or not (title.meets(span) or canonical(span.of(visible)) == own):
            yield one


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
