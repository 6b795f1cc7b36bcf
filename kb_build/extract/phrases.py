"""Where a name begins that is known by its ending: back over the words that names are made of.

Word classes come from rjieba (the dictionary and tags of jieba, in Rust); only the window before an
ending is cut into words, so the cost grows with the names and not with the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

# The longest names seen in official writing, in characters before the ending.
REACH = 30
# A name never reaches back over these.
EDGE = re.compile(r"[，。；：！？、,;:!?\n\t\u3000\x1f《》]")
CLOSERS = {"”": "“", "）": "（", ")": "("}
# Classes of words that names are made of: nouns of all kinds, short forms, places, adjectives used
# as nouns, verbs used as nouns, foreign letters.
NOUNS = ("n", "j", "b", "s", "an", "vn", "eng", "zg", "g", "l", "i", "f")


class Word(NamedTuple):
    """A word of the window, its place in the text, and its class as jieba names it."""

    text: str
    tag: str
    start: int


Accept = Callable[[Word], bool]


def words(visible: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of text."""
    import rjieba  # its dictionary takes a moment to load

    found: list[Word] = []
    at = start
    for text, tag in rjieba.tag(visible[start:end]):
        found.append(Word(text, tag, at))
        at += len(text)
    return found


def name_start(
    visible: str, ending: int, end: int, accept: Accept, edge: re.Pattern[str] = EDGE
) -> int:
    """Where the name begins whose ending stands at `ending`..`end`.

    Goes back word by word while `accept` takes them; what stands in quotation marks or brackets is
    taken as a whole.
    """
    first = max(0, ending - REACH)
    cuts = [match.end() for match in edge.finditer(visible, first, ending)]
    window = words(visible, max(cuts, default=first), end)
    at = next(i for i, word in enumerate(window) if word.start + len(word.text) > ending)
    while at > 0:
        before = window[at - 1]
        if before.text in CLOSERS:
            opener = _opener(window, at - 1, CLOSERS[before.text])
            if opener < 0:
                break
            at = opener
        elif accept(before):
            at -= 1
        else:
            break
    return window[at].start


def noun(word: Word) -> bool:
    """Whether a word is of a class that names are made of."""
    return word.tag.startswith(NOUNS)


def _opener(window: list[Word], closer: int, sign: str) -> int:
    for at in range(closer - 1, -1, -1):
        if window[at].text == sign:
            return at
    return -1


def name_end(visible: str, start: int, accept: Accept, ending: re.Pattern[str]) -> int:
    """Where a name ends that goes on at `start`: the last word taken that has an `ending`.

    Gives `start` itself where no word on the way has one.
    """
    stop = EDGE.search(visible, start, start + REACH // 2)
    end = start
    for word in words(
        visible, start, stop.start() if stop else min(len(visible), start + REACH // 2)
    ):
        last = word.start + len(word.text)
        if not accept(word) and not ending.search(word.text):
            break
        if ending.search(visible[start:last]):
            end = last
    return end
