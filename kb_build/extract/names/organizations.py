"""Names of bodies: by level alone (市委), or a name with the ending of a body (市财政局)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb_build.extract.names.body_starts import SET_UP, start_of_body, start_of_level
from kb_build.extract.names.no_bodies import no_body, no_level
from kb_build.extract.names.offices import end_with_office
from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import at_end, cue

# 市委党校|（行政学院）, 县水务局党委|（党组）: a second name; 望澜大学|（松浦）: where it is.
SECOND_NAME = re.compile(
    r"（(?:[\u4e00-\u9fff]{2,8}(?:学院|党校|中心|[股科处])|(?:(?![省市县区委局厅])[\u4e00-\u9fff]){1,5}办|党[组委]|[\u4e00-\u9fff]{2}(?<=大学（..))）"
)
PARTY_OF_PLACE = re.compile(
    r"中共[*＊×Xx一-鿿]{0,12}?(?:委员会|党组|党委|党总支|[省市县区]委)(?![员书])"
)
# A team goes by its quoted name: “清渠护岸先锋队”, unless it won one (“优秀志愿服务队”) or a title
# calls for it.
TEAM = re.compile(
    "“(?<=[^\n]“)(?!(?:优秀|先进|最佳|十佳|最美|五星|示范))[^“”\n。；，]{2,16}"
    "(?:服务|突击|先锋|巡逻|巡防|巡护|宣讲|志愿|攻坚|应急|工作|救援|小分)队”(?!称号)"
)
SHORT_FORM = re.compile(r"[（(](?:以下|下)?简称[:：]?“?([一-鿿]{3,10})”?[）)]")


def organizations(visible: str) -> Spotted:
    """Bodies that a level or an ending names; general ones (各单位, 党支部) are none."""
    for match in cue("names", "organization-known").finditer(visible):
        start, end = start_of_level(visible, match), match.end()
        if not no_level(visible, start, end):
            yield "organization", start, end_with_office(visible, end)
    for match in PARTY_OF_PLACE.finditer(visible):
        yield "organization", *match.span()
    for match in TEAM.finditer(visible):
        yield "organization", *match.span()
    for match in cue("names", "organization-ending").finditer(visible):
        start = start_of_body(visible, match)
        end = match.end() + _bracketed(visible, start, match.end())
        if _specific(visible, start, end, match):
            yield "organization", start, end_with_office(visible, end)


def short_forms(visible: str, ends: Iterable[int]) -> Iterator[str]:
    """Names that the report itself gives the bodies that end there: （以下简称“指挥部”）."""
    given = (SHORT_FORM.match(visible, end) for end in ends)
    return (match[1] for match in given if match)


def _bracketed(visible: str, start: int, end: int) -> int:
    """How many characters a bracket behind the ending adds: 市委党校|（行政学院）."""
    if "（" in visible[start:end] and visible.startswith("）", end):
        return 1
    second = SECOND_NAME.match(visible, end)
    return len(second.group()) if second else 0


def _specific(visible: str, start: int, end: int, ending: re.Match[str]) -> bool:
    """Whether the place names one body, and more of it than its kind: not 医院, not 基层党支部."""
    if no_body(visible, start, end):
        return False
    kind = ending.group()
    before = visible[start : ending.start()]
    if not SET_UP.search(kind) and at_end("names", "organization-common").search(before):
        return False
    return bool(before) or cue("names", "organization-bare").fullmatch(kind) is not None
