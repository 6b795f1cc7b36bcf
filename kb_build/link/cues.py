"""Patterns of the lexicon's groups: each word is a regular expression, refused by name if none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kb_build.errors import InputError
from kb_build.lexicon import table


@cache
def cue(file: str, group: str, before: str = "") -> re.Pattern[str]:
    """Any word of a group of `lexicon/<file>.yml`, after any number of words of group `before`.

    Raises InputError naming the group that is missing, or the word that is no valid pattern.
    """
    words = "|".join(f"(?:{word})" for word in _words(file, group))
    neutral = "|".join(f"(?:{word})" for word in _words(file, before)) if before else ""
    try:
        return re.compile(f"(?:{neutral})*(?:{words})" if neutral else words)
    except re.error:
        _refuse_bad(file, (*_words(file, group), *(_words(file, before) if before else ())))
        raise


def matches(file: str, group: str, text: str) -> Iterator[re.Match[str]]:
    """Where the words of a group stand in a text, word by word in the group's order."""
    for word in _words(file, group):
        yield from re.finditer(word, text)


@cache
def _words(file: str, group: str) -> tuple[str, ...]:
    groups = table(file)
    if group not in groups:
        raise InputError("lexicon-group", f"{file}.yml", group=group)
    return groups[group]


def _refuse_bad(file: str, words: Iterable[str]) -> None:
    """Names the word that is no pattern; asked only where all together are none."""
    for word in words:
        try:
            re.compile(word)
        except re.error as error:
            raise InputError("lexicon-pattern", f"{file}.yml", word=word, reason=error) from error
