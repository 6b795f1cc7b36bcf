"""Names of bodies: by level alone (市委), or a name with the ending of a body (市财政局)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.extract.cues import cue
from kb_build.extract.phrases import Word, name_start, noun
from kb_build.model import MentionKind

# Signs that stand for a name that was taken out: *市委党校, X局, xx县.
MASK = re.compile(r"[*＊×Xx]+")
ORDINAL = re.compile(r"第?[一二三四五六七八九十\d*]{1,3}")


def organizations(visible: str) -> Iterator[tuple[MentionKind, int, int]]:
    """Specific bodies; general ones (各单位, 党支部) are none."""
    for match in cue("names", "organization-known").finditer(visible):
        yield "organization", _mask_start(visible, match.start()), match.end()
    for match in cue("names", "organization-ending").finditer(visible):
        start = _mask_start(visible, name_start(visible, *match.span(), _in_name))
        end = match.end() + _closes(visible, start, match.end())
        if _specific(visible[start:end], match.group()):
            yield "organization", start, end


def _specific(name: str, ending: str) -> bool:
    if cue("names", "organization-general").fullmatch(name):
        return False
    return len(name) > len(ending) or bool(cue("names", "organization-bare").fullmatch(name))


def _in_name(word: Word) -> bool:
    if cue("names", "organization-stop").fullmatch(word.text):
        return False
    if MASK.fullmatch(word.text) or ORDINAL.fullmatch(word.text):
        return True
    return noun(word) or bool(cue("names", "inner-verb").fullmatch(word.text))


def _mask_start(visible: str, start: int) -> int:
    while start > 0 and visible[start - 1] in "*＊×":
        start -= 1
    return start


def _closes(visible: str, start: int, end: int) -> int:
    """What a bracket adds behind the ending: 市委党校（行政学院）."""
    if "（" in visible[start:end] and visible.startswith("）", end):
        return 1
    second = re.compile(r"（[\u4e00-\u9fff]{2,8}(?:学院|党校|中心)）").match(visible, end)
    return len(second.group()) if second else 0
