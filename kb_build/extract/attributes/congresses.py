"""The government or court of the place whose congress a report is read to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb_build.extract.attributes.full_names import Body
from kb_build.model import Span

# “——在清岚市第九届人民代表大会第二次会议上” “我代表市人民政府”
CONGRESS = re.compile(
    r"在(?P<place>(?:[一-鿿]{2,8}?|[*＊×Xx]{1,4})[省市县区州旗镇乡])第[^，。\s]{1,6}届\s?(?:人民代表大会|人大)"
)
# “鹭汀区2021年政府工作报告”, “（全文）2021年鹭汀区政府工作报告”, where no congress is named.
PLACE_FIRST = re.compile(
    r"(?:[（(].*?[）)])?(?:(?:19|20)\d\d年)?(?P<place>[一-鿿]{2,8}?[省市县区州旗])(?:(?:19|20)\d\d年)?(?:人民)?政府工作报告"
)
BY_LEVEL = re.compile(
    "代表(?P<name>(?P<level>(?:自治)?[省市县区州旗镇乡])(?:人民)?(?P<body>政府|法院|检察院))"
)


def governing(titled: Iterable[Body], opening: str) -> Iterator[Body]:
    """The government that speaks, where the title names its place or shortens it:
    我代表松柏镇人民政府, 松浦县政府 … 我代表县人民政府.
    """
    for name, _ in titled:
        place = name.removesuffix("政府")
        calls = {place, place[-1:], place[-3:]} if place != name else {place}  # 自治区
        spoken = re.search(f"代表((?:{'|'.join(map(re.escape, calls))})人民政府)", opening)
        if spoken:
            yield f"{place}人民政府", Span(*spoken.span(1))


def of_congress(opening: str, title: str) -> Iterator[Body]:
    """The government or court of the place whose congress it is read to: 我代表市人民政府，……"""
    spoken = BY_LEVEL.search(opening)
    held = CONGRESS.search(opening) or PLACE_FIRST.match(title)
    if spoken and held and held["place"].endswith(spoken["level"]):
        yield f"{held['place']}人民{spoken['body']}", Span(*spoken.span("name"))
