"""Campaigns and programmes by their own name, behind the verb that starts them: 启动|亲水护岸行动.

To search and to put right is everybody's routine, to build is work: 隐患排查行动, 输水工程.
"""

from __future__ import annotations

import re
from functools import cache

from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import any_of, cue

# 国企改革深化|提升行动 has the last verb within the name.
# It begins with letters, which are sought fast, and looks for an ending before it looks for names.
VERB = (
    r"(?:实施|开展|启动|推进|完成|深化(?<![\u4e00-\u9fff]深化))(?=[\w、]{2,70}?(?:行动|工程))"
    r"了?(?:好|一次|新一轮|新时代|全[国省市县区])?"
)
# No name begins with these: 一系列行动, 各类行动.
OPENS = "(?![各多系一相有该本此两这每好和与及])"
LETTER = r"[^的了等是在让将为并把被使已由\W\d]"
# Plans and works at the head of the list, which are other things: 实施|灌区节水计划和|亲水护岸行动.
OTHERS = rf"(?:{LETTER}{{2,14}}?(?:计划|工程|项目|活动)[、和与及]){{0,3}}?"


def campaigns(visible: str) -> Spotted:
    """Each name of a list behind the verb: 实施|亲水护岸行动|、|渠畔强基工程|和|渠畔文化工程."""
    for started in _started().finditer(visible):
        for name in _further().finditer(visible, *started.span("list")):
            if not cue("names", "campaign-none").fullmatch(name.group()):
                yield "practice", *name.span()


def _named(*endings: str) -> str:
    """A pattern for a name with one of the endings."""
    routine, behind = any_of("names", "campaign-routine"), any_of("names", "campaign-behind")
    return rf"{OPENS}(?:(?!{routine}){LETTER}){{0,16}}?(?:{'|'.join(endings)})(?!{behind})"


@cache
def _further() -> re.Pattern[str]:
    """A name of the list; behind the first one any 工程 is a programme."""
    return re.compile(_named("行动", "工程"))


@cache
def _started() -> re.Pattern[str]:
    first, further = _named(any_of("names", "campaign-ending")), _further().pattern
    return re.compile(rf"{VERB}{OTHERS}(?P<list>{first}(?:[、和与及]{further}){{0,5}})")
