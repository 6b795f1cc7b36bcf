"""Where a body's name begins: behind persons and verbs that act on it, at the verb that founds it.

A name is known by its end, an ending (县|财政局) or a level (市委). Back from there it takes the
words that names of bodies have (`phrases.name_words`); what is none of the name is dropped again.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kb_build.extract.names.phrases import CUT_OFF, EDGE, KEPT, Word, name_words, noun
from kb_build.lexicon.cues import any_of, cue
from kb_build.lexicon.tagging import tagged
from kb_build.model import HIDDEN

# Signs that stand for a name that was taken out: *市委党校, X局, xx县.
MASK = re.compile(r"[*＊×Xx]+")
# Such signs before the level of a place: **县, xx县公证处.
MASKED = re.compile(r"(?:[*＊×]+|(?<![A-Za-z\d])[Xx]+)\Z")
LONGEST_MASK = 6
ORDINAL = re.compile(r"[第民刑]?[一二三四五六七八九十\d*]{1,3}届?|第")
# Classes of words that name a place or a person.
PROPER = ("ns", "nr", "nz", "nt")
# Bodies that one word before the ending names: 促进|渠务学院, but 指导服务|中心.
BY_ONE_WORD = re.compile("(?:学院|大学?|党支部)$")
# What opens the name of a body that belongs to a place or a level: 省教育厅, **市社科联.
LEVEL = re.compile(r"[省市县区*＊]|中共|全国|国家|[一-鿿]{2}[省市县区]|学[校院](?:党委|纪委)")
# A date or number just before the name, which the dictionary cuts wrongly: 3日|市财政局 into 3,
# 日市, …, and 3.|松浦县水务公司.
DATE = re.compile(
    r"[\d、]+[月日](?:[间底初末]|[上中下]旬)?|(?<=\d)年|\d{0,3}[Xx*＊×]{1,4}年|\d+[.．]"
)
# No first word of a name: 纵向上|学校党委, 年|度|松浦县水务局.
NO_FIRST = "上下里内间和与来以起又后度"
# Bodies that a verb makes a name of: 审计组, 督导处, 执法大队; not 促进党校.
TEAM = re.compile(r"(?:(?<!巡[察视])组|(?<!验)室|[队处科股班局站]|(?<!支)部)$|委员会|中心|小组")
# Kinds of bodies whose names end with what they do: 物流服务公司; not 环境服务一中.
TRADE = re.compile(r"公司|集团|学院|(?<!医)[院所]$")
COMPANY = re.compile(r"有限(?:责任)?公司")
FIRM = "企业"
# What a company may do for others: 企业|管理.
MANAGED = ("管理", "咨询", "服务", "孵化", "发展", "策划", "营销")
# Classes of set phrases, which are judged by their last two characters: 认真|贯彻, 顺利|进行.
PHRASES = ("i", "l")
# Classes of words of grammar, which no company's name holds: 由, 的, 该, 和.
GRAMMAR = ("p", "u", "r", "c", "d", "y")
# What stands before a person's name: 组长|某某作清岚师范学院…….
POST = re.compile(r"(?:书记|主任|组长|主席|教授|代表|秘书|同志|[校院局处科厅部市县区镇乡站所]长)$")
# The short name of a school: at most so many characters, then its ending.
LONGEST_SHORT = 4
SCHOOLS = ("学院", "大学", "中学")
SHORT = re.compile(r"(?:(?![我本各该全赴到走在对从由向与和每某两几为])[一-鿿]){3,6}")
# Bodies that begin a name wherever they stand: 清单|国务院办公厅 where a line end was lost.
TOP = re.compile("国务院|中共中央|党中央|中央党校|全国人大")
# Bodies set up under a name of their own, however common its last word: 综合|执法大队.
SET_UP = re.compile(r"[组队室处科股会]$|(?<!支)部$")
# The level of the next body where a phrase names several without a sign: 市人大|市政府|市政协.
ROW = re.compile(
    "[一-鿿]*(?:委|人大|政府|政协)(?=[省市县区](?:委|人大|政府|政协|纪委|监委))"
    "|[一-鿿]*(?:委|政府|人大)办公[厅室](?=[一-鿿]{0,4}[省市县区](?:委|人民政府|政府|人大|政协))"
)
# How far before its committee the name of a place is sought, in characters.
PLACE_REACH = 12
# Who leads a team, between the verb that sets it up and its name: 成立由局长任组长的|清渠攻坚专班.
LED = re.compile(
    "(?:组长|成员|主任|指挥长?|牵头|负责|挂帅|组成|参加|参与)的(?!.*的)(?!.*[，。；：、！？“”（）])"
)
# The longest words that name what a team is for, in characters.
LONGEST_TASK = 14
# What the dictionary takes for one word with the level: 我|局党组.
OWN = ("我", "本", "该")
# What may stand before a ministry: 国家|农业部.
COUNTRY = "国家"
# Levels within a body, which the dictionary knows as other words: 系|教学办, 委|办公室; 住|建局.
INNER_LEVEL = "省市县区旗校院局系委厅所驻住·"


def start_of_level(visible: str, level: re.Match[str]) -> int:
    """Where the name of a body begins that is known by its `level`: 中共松霁县委, *市委."""
    if TOP.match(level.group()):
        return level.start()
    words = name_words(visible, *level.span(), _of_place, _edge(), PLACE_REACH)
    start = _mask_start(visible, words[0].start)
    if visible.endswith(COUNTRY, 0, start):
        return start - len(COUNTRY)
    return start + visible.startswith(OWN, start)


def start_of_body(visible: str, ending: re.Match[str]) -> int:
    """Where the name of a body begins that is known by its `ending`: 县财政局, 松浦|汽贸公司."""
    accept = _in_company if COMPANY.search(ending.group()) else in_name
    words = name_words(visible, *ending.span(), accept, _edge())
    if FIRM in visible[words[0].start : ending.start()]:
        words = _own_name(words)
    if words[0].text in NO_FIRST and len(words) > 1:
        words = words[1:]
    words = _without_verbs(_without_person(visible, words), ending.start())
    acted_on = _acted_on(words, ending)
    start = ending.start() if acted_on else _mask_start(visible, words[0].start)
    start -= CUT_OFF.search(visible, max(0, start - 2), start) is not None
    start = _whole_line(visible, _set_up(visible, start, ending), ending)
    row = ROW.match(visible, start, ending.end())
    if row:
        return row.end()
    top = TOP.search(visible, start, ending.end())
    date = DATE.match(visible, start, ending.start())
    return top.start() if top else date.end() if date else start


def _own_name(words: list[Word]) -> list[Word]:
    """A company's words behind the word for such: 企业|港达有限公司, not 港达企业管理有限公司."""
    for at in range(len(words) - 2, -1, -1):
        if words[at].text == FIRM and not words[at + 1].text.startswith(MANAGED):
            return words[at + 1 :]
    return words


