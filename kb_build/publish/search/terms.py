"""The terms of a text: overlapping pairs of characters, and Latin words and numbers as wholes.

Pairs need no dictionary of Chinese words, so any name is found, listed or not. A phrase is found by
its pairs, each of which shares a character with the next. The position of a pair in a text is not
kept: it hardly happens that a short text has all pairs of a phrase but not the phrase, and
positions would make the index several times as large.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from operator import add

from kb_build.publish.search.normalising import BREAK, normalise

# Signs put before and after a name, which no normalised text contains. Paired with its first and
# last character, they tell a name that begins or ends with words from one that has them inside. The
# whole name between them is one more term, so that typing all of it finds the thing itself first.
START, END = "^", "$"
LONGEST_NAME = 40  # letters; nobody types longer ones

# Two letters are a pair already; of what is longer than any word, each 32 letters are one.
WORD = re.compile("[%+.0-9a-z\u0080-\u2e7f]{3,32}")


def text_terms(normal: str) -> set[str]:
    """The terms of a normalised text."""
    return _pairs(normal).union(WORD.findall(normal))


def title_terms(names: Iterable[str]) -> set[str]:
    """The terms of a title and its aliases, also with START and END, whole, and single letters."""
    bounds = [f"{START}{normal}{END}" for name in names if (normal := normalise(name))]
    longest = LONGEST_NAME + len(START + END)
    wholes = {name for name in bounds if len(name) <= longest and BREAK not in name}
    bounded = BREAK.join(bounds)
    letters = set(bounded) - {START, END, BREAK}
    return _pairs(bounded).union(WORD.findall(bounded), letters, wholes)


def hashed(words: str) -> int:
    """A number of 32 bits, the same on every machine and in the browser: the CRC-32 of zlib."""
    return zlib.crc32(words.encode("utf-8", "replace"))


def _pairs(normal: str) -> set[str]:
    found: set[str] = set()
    for line in normal.split(BREAK):
        found.update(map(add, line, line[1:]))
    return found
