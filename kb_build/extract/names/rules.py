"""Names of rules, mechanisms and other works: in 《》, in quotation marks, or known everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.extract.cues import cue
from kb_build.extract.names.phrases import balanced
from kb_build.model import MentionKind

Found = Iterator[tuple[MentionKind, int, int]]

TITLED = re.compile(r"《[^《》\n。]{1,70}(?:《[^《》\n]{1,40}》[^《》\n。]{0,40})?》")
# What follows the head noun of a title: （试行）, （2023—2025年）.
VERSION = r"(?:[（(][^（）()]{1,14}[）)])?"
QUOTED = r"“[^“”\n。；]{1,24}”"


def titled(visible: str) -> Found:
    """《…办法》 is a rule, 《…台账》 a mechanism, any other 《…》 a document."""
    for match in TITLED.finditer(visible):
        inner = re.sub(VERSION + "$", "", match.group()[1:-1])
        if _ends("titled-mechanism-ending").search(inner):
            yield "mechanism", *match.span()
        else:
            yield "rule" if _ends("rule-ending").search(inner) else "document", *match.span()


def known_mechanisms(visible: str) -> Found:
    """Mechanisms and rules that every office knows by name."""
    for match in cue("names", "mechanism-known").finditer(visible):
        yield "mechanism", *balanced(visible, *match.span())
    for match in cue("names", "rule-known").finditer(visible):
        yield "rule", *match.span()


def quoted_mechanisms(visible: str) -> Found:
    """“名称”制度, and a quoted name that is itself one: “党员服务机制”."""
    for match in _quoted().finditer(visible):
        yield "mechanism", *match.span()


@cache
def _ends(group: str) -> re.Pattern[str]:
    return re.compile(f"(?:{cue('names', group).pattern})$")


@cache
def _quoted() -> re.Pattern[str]:
    ending = cue("names", "mechanism-ending", "mechanism-quoted-ending").pattern
    named = rf"“[^“”\n。，；]{{2,20}}?(?:{ending})”(?:制度)?"
    behind = cue(
        "names", "mechanism-ending", "mechanism-quoted-ending", "mechanism-framed-ending"
    ).pattern
    verbs = cue("names", "rule-verb").pattern
    between = rf"(?:(?!{verbs}|[和与或及等的为由在是将被对向以])[\u4e00-\u9fff]){{0,8}}?"
    of = r"的(?!规范化|常态化|长效)[\u4e00-\u9fff]{0,4}?"
    return re.compile(rf"(?:{named}|{QUOTED}(?:{between}|{of})(?:{behind}))(?!化)")
