"""Figures: numbers that measure something, with their units; masked ones too."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter

from kb_build.extract.counted import counted
from kb_build.lexicon.cues import any_of, cue
from kb_build.model import Figure, Mention, Outline, Span, last_begun

# All repeats are bounded: a page of stars or of digits must cost no more than one of words.
MASK = r"(?<![*＊×])[*＊×]{1,6}(?:[.．][*＊×]{1,3})?|(?<![XxＸ.．])[XxＸ]{1,6}(?:[.．][XxＸ]{1,3})?"
DIGITS = r"(?<!\d)(?:\d{1,3}(?:[,，]\d{3}){1,5}(?!\d)|\d{1,20})(?:[.．·]\d{1,9})?"
NUMBER = rf"(?:(?:\d{{1,4}}亿(?=\d))?{DIGITS}(?:\s?[-—~～至]\s?{DIGITS})?)"
HAN_DIGITS = "[一二三四五六七八九十百零〇]{1,9}"
# 三十二, not the first 一 of 唯一一家, and the round number of 上百吨 and 百余吨
COUNT = (
    "[一二三四五六七八九十两][一二三四五六七八九十百千万亿两零〇]{0,11}"
    "(?:点[一二三四五六七八九零〇]{1,4})?"
)
# 几十 and 数百 say no certain number.
ROUGHLY = "(?<![十百千万亿几数点])[几数][十百千万亿]{1,2}"
HAN = (
    rf"(?:(?<![唯统同](?=一)){COUNT}|{ROUGHLY}"
    r"|(?<=[上近破超达])[百千万]{1,2}亿?|(?<![\d几数])[百千](?=[余多]))"
)
# 3、4个, 四、五十亿元: two neighbours make one number, though not where the first counts an item.
NEIGHBOURS = r"(?:(?<=[\u4e00-\u9fff])(?<![第一二三四五六七八九])(?:%s))?"
DIGIT_PAIRS, HAN_PAIRS = (
    NEIGHBOURS % "|".join(f"{one}、(?={two})" for one, two in pairwise(digits))
    for digits in ("123456789", "一二三四五六七八九")
)
PERCENT = rf"百分之(?P<percent>{HAN_DIGITS}(?:点{HAN_DIGITS})?)"
PART = r"[二三四五六七八九十]分之[一二三四五六七八九十]"
# 半个月, 半年: half a unit of time, not what is reported on; 减少一半: half of what there was.
REPORTED = "度|工作|总结|经济|目标|考核|任务|报告|小结|述职|成绩"
HALF = rf"(?<![上下])半(?P<span>个月|年(?!{REPORTED})|天|小时)|一半(?![截路生天])"
# 五百大关, 四万多群众: a round number that was passed, or guessed of people.
PEOPLE = "群众|农民|农户|职工|师生|党员|干部|居民|百姓"
ROUND = (
    rf"[一二三四五六七八九十两][百千万亿]{{1,3}}(?:(?=大关)|[余多](?={PEOPLE}))"
    rf"|[几数][百千万亿]{{1,3}}(?={PEOPLE})"
)
MORE = "[余多来几]?"
BLANK = r"[^\S\t]?"  # no tab: the number of a row is no part of what its next cell says
BARE = "[余多]?(?:个亿(?!元)|[万亿][余多]?)"  # a round number is all: 贫困人口减少1亿多
# What is left over of the unit: 两年多, 3天半.
OVER = "(?P<over>(?<=[天年])半|(?<=[天年周])多(?=来|时间|的?[，。]|后|里))?"
DIGIT = re.compile(r"\d")
MASKS = "*＊×XxＸ"
# Behind a mask they make a name, *镇, unless several are counted in a row: 到*乡*村.
PLACES = ("镇", "乡", "村")
# What a figure begins with: looked at before the choice of all forms, which is four times as fast.
BEGINS = r"(?=[\d*＊×XxＸ半百千万几数一二三四五六七八九十两])"
DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
# What a number has that adds nothing to its value.
FILLING = re.compile(r"[余多来个,，\s]|(?<!^)几")
SCALE = "[百千万亿]{0,3}"
# A number that dates, orders or names rather than counts: 第3次, A4, 2+1, 〔2023〕12号, 腊月廿九.
NO_COUNT_BEFORE = re.compile(r"(?:[第A-Za-z〔\[+＋%\d.．十廿初几届〇零]|第 |\d[×号])$")
# The number of an item right before a year: 3．2024年底前.
ITEM_YEAR = re.compile(r"\.(?:19|20)\d\d$")
# How far behind a name a number may stand that counts it: 联席会议|共召开|3次.
NEAR = 6
# What stands before a number in a quoted slogan: “四个意识”, “五星三名”.
SLOGAN = re.compile(r"“(?:[一二三四五六七八九十][^”]{1,3})?$")
# What follows a number that names a phase, a jubilee, a rank or a slogan: 90周年, 两个确立, 七个一.
NO_COUNT_AFTER = re.compile(r"^(?:年(?=庆|纪念|校庆|庆祝|、|，|系列|华诞)|年庆|一(?!次)|年代)")


def figures(outline: Outline, visible: str, named: tuple[Mention, ...]) -> tuple[Figure, ...]:
    """All figures in sentences and headings, in order; numbers within names (`named`) are none."""
    places = [*outline.sentences, *(node.span for node in outline.nodes)]
    places.sort(key=attrgetter("start"))
    starts = [place.start for place in places]
    found: list[Figure] = []
    for match in _pattern().finditer(visible):
        at = bisect_right(starts, match.start()) - 1
        place = places[at] if at >= 0 else Span(0, 0)
        if match.end() > place.end or not _counts(visible, place, match):
            continue
        span = Span(*match.span())
        name = last_begun(named, span.end - 1)
        if name is None or not name.span.meets(span):
            last = found[-1] if found and place.holds(found[-1].span) else None
            found.append(_figure(visible, place, match, last, name))
    return tuple(found)


@cache
def _pattern() -> re.Pattern[str]:
    unit, counter = any_of("units", "unit"), any_of("units", "counter")
    return re.compile(
        rf"{BEGINS}(?:(?P<number>{DIGIT_PAIRS}{NUMBER}|{MASK}){BLANK}"
        rf"(?P<scale>{SCALE}{MORE}{SCALE}){BLANK}(?P<unit>{unit})"
        rf"|(?P<half>{HALF})|{PERCENT}|(?P<part>{PART})|(?P<round>{ROUND})"
        rf"|(?P<han>{HAN_PAIRS}{HAN})(?P<more>{MORE}[万亿]?)(?P<counter>{counter})"
        rf"|(?P<bare>(?:{DIGITS}|{MASK}){BLANK}{BARE})){OVER}"
    )


def _counts(visible: str, sentence: Span, match: re.Match[str]) -> bool:
    """Whether a number with its unit measures something: it neither dates, orders nor names."""
    start, end = match.span()
    if _is_date(match, visible) or cue("units", "no-count").match(visible, start):
        return False
    if NO_COUNT_BEFORE.search(visible, max(sentence.start, start - 3), start):
        return False
    before = visible[max(sentence.start, start - 8) : start]
    words = match.group()
    after = visible[end : end + 4]
    if match["han"] and (SLOGAN.search(before) or "〇" in words):
        return False  # a slogan or a year: “四个意识”, “五星三名”, 二〇一二年
    if match["unit"] in PLACES and not DIGIT.search(match["number"]):
        return after[:1] in MASKS or before[-1:] in PLACES  # 到*乡*村; alone it is a name: *镇
    return not (NO_COUNT_AFTER.match(after) or before.endswith(words) or after.startswith(words))


def _figure(
    visible: str, sentence: Span, match: re.Match[str], last: Figure | None, name: Mention | None
) -> Figure:
    """The figure that was matched; `last` is the one before in its place, `name` the last name."""
    digits = match["number"] or match["bare"]
    masked = bool(digits) and not DIGIT.search(digits)
    span, unit = Span(*match.span()), _unit(match)
    of = counted(visible, sentence, span, unit, last)
    return Figure(
        span=span,
        text=match.group(),
        value=None if masked else _value(match, unit),
        unit=unit,
        of=_whole(of, name) if of and name and span.start - name.span.end < NEAR else of,
        masked=masked,
        rule="figure:masked" if masked else "figure:han" if match["han"] else "figure:digits",
    )


def _whole(of: str, name: Mention) -> str:
    """What is counted, with the whole of the name that it ends; a body is not: 县委3个巡察组."""
    if name.kind == "organization" and name.name == of:
        return ""
    return name.name if name.name.endswith(of) else of


def _unit(match: re.Match[str]) -> str:
    return match["unit"] or match["counter"] or match["span"] or ("%" if match["percent"] else "")


def _value(match: re.Match[str], unit: str) -> float | None:
    """The value in the unit: 12000 of 1.2万人, 0.25 of 四分之一; None where it is no single one."""
    if match["percent"]:
        return value_of(match["percent"])
    if match["part"]:
        whole, part = (value_of(number) for number in match["part"].split("分之"))
        return round(part / whole, 4) if part and whole else None
    if match["half"]:
        return 0.5
    over = match["over"] or ""
    value = value_of(match.group().removesuffix(over).removesuffix(unit))
    return value + 0.5 if value and over == "半" else value


def _is_date(match: re.Match[str], visible: str) -> bool:
    """2023年, 3月, 15日 and 8时 are dates; 3年 and 2个月 are spans of time."""
    if match["unit"] in {"月", "日", "时", "号", "点"}:
        return True
    if match["unit"] != "年":
        return False
    digits = unicodedata.normalize("NFKC", match["number"] or "").strip()
    after = visible[match.end() : match.end() + 1]
    year = (len(digits) >= 4 and digits < "21") or ITEM_YEAR.search(digits)
    masked = not digits.strip(MASKS) and (len(digits) in (1, 2, 4) or after.isdigit())
    return bool(year or masked)


@lru_cache(maxsize=10_000)
def value_of(number: str) -> float | None:
    """The value of a number as printed, in digits or Chinese: `1.2万` is 12000, `三十余` 30.

    None where there is no single value, as in `2-3`.
    """
    plain = unicodedata.normalize("NFKC", FILLING.sub("", number))  # digits may be full-width
    plain = plain.replace("·", ".")  # as older texts print the point: 19·5％
    if DECIMAL.fullmatch(plain):
        return float(plain)
    if plain.endswith("万亿"):
        many = value_of(plain[:-1])
        return None if many is None else many * 1e8
    whole, _, rest = plain.partition("亿")
    if rest and DECIMAL.fullmatch(whole):
        more = value_of(rest)
        return None if more is None else float(whole) * 1e8 + more
    import cn2an  # its tables cost start-up time

    try:
        return float(cn2an.cn2an(plain, "smart"))
    except (ValueError, KeyError):  # the latter for 三亿五, which is said short
        return None
