"""Named ways of working: “板凳会”议事法, 从“…”到“…”, “…”与“…”相结合, and those known everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.extract.cues import cue
from kb_build.extract.phrases import Word, name_end, name_start, noun
from kb_build.model import MentionKind

Found = Iterator[tuple[MentionKind, int, int]]

QUOTED = re.compile(r"“[^“”\n。；]{2,24}(?:“[^“”\n。；]{1,12}”[^“”\n。；]{0,12})?”")
PAIR = r"“[^“”\n。；]{2,16}”"
PAIRED = re.compile(rf"{PAIR}(?:与|和|同){PAIR}(?:相|有机)?结合(?:起来)?|从{PAIR}到{PAIR}")
# How many characters before the quotation its verb may stand: 打造了一批“…”
FRAME = 8


def practices(visible: str) -> Found:
    """Brands, methods, models and patterns; quoted slogans are none."""
    for match in cue("names", "practice-known").finditer(visible):
        yield "practice", *match.span()
    for match in PAIRED.finditer(visible):
        yield "practice", *match.span()
    yield from _quoted(visible)
    yield from _bare(visible)


def _quoted(visible: str) -> Found:
    """A quotation that an ending makes a name of, or a verb that launches what it names."""
    for match in QUOTED.finditer(visible):
        inner = match.group()[1:-1]
        if cue("names", "slogan").search(inner):
            continue
        end = name_end(visible, match.end(), _in_name, _ending())
        before = visible[max(0, match.start() - FRAME) : match.start()]
        launched = cue("names", "practice-verb").search(before)
        if end > match.end() or _ending().search(inner) or launched:
            yield "practice", match.start(), end


def _bare(visible: str) -> Found:
    """A name without quotation marks whose ending says enough: 道德讲堂."""
    for match in cue("names", "practice-bare-ending").finditer(visible):
        start = name_start(visible, *match.span(), _in_name)
        if start < match.start():
            yield "practice", start, match.end()


def _in_name(word: Word) -> bool:
    if cue("names", "practice-stop").fullmatch(word.text):
        return False
    return noun(word) or bool(cue("names", "inner-verb").fullmatch(word.text))


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"(?:{cue('names', 'practice-ending').pattern})$")
