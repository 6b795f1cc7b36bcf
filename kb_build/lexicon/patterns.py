"""Compiles words of the lexicon as regular expressions; errors name the word and the file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb_build.errors import InputError
from kb_build.lexicon import table


def words_of(file: str, group: str) -> tuple[str, ...]:
    """The words of a group of `lexicon/<file>.yml`. Raises InputError where it is missing."""
    groups = table(file)
    if group not in groups:
        raise InputError("lexicon-group", f"{file}.yml", group=group)
    return groups[group]


def compiled(pattern: str, file: str, words: Iterable[str]) -> re.Pattern[str]:
    """Compiles a pattern that was made of words.

    Raises InputError naming the word that is no regular expression; only then are they tried one by
    one.
    """
    try:
        return re.compile(pattern)
    except re.error:
        for word in words:
            try:
                re.compile(word)
            except re.error as error:
                raise InputError(
                    "lexicon-pattern", f"{file}.yml", word=word, reason=error
                ) from error
        raise
