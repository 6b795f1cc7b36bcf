"""Names of bodies: by level alone (市委), or a name with the ending of a body (市财政局)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.extract.cues import cue
from kb_build.model import MentionKind

# How many characters a body's name may have before its ending.
LONGEST = 22
NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9*＊×（）·]")


def organizations(visible: str) -> Iterator[tuple[MentionKind, int, int]]:
    """Specific bodies; general ones (各单位, 党支部) are none."""
    for match in cue("names", "organization-known").finditer(visible):
        yield "organization", *match.span()
    for match in cue("names", "organization-ending").finditer(visible):
        start = _start(visible, match.start())
        name = visible[start : match.end()]
        if len(name) > len(match.group()) and not cue("names", "organization-general").fullmatch(
            name
        ):
            yield "organization", start, match.end() + _closes(visible, start, match.end())


def _closes(visible: str, start: int, end: int) -> int:
    """1 where the name opened a bracket that closes right behind it: 市委党校（行政学院）."""
    return int("（" in visible[start:end] and visible.startswith("）", end))


def _start(visible: str, ending: int) -> int:
    """Where the name with this ending begins: behind the last word that no name holds."""
    start = ending
    while start > max(0, ending - LONGEST) and NAME.match(visible, start - 1):
        start -= 1
    stops = [match.end() for match in _stops().finditer(visible, start, ending)]
    start = max(stops, default=start)
    while start < ending and visible[start] in "）·":
        start += 1
    return start


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(cue("names", "organization-stop").pattern)
