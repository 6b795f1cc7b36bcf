"""Who made a rule or mechanism where its sentence says that others did: 市委出台《…意见》.

A name that tells no issuer is taken for the reporting unit's own. But offices begin with what they
carry out: 学校出台《…意见》, in the report of its 后勤处, is the school's.
"""

from __future__ import annotations

import re

from kb_build.lexicon.spelling import letters
from kb_build.link.names.bodies import (
    BODY,
    GOVERNMENT,
    LEVEL,
    PLACE,
    Speaker,
    is_national,
    kind_of_body,
)
from kb_build.link.names.rules import issuer
from kb_build.model import CHANGED, Mention, Span, within

SENTENCE = re.compile(r"[。；！？\n]")
CLAUSE = re.compile(r"[，：,:]")
REACH = 120  # code points before a name in which its sentence tells who acts
# What a part of a school, hospital or company calls the whole.
WHOLE = re.compile(
    r"(?P<whole>学校|医院|集团|公司)(?:党委|纪委)?(?![\u4e00-\u9fff]{0,4}[处科室部院])"
)
OWN = re.compile(r"(?:我|本)[校院局处部们厅委县市区镇]")


def made_by_others(mentions: tuple[Mention, ...], text: str, speaker: Speaker) -> dict[str, str]:
    """Who made what, by the letters of its name, where a sentence begins with another body."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.kind in ("rule", "mechanism") and mention.action in CHANGED:
            maker = _maker(mention, mentions, text, speaker)
            if maker and maker != speaker.owner:
                found.setdefault(letters(mention.name), maker)
    return found


def _maker(mention: Mention, mentions: tuple[Mention, ...], text: str, speaker: Speaker) -> str:
    """The body that the nearest clause with a subject begins with; empty where that is the unit."""
    end = mention.span.start
    start = end - len(SENTENCE.split(text[max(0, end - REACH) : end])[-1])
    clauses = [start, *(m.end() for m in CLAUSE.finditer(text, start, end))]
    near = within(mentions, Span(start, end))
    bodies = {m.span.start: m.name for m in near if m.kind == "organization"}
    own = (issuer(name, speaker) == speaker.owner for name in bodies.values())
    for at in () if any(own) else reversed(clauses):
        if OWN.match(text, at):
            return ""
        if (whole := WHOLE.match(text, at)) and _is_part(speaker.unit):
            return f"{speaker.owner}所在{whole['whole']}"
        if at in bodies:
            return _above(bodies[at], speaker)
    return ""


def _is_part(unit: str) -> bool:
    """Whether a unit is part of a whole: 后勤处, 园林学院; not 云汀师范学院, 松浦县水务局."""
    return kind_of_body(unit) == "inner" or (unit.endswith("学院") and not BODY.match(unit))


def _above(name: str, speaker: Speaker) -> str:
    """The body of a place or of the country; empty for parts of the unit and what is its own."""
    both_govern = GOVERNMENT.search(name) and GOVERNMENT.search(speaker.unit)
    named = LEVEL.match(name) or PLACE.match(name) or is_national(name)
    return issuer(name, speaker) if named and not both_govern else ""
