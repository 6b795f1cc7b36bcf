"""The period that a report covers, as YYYY, YYYY-H1, YYYY-Q3, YYYY-MM or YYYY-MM/YYYY-MM."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb_build.extract.attributes.dates import (
    YEAR,
    YEAR_OF,
    Date,
    dates,
    first_period,
    first_range,
    five_years,
    in_digits,
    of_page,
    of_year,
    part_before,
    plan_begun,
    planned_year,
    whole_range,
    year_first,
)
from kb_build.extract.openings import opening_end
from kb_build.lexicon.cues import cue
from kb_build.model import HIDDEN, Attribute, Outline, Span

# Genres whose sentences behind the first tell what was before: “2019年以来，全县……”.
BACKGROUND = ("brief", "research")
# How far from the start the text still says what it reports on, in characters after the title.
OPENING = 500
# Heads that may tell the year, and lines at the top and at the end that may hold a date.
HEADS = 12
TOP = 6
SIGNATURE = 4
LINE = 60  # characters of the longest line that is no prose
# What closes a text in brackets: （清岚日报 2023年11月16日）.
CLOSING = re.compile(r"[（(]([^（()）\n]{2,50})[）)]\s*$")
EARLY = 3  # until this month a report on “一年来” is about the year before
REST = 6  # characters behind a year tell what is said of it
HALF_YEAR = (6, 7, 8)  # months in which the first half of a year is reported on
EVENT = 2  # sentences of news in which the day may be told
# “3月18日上午，局党组召开会议”, “5月12-13日，”
DAY = re.compile(
    rf"(?:(?P<year>{YEAR})年)?(?P<month>1[0-2]|[1-9])月\d{{1,2}}(?:[-—–~～至、]\d{{1,2}})?日"
)
# “学校创建于1956年，……”, “力争到2035年，……”, “对2020年以来的……”, “签订《2021年度责任书》”
OTHER = ("建于", "成立于", "创办于", "始于", "到", "对", "较", "比", "《", "“")
# “现将2022年工作情况报告如下”
REPORTED = re.compile("(?:现[将就把]|下面).*(?:汇报|报告|通报|总结)")
# “2031年度本级预算执行审计的整改情况”: the year that was audited
AUDITED = re.compile(rf"(?P<year>{YEAR})年度?[^。，\n]{{0,4}}(?:本|[省市县区州旗])级预算执行")
# “2026年经济社会发展主要预期目标”: a government tells them when it reports on the year before.
AHEAD = re.compile(
    rf"(?P<year>{YEAR})年(?:全?[省市县区镇乡]|政府)?(?:经济社会发展|政府工作|工作)的?"
    r"(?:总体(?:要求|思路)|主要(?:预期)?目标|预期目标|重点|安排|建议|任务)"
)
# 一、2030年主要工作, where copying lost the line ends, so that it is no head.
FIRST_PART = re.compile(rf"一、({YEAR}年[^，。；：]{{0,6}}?工作(?:回顾)?)")
# 2031年政府工作报告: said in its first months of the year before.
YEAR_READ = re.compile(
    rf"({YEAR})年度?(?:[一-鿿*×]{{0,6}}[省市县区镇乡]|国务院)?(?:人民)?政府工作报告"
)
# 制定《松浦县节水规划（2021—2025年）》: the years of what is only cited.
CITED = re.compile(r"《[^《》\n]{0,60}\d{4}年?[-—–－~～至]\d{4}[^《》\n]{0,20}》")
# 一、过去五年工作回顾: what a government that goes out of office looks back on.
TERM = re.compile("(?:过去的?)?五年来?(?:，|[^，\\s]{0,4}(?:工作|回顾))")
# “2023年*月16日，市委巡察组反馈了意见”
DATED = re.compile(rf"(?<!自)({YEAR})年[\d*Xx]+月")


@dataclass(frozen=True, slots=True)
class _Told:
    """What the rules look at."""

    genre: str
    title: str
    heads: str
    opening: str
    text: str
    below_title: tuple[str, ...]  # short lines
    top: tuple[Date, ...]  # below the title
    others: tuple[Date, ...]  # of the signature, then of the web page

    @property
    def dates(self) -> tuple[Date, ...]:
        return (*self.top, *self.others)


def period(outline: Outline, visible: str, title: Attribute, genre: str) -> Attribute:
    """The period as far as the text says it; empty where it does not.

    `genre` matters: a government's report read in January is about the year before, and a report on
    an inspection names older periods, which were inspected.
    """
    told = _told(outline, visible, title, genre)
    for rule, find in RULES:
        if value := find(told):
            return Attribute(value, None, f"period:{rule}")
    return Attribute("", None, "period:none")


def _told(outline: Outline, visible: str, title: Attribute, genre: str) -> _Told:
    start = title.span.end if title.span else 0
    end, blocks = opening_end(visible, start, OPENING), outline.paragraphs
    below = _short(visible, (b for b in blocks[: 2 * TOP] if b.start >= start))[:TOP]
    opening = in_digits(CITED.sub("", visible[start:end].replace(HIDDEN, "")))
    titles = (node.title for node in outline.nodes[:HEADS])
    heads = " ".join(filter(cue("periods", "review-head").search, titles))
    page = (span.of(outline.report.text) for span in outline.report.noise() if span.start < end)
    closing = CLOSING.findall(visible.rstrip(f"{HIDDEN} \n")[-LINE:].replace(HIDDEN, ""))
    return _Told(
        genre=genre,
        title=in_digits(title.value),
        heads=in_digits(heads) or " ".join(FIRST_PART.findall(opening)),
        opening=opening,
        text=in_digits(visible.replace(HIDDEN, "")) if genre == "government_report" else "",
        below_title=below,
        top=tuple(dates(line for line in below if not of_page(line))),
        others=tuple(
            dates((*_short(visible, blocks[-SIGNATURE:]), *closing, *filter(of_page, below), *page))
        ),
    )


def _short(visible: str, blocks: Iterable[Span]) -> tuple[str, ...]:
    lines = (in_digits(b.of(visible).replace(HIDDEN, "")) for b in blocks if len(b) < LINE)
    return tuple(line for line in lines if "。" not in line)


def _of_government(told: _Told) -> str:
    """The year of the review; else that before the congress heard the report, or five."""
    read_out = cue("periods", "congress").search("".join(told.below_title))
    if told.genre != "government_report" and not read_out:
        return ""
    years = [int(year) - 1 for year in YEAR_READ.findall(told.title)]
    years += [date.year - (date.month <= EARLY) for date in told.top]
    last = next(iter(years), 0)
    before = f"{last - 4}-01/{last}-12" if TERM.match(told.heads) else str(last)
    looked_at = told.heads.partition("回顾")[0]
    return first_period(looked_at) or five_years(looked_at) or (before if last else "")


def _before_plans(told: _Told) -> str:
    """The year before that whose targets a government sets, or before the plan that it begins."""
    ahead = AHEAD.search(told.text)
    begun = plan_begun(told.text)
    return str(int(ahead["year"]) - 1) if ahead else str(begun - 1) if begun else ""


def _audited(told: _Told) -> str:
    """The year that auditors looked at; a government only names it among others."""
    words = f"{told.title}\n{told.opening}" if told.genre != "government_report" else ""
    return next(iter(AUDITED.findall(words)), "")


def _reviewed(told: _Told) -> str:
    """The year that a head looks back on, in a report with the year in which it was read."""
    head, title = first_period(told.heads), first_period(told.title)
    return head if head and title and int(title[:4]) == int(head[:4]) + 1 else ""


def _in_title(told: _Told) -> str:
    """The year before that of a plan in the title; a period there."""
    planned = planned_year(told.title)
    return str(planned - 1) if planned else first_period(told.title) or five_years(told.title)


def _part_in_title(told: _Told) -> str:
    """一季度 in the report's year, or in that of a head that looks back on it."""
    dated = next((part_before(told.title, date) for date in told.dates[:1]), "")
    head = first_period(told.heads)
    return head if dated and head[4:] == dated[4:] else dated


