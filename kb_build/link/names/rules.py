"""Whose is a rule? The body before its name, the country, or the unit that tells it.

《望澜区预算管理办法》 is the district's, 《…条例》 the country's; a bare 《财务管理办法》 is the
reporting unit's own, unless the same report names it in full or with its issuer before it, as in
市教育局《…细则》, or it is 《关于…新时代…的意见》 and no verb says that the unit issued it.
`OWNERS` says in which order these are looked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from functools import cache

from kb_build.lexicon import table
from kb_build.lexicon.cues import cue
from kb_build.lexicon.spelling import spelled
from kb_build.link.names.bodies import (
    BOARD,
    BODY,
    GOVERNMENT,
    LEVEL,
    PLACE,
    REPUBLIC,
    SELF,
    Speaker,
    full_name,
    is_national,
    whole,
)
from kb_build.model import CHANGED, Mention

# 2023年… before a rule that stands until it is changed; a plan's year is part of its name.
YEAR = re.compile(r"^(?:19|20)\d\d年度?")
# What is built, no body that issues: 望澜区|法治政府建设实施纲要.
BUILT = re.compile("(?:法治|数字|服务型|廉洁|阳光|智慧)政府$")
# What the rule is about, and all bodies of a kind: 市教育局|关于规范市直学校…, 全日制普通中学….
ABOUT = re.compile("关于|全日制|普通")
# Both bodies of a place together: 县委、县政府|年度工作要点.
JOINT = re.compile("(?P<first>.*[省市州盟县区旗]委)、?[省市州盟县区旗](?:人民)?政府$")
REST = 2  # letters that a rule's name has at least, whoever issued it
# What stands between the body that issued a rule and its name.
ISSUED = re.compile(
    r"(?:等[^，。；：《》\s]{0,8})?(?:联合)?(?:印发|下发|颁发|制发|颁布|公布|发布|出台|制定|修订)的$"
)
REACH = 16  # code points before a name in which that stands

Owned = tuple[str, str] | None  # the rule's own name, and whose it is


def rule_key(name: str, speaker: Speaker, told: Mapping[str, str]) -> tuple[str, str]:
    """The rule's own name without its issuer's, and the issuer; empty where it is the country's.

    `told` are the `issuers` that the report tells.
    """
    plain, owner = _split(name, speaker)
    if owner is None:
        owner = told.get(plain, "" if _from_above(plain) else speaker.owner)
    return plain, owner or told.get(plain, "")


def only_a_kind(name: str) -> bool:
    """Whether a title tells only what kind of rule it is: 《意见》."""
    return spelled(name) in table("linking")["titles"]


def _from_above(plain: str) -> bool:
    """Whether it is on a matter of the whole country: 关于加强新时代大中小学珠算教育的意见."""
    return plain.startswith("关于") and any(word in plain for word in table("linking")["above"])


def _split(name: str, speaker: Speaker) -> tuple[str, str | None]:
    """The rule's own name, and whose it is; None where the name does not tell."""
    canonical = speaker.corrections.canonical
    plain = canonical(spelled(name))
    named = name.lstrip("《〈 ").startswith(tuple('“‘「『"'))  # opens with a name of its own
    found = (find(plain, speaker) for find in OWNERS[: 1 if named else None])
    rest, owner = next((one for one in found if one), (plain, None))
    return canonical(_without_year(rest)), owner


def _of_country(plain: str, speaker: Speaker) -> Owned:
    words = table("linking")
    sector = plain.startswith(words["sectors"])
    law = _law().search(plain) and not PLACE.match(plain) and not LEVEL.match(plain)
    country = is_national(plain) or sector or law
    return (plain.removeprefix(REPUBLIC), "") if country else None


def _of_body(plain: str, speaker: Speaker) -> Owned:
    """The longest name of a body at the front, or else that of the unit, of whatever kind."""
    ends = (found.end() for found in cue("linking", "issuer_endings").finditer(plain))
    for end in sorted(ends, reverse=True):
        if end + REST <= len(plain) and _definite(plain[:end], speaker):
            return plain[end:], issuer(plain[:end], speaker)
    unit = speaker.unit
    if unit and plain.startswith(unit) and len(plain) >= len(unit) + REST:
        return plain.removeprefix(unit), speaker.owner
    if found := SELF.match(plain):
        return plain[found.end() :], speaker.owner
    return None


