"""Where the name of a practice begins: with its quotation, or with what stands before it.

Such are quotations that share its head (“甲”“乙”|双向服务模式) and the field that it is applied to
(河道清淤|“百日会战”行动). A name without quotation marks goes back over the words that names have.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kb_build.extract.names.phrases import EDGE, KEPT, name_start, noun
from kb_build.lexicon.cues import any_of, at_end, cue
from kb_build.lexicon.tagging import tagged

# What quotations side by side are called together: “甲”“乙”|双向服务模式, “甲”“乙”|两大主题活动.
TOGETHER = re.compile("(?<=”)(?:[双两]向?|[两二三四五六七八]大)")
# What is done to what stands before the quotation: 河道清淤|“百日会战”行动.
APPLIED = re.compile("(?:行动|活动|平台|工程|计划|改革)$")
# What only counts, and needs what it counts: 渠畔文化|“八大工程”, 渠长培育|“十百千”计划.
COUNT = re.compile(
    "“(?!千万)(?:[一二两三四五六七八九十百千万\\d]+[大个项]?(?:[\u4e00-\u9fff]{2})?(?:工程|行动|计划)|[十百千万]{2,4})”"
)
# How long such words are, in characters; shorter ones tell where or how many (农村, 首批), longer
# ones are no part of a name.
FIELD = range(4, 10)
COUNTED = range(3, 13)
# People and places are no field either: 党支部书记|“双培双带”工程, 自治区|“四大行动”.
PEOPLE = re.compile("(?:书记|干部|党员|教师|学生|人员|职工|群众|[省市县区]委|自治区)$")
# Classes of set phrases, which are no field: 紧紧围绕.
PHRASES = ("i", "l")
# How far before a field its verb may stand, in characters.
REACH = 10


def start_of_practice(visible: str, quotation: re.Match[str], end: int) -> int:
    """Where a name starts that ends at `end`: with its quotation, those before it that share its
    head (“甲”“乙”双向服务模式), or the field that it is applied to (河道清淤“百日会战”行动).
    """
    start = quotation.start()
    if TOGETHER.match(visible, quotation.end(), end):
        while visible.startswith("”", start - 1) and "“" in visible[:start]:
            start = visible.rindex("“", 0, start)
        return start
    counts = COUNT.fullmatch(quotation.group()) is not None
    applied = APPLIED.search(visible, quotation.end(), end) and not _launched(visible, start)
    if counts or applied:
        field = name_start(visible, *quotation.span(), _in_field, _field_edge())
        if _is_field(visible, field, start, counts):
            return field
    return start


def _is_field(visible: str, start: int, end: int, counted: bool) -> bool:
    """Whether words before a quotation are what it is applied to, or what it counts (`counted`): a
    phrase by itself (河道清淤), and neither a deed (指导规范农村), a body, nor the end of a list.
    """
    field = visible[start:end]
    listed = visible[end - 1] == "”" or visible.startswith("、", start - 1)
    if listed or len(field) not in (COUNTED if counted else FIELD):
        return False
    first, tag = tagged(field)[0]
    classes = (("act", "cause"), ("change", "cause"))
    acts = tag == "v" or any(cue("word_classes", *of).fullmatch(first) for of in classes)
    body = at_end("names", "organization-ending").search(field)
    return _launched(visible, start) and not (acts or body or PEOPLE.search(field))


def _launched(visible: str, start: int) -> bool:
    """Whether a name may begin at `start`: behind a sign or a verb that launches it."""
    before = _launched_at().search(visible, max(0, start - REACH), start)
    return start == 0 or before is not None


@lru_cache(maxsize=KEPT)
def in_practice(word: str, tag: str) -> bool:
    """Whether the name of a practice may hold a word of this class."""
    if cue("names", "practice-stop").fullmatch(word):
        return False
    return noun(tag) or bool(cue("names", "inner-verb").fullmatch(word))


@lru_cache(maxsize=KEPT)
def _in_field(word: str, tag: str) -> bool:
    return in_practice(word, tag) and tag not in PHRASES


@cache
def launch() -> re.Pattern[str]:
    """Where a name without quotation marks begins: a sign, or a verb that launches it."""
    return re.compile(rf"{EDGE.pattern}|建设|{any_of('names', 'practice-verb')}")


@cache
def _field_edge() -> re.Pattern[str]:
    return re.compile(rf"{EDGE.pattern}|{any_of('names', 'practice-verb')}")


@cache
def _launched_at() -> re.Pattern[str]:
    return re.compile(rf"(?:{launch().pattern}|\d[个项条处])$")
