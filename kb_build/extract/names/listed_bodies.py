"""Offices in a list with a body, with no ending of their own: 财务处、|经资办|、|房产处.

Such an ending (办, 处, 部) is too common to name a body by itself; beside one it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kb_build.extract.names.offices import CLAUSE, LETTER, named
from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import any_of
from kb_build.model import Span

# How many items on each side of a body are looked at.
MOST = 12
BEHIND = rf"(?=$|[、和及等”]|{CLAUSE}|(?:主要|有关|相关)?(?:负责|领导))"
REACH = 14


def beside(visible: str, bodies: Iterable[Span]) -> Spotted:
    """The items of lists on both sides of each body that end like an office."""
    known = list(bodies)
    ends = {body.end for body in known}
    for body in known:
        for start, end in (*_after(visible, body.end, ends), *_before(visible, body.start, ends)):
            yield "organization", start, end


def _after(visible: str, end: int, ends: set[int]) -> Iterator[tuple[int, int]]:
    for _ in range(MOST):
        item = _item().match(visible, end) if visible.startswith("、", end) else None
        if item is None or item.end() in ends or not named(item["words"], item["kind"]):
            return
        yield item.start("words"), item.end()
        end = item.end()


def _before(visible: str, start: int, ends: set[int]) -> Iterator[tuple[int, int]]:
    for _ in range(MOST):
        if start - 1 in ends or not visible.endswith("、", 0, start):
            return
        reach = max(0, start - REACH)
        item = _last().search(visible[reach:start])
        if item is None or not named(item["words"], item["kind"]):
            return
        first = reach + item.start("words")
        yield first, reach + item.end("kind")
        start = first


@cache
def _office() -> str:
    return rf"(?P<words>{LETTER}{{1,8}}?)(?P<kind>{any_of('names', 'office-beside')})"


@cache
def _item() -> re.Pattern[str]:
    return re.compile(rf"、{_office()}{BEHIND}")


@cache
def _last() -> re.Pattern[str]:
    return re.compile(rf"(?:^|{CLAUSE}|由|请|各){_office()}、$")
