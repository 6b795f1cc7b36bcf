"""Cues compiled from the lexicon: one pattern a group, refused by name where it is no pattern."""

from __future__ import annotations

import re
from functools import cache

from kb_build.errors import InputError
from kb_build.lexicon import table


@cache
def cue(file: str, group: str) -> re.Pattern[str]:
    """One pattern that matches any word of a lexicon group, longer words first.

    Raises InputError naming the word that is no valid regular expression.
    """
    words = table(file)[group]
    for word in words:
        try:
            re.compile(word)
        except re.error as error:
            raise InputError("lexicon-pattern", f"{file}.yml", word=word, reason=error) from error
    return re.compile("|".join(f"(?:{word})" for word in sorted(words, key=len, reverse=True)))
