"""The full name of a body, from what a report calls it: 局党组, 市住建局, 教务处, 第三人民医院.

A name is read in the light of the report that has it: `Speaker` holds who reports and which places
it tells. What other reports say changes nothing, so a body keeps its name when reports come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kb_build.lexicon import table
from kb_build.lexicon.corrections import Corrections
from kb_build.lexicon.offices import shortened
from kb_build.lexicon.spelling import spelled

HANZI = "\u4e00-\u9fff"
# What follows a level in common words: 市场, 市民, 区域, 县级; but 市政府, 市民政局.
COMMON = "[里级域容场村际内外管长镇街块属]|直(?!属机关)|民(?![政族主革建盟进])|政(?![府协法务数研])"
# A place's own name at the front: 清岚市…, 白鹭街道…; not 市委, 全市…, 社区…, 城市…, 产业兴区….
PLACE = re.compile(
    rf"(?![一二三四五六七八九十]+届|全|各|我|本|该|市|省|县|区|州|旗|乡|镇|关于|新型|自治|法治|数字|清廉|智慧|美丽|年度|..[兴强立][省市县区镇])"
    rf"[{HANZI}]{{2,6}}?"
    rf"(?:省|自治区|(?<![城超上都门])市(?!{COMMON})|州|盟|(?<!强)县(?!{COMMON})"
    rf"|(?<![小社校院园景牧辖灾地片林库战务])(?<![主老心]城)(?<![困远]山)区(?!{COMMON})"
    rf"|旗|乡(?!{COMMON})|(?<!城)镇(?!{COMMON})|街道)"
)
# A level that stands for the place of the report: 市财政局, 县委.
LEVEL = re.compile(rf"[省市州盟县区旗乡镇](?!{COMMON})|自治[区州县]")
# The higher place before a county or district: 清岚市松浦县.
HIGHER = re.compile(rf"^[{HANZI}]{{2,6}}?(?:省|自治区|市|州|盟)(?=[{HANZI}]{{2,4}}[县区旗])")
PARTY_OF_PLACE = re.compile(r"^(.*[省市县区州盟旗乡镇])委员会$")
PARTY = re.compile(r"^(.+?)委员会$")
# 清岚市第一中学, 清岚市一中, 清岚一中.
NUMBERED = re.compile(r"第(?=[一二三四五六七八九十]+中学)|(?<=[一二三四五六七八九十]中)学(?!校)")
CITY_SCHOOL = re.compile(rf"^([{HANZI}]{{2,3}})市(?=[一二三四五六七八九十]+中)")
REPUBLIC = "中华人民共和国"  # before a ministry or law that is as well known without
# A name that itself tells which body is meant: 云汀大学, 恒岭电力工程公司; not 工程公司, 实验小学.
BODY = re.compile(
    rf"[{HANZI}]{{2,}}(?:(?<!老年)(?<!开放)大学|(?:师范|职业|技术|行政|民族|高等)(?:学院|专科学校)"
    r"|银行|日报社?|出版社|(?<!实验)(?<!中心)(?<!附属)[中小]学|[一二三四五六七八九十]中)"
    rf"|[{HANZI}]{{4,}}(?:集团|公司)"
)
CONGRESS = re.compile(r"第[一二三四五六七八九十]+届全国")
# Bodies of a place, whoever names them: 教育局, in the report of a school.
OF_PLACE = re.compile(r"(?:[局厅]|发改委|卫健委|国资委|公司|集团)$")
COMPANY = re.compile(r"(?:公司|集团)$")
# What no college or office has within it, but has beside it: 商学院, in the report of 后勤处.
BESIDE = re.compile(
    r"(?:学院|书院|处|馆|(?:教务|学工|学生工作|宣传|组织|统战|人事|财务|总务|保卫|后勤)部)"
    rf"(?:党委|党总支|团委|[{HANZI}]{{0,10}}支部)?$"
)
SUBJECTS = ("工程", "管理", "科学")  # of a university's college, which leaves them out: 机电学院
GOVERNMENT = re.compile(r"(?:政府(?:办公室)?|[省市县区旗州]委(?:办公室)?)$")
BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
# What a body calls itself; its own name comes instead: 学校党委, 局党组, 集团纪委.
SELF = re.compile(
    r"^(?:我|本)?(?:学校|学院|医院|集团|公司|街道|校|院|局|委|厅)"
    r"(?=(?:党|团|纪|工会|办公室|机关|行政|教务|领导小组|总务|后勤|人事|财务|科研|宣传|组织|德育)"
    rf"|[{HANZI}]{{1,5}}[处科室部办]$)"
    rf"|^(?:学校|[我本]校)(?=[{HANZI}]{{1,8}}(?:学院|书院|馆)$)"
)
# 局党组 and 党委 are said of the body that they lead.
BOARD = re.compile(r"(?<=..)(?:领导班子|党[委组]|班子)$")


@dataclass(frozen=True)
class Speaker:
    """Whose report a name stands in, and what it tells of bodies."""

    unit: str  # its full name as `whole` gives it; empty if unknown or one of many
    called: str  # what it calls itself, as `whole` gives it: 市委党校
    owner: str  # whose things are that every unit has of its own: the unit, else the file
    places: dict[str, str]  # 清岚市 by 市, for every level of which the report tells one place
    bodies: frozenset[str]  # that the report names, as `whole` gives them
    corrections: Corrections


def whole(name: str, corrections: Corrections) -> str:
    """A name as it is compared: spelled, without 中共 and brackets, offices in their short form."""
    plain = spelled(BRACKETED.sub("", name))
    plain = corrections.canonical(plain.removeprefix(REPUBLIC) or plain)
    if plain.startswith("中共") and not plain.startswith("中共中央"):
        plain = PARTY_OF_PLACE.sub(r"\1委", plain[2:])
        plain = PARTY.sub(r"\1党委", plain) if name != plain else plain
    return corrections.canonical(_shortened(plain))


@lru_cache(maxsize=1 << 14)  # of the same bodies in all reports
def _shortened(plain: str) -> str:
    return CITY_SCHOOL.sub(r"\1", NUMBERED.sub("", HIGHER.sub("", shortened(plain))))


def full_name(name: str, speaker: Speaker) -> tuple[str, str]:
    """The body's full name, and whose it is where that is unknown; else empty.

    市住建局, reported by 清岚市财政局, is 清岚市住建局; 教务处 is the reporting unit's.
    """
    plain = whole(name, speaker.corrections)
    if is_national(plain):
        return plain, ""
    if LEVEL.match(plain):
        place = speaker.places.get(plain[0], "")
        return (place + plain[1:], "") if place else (plain, speaker.owner)
    if plain[:1] in "*X" or (PLACE.match(plain) and not plain.startswith("街道")):
        return plain, speaker.owner if plain[:1] in "*X" else ""
    return _of_unit(plain, speaker)


def _of_unit(plain: str, speaker: Speaker) -> tuple[str, str]:
    """A name without a place: of the unit itself, of one of its parts, or of a body elsewhere."""
    unit = speaker.unit
    if unit and (own := unit if plain.startswith(unit) else _college(unit, plain)):
        return unit + plain.removeprefix(own), ""
    if unit and (size := _shared(unit, plain)):
        return unit + plain[size:], ""
    if BODY.match(plain):
        return plain, ""
    # A university calls its parts so, and not itself; a branch so calls those above it.
    if (plain.startswith("学院") and "大学" in unit) or unit.endswith("支部"):
        return plain, speaker.owner
    inner = SELF.sub("", plain)
    beside = BESIDE.search(inner) and not PLACE.match(unit) and not BODY.match(unit)
    place = GOVERNMENT.sub("", unit)
    # A government's 教育局 is its place's; the companies that it names may be from anywhere.
    elsewhere = place == unit or COMPANY.search(plain)
    of_place = OF_PLACE.search(plain) and not OF_PLACE.search(unit) and elsewhere
    if not unit or beside or of_place:
        return inner, speaker.owner
    return place + inner, ""


def _college(unit: str, name: str) -> str:
    """公管学院 of 公共管理学院, 机电学院 of 机电工程学院, if a name begins so; else empty."""
    stem = unit.removesuffix("学院")
    if stem == unit or len(stem) not in (4, 6):
        return ""
    forms = (stem[::2], *[stem[:2]] * stem.endswith(SUBJECTS))
    return next((f"{form}学院" for form in forms if name.startswith(f"{form}学院")), "")


def _shared(unit: str, name: str) -> int:
    """How much of the unit's end the name begins with: 3 for 清岚市水务集团 and 水务集团党委 …"""
    return next((n for n in range(min(len(unit), len(name)), 1, -1) if unit.endswith(name[:n])), 0)


