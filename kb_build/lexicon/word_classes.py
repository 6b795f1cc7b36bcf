"""Kinds of words by meaning: acts, changes, praise, thoughts; from `lexicon/word_classes.yml`.

All words have two characters, as most Chinese words. So they are found by looking up each pair of
neighbouring characters, without cutting the text into words.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kb_build.errors import LexiconError
from kb_build.lexicon import read_groups

LENGTH = 2


@cache
def word_classes() -> dict[str, str]:
    """The kind of each word of the package's list (修订 is "act"); raises as `read_classes`."""
    return read_classes(Path(__file__).with_suffix(".yml"))


def read_classes(path: Path) -> dict[str, str]:
    """The kind of each word of a list.

    Raises LexiconError with file and line as `table` does, where a word has another length, and
    where it stands in two kinds.
    """
    found: dict[str, str] = {}
    for group in read_groups(path):
        for word, line in group.words.items():
            if len(word) != LENGTH:
                raise LexiconError("lexicon-length", str(path), line, word=word)
            if word in found:
                raise LexiconError(
                    "lexicon-two-kinds", str(path), line, word=word, kind=found[word]
                )
            found[word] = group.name
    return found
