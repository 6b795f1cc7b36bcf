"""What the clauses of a sentence say: groups of `roles.yml`, kinds of words of `word_classes.yml`.

Rules and features ask the same of the same clauses, so it is found once and kept. A model that
learns from a few thousand sentences meets most words for the first time in a report; their kinds
let it see what they have in common with those that it knows.
"""

from __future__ import annotations

from functools import lru_cache
from operator import add

from kb_build.extract.cues import present
from kb_build.lexicon.word_classes import word_classes

GROUPS = (
    "plan", "problem", "problem-answered", "outcome", "formal", "act", "context", "lead-in",
    "measure",
)  # fmt: skip
# Clauses kept: those of a report of half a million characters, some megabytes.
KEPT = 2**15


@lru_cache(maxsize=KEPT)
def groups_of(clause: str) -> tuple[str, ...]:
    """The groups with a word in a clause, in the order of `GROUPS`."""
    return tuple([group for group in GROUPS if present("roles", group)(clause)])


@lru_cache(maxsize=KEPT)
def classes_of(clause: str) -> tuple[str, str]:
    """The kind of the first known word, and of the last with what follows; `-` where none is known.

    清理河道12公里 is `act`, `behind+act`: words stand behind the act. 水质好转了 is `grow`,
    `with+grow`: it ends with the change, but for one sign at most.
    """
    found = list(map(word_classes().get, map(add, clause, clause[1:])))
    kinds = list(filter(None, found))
    if not kinds:
        return "-", "-"
    return kinds[0], f"{'with' if any(found[-2:]) else 'behind'}+{kinds[-1]}"
