"""How the name of a body reads: at the start of a title, on a line of its own, or anywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from kb_build.extract.attributes.full_names import Body
from kb_build.extract.openings import opening_end
from kb_build.lexicon.cues import any_of, cue
from kb_build.model import HIDDEN, Mention, Span

# How far before a name the words reach that say so, in characters.
REACH = 4
# Whom a body sent to look or write: a team of its own signs for it.
TEAM = "(?:联合)?(?:调研|课题|调查|写作|编写)组"
# The office that a leading group is of.
LED_BY = re.compile("[一-鿿]{2,10}?[部局厅](?=[一-鿿]{4,}领导小组$)")
# Who writes of others in their place, （区融媒体中心供稿）, and teams by their brand.
MEDIA = re.compile("^“|(?:融媒体中心|新闻中心|(?<![电管路])网|新华社|电视台|广播电台|报社|日报)$")
# Two bodies in one name: 松浦县水务局|与|清岚师范学院; 联合会 is one.
JOINT = re.compile("与|和|联合(?![会社体国总大学])")
# Who of a body leads a meeting: 松浦一中|党委书记王某某主持|召开……会议
CHAIR = "(?:党[委组]|党总支)?副?(?:书记|校长|院长|局长|主任|经理|董事长)[一-鿿×*]{2,3}主持"
# Where so many bodies are named once each, or so many equally often, none of them is the reporter.
MANY = 4
FEW = 2
# A body that is named only once reports if it is named with its place, or this far from the start.
FIRST = 120
# A body that is named with its place.
PLACED = re.compile(r"[一-鿿*＊×]{2,4}[省市县区州旗]")
# 局党委, 校党委: said by a body of itself.
BARE = re.compile(r"^(?:[校院局处系矿厂所]|公司|集团)(?:党|团|纪)?[委组]")
# The party is named before what belongs to it, and before its congress: 中国共产党|松浦县水务局
PARTY = re.compile("中国共产党(?!.*(?:委员会|[党工团纪]?[委组]|支部)$)")


def alone(name: str) -> str:
    """The name of one body: of two joined ones the first, without the party of none of its own."""
    name = PARTY.sub("", name, count=1)
    for joint in JOINT.finditer(name):
        halves = name[: joint.start()], name[joint.end() :]
        if all(map(names_body().fullmatch, halves)):
            return halves[0]
    return name


def foremost(names: Iterable[str]) -> str:
    """The name that stands there most often, twice at least; empty where none does by itself."""
    counts = Counter(names).most_common(2)
    return counts[0][0] if counts and counts[0][1] > max((1, *(n for _, n in counts[1:]))) else ""


def most_common(visible: str, places: Iterable[Body]) -> Iterator[Body]:
    """The body named most often, one with a name of its own before 局党委; of two equals the first.

    None where several are named equally often (`MANY`, `FEW`), as in a round-up of what others did
    or a plan for all, and where it is only named in passing (`FIRST`).
    """
    found = list(places)
    counts = Counter(name for name, _ in found)
    most = max(counts.values(), default=0)
    if list(counts.values()).count(most) >= (MANY if most == 1 else FEW):
        return
    chosen = sorted(found, key=lambda f: (bool(BARE.match(f[0])), -counts[f[0]], f[1].start))
    first = opening_end(visible, 0, FIRST)
    yield from (f for f in chosen[:1] if most > 1 or f[1].start < first or PLACED.match(f[0]))


def gone_to(words: str, at: int) -> bool:
    """Whether the words before a place say that people went there or met whom they name next."""
    return cue("reporters", "gone-to").search(words[max(0, at - REACH) : at]) is not None


def specific(name: str) -> bool:
    """Whether it is the name of one body that may report: not 各单位, not 市委巡察组."""
    return not general(name) and cue("reporters", "above").search(name) is None


def trimmed(visible: str, mention: Mention) -> Iterator[tuple[str, Span]]:
    """The name without set words before it; none where nothing specific is left.

    A group that leads a task stands for the office that it is of: 松浦县水务局|清渠工作领导小组.
    """
    lead = cue("reporters", "lead").match(mention.name)
    start = mention.span.start + (lead.end() if lead else 0)
    office = LED_BY.match(visible, start, mention.span.end)
    span = Span(start, office.end() if office else mention.span.end)
    if len(span) > 2 and HIDDEN not in span.of(visible) and specific(span.of(visible)):
        yield span.of(visible), span


def general(name: str) -> bool:
    """Whether the words name no body in particular: 全市各学校, 我局, 党组."""
    return cue("reporters", "general").fullmatch(name) is not None


@cache
def names_body() -> re.Pattern[str]:
    """A body's name as a whole."""
    ending = any_of("reporters", "ending")
    return re.compile(
        rf"(?![\d年在从向对把让由（(]|关于|[一二三四五六七八九十]+[）)]|[Xx*＊×]{{1,4}}年|[一二][〇○零一二三四五六七八九]{{3}}年|[一二三四五六七八九十]+届)[^，。、；：！？!?％%“”《》_>|｜丨—\s]{{1,30}}?(?:{ending})"
    )


@cache
def name_first() -> re.Pattern[str]:
    """A title's beginning, with the body that it names: 松浦县财政局|2023年工作总结.

    The second 政府 of 松浦县人民政府|政府工作报告 belongs to the report.
    """
    before, follow = (any_of("reporters", group) for group in ("before", "follow"))
    name = rf"(?P<name>{names_body().pattern}(?:（[馆院所]）)?)"
    return re.compile(rf"(?:{before})?{name}(?<!政府政府)(?=\n|政府工作|{follow})")


@cache
def news() -> re.Pattern[str]:
    """A body that did something on a day: 1月23日上午，|柳塘镇|召开……会议."""
    return re.compile(
        rf"(?:[日时]|[上下]午|近日|日前)[，,](?![^，。]*一行)(?P<name>{names_body().pattern})"
        f"(?:{CHAIR})?(?:、政府)?(?:于[^，。]{{2,20}}|在[^，。]{{2,20}})?"
        "(?=(?:组织)?(?:召开|举行|举办|开展)|组织)"
    )


@cache
def signed() -> re.Pattern[str]:
    """A line that only tells whose text it is: （松浦县财政局供稿）, 松浦县县长 ×××."""
    post = any_of("reporters", "post")
    return re.compile(
        rf"[（(]?(?P<name>{names_body().pattern})(?:{TEAM})?(?:(?:{post})[^，。]{{0,8}})?"
        r"(?:供稿|报送|编)?[）)]?"
        r"(?:[\s\u3000]+[^，。]{0,12}\d{4}年[^，。]{0,10})?"
    )
