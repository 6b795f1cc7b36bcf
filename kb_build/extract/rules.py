"""Names of rules, mechanisms and other works: in 《》, known everywhere, or behind a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.extract.cues import cue
from kb_build.model import MentionKind

Found = Iterator[tuple[MentionKind, int, int]]

TITLED = re.compile(r"《[^《》\n。]{1,70}(?:《[^《》\n]{1,40}》[^《》\n。]{0,40})?》")
TRIAL = r"(?:[（(][^（）()]{1,8}[）)])?"
# The words between a verb and its object's head noun: no punctuation but quotation marks.
OBJECT = r"[\u4e00-\u9fffA-Za-z0-9“”+＋、（）]"
QUOTED = r"“[^“”\n。，；]{1,24}”"
# Words with which the object of a verb does not begin.
LEAD_IN = re.compile(
    r"^(?:了|和|并|等|的|《|》|好|相关|有关|各项|各类|一系列|一批|以及|及|与|适合|符合|切实可行的|本|我[校局院]|全|新|年度|各|详细的?|具体的?)+"
)


def titled(visible: str) -> Found:
    """《…办法》 is a rule, any other 《…》 a document."""
    for match in TITLED.finditer(visible):
        inner = re.sub(TRIAL + "$", "", match.group()[1:-1])
        rule = _ends("rule-ending").search(inner)
        yield "rule" if rule else "document", *match.span()


def known_mechanisms(visible: str) -> Found:
    """Mechanisms and rules that every office knows by name."""
    for match in cue("names", "mechanism-known").finditer(visible):
        yield "mechanism", *match.span()
    for match in cue("names", "rule-known").finditer(visible):
        yield "rule", *match.span()


def mechanisms(visible: str) -> Found:
    """“名称”制度 anywhere; an unquoted name behind a verb: 建立安全生产巡查制度."""
    for match in _quoted_mechanism().finditer(visible):
        yield "mechanism", *match.span()
    yield from _objects(visible, "mechanism-ending", "mechanism")


def bare_rules(visible: str) -> Found:
    """A rule without title marks behind a verb: 修订了公务接待管理办法."""
    yield from _objects(visible, "rule-bare-ending", "rule")


def _objects(visible: str, ending: str, kind: MentionKind) -> Found:
    for verb in _verbs().finditer(visible):
        match = _object(ending).match(visible, verb.end())
        if match is None:
            continue
        lead = LEAD_IN.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        name = visible[start : match.end()]
        if len(name) >= 4 and not cue("names", "general").fullmatch(name):
            yield kind, start, match.end()


@cache
def _ends(group: str) -> re.Pattern[str]:
    return re.compile(f"(?:{cue('names', group).pattern})$")


@cache
def _quoted_mechanism() -> re.Pattern[str]:
    return re.compile(
        rf"{QUOTED}[\u4e00-\u9fff]{{0,6}}?(?:{cue('names', 'mechanism-ending').pattern})"
    )


@cache
def _object(group: str) -> re.Pattern[str]:
    return re.compile(rf"{OBJECT}{{0,22}}?(?:{cue('names', group).pattern}){TRIAL}(?![度制管理])")


@cache
def _verbs() -> re.Pattern[str]:
    groups = ("issued", "revised", "repealed", "enforced")
    return re.compile("|".join(f"(?:{cue('names', group).pattern})" for group in groups))
