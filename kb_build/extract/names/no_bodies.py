"""Tells where no body is named, though a level or an ending would say so: 各学院, 4个专项工作组."""

from __future__ import annotations

import re

from kb_build.lexicon.cues import cue
from kb_build.lexicon.tagging import tagged

ALL_OF_LEVEL = re.compile(r"[市县区旗](?:(?:人民)?政府|委(?:常委会)?)")
LEVELS = ("省", "市", "县", "旗", "市、", "县、")
EVERY = re.compile("各[^各]|全[省市县区校院局系]")
ANY = ("相关", "各级", "省级", "市级", "县级", "区级")
COUNTED_BEFORE = re.compile(
    r"(?:[\d*＊Xx]+ ?|[一二两三四五六七八九十百几数多]+)[余多]?(?:个|家|所|支|批|类)$"
    r"|首[个家所批]$|市、区）$"
)
COUNTED_FIRST = re.compile(r" ?[\d*＊Xx×]+ ?[余多]?[个家所支处]")
COUNTED_BEHIND = re.compile(r" ?[\d*＊Xx]+ ?[余多]?(?:个|家|所|支)(?![一-鿿])")
DECREE = re.compile(r"令(?:第|\d|〔)|[发函字]{1,2}[〔﹝\[]\d{4}")
OTHERS = re.compile("(?:相关|有关|各)(?:部门|司局|处室|科室)|站(?=[的附周开点])|联盟|医联体")
VISITED = ("到", "赴", "在", "深入", "走进", "进驻")
TOWN = ("镇", "乡")
NUMBERED = re.compile("(?P<place>.+)[一二三四五六七八九十]中")
GOES_ON = ("、", "的", "与", "和", "及", "等")
HONOUR = re.compile(r"(?:[评列授定名]为|入选|获评|争创)“?$")
HONOURED = ("学校", "社区", "街道", "幼儿园", "医院", "图书馆", "博物馆", "法庭", "派出所")
SOURCE = re.compile(r"(?:来源|作者|供稿|发布(?:机构|单位)|编辑|撰稿)[：:]\s{0,3}$")


def no_body(visible: str, start: int, end: int) -> bool:
    """Whether a place that has the ending of a body names none, or others than this one."""
    for refuses in REFUSING:  # noqa: SIM110 - asked of each ending, any() takes twice as long
        if refuses(visible, start, end):
            return True
    return False


def no_level(visible: str, start: int, end: int) -> bool:
    """The same of a place that names a body by its level, or by its level and its office."""
    return any(refuses(visible, start, end) for refuses in OF_LEVEL)


def _general(visible: str, start: int, end: int) -> bool:
    """子公司, 城镇: a kind of body."""
    return cue("names", "organization-general").fullmatch(visible, start, end) is not None


def _torn(visible: str, start: int, end: int) -> bool:
    """（以下简称水运|集团）党委: a bracket closes within the name that opens before it."""
    name = visible[start:end]
    return "）" in name and "（" not in name


def _any(visible: str, start: int, _: int) -> bool:
    """各学院, 全市法院系统, 相关药业公司: all of a kind, or any of them."""
    every = EVERY.search(visible, max(0, start - 1), start + 1)
    return every is not None or visible.endswith(ANY, 0, start)


def _counted(visible: str, start: int, end: int) -> bool:
    """4个专项工作组, 紧密型教育集团5个: a count of bodies names none of them."""
    before = COUNTED_BEFORE.search(visible[max(0, start - 6) : start]) and visible[start] != "“"
    first = COUNTED_FIRST.match(visible, start, end)
    return bool(before or first) or COUNTED_BEHIND.match(visible, end) is not None


def _decree(visible: str, _: int, end: int) -> bool:
    """市人民政府|令第12号: the number of a document."""
    return DECREE.match(visible, end) is not None


def _others(visible: str, _: int, end: int) -> bool:
    """市水务局|有关部门, 望澜一中|站的: others than the body itself."""
    return OTHERS.match(visible, end) is not None


def _source(visible: str, start: int, _: int) -> bool:
    """来源：|望澜日报社: where a web page has its text from, who sent it in."""
    return SOURCE.search(visible, max(0, start - 8), start) is not None


def _all_of_level(visible: str, start: int, end: int) -> bool:
    """各旗县|区政府, 市、|县人民政府, 省|市委: all of a level, none by name."""
    general = ALL_OF_LEVEL.fullmatch(visible, start, end)
    return general is not None and visible.endswith(LEVELS, 0, start)


def _honour(visible: str, start: int, end: int) -> bool:
    """入选|全国劳动教育实验学校, 评为|绿色社区: what one became by an honour."""
    honoured = visible.endswith(HONOURED, start, end)
    return honoured and HONOUR.search(visible, max(0, start - 4), start) is not None


def _visited(visible: str, start: int, end: int) -> bool:
    """到|望澜镇|开展: where something was done, not who did it."""
    return visible.endswith(TOWN, start, end) and visible.endswith(VISITED, 0, start)


def _not_by_place(visible: str, start: int, end: int) -> bool:
    """A numbered school within a phrase that is not named by its place, as 望澜二中|、 is."""
    numbered = visible.endswith("中", start, end) and NUMBERED.fullmatch(visible, start, end)
    if not numbered:
        return False
    goes_on = visible.startswith(GOES_ON, end)
    words = tagged(numbered["place"])
    return any(tag == "v" or (goes_on and not tag.startswith("ns")) for _, tag in words)


# Asked of each place in this order; a body is named where none of them says that none is.
REFUSING = (
    _general,
    _torn,
    _any,
    _counted,
    _decree,
    _others,
    _source,
    _all_of_level,
    _honour,
    _visited,
    _not_by_place,
)
OF_LEVEL = (_all_of_level, _any, _decree, _counted, _source)