def _under_title(told: _Told) -> str:
    """（2016年9月—2019年8月）, or all stages of a plan together."""
    stages = whole_range(" ".join(told.below_title))
    return stages or next(filter(None, map(first_range, told.below_title)), "")


def _reported_range(told: _Told) -> str:
    """下面，我就2018年3月至10月的开展情况作一汇报; 现将2022年工作情况报告如下"""
    sentences = re.split(r"[。\n]", told.opening if told.genre != "rectification" else "")
    reported = [s for s in sentences if cue("periods", "reported").search(s)]
    announced = (match[0] for match in map(REPORTED.search, reported) if match)
    return next(filter(None, (*map(first_range, reported), *map(first_period, announced))), "")


def _begun(told: _Told) -> str:
    """2021年8月至2023年12月，本人任……: the text begins with the months it tells of."""
    frame = told.opening.lstrip().partition("，")[0]
    inspected = told.genre == "rectification"
    return "" if inspected or len(frame) > LINE // 2 else first_range(frame)


def _in_heads(told: _Told) -> str:
    """The years of heads that look back: 一、2023年工作回顾."""
    return whole_range(told.heads) or first_period(told.heads)


def _happened(told: _Told) -> str:
    """The year of a meeting; of an inspection that of the last date, when it was answered."""
    if told.genre not in ("rectification", "brief"):
        return ""
    words = told.opening if told.genre == "rectification" else told.opening.partition("。")[0]
    years = [int(year) for year in DATED.findall(words)]
    return str(max(years)) if years else ""


