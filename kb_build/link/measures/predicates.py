"""Whether words name what is done: not where they only say when, where, who, or that one spoke.

Told by the classes of words, since no list has all of 启用仪式上, 渠长李某 and 他希望.
Most of it is for words of running text only: a heading may well name a place or a thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb_build.lexicon.tagging import Tagged, tagged
from kb_build.lexicon.word_classes import word_classes

# Behind one of these something is told of the words: 启用仪式上, 党课结束后, 整改期间.
PLACE, TIME = "f", "t"
HANGS = re.compile(r"(?:[后前时中]|之[际间一]|期间|以来|的)$")
SIGN = "x"
# What stands before a person's name: 灌区管理局局长李某, 水利学院周某某; and what hides the name.
POST = re.compile(r"(?:书记|[长师员生]|主[任席]|教授|经理|干部|学院)$")
NAMES = ("nr", "ns")
HIDDEN = "某"
HOW = ("a", "ad", "d")  # words that a verb stands behind: 广泛交流
VERBS = ("v", "vd", "i", "l")
DOING = ("act", "change", "cause", "finish", "reach", "win")
SAYING = ("speak", "be")  # 渠长指出, 作为节水单位: what is done is told behind them
ABOUT = ("speak", "will", "mind")  # that end a clause whose rest is told behind it
PLAIN = ("是", "为", "进行")  # verbs without a meaning of their own


def tells_act(words: str) -> bool:
    """Whether something is said to be done or to happen in the words of a clause."""
    found = _spelled(words)
    if not found or hangs(words) or names_person(words) or found[-1][1] in (PLACE, TIME):
        return False
    if _begins(words, *found[0]) or _kind(words[-2:]) in DOING:
        return True
    word, tag = found[-1]
    speaks = tag == "v" and _kind(word) in ABOUT and "进行" not in words
    return not speaks and any(_acts(word, tag) for word, tag in found)


def hangs(words: str) -> bool:
    """Whether the words are but the beginning of what is told behind them."""
    return bool(HANGS.search(words))


def names_person(words: str) -> bool:
    """Whether the words are but a person's name with a post, as above what somebody said."""
    found = _spelled(words.rstrip(HIDDEN))
    if len(found) < 2:
        return False
    (post, _), (_, tag) = found[-2:]
    return tag.startswith(NAMES) and bool(POST.search(post))


def _spelled(words: str) -> Sequence[Tagged]:
    """The words of a clause with their classes, without signs and blanks."""
    return [(word, tag) for word, tag in tagged(words) if tag != SIGN]


def _begins(words: str, first: str, tag: str) -> bool:
    """Whether an act stands first, or behind a word for how it is done."""
    at = len(first) if tag in HOW else 0
    start = words[at : at + 2] if at else first
    return _kind(start) in (*DOING, "will")


def _acts(word: str, tag: str) -> bool:
    kind = _kind(word)
    return kind not in SAYING and word not in PLAIN and (tag in VERBS or kind == "act")


def _kind(word: str) -> str | None:
    return word_classes().get(word)
