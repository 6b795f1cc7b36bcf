"""Named ways of working: “板凳会”议事法, 从“…”到“…”, “…”与“…”相结合, and those known everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.extract.cues import cue
from kb_build.model import MentionKind

QUOTED = r"“[^“”\n。；]{2,24}”"
PAIRED = re.compile(rf"{QUOTED}(?:与|和|同){QUOTED}(?:相|有机)?结合(?:起来)?|从{QUOTED}到{QUOTED}")


def practices(visible: str) -> Iterator[tuple[MentionKind, int, int]]:
    """Brands, methods, models and patterns; quoted slogans are none."""
    for match in cue("names", "practice-known").finditer(visible):
        yield "practice", *match.span()
    for match in PAIRED.finditer(visible):
        yield "practice", *match.span()
    for match in _branded().finditer(visible):
        if not cue("names", "slogan").search(match["quoted"]):
            yield "practice", *match.span()


@cache
def _branded() -> re.Pattern[str]:
    ending = cue("names", "practice-ending").pattern
    named = rf"“[^“”\n。；，]{{2,20}}?(?:{ending})”(?:[\u4e00-\u9fff]{{0,8}}?(?:{ending}))?"
    return re.compile(rf"(?P<quoted>{named}|{QUOTED}[\u4e00-\u9fff]{{0,8}}?(?:{ending}))")
