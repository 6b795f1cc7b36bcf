"""What the clauses of a sentence say: groups of `roles.yml`, kinds of words of `word_classes.yml`.

Rules and features ask the same of the same clauses, so it is found once and kept. The kinds are for
the model: it has learned from a few thousand sentences and meets most words of a report for the
first time; by their kinds it sees what they have in common with those that it knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import add
from typing import NamedTuple

from kb_build.lexicon.groups import Groups, Likely, Word, by_group, groups_in, stands
from kb_build.lexicon.word_classes import word_classes

GROUPS = (
    "plan", "problem", "problem-answered", "outcome", "act", "context", "lead-in", "measure",
)  # fmt: skip
# Groups that rules ask for in whole sentences only.
OF_SENTENCES = ("formal", "status", "stated", "problem-owned", "problem-list", "plan-aims")
# What parts clauses, and what closes a sentence.
PARTING = re.compile(r"[，,；;：:]")
CLOSING = "。！？"
# Clauses kept: those of a report of half a million characters, some megabytes.
KEPT = 2**15
# Sentences whose clauses and groups are kept: one rule after the other asks, and then the model.
SENTENCES = 2**10


@cache
def _said() -> Groups:
    return Groups("roles", (*GROUPS, *OF_SENTENCES))


def says(words: str, *groups: str) -> bool:
    """Whether a word of any of these groups stands in a sentence."""
    return stands(_likely(words), words, groups)


@lru_cache(maxsize=SENTENCES)
def _likely(words: str) -> Likely:
    of_clauses = chain.from_iterable([seen_in(clause).likely for clause in clauses_of(words)])
    return by_group(dict.fromkeys(of_clauses))  # each once: a sentence may have many clauses


@lru_cache(maxsize=SENTENCES)
def clauses_of(words: str) -> Sequence[str]:
    """The clauses of a sentence without signs and blanks around them, none of them empty."""
    parts = PARTING.split(words.rstrip(CLOSING))
    return [clause for part in parts if (clause := part.strip())]


class Clause(NamedTuple):
    """What is seen of one clause."""

    text: str
    groups: tuple[str, ...]  # with a word in it, in the order of `GROUPS`
    words: tuple[str, ...]  # the words of which a kind is known, in order
    likely: Sequence[Word]  # the words of the groups of which it has letters


@lru_cache(maxsize=KEPT)
def seen_in(clause: str) -> Clause:
    """What is seen of a clause that has no blanks around it."""
    pairs = list(map(add, clause, clause[1:]))
    likely = _said().likely(clause, pairs)
    said = groups_in(clause, likely, OF_SENTENCES)
    groups = tuple([group for group in GROUPS if group in said])
    return Clause(clause, groups, tuple(filter(word_classes().__contains__, pairs)), likely)


def opening_class(words: str) -> str:
    """The kind of the first known word; `-` where none is known."""
    return next(filter(None, map(word_classes().get, map(add, words, words[1:]))), "-")
