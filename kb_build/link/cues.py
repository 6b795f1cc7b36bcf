"""Patterns of the lexicon's groups: each word is a regular expression, refused by name if none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.lexicon.patterns import compiled, words_of


@cache
def cue(file: str, group: str, before: str = "") -> re.Pattern[str]:
    """Any word of a group of `lexicon/<file>.yml`, after any number of words of group `before`.

    Raises InputError naming the group that is missing, or the word that is no valid pattern.
    """
    own, neutral = words_of(file, group), words_of(file, before) if before else ()
    either = "|".join(f"(?:{word})" for word in own)
    first = "|".join(f"(?:{word})" for word in neutral)
    return compiled(f"(?:{first})*(?:{either})" if first else either, file, (*own, *neutral))


def matches(file: str, group: str, text: str) -> Iterator[re.Match[str]]:
    """Where the words of a group stand in a text, word by word in the group's order."""
    for word in words_of(file, group):
        yield from re.finditer(word, text)
