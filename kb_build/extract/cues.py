"""Cues compiled from the lexicon: one pattern for some groups, refused by name where it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.errors import InputError
from kb_build.lexicon import table

# What a pattern only looks at before and behind the word.
ASIDE = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)")
# How a word can begin that stands for several: (?:甲|乙)…, (?:甲)?…, [甲乙]…, 甲?…
CHOICE = re.compile(r"\(\?:([^()]*)\)(\??)(?![*+{])")
SIGNS = re.compile(r"\[([^\]\\^-]+)\](\??)(?![*+{])")
OPTIONAL = re.compile(r"([^\\()\[\].^$|?*+{}])(\?)")
LITERAL = re.compile(r"[^\\()\[\].^$|?*+{}](?![?*+{])")


@cache
def cue(file: str, *groups: str) -> re.Pattern[str]:
    """One pattern that matches any word of the lexicon groups, longer words first.

    Words are sorted under their first letters, so that a place in the text is only compared with
    the words that begin with what stands there. Raises InputError naming the group that
    is missing, or the word that is no valid regular expression.
    """
    words = [word for group in groups for word in _group(file, group)]
    under: dict[str, list[str]] = {}
    for word in words:
        _check(file, word)
        for variant in _variants(word):
            single = LITERAL.match(variant) and "|" not in _outside(variant)
            first = variant[0] if single else ""
            under.setdefault(first, []).append(variant.removeprefix(first))
    parts = [f"{first}(?:{_choice(rest)})" for first, rest in under.items() if first]
    return re.compile("|".join(parts + ([_choice(under[""])] if "" in under else [])))


def _group(file: str, group: str) -> tuple[str, ...]:
    groups = table(file)
    if group not in groups:
        raise InputError("lexicon-group", f"{file}.yml", group=group)
    return groups[group]


def _check(file: str, word: str) -> None:
    try:
        re.compile(word)
    except re.error as error:
        raise InputError("lexicon-pattern", f"{file}.yml", word=word, reason=error) from error


def _choice(words: list[str]) -> str:
    return "|".join(f"(?:{word})" for word in sorted(words, key=_length, reverse=True))


def _length(word: str) -> int:
    return len(ASIDE.sub("", word))


def _variants(word: str) -> Iterator[str]:
    """The word once for each way it can begin: [市县]委 is 市委 and 县委."""
    match = CHOICE.match(word) or SIGNS.match(word) or OPTIONAL.match(word)
    if match is None or "|" in _outside(word):
        yield word
        return
    heads = match[1].split("|") if match.re is CHOICE else list(match[1])
    for head in heads + ([""] if match[2] else []):
        if head + word[match.end() :]:
            yield from _variants(head + word[match.end() :])


def _outside(word: str) -> str:
    """What of a pattern stands outside all brackets."""
    before = ""
    while before != word:
        before, word = word, re.sub(r"\([^()]*\)|\[[^\]]*\]", "", word)
    return word
