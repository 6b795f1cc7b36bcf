"""Names of rules, mechanisms and other works: in 《》, known everywhere, or by their endings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.extract.cues import cue
from kb_build.extract.phrases import Word, name_start, noun
from kb_build.model import MentionKind

Found = Iterator[tuple[MentionKind, int, int]]

TITLED = re.compile(r"《[^《》\n。]{1,70}(?:《[^《》\n]{1,40}》[^《》\n。]{0,40})?》")
TRIAL = r"(?:[（(][^（）()]{1,8}[）)])?"
QUOTED = r"“[^“”\n。，；]{1,24}”"
YEAR = re.compile(r"\d{4}|年|年度|[一二三四五六七八九十]年")
# Words that open a phrase but no name.
OPENING = re.compile(
    r"^(?:了|的|和|与|及|等|个|各|各项|各类|一系列|有关|相关|新|全|我[校局院市县区]|本[校局院]|该[校局院])+"
)


def titled(visible: str) -> Found:
    """《…办法》 is a rule, 《…台账》 a mechanism, any other 《…》 a document."""
    for match in TITLED.finditer(visible):
        inner = re.sub(TRIAL + "$", "", match.group()[1:-1])
        if _ends("titled-mechanism-ending").search(inner):
            yield "mechanism", *match.span()
        else:
            yield "rule" if _ends("rule-ending").search(inner) else "document", *match.span()


def known_mechanisms(visible: str) -> Found:
    """Mechanisms and rules that every office knows by name."""
    for match in cue("names", "mechanism-known").finditer(visible):
        yield "mechanism", *match.span()
    for match in cue("names", "rule-known").finditer(visible):
        yield "rule", *match.span()


def quoted_mechanisms(visible: str) -> Found:
    """“名称”制度, and a quoted name that is itself one: “党员服务机制”."""
    for match in _quoted().finditer(visible):
        yield "mechanism", *match.span()


def mechanisms(visible: str) -> Found:
    """A name that ends as mechanisms do: 安全生产巡查制度."""
    yield from _by_ending(visible, "mechanism-ending", "mechanism")


def bare_rules(visible: str) -> Found:
    """A rule without title marks: 公务接待管理办法."""
    yield from _by_ending(visible, "rule-bare-ending", "rule")


def _by_ending(visible: str, group: str, kind: MentionKind) -> Found:
    for match in _ending(group).finditer(visible):
        start = name_start(visible, match.start(), match.end(), _in_name)
        opening = OPENING.match(visible, start, match.end())
        start = opening.end() if opening else start
        name = visible[start : match.end()]
        if len(name) > len(match.group()) and not cue("names", "general").fullmatch(name):
            yield kind, start, match.end()


def _in_name(word: Word) -> bool:
    if cue("names", "rule-stop").fullmatch(word.text):
        return False
    if YEAR.fullmatch(word.text):
        return True
    return noun(word) or bool(cue("names", "inner-verb").fullmatch(word.text))


@cache
def _ends(group: str) -> re.Pattern[str]:
    return re.compile(f"(?:{cue('names', group).pattern})$")


@cache
def _quoted() -> re.Pattern[str]:
    ending = cue("names", "mechanism-ending").pattern
    named = rf"“[^“”\n。，；]{{2,20}}?(?:{ending})”(?:制度)?"
    return re.compile(rf"{named}|{QUOTED}[\u4e00-\u9fff]{{0,6}}?(?:{ending})")


@cache
def _ending(group: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{cue('names', group).pattern}){TRIAL}(?![度制管理化性下上型])")
