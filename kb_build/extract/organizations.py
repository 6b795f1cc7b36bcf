"""Names of bodies: by level alone (市委), or a name with the ending of a body (市财政局)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.extract.cues import cue
from kb_build.extract.phrases import EDGE, Word, name_words, noun
from kb_build.model import MentionKind

Found = Iterator[tuple[MentionKind, int, int]]

# Signs that stand for a name that was taken out: *市委党校, X局, xx县.
MASK = re.compile(r"[*＊×Xx]+")
ORDINAL = re.compile(r"第?[一二三四五六七八九十\d*]{1,3}届?|第")
# Classes of words that name a place or a person.
PROPER = ("ns", "nr", "nz", "nt")
# What opens the name of a body that belongs to a place or a level: 省教育厅, **市社科联.
LEVEL = re.compile(r"[省市县区*＊]|中共|全国|国家|[一-鿿]{2}[省市县区]")
# Bodies that a verb makes a name of: 审计组, 督导处, 执法大队; not 促进党校.
TEAM = re.compile(r"(?:(?<!巡[察视])组|[队部室处科股班局站])$|委员会|中心|小组")
# Kinds of bodies whose names end with what they do: 物流服务公司; not 环境服务一中.
TRADE = re.compile(r"公司|集团|学院|[院所]$")
COMPANY = re.compile(r"有限(?:责任)?公司")
# Words of grammar, which the name of a company has none of: 由, 的, 该, 和.
GRAMMAR = ("p", "u", "r", "c", "d", "y")
# What stands before a person's name: 组长某某作清岚师范学院…….
POST = re.compile(r"(?:书记|主任|组长|主席|教授|代表|秘书|同志|[校院局处科厅部市县区镇乡站所]长)$")
# Bodies that begin a name wherever they stand: 清单|国务院办公厅 where a line end was lost.
TOP = re.compile("国务院|中共中央|党中央|中央党校|全国人大")
# 各旗县区政府, 市、县人民政府: all of a level, none by name.
ALL_OF_LEVEL = re.compile(r"[县区旗](?:人民)?政府")
# Bodies set up under a name of their own, however common its last word: 综合|执法大队.
SET_UP = re.compile(r"[组队室处科股会]$|(?<!支)部$")
# 市委党校（行政学院）: two names of one body.
SECOND_NAME = re.compile(r"（[\u4e00-\u9fff]{2,8}(?:学院|党校|中心)）")
# The longest words that name what a team is for, in characters.
LONGEST_TASK = 14
# Levels within a body, which the dictionary knows as other words: 系|教学办, 委|办公室.
INNER_LEVEL = "省市县区校院局系委厅所驻·"
PARTY_OF_PLACE = re.compile(
    r"中共[*＊×Xx一-鿿]{0,12}?(?:委员会|党组|党委|党总支|[省市县区]委)(?![员书])"
)
SHORT_FORM = re.compile(r"[（(](?:以下|下)?简称[:：]?“?([一-鿿]{2,10})”?[）)]")
# 4个专项工作组, 紧密型教育集团5个: a count of bodies names none of them.
COUNTED = re.compile(
    r"(?:[\d*＊Xx]+|[一二两三四五六七八九十百几数多]+)[余多]?(?:个|家|所|支|批|类)$|市、区）$"
)
COUNT = re.compile(r"[\d*＊Xx]+[余多]?(?:个|家|所|支)(?![一-鿿])")


def organizations(visible: str) -> Found:
    """Specific bodies; general ones (各单位, 党支部) are none."""
    for match in _levels().finditer(visible):
        start = name_words(visible, *match.span(), _of_place, _edge())[0].start
        if not _all_of_level(visible, start, match.end()):
            yield "organization", _mask_start(visible, start), match.end()
    for match in PARTY_OF_PLACE.finditer(visible):
        yield "organization", *match.span()
    for match in cue("names", "organization-ending").finditer(visible):
        accept = _in_company if COMPANY.search(match.group()) else _in_name
        words = name_words(visible, *match.span(), accept, _edge())
        words = _without_verbs(_without_person(visible, words), match.start())
        acted_on = _acted_on(words, match)
        start = match.start() if acted_on else _mask_start(visible, words[0].start)
        start = _set_up(visible, start, match)
        top = TOP.search(visible, start, match.end())
        start = top.start() if top else start
        end = match.end() + _closes(visible, start, match.end())
        if _specific(visible, start, end, match):
            yield "organization", start, end


def short_forms(visible: str) -> Iterator[str]:
    """Names that the report itself gives a body: （以下简称“指挥部”）."""
    return (match[1] for match in SHORT_FORM.finditer(visible))


def _without_verbs(words: list[Word], ending: int) -> list[Word]:
    """Drops what acts on the body: 启动县中医院, 组织申报市社科联 (课题)."""
    for at, word in enumerate(words[1:], 1):
        if word.start >= ending:
            break
        rest = "".join(other.text for other in words[at:])
        before = words[:at]
        acts = all(map(_acts, before)) or (before[-1].tag == "v" and _acts(before[-1]))
        named = LEVEL.match(rest) or word.tag.startswith(PROPER) or rest.startswith("“")
        led = all(map(_leads, before)) and word.start + len(word.text) < ending
        if (acts and named) or led:
            return words[at:]
    return words


def _set_up(visible: str, start: int, ending: re.Match[str]) -> int:
    """A team that is being set up is named by all words behind the verb: 组建|堤坝清零专班."""
    if SET_UP.search(ending.group()) or "专班" in ending.group():
        verb = _founded().search(visible, max(0, start - LONGEST_TASK), start)
        if verb and not _edge().search(visible, verb.end(), start):
            return verb.end()
    return start


def _without_person(visible: str, words: list[Word]) -> list[Word]:
    """Drops who speaks or acts for the body: 组长某某作|清岚师范学院."""
    first = words[0]
    post = POST.search(visible[max(0, first.start - 2) : first.start])
    named = len(words) > 1 and words[1].tag.startswith(PROPER)
    return words[1:] if post and named and first.tag.startswith("nr") else words


def _acted_on(words: list[Word], ending: re.Match[str]) -> bool:
    """Whether verbs act on what the ending names: 促进党校, 总结学院 (工作), 环境服务一中."""
    before = [word for word in words if word.start < ending.start()]
    if not before or TEAM.search(ending.group()):
        return False
    served = _leads(before[-1]) and not TRADE.search(ending.group())
    return served or all(map(_acts, before))


def _acts(word: Word) -> bool:
    return _leads(word) or (word.tag.startswith(("v", "d", "a")) and len(word.text) > 1)


def _leads(word: Word) -> bool:
    return cue("names", "organization-lead").fullmatch(word.text) is not None


def _specific(visible: str, start: int, end: int, ending: re.Match[str]) -> bool:
    name = visible[start:end]
    if cue("names", "organization-general").fullmatch(name):
        return False
    if not SET_UP.search(ending.group()) and _common().search(name[: -len(ending.group())]):
        return False
    if COUNTED.search(visible[max(0, start - 6) : start]) or COUNT.match(visible, end):
        return False
    if _all_of_level(visible, start, end):
        return False
    return len(name) > len(ending.group()) or bool(
        cue("names", "organization-bare").fullmatch(name)
    )


def _all_of_level(visible: str, start: int, end: int) -> bool:
    general = ALL_OF_LEVEL.fullmatch(visible, start, end)
    return general is not None and visible[:start].endswith(("市", "县", "旗", "市、", "县、"))


def _in_company(word: Word) -> bool:
    """Companies have names of their own, in words that no dictionary knows: 港达, 黔送送."""
    stops = cue("names", "organization-stop").fullmatch(word.text)
    return stops is None and not word.tag.startswith(GRAMMAR)


def _in_name(word: Word) -> bool:
    if cue("names", "organization-stop").fullmatch(word.text):
        return False
    if (
        MASK.fullmatch(word.text)
        or ORDINAL.fullmatch(word.text)
        or word.text in INNER_LEVEL + "和与"
    ):
        return True  # what of 和 and 与 joins two bodies is cut off beforehand
    return noun(word) or bool(cue("names", "inner-verb").fullmatch(word.text))


def _of_place(word: Word) -> bool:
    return word.tag.startswith("ns") or word.text == "中共"


@cache
def _common() -> re.Pattern[str]:
    return re.compile(f"(?:{cue('names', 'organization-common').pattern})$")


@cache
def _founded() -> re.Pattern[str]:
    """The last verb of a stretch that sets up what is named."""
    verbs = cue("names", "organization-set-up").pattern
    return re.compile(f"(?:{verbs})(?!.*(?:{verbs}))[了起]?")


@cache
def _levels() -> re.Pattern[str]:
    return cue("names", "organization-known")


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(f"{EDGE.pattern}|{cue('names', 'organization-cut').pattern}")


def _mask_start(visible: str, start: int) -> int:
    while start > 0 and visible[start - 1] in "*＊×":
        start -= 1
    return start


def _closes(visible: str, start: int, end: int) -> int:
    """What a bracket adds behind the ending: 市委党校（行政学院）."""
    if "（" in visible[start:end] and visible.startswith("）", end):
        return 1
    second = SECOND_NAME.match(visible, end)
    return len(second.group()) if second else 0
