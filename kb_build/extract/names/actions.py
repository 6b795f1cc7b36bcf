"""What was done to a rule or mechanism that is named: the verb just before the name."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter

from kb_build.lexicon.cues import cue
from kb_build.model import CHANGED, SHAPED, Action, Mention, Passage, Span, replace

# How far before the name its verb may stand: 研究制定了符合本局实际的……
REACH = 24
# 计划 is what will be done; but 推进节水计划、健全|值守制度, 按工作计划修订|《值班细则》.
PLANNED = re.compile(r"将|拟(?![定订](?!于))|(?<!工作)计划(?![》、”])|下一步|力争|准备")
# Of verbs that end at one place the earlier counts: 建立健全 is issued, 修订完善 revised.
VERBS: tuple[Action, ...] = ("revised", "repealed", "issued", "improved", "enforced")
LISTED = frozenset({"rule", "mechanism"})
# What stands between two names of a list.
JOINED = re.compile(r"[、\s]{0,3}(?:和|与|及|以及)?\s{0,3}")
CLAUSE = re.compile(r"[，。；：！？,;:!?\n\x1f]")
# 对《值班细则》进行了修订, 将……等制度予以废止: what is told of a name behind it.
CLASS, FEW = "(?:等?(?:制度|文件|办法|规定))?", "[^，。；,;]{0,6}?"
BEHIND: tuple[tuple[Action, re.Pattern[str]], ...] = (
    ("revised", re.compile(f"{CLASS}(?:作了?|进行了?|予以){FEW}(?:修订|修改|更新)")),
    ("improved", re.compile(f"{CLASS}(?:进行了?|予以){FEW}(?:完善|优化|细化)")),
    ("repealed", re.compile(f"{CLASS}(?:进行了?|予以)废止")),
)
# 现将《值班细则》印发给你们, but not 自《值班细则》印发以来.
HANDED = re.compile("[将把][^，。；]{0,14}$")
OUT = re.compile(
    f"(?:[（(][^（）()]{{1,20}}[）)])?{CLASS}(?:予以|正式)?(?:印发|下发|发布|公布)(?!后|以来)"
)


def action_of(visible: str, span: Span) -> Action | None:
    """The action that the last verb before the name in its clause tells; None where none does.

    修订了|《值班细则》 is revised, 拟修订|《值班细则》 planned. None too where others are guided to
    change what is named: 指导各镇修订|《值班细则》.
    """
    clause = CLAUSE.split(visible[max(0, span.start - 2 * REACH) : span.start])[-1]
    before = clause[-REACH:]
    found: list[tuple[int, Action]] = []
    for action in VERBS:
        verbs = cue("names", action).finditer(before)
        found += [(m.end(), action) for m in verbs if not before.startswith("、", m.end())]
    if not found:
        handed_out = HANDED.search(before) and OUT.match(visible, span.end)
        return "issued" if handed_out else _told_behind(visible, span)
    action = max(found, key=itemgetter(0))[1]
    if action in CHANGED and cue("names", "by-others").search(clause):
        return None
    planned = PLANNED.search(before) and action in SHAPED
    return "planned" if planned else action


def _told_behind(visible: str, span: Span) -> Action | None:
    return next((action for action, told in BEHIND if told.match(visible, span.end)), None)


def in_lists(named: tuple[Mention, ...], visible: str) -> tuple[Mention, ...]:
    """The mentions; the rules and mechanisms of a list share the action told of its first.

    “制定值班办法、考勤细则和学习计划”: 学习 is part of a name and no verb.
    """
    found: list[Mention] = []
    for mention in named:
        last = found[-1] if found else None
        shared = last.action if last and _go_together(last, mention, visible) else None
        found.append(replace(mention, action=shared) if shared else mention)
    return tuple(found)


def _go_together(last: Mention, mention: Mention, visible: str) -> bool:
    between = visible[last.span.end : mention.span.start]
    return {last.kind, mention.kind} <= LISTED and bool(JOINED.fullmatch(between))


def as_told(named: tuple[Mention, ...], told: tuple[Passage, ...]) -> tuple[Mention, ...]:
    """The mentions, with every action that a plan tells of marked as planned.

    “下一步，健全销号制度” has the verb of a revision, but nothing was revised yet. A mention in a
    heading goes by the first passage behind it.
    """
    ends = [passage.span.end for passage in told]
    found = []
    for mention in named:
        at = bisect_right(ends, mention.span.start)
        planned = mention.action is not None and at < len(told) and told[at].role == "plan"
        found.append(replace(mention, action="planned") if planned else mention)
    return tuple(found)
