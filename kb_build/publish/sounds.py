"""Pinyin: which pairs of characters sound alike, and which names begin with the same letters.

    "hui yi" → pairs that sound so and stand in the index, the frequent first
    "shyk"   → names whose characters have these initials

A browser strings pairs together, each sharing a character with the next, so that any words of the
index can be typed in pinyin or with a wrong homophone, not only those in some list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from kb_build.publish.normal import BREAK, normalise
from kb_build.publish.records import script_json
from kb_build.publish.terms import hashed

HANZI = re.compile(r"[\u4e00-\u9fff]+")
# Longer names are not typed by initials; two letters fit too many.
FEWEST, MOST = 3, 14
# What is quoted or bracketed within a name is a name too: “三会一课”制度, 《…办法》（试行）.
PARTS = re.compile(r"[“”‘’《》〈〉（）()、，。；：\s]+")
ENTRIES_A_SHARD = 150
# Of pairs that sound alike, more are never asked for.
MOST_ALIKE = 24


class Sounds:
    """Pairs and names by their pinyin; `write` puts them into files."""

    def __init__(self) -> None:
        self._pairs: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._names: dict[str, set[str]] = defaultdict(set)

    def add_names(self, names: Iterable[str]) -> None:
        """Puts in names and their parts, each once."""
        for name in names:
            whole = normalise(name)
            parts = (part for line in PARTS.split(name) for part in normalise(line).split(BREAK))
            for words in {whole, *parts}:
                if FEWEST <= len(words) <= MOST and HANZI.search(words):
                    self._names[initials(words)].add(words)

    def add_pair(self, pair: str, count: int) -> None:
        """Puts in a pair that stands `count` times in the index; other terms are passed over."""
        if len(pair) == len("两字") and HANZI.fullmatch(pair):
            # By powers of two, so that a few finds more or less change no file.
            for sound in _sounds(pair):
                self._pairs[sound].append((-count.bit_length(), pair))

    def write(self, folder: Path) -> int:
        """Writes `sounds/<n>.js` below `folder`; gives the number of files."""
        wanted = max(1, (len(self._pairs) + len(self._names)) // ENTRIES_A_SHARD)
        count = 1 << (wanted - 1).bit_length()
        shards: list[dict[str, list[str]]] = [{} for _ in range(count)]
        for sound, alike in sorted(self._rows().items()):
            shards[hashed(sound) % count][sound] = alike
        (folder / "sounds").mkdir(parents=True, exist_ok=True)
        for number, rows in enumerate(shards):
            script = f"kb.search.sounds({number},{script_json(rows)});\n"
            path = folder / "sounds" / f"{number}.js"
            path.write_text(script, encoding="utf-8", newline="\n")
        return count

    def _rows(self) -> Mapping[str, list[str]]:
        pairs = {
            sound: [pair for _, pair in sorted(rows)[:MOST_ALIKE]]
            for sound, rows in self._pairs.items()
        }
        return pairs | {letters: sorted(names) for letters, names in self._names.items()}


def initials(words: str) -> str:
    """The first letter of each character's pinyin; what is no Chinese character stays."""
    return "".join(_syllables(c)[0][0] if HANZI.match(c) else c for c in words)


@cache
def characters() -> str:
    """Each syllable with its characters of GB 2312, parted by spaces, for the browser."""
    alike: dict[str, list[str]] = defaultdict(list)
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            character = bytes((row, cell)).decode("gb2312", "ignore")
            for syllable in _syllables(character) if character else ():
                alike[syllable].append(character)
    return " ".join(syllable + "".join(alike[syllable]) for syllable in sorted(alike))


def _sounds(pair: str) -> set[str]:
    """How a pair is said: as a word, and character by character."""
    from pypinyin import lazy_pinyin

    apart = f"{_syllables(pair[0])[0]} {_syllables(pair[1])[0]}"
    return {" ".join(map(_plain, lazy_pinyin(pair))), apart}


@cache
def _syllables(character: str) -> tuple[str, ...]:
    """The readings of a character without tones, the usual one first."""
    from pypinyin import Style, pinyin

    (readings,) = pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(map(_plain, readings)))


def _plain(syllable: str) -> str:
    """As it is typed: lü is lv."""
    return syllable.replace("ü", "v")
