"""What a figure counts: the thing named behind its unit (30名|党员) or before it (满意率|98%).

Word classes come from rjieba, as for names; only a short window on each side of a number is cut
into words, so the cost grows with the figures and not with the text. Where the words around a
number cannot be read with certainty, nothing is told: a wrong thing is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kb_build.extract.names.phrases import noun
from kb_build.lexicon.cues import any_of, at_end, present
from kb_build.lexicon.qualifiers import qualified
from kb_build.lexicon.tagging import Tagged, tagged
from kb_build.model import Figure, Span

REACH = 24  # code points looked at on each side of a number; longer names are cut
STOP = re.compile(r"[，。；：！？、,;:!?“”‘’（）()《》\s\x1f]")
# Measures of which the thing may stand behind the number all the same: 建立2000亩|燕麦基地.
OBJECTS = re.compile(r"次$|吨|亩|米|里|千瓦|公顷|公斤")
# Spans of time, most of which only tell when or for how long: 回顾|一年|来的工作.
TIMES = re.compile(r"[年月天岁周秒]|季度|学期|星期|小时|分钟|[工作]日$|[学课]时")
# What a name in quotation marks or a clause of its own begins with, and a further count: 5件|8人.
ENDED = re.compile(r"[，。；：！？、,;:!?”’（）()\s\x1f\d]")
ACTS = ("v", "vn", "vi", "vg")
# Classes of words that go on with the clause and name no thing: 和, 均, 了.
ONWARD = ("c", "d", "u", "ul", "uj", "y")
MASK = re.compile("[xX*＊×]+")
# Of several things told at once it is not said which a number counts: 收、结案|分别|为8件和6件.
TOGETHER = "分别"
# Where something was counted, and not what: 全镇|1200户.
WHERE = re.compile("全[国省市县区镇乡村校院]$")
# A join that the dictionary takes for a part of the word before it: 执行|率为, 占|比达.
HIDDEN_JOIN = re.compile("(?<=[率比])[为达]$|超$")


def counted(visible: str, sentence: Span, number: Span, unit: str, last: Figure | None) -> str:
    """What a number with its unit counts; empty where nothing tells.

    `sentence` is the sentence or heading that it stands in, `last` the figure before it there.
    """
    start = last.span.end if last else sentence.start
    before = visible[max(start, number.start - REACH) : number.start].rstrip(" \xa0")
    bounded = qualified(visible, number)  # 30名以上|党员
    after = visible[bounded.end : min(sentence.end, number.end + REACH)]
    clause, rest = STOP.split(before)[-1], STOP.split(after, 1)[0]
    ended = not after or ENDED.match(after)
    passing = not ended and TIMES.search(unit)
    if TOGETHER in clause or passing:
        return ""
    clause, goes_on = _unjoined(clause), not ended and _goes_on(rest)
    if not present("units", "measure")(unit):
        behind = _things(rest)
        if behind or (unit and goes_on and (unit != "人" or _acts_last(clause))):
            return behind
    elif goes_on and OBJECTS.search(unit) and _acts_last(clause):
        return _things(rest.removeprefix("的"))
    if change := at_end("figures", "changes").search(clause):
        subject = _subject(clause[: change.start()]) or (last.of if last else "")
        return f"{subject}{change.group()}" if subject else ""
    return _subject(clause)


def _goes_on(rest: str) -> bool:
    """Whether the clause behind a number says more of it: 3个|巡察组, 一次|清理."""
    words = tagged(rest)
    return not words or words[0][1] not in ONWARD or (words[0][1] == "d" and len(words[0][0]) > 1)


def _things(text: str) -> str:
    """The run of nouns that a text begins with: 重点任务 of 重点任务落实到位."""
    words: list[Tagged] = []
    for word, tag in tagged(text):
        if not _is_noun(word, tag) or MASK.fullmatch(word):
            break
        words.append((word, tag))
    while words and _no_head(*words[-1]):
        words.pop()
    run = "".join([word for word, _ in words])
    return run if len(run) > 1 else ""


def _no_head(word: str, tag: str) -> bool:
    """Whether a word ends no name of a thing: a quality, a saying, a place within: 村庄|中."""
    return tag in ("a", "b", "f", "l") or (tag == "i" and len(word) > 3)


def _subject(text: str) -> str:
    """The run of nouns that a text ends with, and the act before it: 新建公厕, 培训干部.

    A verb at the very end heads the name as a noun would: 旅游收入, 新增就业.
    """
    words = tagged(text)
    at = _first(words)
    while at < len(words) and words[at][1] == "f":  # 省级|以上|荣誉
        at += 1
    name = "".join([word for word, _ in words[at:]])
    return name if len(name) > 1 and not WHERE.search(name) else ""


def _first(words: Sequence[Tagged]) -> int:
    """Place of the first word of the name that ends with the last one; behind all if none does."""
    taken = 0
    for at in range(len(words) - 1, -1, -1):
        word, tag = words[at]
        acts = tag in ACTS
        if not taken and tag == "a":  # a quality at the end is no thing: 具体15项
            return at + 1
        if not (acts or _is_noun(word, tag) or (taken and _qualifies(word, tag))):
            return at + 1
        if acts and tag != "vn" and taken > 1 and not _goes_before(words[:at], word):
            return at  # it opens the name; but 执行 of 执行率 is no act
        taken += len(word)
    return 0


def _goes_before(words: Sequence[Tagged], act: str) -> bool:
    """Whether the name goes on before an act, which is part of a word: 人均|可支配, 约|谈."""
    if not words:
        return False
    word, tag = words[-1]
    return _qualifies(word, tag) or (len(act) == len(word) == 1 and tag in ("d", "p"))


def _qualifies(word: str, tag: str) -> bool:
    """Whether a word changes what a measure says, so that its name does not go without: 新, 再."""
    return tag == "b" or (tag == "a" and len(word) == 1) or word == "再" or word.endswith("均")


def _acts_last(clause: str) -> bool:
    """Whether the words before a number end in an act, whose object stands behind the number."""
    words = tagged(clause)
    return bool(words) and words[-1][1] in ("v", "vi", "vg")


def _is_noun(word: str, tag: str) -> bool:
    return noun(tag) or (tag in ("vn", "a") and len(word) > 1)


def _unjoined(clause: str) -> str:
    """A clause without the words at its end that only join a thing to its number: 收入|达到|约."""
    words = [word for word, _ in tagged(clause)]
    joins = _joins().fullmatch
    while joined := next((n for n in (3, 2, 1) if joins("".join(words[-n:]))), 0):
        del words[-joined:]
    return HIDDEN_JOIN.sub("", "".join(words))


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('figures', 'joins')})+")
