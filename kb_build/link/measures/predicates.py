"""Whether words can name what is done: not where they only say when, where, who, or that one spoke.

Told by the classes of words (rjieba), since no list has all of 启用仪式上, 渠长李某 and 他希望. For
words of running text only: a heading may well name a place or a thing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kb_build.lexicon.word_classes import word_classes

KEPT = 2**12  # first clauses come back in each report of a unit
# Behind one of these something is told of the words: 启用仪式上, 党课结束后, 整改期间.
PLACE, TIME = "f", "t"
HANGS = re.compile(r"(?:[后前时中]|之[际间一]|期间|以来|的)$")
SIGN = "x"
HOW = ("a", "ad", "d")  # words that a verb stands behind: 广泛交流
VERBS = ("v", "vd", "i", "l")
DOING = ("act", "change", "cause", "finish", "reach", "win")
SAYING = ("speak", "be")  # 渠长指出, 作为节水单位: what is done is told behind them
ABOUT = ("speak", "will", "mind")  # that end a clause whose rest is told behind it
PLAIN = ("是", "为", "进行")  # verbs without a meaning of their own


@lru_cache(maxsize=KEPT)
def predicates(words: str) -> bool:
    """Whether something is said to be done or to happen in the words of a clause."""
    import rjieba  # its dictionary takes a moment to load

    tagged = [(word, tag) for word, tag in rjieba.tag(words) if tag != SIGN]
    if not tagged or hangs(words) or tagged[-1][1] in (PLACE, TIME):
        return False
    if _begins(words, *tagged[0]) or _kind(words[-2:]) in DOING:
        return True
    word, tag = tagged[-1]
    speaks = tag == "v" and _kind(word) in ABOUT and "进行" not in words
    return not speaks and any(_acts(word, tag) for word, tag in tagged)


def hangs(words: str) -> bool:
    """Whether the words are but the beginning of what is told behind them."""
    return bool(HANGS.search(words))


def _begins(words: str, first: str, tag: str) -> bool:
    """Whether an act stands first, or behind a word for how it is done."""
    at = len(first) if tag in HOW else 0
    start = words[at : at + 2] if at else first
    return _kind(start) in (*DOING, "will")


def _acts(word: str, tag: str) -> bool:
    return (
        _kind(word) not in SAYING and word not in PLAIN and (tag in VERBS or _kind(word) == "act")
    )


def _kind(word: str) -> str | None:
    return word_classes().get(word)