def _without_verbs(words: list[Word], ending: int) -> list[Word]:
    """Drops what acts on the body: 启动县中医院, 组织申报市社科联 (课题)."""
    for at, word in enumerate(words[1:], 1):
        if word.start >= ending:
            break
        before, rest = words[:at], words[at:]
        acts = all(map(_acts, before)) or (before[-1].tag == "v" and _acts(before[-1]))
        if acts and _opens_name(rest):
            return rest
        named = word.start + len(word.text) < ending or BY_ONE_WORD.search(rest[-1].text)
        if named and all(leads(word.text) for word in before):
            return rest
    return words


def _opens_name(words: list[Word]) -> bool:
    """Whether a name begins here: with a place, a person, a level or a quotation."""
    if words[0].tag.startswith(PROPER):
        return True
    text = "".join([word.text for word in words])
    return text.startswith("“") or LEVEL.match(text) is not None


def _set_up(visible: str, start: int, ending: re.Match[str]) -> int:
    """The start, of a team that is being set up behind its verb: 组建|堤坝清零专班."""
    if SET_UP.search(ending.group()) or ending.group().endswith(("专班", "专班办公室", "中心")):
        first = max(0, start - LONGEST_TASK)
        led = LED.search(visible[first:start])
        if led:
            return first + led.end()
        verb = _founded().search(visible, first, start)
        if verb and not _edge().search(visible, verb.end(), start):
            return verb.end()
    return start


def _whole_line(visible: str, start: int, ending: re.Match[str]) -> int:
    """The start, of a short school's name that of its line: 望软学院, which no dictionary has."""
    if ending.group() not in SCHOOLS:
        return start
    first = max(0, ending.start() - LONGEST_SHORT)
    line = max(visible.rfind(sign, first, ending.start()) for sign in ("\n", HIDDEN)) + 1
    opens = (line > 0 or first == 0) and not _acted(visible[line : ending.start()])
    return min(start, line) if opens and SHORT.fullmatch(visible, line, ending.end()) else start


