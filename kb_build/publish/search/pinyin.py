"""Pinyin: which pairs of characters sound alike, and which names begin with the same letters.

    "hui yi" → pairs of the index with this sound, the most frequent first
    "shyk"   → names whose characters have these initials

A browser joins pairs that share a character. So any words of the index can be typed in pinyin or
with a wrong homophone, not only those of some list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from kb_build.publish.search.normalising import BREAK, normalise

HANZI = re.compile(r"[\u4e00-\u9fff]+")
# Longer names are not typed by initials; two letters fit too many.
FEWEST, MOST = 3, 14
# What is quoted or bracketed within a name is a name too: “三会一课”制度, 《…办法》（试行）.
PARTS = re.compile(r"[“”‘’《》〈〉（）()、，。；：\s]+")
# Of pairs that sound alike, more are never asked for.
MOST_ALIKE = 24

# By sound: the frequency of each pair in powers of two, or the number of pages with each name.
Alike = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Sounds:
    """Pairs and names by their pinyin."""

    pairs: Alike = field(default_factory=dict)
    names: Alike = field(default_factory=dict)

    def set_pair(self, pair: str, often: int) -> set[str]:
        """Sets the frequency of a pair, 0 for none; gives the sounds that change.

        Terms that are no pair of Chinese characters are passed over.
        """
        if not is_pair(pair):
            return set()
        return {sound for sound in _sounds(pair) if _set(self.pairs, sound, pair, often)}

    def count_names(self, names: Iterable[str], by: int) -> set[str]:
        """Adds `by` to the number of pages with these names or parts; gives changed initials."""
        changed = set()
        for words in spoken(names):
            letters = initials(words)
            known = self.names.get(letters, {}).get(words, 0)
            if _set(self.names, letters, words, known + by):
                changed.add(letters)
        return changed

    def row(self, sound: str) -> list[str]:
        """What has this sound: pairs, the most frequent first, or names; may be empty."""
        if alike := self.names.get(sound):
            return sorted(alike)
        pairs = self.pairs.get(sound, {})
        return sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:MOST_ALIKE]

    def __len__(self) -> int:
        return len(self.pairs) + len(self.names)

    def __iter__(self) -> Iterator[str]:
        return chain(self.pairs, self.names)


def _set(alike: Alike, sound: str, words: str, number: int) -> bool:
    """Sets a number, removing it for 0; says whether it changed."""
    row = alike.setdefault(sound, {})
    before = row.get(words, 0)
    if number:
        row[words] = number
    else:
        row.pop(words, None)
    if not row:
        del alike[sound]
    return number != before


def is_pair(term: str) -> bool:
    """Whether a term is a pair of Chinese characters."""
    return len(term) == len("两字") and HANZI.fullmatch(term) is not None


def load() -> None:
    """Loads the readings of all characters and words, which takes a quarter of a second."""
    _sounds("一一")


def spoken(names: Iterable[str]) -> Iterator[str]:
    """Names and their parts as somebody types them by their initials, those of a name once."""
    for name in names:
        parts = (part for line in PARTS.split(name) for part in normalise(line).split(BREAK))
        for words in {normalise(name), *parts}:
            if FEWEST <= len(words) <= MOST and HANZI.search(words):
                yield words


def initials(words: str) -> str:
    """The first letter of each character's pinyin; what is no Chinese character stays."""
    return "".join(_syllables(c)[0][0] if HANZI.match(c) else c for c in words)


@cache
def characters() -> str:
    """Each syllable with its characters of GB 2312, for the browser: "a阿啊 ai哀…".

    A syllable comes again, after all others, with the characters that are seldom read so.
    """
    usual: dict[str, list[str]] = defaultdict(list)
    seldom: dict[str, list[str]] = defaultdict(list)
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            character = bytes((row, cell)).decode("gb2312", "ignore")
            for i, syllable in enumerate(_syllables(character) if character else ()):
                (seldom if i else usual)[syllable].append(character)
    return " ".join(s + "".join(some[s]) for some in (usual, seldom) for s in sorted(some))


def _sounds(pair: str) -> set[str]:
    """How a pair is said: as a word, and character by character."""
    apart = f"{_syllables(pair[0])[0]} {_syllables(pair[1])[0]}"
    word = _words().get(pair)
    return {" ".join(_plain(readings[0]) for readings in word), apart} if word else {apart}


@cache
def _syllables(character: str) -> tuple[str, ...]:
    """The readings of a character without tones, the usual one first."""
    from pypinyin.pinyin_dict import pinyin_dict

    readings = pinyin_dict.get(ord(character), character).split(",")
    return tuple(dict.fromkeys(map(_plain, readings)))


@cache
def _words() -> Mapping[str, list[list[str]]]:
    """The readings of each character of words, the usual ones first."""
    from pypinyin.phrases_dict import phrases_dict

    words: Mapping[str, list[list[str]]] = phrases_dict
    return words


@cache
def _plain(syllable: str) -> str:
    """A syllable as it is typed: without tone, and with lv for lü."""
    from pypinyin.contrib.tone_convert import to_normal

    return str(to_normal(syllable))