def places(names: Iterable[str]) -> dict[str, str]:
    """The place of each level that all these names, as printed, have one and the same of."""
    found: dict[str, set[str]] = {}
    for name in names:
        for place in _own_places(spelled(name).removeprefix("中共")):
            found.setdefault(place[-1], set()).add(place)
    return {level: min(told) for level, told in found.items() if len(told) == 1}


def _own_places(name: str) -> Iterable[str]:
    """清岚市 and 松浦县 of 清岚市松浦县农业农村局."""
    at = 0
    while place := PLACE.match(name, at):
        if not place.group().endswith("街道"):
            yield place.group()
        at = place.end()


def is_national(name: str) -> bool:
    """Whether a name means one thing in the whole country."""
    return bool(_national().match(name) or CONGRESS.match(name))


@cache
def _national() -> re.Pattern[str]:
    """教育部, but not 教育部门."""
    return re.compile(f"(?:{'|'.join(map(re.escape, table('linking')['national']))})(?!门)")


def kind_of_body(name: str) -> str:
    """`party`, `government`, `group`, …: the first group of `body_kinds.yml` that fits; `other`."""
    for kind, ends in _kinds():
        if ends.search(name):
            return kind
    return "other"


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    groups = table("body_kinds").items()
    return tuple((kind, re.compile(f"(?:{'|'.join(words)})$")) for kind, words in groups)
