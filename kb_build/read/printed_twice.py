"""Marks the title that a text prints once more below the headline of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.model import Mark
from kb_build.read.broken_lines import NUMBER
from kb_build.read.marking import lines, noise

LINES = 12  # above the text, at most
SHORTEST = 6  # characters; shorter lines may be labels
SENTENCE = re.compile("[：；:;]$|。")
# A title right behind itself, before the first words: 节水工作总结节水工作总结根据……
DOUBLED = re.compile(
    r"\s*(?P<words>[^\s。，,：:；;、!！?？0-9](?:(?!。)[^\n]){5,40}?)[ ]?(?P=words)"
)
SUBTITLE = re.compile(r"(?:[—－]|--)(?!.*\d{4}年.*[会上])")


def printed_twice(view: str) -> Iterator[Mark]:
    """The first line once more, above the first sentence, in one line or several.

    Not where a subtitle stands below; nor where the first line lost something at its end: such a
    headline yields to the printed title.
    """
    if doubled := DOUBLED.match(view):
        yield noise(*doubled.span("words"), "printed-twice")
    told = [line for line in lines(view) if line.of(view).strip()][: LINES + 1]
    words = ["".join(line.of(view).split()) for line in told]
    letters = [re.sub(r"\W", "", one) for one in words]
    if not told or len(letters[0]) < SHORTEST or told[0].of(view).endswith("  "):
        return
    for at in range(1, len(told) - 1):
        if SENTENCE.search(words[at]) or NUMBER.match(words[at]):
            break
        for behind in range(at + 1, len(told)):
            if "".join(letters[at:behind]) == letters[0] and not SUBTITLE.match(words[behind]):
                yield noise(told[at].start, told[behind - 1].end, "printed-twice")
