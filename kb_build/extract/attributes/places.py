"""Places that report for themselves: a town or county that acts, or whose government does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.extract.attributes.full_names import Body
from kb_build.extract.attributes.naming import general, name_first, names_body, specific
from kb_build.model import Span

# How far from its start a text tells who acts, in characters.
FIRST = 120
TOWN = re.compile(
    "(?P<name>(?:[*＊×XxＸ]{1,4}|(?![并由向到赴])(?:(?![我本全该各与和])[一-鿿]){2,3}?)(?:(?<!城)镇|(?<!城)乡(?![村土愁音情镇])|街道))"
)
TOWN_ACTS = re.compile(
    f"(?:^|[，。\n]) ?(?:我们)?{TOWN.pattern}"
    "(?![辖村的、和与及各至]|位于|社区|[党政人]|[中卫派财供林农计经]\\w?[学院所站])",
    re.M,
)
# How the name of a county or city ends, which 城市, 社区 and 园区 are not.
SEAT = "(?:[省县州旗]|(?<![城都])市|(?<![地城社景园辖山片库牧矿灾老新])区)"
ACTS = (
    "(?=始终|坚持|把|将|以|紧|聚焦|围绕|认真|积极|深入|全面|扎实|大力|着力|突出|立足|创新|严格|切实"
    "|持续|牢)"
)
# “近年来，松浦县始终把节水放在首位”
COUNTY_ACTS = re.compile(
    rf"(?:^|[，。\n])(?P<name>(?!全|我|本|各|该)(?:[一-鿿]{{2,3}}?[市州])?[一-鿿]{{2,3}}?{SEAT}){ACTS}",
    re.M,
)
LEVEL_ALONE = re.compile("[省市县区旗州镇乡](?:人民)?政府")


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


@cache
def _body_acts() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[，。\n])(?P<name>{names_body().pattern}){ACTS}", re.M)


def of_level(visible: str, title: Span | None) -> Iterator[Body]:
    """A government known by its level alone, at the start of a title: 镇政府2031年工作总结"""
    match = name_first().match(visible, title.start, title.end) if title else None
    if match and LEVEL_ALONE.fullmatch(match["name"]):
        yield match["name"], Span(*match.span("name"))


def own_body(match: re.Match[str] | None) -> Iterator[Body]:
    """The name that was matched, where it is a body's and says which."""
    if match and names_body().fullmatch(match["name"]):
        yield from _named(match)


def _named(match: re.Match[str]) -> Iterator[Body]:
    """The name that was matched, where it says which."""
    if specific(match["name"]):
        yield match["name"], Span(*match.span("name"))
