"""Lists of rules and mechanisms: where an item begins, and lists that have a name as a whole only.

An item may hold the sign that parts items (以学铸魂、以学增智机制), and the dictionary may cut its
first words off: 渠系管护办法、加急免|检渠船通行办法.
"""

from __future__ import annotations

import re

from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import cue

# What stands between the items of a list; 和 only behind what is a name by then.
COMMA = re.compile("、|(?:(?<=[”划])|(?<=体系))[或和与及]")
# What ends a thing by itself, not the first part of a longer name: 护理模式、|日清月结制度.
WHOLE = ("会", "模式", "结构", "体系", "计划")
# What a list is called as a whole, the longest list, and its items: 值班、巡查和举报|等制度.
CALLED = re.compile(
    "等(?:(?:[一二三四五六七八九十]+项)?制度|(?:(?!体制)[\u4e00-\u9fff]){0,6}机制)(?!体系|建设)"
)
LIST = 60
ITEMS = re.compile(r"[^，。；：“”《》\n的]+[、和与及][^，。；：“”《》\n的、]+(?<![度制会法])")
# What may be left of an item's name behind its comma, and how long that is at most.
ITEM_BEGUN = re.compile("(?:(?!和|与|及|的|或|等|各|了|将|把|以|对|在)[\u4e00-\u9fff])+")
CUT = 6


def listed(visible: str) -> Spotted:
    """Lists of what has no name by itself, behind their verb: 落实|值班、巡查和举报等制度."""
    for called in CALLED.finditer(visible):
        first = max(0, called.start() - LIST)
        verbs = cue("names", "rule-verb").finditer(visible, first, called.start())
        start = max((verb.end() for verb in verbs), default=called.start())
        start += visible.startswith("了", start)
        if ITEMS.fullmatch(visible, start, called.start()):
            yield "mechanism", start, called.end()


def item_start(visible: str, start: int, before: int) -> int | None:
    """Where an item of a list begins whose name was read from `start` only; None if it is no item.

    The item before it is a name that ends at `before`: 渠系管护办法、|加急免|检渠船通行办法.
    """
    if not before or not visible.startswith("、", before):
        return None
    words = visible[before + 1 : start]
    return before + 1 if len(words) <= CUT and ITEM_BEGUN.fullmatch(words) else None


def last_item(visible: str, start: int, ending: int) -> int:
    """Where the last item of a list begins whose items before it are names by themselves.

    Parts of one name stay together: 以学铸魂、以学增智机制.
    """
    item = start
    for comma in COMMA.finditer(visible, start, ending):
        part = visible[item : comma.start()]
        item = comma.end()
        if len(part) > 10 or part.endswith(WHOLE) or "”" in part or _named_itself(part):
            start = item
    return start


def _named_itself(part: str) -> bool:
    return any(cue("names", f"{kind}-known").search(part) for kind in ("mechanism", "rule"))
