"""Finds the full name of a body that is named in short, where the text prints both.

区人民政府 is short for 松浦区人民政府, 信工院 for 信息工程学院.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb_build.model import Span

Body = tuple[str, Span]  # its name, and where that stands
MASK = re.compile(r"[*＊×Xx]")
# The place of a body whose name was taken out: **县|司法局.
MASKED = re.compile("[*＊×Xx]{1,4}[省市县区州旗]")
# The committee or board of a body, which reports for the body itself.
BOARD = re.compile(r"(?<!机关)(?:党委|党组|党总支|领导班子|班子|董事会|监事会)$")
# 望樨区第七届人民政府 is no fuller name of 望樨区人民政府.
TERM = re.compile("第[一二三四五六七八九十\\d]+届")
# What a body's name may begin with: its place, or the body that it belongs to.
OWNER = re.compile(
    "[一-鿿]{0,6}[省市县区州旗]|[一-鿿]{2,10}(?:大学|学院|局|厅|集团|公司|街道|镇|乡)"
)
# 松浦县水务管理中心|（以下简称“县水务中心”）
CALLED = r"[（(]以下简称[：:\s“\"]*{}[”\"\s]*[）)]"
LEVEL = re.compile(r"^(?:自治(?=[县旗州区]))?[省市县区州旗校院局]")


def in_full(visible: str, name: str, span: Span, bodies: Iterable[Body]) -> Body:
    """The name in full and where it stands, where one of the bodies is what `name` is short for."""
    called = re.compile(CALLED.format(re.escape(name)))
    for body, place in () if MASK.search(name) else bodies:
        if called.match(visible, place.end):
            return body, place
        full = body if BOARD.search(name) else BOARD.sub("", body)
        masked = MASK.search(full) and not MASKED.fullmatch(full[: -len(name)])
        longer = len(full) > len(name) and not (masked or TERM.search(full))
        if longer and (_placed(name, full) or _shortened(name, full) or _run(name, full)):
            return full, Span(place.start, place.start + len(full))
    return name, span


def _placed(name: str, full: str) -> bool:
    """区人民政府 → 松浦区人民政府, 执法局 → 县执法局, 第一党支部 → 化工学院第一党支部"""
    owner = full[: -len(name)]
    owned = LEVEL.match(name) or OWNER.fullmatch(owner) or MASKED.fullmatch(owner)
    return full.endswith(name) and owned is not None


def _run(name: str, full: str) -> bool:
    """松浦经济开发区 → 松浦经济开发区管委会"""
    return full.startswith(name) and full[len(name) :] in ("管委会", "管理委员会")


def _shortened(name: str, full: str) -> bool:
    """信工院 → 信息工程学院: the letters in order, with the same first and last.

    澄湖大学附属小学 is no longer name of 澄湖大学.
    """
    last = {"中": "中学", "大": "大学"}.get(name[-1], name[-1])
    rest = iter(full)
    ends = full[0] == name[0] and full.endswith(last) and not full.startswith(name)
    return ends and all(c in rest for c in name)
