"""Names of rules and mechanisms by their last word: 修订|节水管理办法, 健全|动态监测和帮扶机制.

Where a verb stands before that is done to rules (修订, 健全, 落实), or a name of the same list, all
from there to the ending is the name. Elsewhere it goes back over words that names are made of.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kb_build.extract.names.listed_rules import item_start, last_item, listed
from kb_build.extract.names.phrases import CUT_OFF, EDGE, KEPT, REACH, balanced, name_start, noun
from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import any_of, at_end, cue
from kb_build.model import MentionKind

# Groups of words that names hold, whatever the dictionary takes them for.
INNER = ("inner-verb", "rule-inner")
# Groups of endings in the lexicon; the framed ones make a name only behind a verb.
RULES, MECHANISMS = "rule-bare-ending", "mechanism-ending"
FRAMED_RULES, FRAMED_MECHANISMS = "rule-framed-ending", "mechanism-framed-ending"
TRIAL = r"(?:[（(](?:试行|暂行|修订版?|草案|征求意见稿|\d{4}年?(?:版|修订)?)[）)])?"
COUNTING = re.compile(
    r"第[一二三四五六七八九十]|\d{4}|年|年度|周[一二三四五六日]|[一二两三四五六七八九十][年级]|化"
)
OF = re.compile("的(?!二十大)")
# 敢作为|的激励和保护机制: a name of two verbs needs what stands before 的.
OF_BOTH = re.compile(r"的[\u4e00-\u9fff]{2}[和与][\u4e00-\u9fff]{2}机制")
# A full name that is known everywhere stands for itself, whatever is before it.
FULL = 7
CLAUSE = re.compile(r"[，。；：！？,;:!?\n\t\u3000\x1f\u200b-\u200d《》]|(?<=[\u4e00-\u9fff]) ")
JOIN = re.compile(r"、|以及|及|和|与|或")
# An ending that is a verb as well: 健全和|规范监事会制度.
VERB = "规范"
# Words that open a phrase but no name.
OPENING = re.compile(
    r"(?:了|的|和|与|及|、|等|暨|以下|[两三四五]批|个(?![人性体别])|今年|去年|重构|调整|核定|审定|报送|重新|集中学习|[日周月年]内|各类?|好|[\d一二三四五六七八九十多几]+[项个套份次条张]|所有|对标(?=“)|第[一二三四五六七八九十]批|(?:\d{4}年)?第[一二三四五六七八九十\d]{1,3}次|一系列|有关|相关"
    r"|新的|以及|上述|相应|组织(?=.{2,6}会)|(?:要求|精神|部署)[和与及]|(?:全[国省市县区])?首[张个项部]|以(?=[\u4e00-\u9fff]{2,12}制(?!度))|[我本该][校院局市县区]|(?:本|各)?单位)+"
)
# What is told of a mechanism behind it; its clause begins with its name: 渠段保洁机制|不断完善.
GROWN = re.compile(
    "(?:不断|进一步|逐步|更加|更为|日益|日趋|初步|全面|基本|持续|得到)+"
    "(?:完善|健全|建立|确立|形成|建成|优化|实施|推行)(?!的)"
)
# Whose it is and of which year belongs to the name of a rule, as in titles (学校安全管理制度), not
# of a mechanism: 我委2031年|河长制.
WHOSE = re.compile(r"(?:学[校院]|[我本该][校院局委市县区镇乡]|\d{4}年度?)+(?![、和与及])")
# What follows a verb that is done: 建立起|联防联控机制.
DONE = re.compile("了|起(?![草诉重])")
# Signs that a stretch is a sentence and no name.
NO_NAME = re.compile(
    r"[在将被是已了其]|建立|召开|(?<=.)各|不[够规到力实足强高严清畅]|大力|带头|[我本该][省市县区]|并(?!联|轨)|等(?!级)|使(?![用命])|(?<!转)让|(?<![往外未])来|把(?!关)|具有|及时|不断|进一步|情况下|(?<![重主需必首摘纪概简])要(?![素点求害件约闻道])|着力|”[\d一二两三四五六七八九十]+[项个张份]"
)
# What stands between a body and the name of its plan: 党校|2023年度党建工作计划.
OWN = re.compile(r"“|\d{4}[年版]")
BARE = ("局", "学校", "学院")
# What that body is named with before its last word, and how many characters at most.
IN_BODY = re.compile(r"[\u4e00-\u9fff*＊]")
LONGEST_BODY = 13
# What calls things of a class: 各类|应急预案.
CLASS = ("等", "各", "各类", "各种", "各项")
# How long endings are that also stand in other phrases: “总有办法”, “两法一条例”.
COMMON = 2
# The first part of a quotation that ends with a name: “渠岸扩绿|增效行动计划”.
QUOTED_BEFORE = re.compile("“(?P<words>[\u4e00-\u9fff]{1,12})$")
# 的 within a name: 党委领导下|的校长负责制.
OF_NAME = re.compile(r"(?<!以)[下中上]$")


def ended(visible: str) -> Spotted:
    """Rules without title marks (公务接待管理办法) and mechanisms (安全生产巡查制度), in order."""
    yield from listed(visible)
    before, framed = 0, None  # where the last name ended, and began if it stood behind a verb
    for match in _ending().finditer(visible):
        begun = _begun(visible, match, before, framed)
        if begun is not None:
            named = list(_named(visible, begun[0], match, begun[1] is not None))
            if named or match["ending"] == VERB or JOIN.match(visible, match.end()):
                framed, before = begun[1], match.end()
            yield from named


def _begun(
    visible: str, ending: re.Match[str], before: int, last: int | None
) -> tuple[int, int | None] | None:
    """Where the name with this `ending` begins, and that once more if it stands behind a verb.

    None where the ending needs a verb and has none. `before` is where the last name ended, `last`
    where it began if it stood behind a verb.
    """
    start = _framed_start(visible, *ending.span(), before, last is not None)
    if start is not None:
        return start, start
    needs_verb = _group(ending["ending"]) in (FRAMED_RULES, FRAMED_MECHANISMS)
    if needs_verb and last is None:
        return None
    start = name_start(visible, *ending.span(), _in_name, _edge())
    if last is not None and start < before and ending.start() - last <= REACH:
        return last, last  # 整改台账|销号制度: the last name is the first part of it
    if needs_verb:
        return None
    item = item_start(visible, start, before)
    cut_off = CUT_OFF.search(visible, max(0, start - 2), start) is not None
    return item if item is not None else start - cut_off, None


def _named(visible: str, start: int, ending: re.Match[str], framed: bool) -> Spotted:
    """The name from `start` to its `ending`, without what is no part of it, if that is one."""
    end = ending.end()
    start = _trimmed(visible, start, end)
    if visible.endswith(CLASS, 0, start):
        return  # a class: 值班、考勤等|管理制度, 各|班考核办法
    if not framed and _second_half(visible, start):
        return
    told = start < ending.start() or len(ending.group()) > COMMON
    if told and visible.startswith("”", end):
        quoted = QUOTED_BEFORE.search(visible, max(0, start - REACH), start)
        start = quoted.start("words") if quoted else start
    name = visible[start:end]
    kind = _kind(name, _group(ending["ending"]), visible[max(0, start - 6) : start])
    if kind == "mechanism" and not _general(name) and (whose := WHOSE.match(name)):
        start += whose.end()
        name = visible[start:end]
    if kind and len(name) > len(ending.group()) and not _general(name):
        yield kind, *balanced(visible, start, end)


def _second_half(visible: str, start: int) -> bool:
    """Whether a name begins behind the first half of it: 国民经济和|社会发展规划."""
    if visible[start - 1 : start] not in ("和", "与", "及", "、"):
        return False
    return not _whole_before().search(visible[max(0, start - 12) : start - 1])


def _framed_start(visible: str, ending: int, end: int, before: int, listed: bool) -> int | None:
    """Where the name begins behind its verb or the name before it; None where neither stands.

    `ending` is where its last word begins, `end` where that ends, `before` where the name before it
    ends; `listed` tells that this one stood behind a verb, so that a list may go on:
    修订|值班办法、|考勤细则.
    """
    first = max(before, ending - REACH)
    for edge in CLAUSE.finditer(visible, first, ending):
        first = edge.end()
        listed = False
    follows = (listed and first == before) or visible[first - 1 : first] == "》"
    join = JOIN.match(visible, first, ending) if follows else None
    start = join.end() if join else None
    for verb in cue("names", "rule-verb").finditer(visible, first, ending):
        if verb.end() < ending or verb.start() == start:
            start = verb.end() + bool(DONE.match(visible, verb.end()))
    if start is None and GROWN.match(visible, end):
        start = first
    if start is None:
        return None
    start = last_item(visible, start, ending)
    name = visible[start:ending].rpartition("的")[2]
    if (
        NO_NAME.search(name)
        or name.count("“") != name.count("”")
        or name.count("（") != name.count("）")
    ):
        return None
    return start


def _trimmed(visible: str, start: int, end: int) -> int:
    """The start moved past what is no part of the name.

    Such are words that open a phrase (一系列|), the body that it is of (党校|2023年度计划), and all
    up to 的, unless that is part of it (领导下的). What every office knows stands for itself.
    """
    for known in cue("names", "mechanism-known").finditer(visible, start, end):
        before = visible[start : known.start()]
        apart = before.endswith(("、", "和", "与", "及")) or at_end("names", "rule-verb").search(
            before
        )
        if known.end() == end and (apart or len(known.group()) >= FULL):
            return known.start()
    launched = _launched().match(visible, start, end)
    if launched:
        return launched.end()
    for sign in OF.finditer(visible, start, end):
        both = OF_BOTH.fullmatch(visible, sign.start(), end)
        if not both and not OF_NAME.search(visible[start : sign.start()]):
            start = sign.end()
    for known in cue("names", "mechanism-known").finditer(visible, max(0, start - FULL), end):
        if known.start() < start < known.end():
            start = known.start()
    start = _body_end(visible, start, end)
    opening = OPENING.match(visible, start, end)
    return opening.end() if opening else start


def _body_end(visible: str, start: int, end: int) -> int:
    """Where a body ends that stands before a year or a quotation: 党校|2023年度党建工作计划.

    The start where none does. No pattern is made for it: with all endings of bodies in it, that
    would take as long as reading ten reports.
    """
    ends = [own.start() for own in OWN.finditer(visible, start, end)]
    for at in range(start, start + LONGEST_BODY) if ends else ():
        for body_end in ends:
            is_body = cue("names", "organization-ending").fullmatch(visible, at, body_end)
            if is_body or visible[at:body_end] in BARE:
                return body_end
        if not IN_BODY.match(visible, at, end):
            break
    return start


def _kind(name: str, group: str, before: str) -> MentionKind | None:
    """The kind of name; None where its ending needs a verb `before` that issues it (标准, 手册).

    制度 is a rule where it was issued or names what is written down (财务制度), else a mechanism,
    as is one that goes by a quotation: “两审三看”制度.
    """
    issued = cue("names", "rule-issued").search(before)
    if group == FRAMED_RULES:
        return "rule" if issued else None
    if group == RULES:
        return "rule"
    if "“" in name or not name.endswith("制度"):
        return "mechanism"
    return "rule" if issued or cue("names", "rule-topic").search(name) else "mechanism"


def _general(name: str) -> bool:
    """Whether it names none in particular: 各项制度, 有关规定."""
    if cue("names", "rule-topic").fullmatch(name):
        return False
    return bool(cue("names", "general").fullmatch(name))


@lru_cache(maxsize=KEPT)
def _in_name(word: str, tag: str) -> bool:
    if any(cue("names", group).fullmatch(word) for group in ("rule-stop", "rule-verb")):
        return False
    if COUNTING.fullmatch(word):
        return True
    return noun(tag) or any(cue("names", group).fullmatch(word) for group in INNER)


@cache
def _ending() -> re.Pattern[str]:
    words = any_of("names", RULES, MECHANISMS, FRAMED_RULES, FRAMED_MECHANISMS)
    return re.compile(
        rf"(?P<ending>{words}){TRIAL}(?![度制化性下型]|(?<=制)[定约胜])(?!管理|动作|机制|体系|电价|共通|建设(?!方案|项目))"
    )


@cache
def _group(ending: str) -> str:
    """The group of the lexicon that an ending is of; those that need no verb come first."""
    groups = (RULES, MECHANISMS, FRAMED_RULES)
    of = (group for group in groups if cue("names", group).fullmatch(ending))
    return next(of, FRAMED_MECHANISMS)


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(f"{EDGE.pattern}|{any_of('names', 'rule-verb')}")


@cache
def _whole_before() -> re.Pattern[str]:
    """What a name of the same list ends with."""
    words = any_of("names", RULES, MECHANISMS, FRAMED_RULES, FRAMED_MECHANISMS)
    return re.compile(f"(?:{words}|[》”）])$")


@cache
def _launched() -> re.Pattern[str]:
    """A verb right before the quotation that opens a name: 推进|“院坝吹哨”工作机制."""
    return re.compile(rf"(?:{any_of('names', 'practice-verb')}|运行|研究|讨论|审议)+(?=“)")
