"""Asks many groups of cues of one text: only for those words whose letters stand there (`needles`).

Most words of the lexicon stand in no sentence of a report, so no pattern is ever made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import add

from kb_build.lexicon.cues import choices, compiled
from kb_build.lexicon.needles import needles

# The needle of words of which none is known: they are sought in any text.
ANYWHERE = ""
# Texts whose likely words are kept, since group after group is asked for.
KEPT = 64


class _Word:
    """One choice of a word of the lexicon, whose pattern is made when it is first sought."""

    __slots__ = ("file", "group", "pattern", "stands_in")

    def __init__(self, file: str, group: str, pattern: str, whole: bool):
        self.file, self.group, self.pattern = file, group, pattern
        # Whether it stands in a text that has a needle of it; true or false of that.
        self.stands_in: Callable[[str], object] = bool if whole else self._sought

    def _sought(self, text: str) -> object:
        pattern = compiled(self.pattern, self.file, self.group)
        self.stands_in = pattern.match if self.pattern.startswith("^") else pattern.search
        return self.stands_in(text)


class Groups:
    """Groups of a file of the lexicon; tells which of them have a word in a text.

    It answers as `cues.present`, and quicker where most of the groups are asked for.
    """

    def __init__(self, file: str, groups: Sequence[str]):
        self._none: dict[str, tuple[_Word, ...]] = dict.fromkeys(groups, ())
        self._index: dict[str, list[_Word]] = {ANYWHERE: []}
        for group in groups:
            for pattern in choices(file, group):
                found = needles(pattern)
                word = _Word(file, group, pattern, pattern in found)
                for needle in found or {ANYWHERE}:
                    self._index.setdefault(needle, []).append(word)
        self._letters = frozenset(needle for needle in self._index if len(needle) == 1)
        self._pairs = frozenset(self._index) - self._letters
        self._likely = lru_cache(maxsize=KEPT)(self._sought)

    def have(self, text: str, groups: Iterable[str]) -> bool:
        """Whether any of these groups has a word in a text. KeyError where one was not named."""
        likely = self._likely(text)
        for group in groups:
            for word in likely.get(group) or self._none[group]:
                if word.stands_in(text):
                    return True
        return False

    def of(self, text: str, pairs: Iterable[str]) -> set[str]:
        """The groups with a word in a text that has these pairs of neighbouring letters."""
        found: set[str] = set()
        for needle in self._there(text, pairs):
            for word in self._index[needle]:
                if word.group not in found and word.stands_in(text):
                    found.add(word.group)
        return found

    def _sought(self, text: str) -> dict[str, dict[_Word, None]]:
        """The words of each group of which a needle stands in a text."""
        found: dict[str, dict[_Word, None]] = {}
        for needle in self._there(text, map(add, text, text[1:])):
            for word in self._index[needle]:
                found.setdefault(word.group, {})[word] = None
        return found

    def _there(self, text: str, pairs: Iterable[str]) -> Iterator[str]:
        """The needles that stand in a text, each once."""
        return chain((ANYWHERE,), self._letters.intersection(text), self._pairs.intersection(pairs))
