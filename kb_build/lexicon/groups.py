"""Asks many groups of cues of one text: only for those words whose letters stand there (`needles`).

Most words of the lexicon stand in no sentence of a report, so no pattern is ever made of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kb_build.lexicon.cues import choices, compiled, ends_first
from kb_build.lexicon.needles import needles

# The needle of words of which none is known: they are sought in any text.
ANYWHERE = ""


class Word:
    """One choice of a word of the lexicon, whose pattern is made when it is first sought."""

    __slots__ = ("file", "group", "pattern", "stands_in")

    def __init__(self, file: str, group: str, pattern: str, whole: bool):
        self.file, self.group, self.pattern = file, group, pattern
        # Whether it stands in a text that has a needle of it; true or false of that.
        self.stands_in: Callable[[str], object] = bool if whole else self._sought

    def _sought(self, text: str) -> object:
        pattern = compiled(ends_first(self.pattern), self.file, self.group)
        self.stands_in = pattern.match if self.pattern.startswith("^") else pattern.search
        return self.stands_in(text)


Likely = dict[str, list[Word]]  # by their groups


class Groups:
    """Groups of a file of the lexicon; tells which of them have a word in a text.

    It answers as `cues.present`, and quicker where many groups are asked for. Needles hold no sign
    that parts clauses, so the likely words of a sentence are those of its clauses.
    """

    def __init__(self, file: str, groups: Sequence[str]):
        self._index: dict[str, list[Word]] = {ANYWHERE: []}
        for group in groups:
            for pattern in choices(file, group):
                found = needles(pattern)
                word = Word(file, group, pattern, pattern in found)
                for needle in found or {ANYWHERE}:
                    self._index.setdefault(needle, []).append(word)
        letters = [needle for needle in self._index if len(needle) == 1]
        self._pairs = frozenset(self._index).difference(letters)
        self._letters = re.compile(f"[{re.escape(''.join(letters))}]" if letters else "(?!)")

    def likely(self, text: str, pairs: Iterable[str]) -> list[Word]:
        """The words that may stand in a text that has these pairs of neighbouring letters."""
        index = self._index
        there = {ANYWHERE, *self._letters.findall(text), *self._pairs.intersection(pairs)}
        return [word for needle in there for word in index[needle]]


def groups_in(text: str, likely: Iterable[Word], known: Iterable[str] = ()) -> set[str]:
    """The groups with one of these likely words in a text; `known` ones are among them unsought."""
    found = set(known)
    for word in likely:
        if word.group not in found and word.stands_in(text):
            found.add(word.group)
    return found


def by_group(words: Iterable[Word]) -> Likely:
    """Words by their groups."""
    found: Likely = defaultdict(list)
    for word in words:
        found[word.group].append(word)
    return found


def stands(likely: Likely, text: str, groups: Iterable[str]) -> bool:
    """Whether a word of one of these groups stands in a text that has these likely words."""
    for group in groups:
        for word in likely.get(group, ()):
            if word.stands_in(text):
                return True
    return False
