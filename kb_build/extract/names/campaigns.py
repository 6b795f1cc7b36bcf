"""Campaigns and programmes by their own name, behind the verb that starts them: 启动|亲水护岸行动.

To search and to put right is everybody's routine, to build is work: 隐患排查行动, 输水工程. A plan
that is carried out is a rule, whatever it is for: 实施|渠工成长计划.
"""

from __future__ import annotations

import re
from functools import cache

from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import any_of, cue

# 国企改革深化|提升行动 has the last verb within the name.
# It begins with letters, which are sought fast, and looks for an ending before it looks for names.
VERB = (
    r"(?:实施|开展|启动|推进|推动|落实|完成|深化(?<![\u4e00-\u9fff]深化))(?=[\w、]{2,70}?(?:行动|工程|计划))"
    r"了?(?:好|一次|新一轮|新时代|全[国省市县区]){0,2}"
)
# No name begins with these: 一系列行动, 各类行动, 实施|细则和学习计划.
OPENS = "(?!细则|[到各系相有该本此两这每好和与及]|[一多][系个项种次类些批场轮])"
LETTER = r"[^的了等是在让将为并把被使已由\W\d]"
# What stands at the head of the list and is none: 实施|灌区节水项目和|亲水护岸行动.
OTHERS = rf"(?:{LETTER}{{2,14}}?(?:计划|工程|项目|活动)[、和与及]){{0,3}}?"
PLAN = "计划"
# What is met is an aim in figures: 完成|收购计划.
MET = "完成"


def campaigns(visible: str) -> Spotted:
    """Each name of a list behind the verb: 实施|亲水护岸行动|、|渠畔强基工程|和|渠畔文化工程."""
    for started in _started().finditer(visible):
        met = started.group().startswith(MET)
        for name in _further().finditer(visible, *started.span("list")):
            plan = name.group().endswith(PLAN)
            if not (plan and met) and not cue("names", "campaign-none").fullmatch(name.group()):
                yield "rule" if plan else "practice", *name.span()


def _named(*endings: str) -> str:
    """A pattern for a name with one of the endings."""
    routine, behind = any_of("names", "campaign-routine"), any_of("names", "campaign-behind")
    return rf"{OPENS}(?:(?!{routine}){LETTER}){{0,22}}?(?:{'|'.join(endings)})(?!{behind})"


@cache
def _further() -> re.Pattern[str]:
    """A name of the list; behind the first one any 工程 is a programme.

    As long as the first one may be, whose ending has up to four letters before 工程.
    """
    return re.compile(_named(rf"{LETTER}{{0,4}}?(?:行动|工程)", _plan()))


@cache
def _started() -> re.Pattern[str]:
    first = _named(any_of("names", "campaign-ending"), _plan())
    further = _further().pattern
    return re.compile(rf"{VERB}{OTHERS}(?P<list>{first}(?:[、和与及]{further}){{0,5}})")


def _plan() -> str:
    """The ending of a plan, which is none in 计划生育 and 计划经济."""
    return f"{PLAN}(?!{any_of('names', 'plan-behind')})"
