"""Which practice a name means: the words that say only of which kind it is are no part of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kb_build.lexicon import table
from kb_build.lexicon.spelling import bare, spelled

# Names that say little more than a number: “五步”, “四个一”, “1+2”; each unit has another.
COUNTED = re.compile(r"(?:[一二三四五六七八九十百千两\d]+[+\-]?)+.{0,2}")
# Of these the kind that counts nothing but ones, of which surely each unit has another: “五个一”.
UNITS_OWN = re.compile(r"[二三四五六七八九十两\d]+个[一二三四五六七八九十\d]+")
SORTS = ("式", "化", "型")  # how a quotation ends that says of which sort its head is: “点单式”服务
QUOTED = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"]+)[”’」』\"]")


def practice_key(name: str, canonical: Callable[[str], str]) -> str:
    """A practice's name without what is said behind it in quotation marks: “板凳会”(议事法).

    A form that the word list joins (`canonical`) has its name from there, which is not shortened.
    """
    plain = spelled(name)
    if (known := canonical(plain)) != plain:
        return known
    quoted = list(QUOTED.finditer(name))
    behind = spelled(name[quoted[-1].end() :]) if quoted else ""
    if not quoted or (behind and not is_counted(name)):
        tail = _tail(quoted=bool(quoted), sort=plain.endswith(SORTS, 0, len(plain) - len(behind)))
        reach = len(behind) if quoted else len(plain) - 2
        found = tail.search(plain, len(plain) - reach)
        if found and found.start():  # else the name has no other word: “［3］”工作法
            plain = plain[: found.start()]
    return canonical(plain)


@cache
def _tail(*, quoted: bool, sort: bool) -> re.Pattern[str]:
    """What says only of which kind a practice is; `sort`: the words before that are its name."""
    tails = table("linking")["practice_tails" if quoted else "practice_bare_tails"]
    words = table("linking")["practice_tail_words"] if quoted and not sort else ()
    before = f"(?:{'|'.join(words)})*" if words else ""
    return re.compile(f"{before}(?:{'|'.join(tails)})$")


def is_counted(name: str) -> bool:
    """Whether what stands in quotation marks says little more than a number: “四个一”活动."""
    quoted = QUOTED.findall(name)
    outside = bare(spelled(QUOTED.sub("", name)))
    tail = outside in table("linking")["practice_tails"] or len(outside) < 2
    return bool(quoted and tail and COUNTED.fullmatch(spelled(quoted[-1])))


def each_units(key: str) -> bool:
    """Whether a practice's key says little more than a number, of which each unit has its own."""
    return bool(UNITS_OWN.fullmatch(_tail(quoted=True, sort=False).sub("", key)))
