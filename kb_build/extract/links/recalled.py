"""Answers that name again a problem told before: 针对抄表人员不足问题，我站将……"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kb_build.extract.links.told import Pair, Told, letter_pairs
from kb_build.model import Passage

# The problem between 针对 and what it is called, up to the comma: 针对|抄表人员不足|问题，
NAMED = re.compile(
    r"针对(?!上述|以上|这|此|[^，,。]{0,24}(?:发现|反馈|指出|查出|存在))“?(?P<what>[^，,。；;“”\n]{4,40}?)”?的?"
    r"(?:问题|不足|短板|困难|难题|薄弱环节|现状|实际|情况)?[，,]"
)
# How many passages back the problem may stand.
FAR_BACK = 40
# So many pairs of letters at least the problem and its name share, and this part of the name's.
SHARED = 3
PART = 0.5


def named_again(told: Told) -> Iterator[Pair]:
    """Each problem with all that names it again and answers it."""
    answers: defaultdict[str, list[Passage]] = defaultdict(list)
    for at, passage in enumerate(told.passages):
        words = told.words(passage)
        for match in NAMED.finditer(words) if "针对" in words else ():
            problem = _told_before(told, at, letter_pairs(match["what"]))
            if problem and passage not in answers[problem]:
                answers[problem].append(passage)
    yield from ((problem, tuple(found)) for problem, found in answers.items())


def _told_before(told: Told, at: int, named: set[str]) -> str:
    """Id of the last problem told before that has most of the name's letters; empty if none."""
    for passage in reversed(told.passages[max(0, at - FAR_BACK) : at]):
        shared = len(named & letter_pairs(told.words(passage))) if passage.role == "problem" else 0
        if shared >= max(SHARED, PART * len(named)):
            return passage.id
    return ""
