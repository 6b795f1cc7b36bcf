"""What of a report stands within a span: a look-up in things that are in order of place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from kb_build.model import Span


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


Thing = TypeVar("Thing", bound=_Placed)


def within(things: Sequence[Thing], span: Span) -> Sequence[Thing]:
    """The things that start within a span; `things` are in order of start."""
    first, last = (bisect_left(things, edge, key=_start) for edge in (span.start, span.end))
    return things[first:last]


def _start(thing: _Placed) -> int:
    return thing.span.start