def _acted(before: str) -> bool:
    """Whether words before a school's ending tell what is done: 制定, 充分利用, 结合."""
    words = [word for word, _ in tagged(before) if not cue("names", "inner-verb").fullmatch(word)]
    stops = cue("names", "organization-stop").fullmatch
    acts = cue("word_classes", "act", "change", "cause").fullmatch
    return any(leads(word) or stops(word) or acts(word, 0, 2) for word in words)


def _without_person(visible: str, words: list[Word]) -> list[Word]:
    """Drops who speaks or acts for the body: 组长某某作|清岚师范学院."""
    first = words[0]
    post = POST.search(visible[max(0, first.start - 2) : first.start])
    named = len(words) > 1 and words[1].tag.startswith(PROPER)
    return words[1:] if post and named and first.tag.startswith("nr") else words


def _acted_on(words: list[Word], ending: re.Match[str]) -> bool:
    """Whether verbs act on what the ending names: 促进党校, 总结学院 (工作), 环境服务一中."""
    at = ending.start()
    before = [word for word in words if word.start < at and not _cut_level(word, at)]
    if not before or TEAM.search(ending.group()):
        return False
    served = leads(before[-1].text) and not TRADE.search(ending.group())
    return served or all(map(_acts, before))


def _cut_level(word: Word, ending: int) -> bool:
    """Whether the dictionary took a level and the ending's first letter for a word: 省住|建厅."""
    return word.start + 1 == ending < word.start + len(word.text) and word.text[0] in "省市县区"


def _acts(word: Word) -> bool:
    """Whether a word acts on what follows (促进) or only tells how (全面)."""
    return leads(word.text) or (word.tag.startswith(("v", "d", "a")) and len(word.text) > 1)


@lru_cache(maxsize=KEPT)
def leads(word: str) -> bool:
    """Whether a word leads up to the name of a body and is no part of it: 启动, 服务."""
    return cue("names", "organization-lead").fullmatch(word) is not None


@lru_cache(maxsize=KEPT)
def _in_company(word: str, tag: str) -> bool:
    """Whether a company's name may hold a word: also one that no dictionary knows, 港达."""
    stops = word.isspace() or cue("names", "organization-stop").fullmatch(word)
    return not stops and not tag.startswith(GRAMMAR)


@lru_cache(maxsize=KEPT)
def in_name(word: str, tag: str) -> bool:
    """Whether the name of a body may hold a word of this class."""
    stops = cue("names", "organization-stop")
    if stops.fullmatch(word) or (tag in PHRASES and stops.fullmatch(word, len(word) - 2)):
        return False
    if MASK.fullmatch(word) or ORDINAL.fullmatch(word) or word in INNER_LEVEL + "和与":
        return True  # what of 和 and 与 joins two bodies is cut off beforehand
    return noun(tag) or bool(cue("names", "inner-verb").fullmatch(word))


@lru_cache(maxsize=KEPT)
def _of_place(word: str, tag: str) -> bool:
    """Whether a word stands before a level as its place; 清岚 is one, since 清岚市 is."""
    if tag.startswith("ns") or word == "中共":
        return True
    if tag.startswith(("v", "l", "a", "p")):
        # What it merges with any level it guesses: 落细旗. Of 清源 it knows that 清源县 is a place.
        return not _one_word(word + "旗") and any(_one_word(word + unit, "ns") for unit in "市县")
    return len(word) > 1 and (
        any(_one_word(word + unit) for unit in "市县旗州")
        or any(_one_word(f"{word}区", proper) for proper in PROPER)
    )


def _one_word(name: str, tag: str = "") -> bool:
    """Whether the dictionary takes a name for one word, of this class."""
    words = tagged(name)
    return len(words) == 1 and words[0][1].startswith(tag)


@cache
def _founded() -> re.Pattern[str]:
    """The last verb of a stretch that sets up what is named."""
    verbs = any_of("names", "organization-set-up")
    return re.compile(
        f"(?:{verbs})(?!.*(?:{verbs}))[了起]?(?:一[个支批]|(?:全[国省市县区])?首[个家支批](?:[省市县]级)?)?"
    )


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(f"{EDGE.pattern}|{any_of('names', 'organization-cut')}")


def _mask_start(visible: str, start: int) -> int:
    """The start moved before signs that mask a name: **|县委."""
    mask = MASKED.search(visible, max(0, start - LONGEST_MASK), start)
    return mask.start() if mask else start
