"""The terms of a text: overlapping pairs of characters, and Latin words and numbers as wholes.

Pairs need no dictionary of Chinese words, so that a name nobody has listed is found like any other;
a phrase is found by the pairs that cover it, standing side by side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kb_build.publish.normal import BREAK, normalise

Places = dict[str, list[int]]

# A title's first and last character are paired with these, which no normalised text contains: so
# a name that is the whole title is told from one that the title merely contains.
START, END = "^", "$"

# Two letters are a pair already; of what is longer than any word, each 32 letters are one.
WORD = re.compile("[%+.0-9a-z\u0080-\u2e7f]{3,32}")
# FNV-1a with 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), over code points.
FNV_OFFSET, FNV_PRIME = 0x811C9DC5, 0x01000193


def text_places(normal: str) -> Places:
    """Each term of a normalised text with where it stands, in code points, ascending."""
    return _gather(_pairs(normal), _words(normal))


def title_places(names: Iterable[str]) -> Places:
    """The same of a title and its aliases, with their bounds and single characters as terms."""
    bounded = BREAK.join(f"{START}{normal}{END}" for name in names if (normal := normalise(name)))
    return _gather(_pairs(bounded), _words(bounded), _letters(bounded))


def shard_of(term: str, shards: int) -> int:
    """The number of the file in which a term stands, of `shards` files."""
    value = FNV_OFFSET
    for letter in term:
        value = (value ^ ord(letter)) * FNV_PRIME & 0xFFFFFFFF
    return value % shards


def _pairs(normal: str) -> Iterator[tuple[str, int]]:
    for at in range(len(normal) - 1):
        pair = normal[at : at + 2]
        if BREAK not in pair:
            yield pair, at


def _words(normal: str) -> Iterator[tuple[str, int]]:
    return ((word[0], word.start()) for word in WORD.finditer(normal))


def _letters(bounded: str) -> Iterator[tuple[str, int]]:
    return ((c, at) for at, c in enumerate(bounded) if c not in (START, END, BREAK))


def _gather(*found: Iterator[tuple[str, int]]) -> Places:
    places: Places = defaultdict(list)
    for terms in found:
        for term, at in terms:
            places[term].append(at)
    return places
