"""Places that report for themselves: a town or county that acts, or that a title begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kb_build.extract.attributes.full_names import Body
from kb_build.extract.attributes.naming import (
    FIRST,
    foremost,
    general,
    name_first,
    names_body,
    specific,
)
from kb_build.extract.attributes.spoken_of import opening_of
from kb_build.model import Span

LINES = 4
TOWN = re.compile(
    "(?P<name>(?:[*＊×XxＸ]{1,4}|(?![并由向到赴])(?:(?![我本全该各与和])[一-鿿]){2,3}?)(?:(?<!城)镇|(?<!城)乡(?![村土愁音情镇])|街道))"
)
TOWN_ACTS = re.compile(
    f"(?:^|[，。\n\x1f]) ?(?:我们)?{TOWN.pattern}"
    "(?![辖村的、和与及各至]|位于|社区|[党政人]|[中卫派财供林农计经]\\w?[学院所站])",
    re.M,
)
# “现将柳塘镇上半年工作汇报如下”
TOWN_REPORTS = re.compile(
    f"现[将就把]{TOWN.pattern}(?=[^，。\n]{{0,30}}(?:汇报|报告|总结|通报)如下)"
)
# How the name of a county or city ends, which 城市, 社区 and 园区 are not.
SEAT = "(?:[省县州旗]|(?<![城都])市|(?<![地城社景园辖山片库牧矿灾老新])区)"
ACTS = (
    "(?=始终|坚持|把|将|以|紧|根据|按照|依托|结合|通过|充分|主动|统筹|聚焦|围绕|认真|积极|深入|全面|扎实|大力|着力|突出|立足|创新|严格|切实"
    "|持续|牢)"
)
# “近年来，松浦县始终把节水放在首位”
COUNTY_ACTS = re.compile(
    rf"(?:^|[，。\n\x1f])(?P<name>(?!全|我|本|各|该)(?:[一-鿿]{{2,3}}?[市州])?[一-鿿]{{2,3}}?{SEAT}){ACTS}",
    re.M,
)
LEVEL_ALONE = re.compile("[省市县区旗州镇乡](?:人民)?政府")
PLACE_OF = re.compile(
    rf"(?:(?:19|20)\d\d年度?)?(?P<name>(?!关于|在|全|我|本)[一-鿿]{{2,4}}{SEAT})"
    r"(?:(?:19|20)\d\d年|[^\n]*(?:报告|总结|汇报|情况)|(?:创设|创新|探索|推行|推出|打造|构建|开展|着力|聚焦|坚持)[^\n])"
)
# What a title and a body both begin with, the place and more: 望津市水利|系统, 望津市水利|局.
SHARED = re.compile("([一-鿿]{2,6}?[省市县区州旗][一-鿿]{2,}).*\n\\1")
# Where a title and its parts begin: 巡察整改：望澜区……
PART = re.compile("(?<![^：\n])")
# “苇塘村位于望澜镇东南”, the first words of what tells of a village.
DESCRIBED = re.compile(
    "(?P<name>(?![我全本该])[一-鿿*＊×XxＸ]{2,4}?(?:村|社区|镇|乡|街道))(?:位于|地处|坐落)"
)


def acting(visible: str, start: int) -> Iterator[Body]:
    """The town, county or other body that acts in the text's first words: 今年以来，柳塘镇紧盯……

    One that else inspects others acts for itself there: 今年以来，县审计局始终紧盯……
    """
    for match in TOWN_ACTS.finditer(visible, start, start + FIRST):
        yield from own_body(match)
    for match in _body_acts().finditer(visible, start, start + FIRST):
        if not general(match["name"]):
            yield match["name"], Span(*match.span("name"))
    for match in COUNTY_ACTS.finditer(visible, start, start + FIRST):
        yield from _named(match)
    yield from own_body(TOWN_REPORTS.search(opening_of(visible)))


@cache
def _body_acts() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[，。\n\x1f])(?P<name>{names_body().pattern}){ACTS}", re.M)


def entitled(visible: str, title: Span | None) -> Iterator[Body]:
    """The place that a title or a part of it begins with: 2020年望澜区法治建设情况报告"""
    if title is None:
        return
    for part in PART.finditer(visible, title.start, title.end):
        if match := PLACE_OF.match(visible, part.end(), title.end):
            yield from _named(match)


def like_title(parts: Iterable[str], bodies: Iterable[Body]) -> Iterator[Body]:
    """A body that begins as a part of the title does: 望津市水利系统…… → 望津市水利局."""
    named = list(bodies)
    for part in parts:
        for name, span in named:
            if SHARED.match(f"{part}\n{name}"):
                yield name, span


def of_level(visible: str, title: Span | None) -> Iterator[Body]:
    """A government known by its level alone, at the start of a title: 镇政府2031年工作总结"""
    match = name_first().match(visible, title.start, title.end) if title else None
    if match and LEVEL_ALONE.fullmatch(match["name"]):
        yield match["name"], Span(*match.span("name"))


def concluding(visible: str, paragraphs: Sequence[Span]) -> Iterator[Body]:
    """The town that the last paragraph begins with: 柳塘镇干部群众正……"""
    for block in paragraphs[-1:]:
        yield from own_body(TOWN.match(visible, block.start, block.end))


def own_body(match: re.Match[str] | None) -> Iterator[Body]:
    """The name that was matched, where it is a body's and says which."""
    if match and names_body().fullmatch(match["name"]):
        yield from _named(match)


def _named(match: re.Match[str]) -> Iterator[Body]:
    """The name that was matched, where it says which."""
    if specific(match["name"]):
        yield match["name"], Span(*match.span("name"))


# How a place that says 我村, 我镇, 我县 of itself is named; 在县, 全镇 and 县委 name none.
NAMED = (
    "(?<![一-鿿])(?:在|为|让|使|把|对|是|推动|建设|实现|全体|尊敬的)?(?P<name>(?![我全各本该在对把让使为是])"
    "[一-鿿]{{1,4}}?{kind})(?![委政级域里直城乡人纪内外情{kind}])"
)
OWN = re.compile("我们?(?P<kind>[县镇乡村])(?!委|政府)")


def own_place(visible: str) -> Iterator[Body]:
    """The place named most often, twice at least, of the kind that the text says it comes from."""
    if says := OWN.search(opening_of(visible)):
        found = list(re.finditer(NAMED.format(kind=says["kind"]), visible))
        if most := foremost(match["name"] for match in found):
            yield from _named(next(m for m in found if m["name"] == most))


def described(visible: str, paragraphs: Sequence[Span]) -> Iterator[Body]:
    """The place that a text's first paragraphs begin to describe: 苇塘村位于……"""
    for block in paragraphs[:LINES]:
        if match := DESCRIBED.match(visible, block.start, block.end):
            yield from _named(match)
