"""Whose is a name? Tells things of one name apart where every unit has its own."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

from kb_build.lexicon import table
from kb_build.link.sources import Source
from kb_build.model import Mention

# A place's own name at the front: 清岚市…, 白鹭街道…; not 市委, 全市…, 各区….
PLACE = re.compile(
    r"(?!全|各|我|本|该|市|省|县|区|州|旗|乡|镇)[\u4e00-\u9fff]{2,6}?"
    r"(?:省|自治区|市(?!场)|州|盟|县|(?<![小社校院园])区|旗|乡|镇|街道)"
)
# A name that itself tells which body is meant: 清岚师范大学, 水务集团有限公司.
BODY = re.compile(r"[\u4e00-\u9fff]{2,}(?:大学|集团|公司|银行|日报社?)$")
LEVEL = re.compile(r"[省市州盟县区旗乡镇](?!里|级|直)")  # 市财政局 is that of the unit's own city
SETTLED = ("issued", "revised", "repealed")

Issuers = dict[str, set[str]]


def issuers(sources: Iterable[Source]) -> Issuers:
    """Who says that it issued, revised or repealed a rule, by the rule's canonical name."""
    found: Issuers = defaultdict(set)
    for source in sources:
        for mention in source.facts.mentions:
            if (
                mention.kind == "rule"
                and mention.action in SETTLED
                and not _told_of(source, mention)
            ):
                found[mention.canonical].add(source.owner)
    return found


def identity(mention: Mention, source: Source, known: Issuers) -> tuple[str, str]:
    """What tells the thing from all others: its full name, and the unit if each has its own.

    The unit is empty where the name means one thing anywhere. A body of the unit's own city or
    county gets that one's name: 市财政局, reported by 清岚市住房和城乡建设局, is 清岚市财政局.
    """
    name = mention.canonical
    if mention.kind == "rule":
        return name, source.owner if _own_rule(name, known) else ""
    if mention.kind != "organization" or _tells_whose(name) or BODY.search(name):
        return name, ""
    place = _place_of(source, name[0]) if LEVEL.match(name) else ""
    return (place + name[1:], "") if place else (name, source.owner)


def _told_of(source: Source, mention: Mention) -> bool:
    """Whether somebody else may have done it: 按照新修订的《…》."""
    return source.report.text[mention.span.start - 1 : mention.span.start] == "的"


def shown_name(printed: Iterable[str], canonical: str) -> str:
    """The commonest printed form that differs from the canonical name in signs only."""
    forms = (re.sub(r"\s", "", name).strip("《》") for name in printed)
    fit = Counter(form for form in forms if _letters(form) == _letters(canonical))
    return min(fit, key=lambda form: (-fit[form], form), default=canonical)


def _letters(name: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", name)).upper()


def _own_rule(name: str, known: Issuers) -> bool:
    if _tells_whose(name):
        return False
    words = table("linking")
    return (
        len(known.get(name, ())) > 1
        or name.endswith(words["own_endings"])
        or any(subject in name for subject in words["own_subjects"])
    )


def _tells_whose(name: str) -> bool:
    return bool(PLACE.match(name)) or name.startswith(table("linking")["national"])


def _place_of(source: Source, level: str) -> str:
    """The place of a level in the name of the unit, or else of the report: 清岚市 for 市."""
    higher = r"(?:[\u4e00-\u9fff]{2,4}?(?:省|自治区|市|州|盟))"
    own = rf"{higher}{{0,2}}?((?!关于|全|各|我|本)[\u4e00-\u9fff]{{2,4}}?{level})"
    for name in (source.unit_name, source.facts.title.value.removeprefix("中共")):
        if found := re.match(own, name):
            return found[1]
    return ""