def issuer(name: str, speaker: Speaker) -> str:
    """Whose it is: of a unit, whichever of its boards issued it."""
    plain, own = whole(name, speaker.corrections), speaker.called
    # 《松浦县政府…制度》 in the report of 县政府, which says nowhere else of what county it is.
    told_by_level = bool(LEVEL.match(own)) and plain.endswith(own)
    if name in table("linking")["self"] or plain == own or told_by_level:
        return speaker.owner
    joint = JOINT.fullmatch(name)
    return BOARD.sub("", "".join(full_name(joint["first"] if joint else name, speaker)))


def _definite(name: str, speaker: Speaker) -> bool:
    """Whether it names one body, rather than a kind of body that the rule is about."""
    plain = whole(name, speaker.corrections)
    unit = speaker.unit
    own = name in table("linking")["self"] or (len(plain) > 2 and unit.endswith(plain))
    if any(sign.isdigit() for sign in plain) or BUILT.search(plain) or ABOUT.search(plain):
        return False
    above = bool(LEVEL.match(plain) or PLACE.match(plain))
    return own or above or plain in speaker.bodies


def _of_place(plain: str, speaker: Speaker) -> Owned:
    """清岚市…, 望澜区…, or 市… where the report tells which."""
    found = PLACE.match(plain)
    while found and (lower := PLACE.match(plain, found.end())):
        found = lower
    if found and found.end() + REST <= len(plain):
        return plain[found.end() :], whole(plain[: found.end()], speaker.corrections)
    if level := LEVEL.match(plain):
        unknown = f"{level.group()}·{speaker.owner}"  # some level's above the unit, not its own
        return plain[level.end() :], speaker.places.get(level.group(), unknown)
    return None


OWNERS: tuple[Callable[[str, Speaker], Owned], ...] = (_of_country, _of_body, _of_place)


def _without_year(plain: str) -> str:
    words = table("linking")
    yearly = plain.endswith(words["own_endings"]) or any(w in plain for w in words["yearly"])
    return plain if yearly else YEAR.sub("", plain) or plain


def issuers(mentions: Collection[Mention], text: str, speaker: Speaker) -> dict[str, str]:
    """The one issuer that a report tells for a rule, by the rule's own name; own rules left out."""
    told: dict[str, set[str]] = defaultdict(set)
    local: dict[str, str] = {}
    bodies = {m.span.end: m.name for m in mentions if m.kind == "organization"}
    for mention in mentions:
        if mention.kind == "rule":
            plain, owner = _split(mention.name, speaker)
            start = mention.span.start
            issued = ISSUED.search(text, max(0, start - REACH), start)
            before = bodies.get(issued.start() if issued else start)
            if owner is None and before:
                owner = _above(before, speaker)
            if mention.action in CHANGED and not owner and _legislates(plain, speaker):
                local[plain] = speaker.owner
            if owner is not None:
                told[plain].add(owner)
            elif mention.action in CHANGED:
                told[plain].add(speaker.owner)
    return {plain: min(who) for plain, who in told.items() if len(who) == 1} | local


def _legislates(plain: str, speaker: Speaker) -> bool:
    """Whether a law that a place's government tells to be passed is the place's: 出台…促进条例."""
    of_place = PLACE.match(speaker.unit) and GOVERNMENT.search(speaker.unit)
    return bool(of_place and _law().search(plain)) and not is_national(plain)


def _above(body: str, speaker: Speaker) -> str | None:
    """Whose it is if the body before its name says so: 市教育局《…细则》, 教育部印发的《…》."""
    plain = whole(body, speaker.corrections)
    if is_national(plain):
        return ""
    named = LEVEL.match(plain) or PLACE.match(plain) or BODY.match(plain)
    return issuer(body, speaker) if named else None


@cache
def _law() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table('linking')['laws'])})$")