def _reported_event(told: _Told) -> str:
    """The month of what news tell of, where the title tells no other year.

    A date without its year is the last one before the page was printed, then or a month later.
    """
    first = "。".join(told.opening.split("。")[:EVENT])
    held = DAY.search(first) if told.genre == "brief" else None
    titled = _in_title(told) or _part_in_title(told)
    if held is None or titled not in ("", held["year"]):
        return ""
    month = int(held["month"])
    if not held["year"]:
        printed = (date for date in told.others if (date.month - month) % 12 in (0, 1))
        return next((f"{date.year - (date.month < month)}-{month:02}" for date in printed), "")
    return _half(told, int(held["year"]), month) or f"{held['year']}-{month:02}"


def _minuted(told: _Told) -> str:
    """The month of the meeting of minutes: 2024年3月18日, or 3月18日 in the year on top."""
    day = DAY.search(told.opening)
    if "纪要" not in told.title or day is None:
        return ""
    above = re.search(YEAR, " ".join(told.below_title))
    years = (day["year"], above and above[0], *(str(date.year) for date in told.others))
    return next((f"{year}-{int(day['month']):02}" for year in years if year), "")


def _framed(told: _Told) -> str:
    """2023年以来，…… 2023年上半年，……, and 2023年，…… in the first sentence."""
    first = told.opening.find("。")
    years = set(YEAR_OF.findall(told.opening)) if not told.title else set()
    last = first if told.genre in BACKGROUND else OPENING
    for match in YEAR_OF.finditer(told.opening, 0, last):
        rest = told.opening[match.end() : match.end() + REST]
        comma = rest.startswith(("，", ",")) and (match.start() < first or len(years) == 1)
        framed = comma or cue("periods", "year-frame").match(rest)
        other = told.opening.endswith(OTHER, 0, match.start())
        year = int(match["year"])
        near = not told.dates or any(abs(date.year - year) <= 1 for date in told.dates)
        if framed and not other and near:
            return of_year(year, rest + told.heads.partition("下半年")[0])
    return ""


def _by_top_date(told: _Told) -> str:
    """（2023年11月） below the title."""
    halves = ((date, _half(told, date.year, date.month)) for date in told.top)
    return next((_last_year(date, told) or half or str(date.year) for date, half in halves), "")


def _last_year(date: Date, told: _Told) -> str:
    """一年来，…… in January"""
    early = 0 < date.month <= EARLY and cue("periods", "last-year").search(told.opening)
    return str(date.year - 1) if early else ""


def _half(told: _Told, year: int, month: int) -> str:
    """今年以来，……上半年…… in July"""
    return f"{year}-H1" if month in HALF_YEAR and "上半年" in told.opening else ""


def _by_other_date(told: _Told) -> str:
    """The year of the signature or the web page: of a plan, or where told of 今年 or 一年来."""
    this = told.genre == "plan" or cue("periods", "this-year").search(told.opening)
    return next(
        (_last_year(date, told) or (str(date.year) if this else "") for date in told.others), ""
    )


RULES: tuple[tuple[str, Callable[[_Told], str]], ...] = (
    ("audit", _audited),
    ("government", _of_government),
    ("minutes", _minuted),
    ("news", _reported_event),
    ("review", _reviewed),
    ("title", _in_title),
    ("title-year", lambda told: year_first(told.title)),
    ("under-title", _under_title),
    ("range", _reported_range),
    ("begun", _begun),
    ("title-part", _part_in_title),
    ("head", _in_heads),
    ("event", _happened),
    ("opening", _framed),
    ("top-date", _by_top_date),
    ("other-date", _by_other_date),
    ("plans", _before_plans),
)
