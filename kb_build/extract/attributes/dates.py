"""How official Chinese writes years, parts of years, ranges of months, and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

YEAR = r"(?:19|20)\d\d"
# 2014年—2016年, 2016年9月—2019年8月, 2018年3月至10月, 2024年1—9月, 2022—2023学年第一学期
RANGE = re.compile(
    rf"(?P<first>{YEAR})年?(?:(?P<from>\d{{1,2}})月?)?(?:\d{{1,2}}日)?"
    rf"\s?(?:[-—–－~～至到]|——)\s?(?:(?P<last>{YEAR})年?)?(?:(?P<to>\d{{1,2}})月)?"
    r"(?P<school>学年度?(?:第?(?P<term>[一二上下])学期)?)?"
)
# The months in which a school year, its first and its second term begin and end.
SCHOOL = {None: (9, 8), "一": (9, 1), "上": (9, 1), "二": (2, 7), "下": (2, 7)}
# 2018学年第二学期: the school year that begins in 2018
TERM = re.compile(rf"(?P<year>{YEAR})学年度?第?(?P<term>[一二上下])学期")
# “十三五”, 第十三个五年规划: the five years of a plan, of which the eleventh began in 2006.
PLAN = re.compile(
    "(?:(?<![一-鿿])“?|第)十(?P<ones>[一二三四五])(?:(?<!第十.)五”?(?!规划|计划|发展)|个五年)"
)
FIRST_PLAN = 2006
# “十五五”时期的主要目标, “十五五”规划纲要（草案）: a plan that is about to begin.
NEXT_PLAN = re.compile(
    "“?十(?P<ones>[一二三四五])五”?(?:时期的?(?:主要|经济|发展|奋斗)?目标|规划(?:《?纲要》?)?（草案）)"
)
# “工作总结及2024年工作思路”, where no other year is told: the summary is of the year before.
PLANNED = re.compile(
    rf"^(?!.*{YEAR}年.*{YEAR}年).*(?:总结|回顾|汇报|报告|情况)(?:和|及|与|暨|、)(?P<year>{YEAR})年"
    r"[^，]{0,8}(?:计划|打算|思路|规划|安排|要点|重点)"
)
# 上半年, 半年度工作, 前三季度, 二季度, 5月 (but not 5月3日, nor 总结和|下半年计划)
PART = re.compile(
    r"(?P<half>上|(?<![和与及暨])下|(?<![下近大一两多小])(?=半年度?(?:工作|经济|总结)))半年|(?P<three>前三个?季度)|第?(?P<quarter>[一二三四1-4])季度"
    r"|(?P<month>\d{1,2})月(?:份)?(?!\d*日|至)|(?P<han>十[一二]?|[一二三四五六七八九])月份"
)
# The month with which a half or a quarter begins, and how long ahead, in months, plans are made.
BEGINS = {"H1": 1, "H2": 7, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10}
AHEAD = 3
# 2031林业局年终总结
YEAR_FIRST = re.compile(rf"({YEAR})(?=[一-鿿])(?![年级届版学])")
YEAR_OF = re.compile(rf"(?P<year>{YEAR})(?:年(?!代|底前)|学年)")
DATE = re.compile(
    rf"(?P<year>{YEAR})\s?[年./-]\s?(?P<month>\d{{1,2}}|[Xx*]|[一二三四五六七八九十]{{1,2}})\s?(?:[月./-]|$)"
)
# “2023年5月8日，闸工正在检修闸门”, below a picture
CAPTION = re.compile("[日月][，,][^，,（）]{4,}$")
# A line that a web page prints, not the author: 时间：2031.5.2, 2031-05-02 11:43, 来源：…….
OF_PAGE = re.compile(
    r"^\W*(?:时间|日期)\s*[:：]|来源[:：]|发布(?:时间|日期|于)|\d{4}-\d{1,2}-\d{1,2}|:\d\d:\d\d"
)
HAN_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
# 二〇二三年, 一九九八年
HAN_YEAR = re.compile(r"(?:二[〇○零Oo0]|一九)[一二三四五六七八九〇○零]{2}(?=年)")
# 2023 年 1 月 5 日, as programs part digits from letters
SPACED = re.compile(r"[ \xa0](?:(?<=\d.)(?=[年月日])|(?<=[年月].)(?=\d))")
HAN_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Date:
    """A date of a letterhead, signature or web page."""

    year: int
    month: int  # 0 where it is masked


def dates(lines: Iterable[str]) -> Iterator[Date]:
    """The first date of every line that has one, no caption of a picture."""
    for line in lines:
        match = DATE.search(in_digits(line))
        if match and not CAPTION.search(line):
            yield Date(int(match["year"]), _month(match["month"]))


def of_page(line: str) -> bool:
    """Whether a web page printed this line, and no author: 2031-05-02 11:43 来源：松浦日报."""
    return OF_PAGE.search(line) is not None


def in_digits(words: str) -> str:
    """The words with years in digits, set close: 二〇二三年, ２０２３年, 2023 年 → 2023年."""
    close = SPACED.sub("", words.translate(FULL_WIDTH))
    return HAN_YEAR.sub(lambda year: year[0].translate(HAN_DIGITS), close)


def _month(printed: str) -> int:
    if printed in HAN_MONTHS:
        return HAN_MONTHS.index(printed) + 1
    return int(printed) if printed.isdecimal() else 0


def first_period(words: str) -> str:
    """The first range, else the first year and what of it is meant; empty where there is none."""
    match = YEAR_OF.search(words)
    whole = of_year(int(match["year"]), words[match.end() :]) if match else ""
    return first_range(words) or _term(words) or whole


def _term(words: str) -> str:
    """One term of a school year: 2018学年第二学期."""
    match = TERM.search(words)
    return _school(int(match["year"]), int(match["year"]) + 1, match["term"]) if match else ""


def _school(first: int, last: int, term: str | None) -> str:
    start, end = SCHOOL[term]
    return f"{last if start == SCHOOL['二'][0] else first}-{start:02}/{last}-{end:02}"


def five_years(words: str) -> str:
    """The years of the plan that the words name: “十三五” is 2016 to 2020; empty where none is."""
    start = _first_of(PLAN.search(words))
    return f"{start}-01/{start + 4}-12" if start else ""


def plan_begun(words: str) -> int:
    """The first year of the plan whose targets the words set; 0 where they set none."""
    return _first_of(NEXT_PLAN.search(words))


def year_first(title: str) -> str:
    """The year that a title begins with, without 年; empty where it begins with none."""
    begun = YEAR_FIRST.match(title)
    return begun[1] if begun else ""


def planned_year(title: str) -> int:
    """The year of the plan that a title joins to a summary; 0 where it joins none."""
    planned = PLANNED.search(title)
    return int(planned["year"]) if planned else 0


def _first_of(plan: re.Match[str] | None) -> int:
    """The first year of a plan of five years: 2016 of 十三五; 0 of none."""
    return FIRST_PLAN + 5 * "一二三四五".index(plan["ones"]) if plan else 0


def of_year(year: int, behind: str) -> str:
    """A year with the part of it that the words behind it name, as far as the next year."""
    part = PART.search(re.split(YEAR, behind)[0])
    if part is None:
        return str(year)
    if part["half"] is not None:
        return f"{year}-{'H2' if part['half'] == '下' else 'H1'}"
    if part["three"]:
        return f"{year}-01/{year}-09"
    if part["quarter"]:
        return f"{year}-Q{'一二三四1234'.index(part['quarter']) % 4 + 1}"
    return f"{year}-{int(part['month'] or _month(part['han'])):02}"


def part_before(words: str, date: Date) -> str:
    """The part of a year that the words name without it, told at the date: 十月份, 一季度.

    One that begins more than `AHEAD` months later is of the year before: 四季度 in January.
    """
    told = of_year(date.year, words)
    part = told[5:7]  # H1 of 2031-H1, 10 of 2031-10
    if not part or not date.month:
        return ""
    later = (BEGINS.get(part) or int(part)) > date.month + AHEAD
    return of_year(date.year - 1, words) if later else told


def whole_range(words: str) -> str:
    """From the beginning of the first range to the end of the last; empty where there are not two.

    The stages of a plan follow each other: 2021年3月至5月, 2021年6月至8月.
    """
    found = [found for match in RANGE.finditer(words) if (found := first_range(match.group()))]
    return f"{found[0].split('/')[0]}/{found[-1].split('/')[-1]}" if len(found) > 1 else ""


def _months(first: int, start: int, last: int, end: int) -> str:
    """From a month to a month: YYYY where it is one year, YYYY-MM where it is one month."""
    if first == last and (start, end) == (1, 12):
        return str(first)
    begun, ended = f"{first}-{start:02}", f"{last}-{end:02}"
    return begun if begun == ended else f"{begun}/{ended}"


def first_range(words: str) -> str:
    """The first range of months or years, as YYYY-MM/YYYY-MM; empty where there is none."""
    for match in RANGE.finditer(words):
        first = int(match["first"])
        last = int(match["last"] or first)
        if match["school"]:
            return _school(first, last, match["term"])
        if match["last"] or (match["from"] and match["to"]):
            return _months(first, int(match["from"] or 1), last, int(match["to"] or 12))
    return ""
