"""Figures: numbers that measure something, with their units; masked ones too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.extract.cues import cue
from kb_build.model import Figure, Mention, Outline, Span

MASK = r"[*＊×]+|[XxＸ]{1,3}"
DIGITS = r"\d[\d,，]*(?:[.．]\d+)?"
NUMBER = rf"(?:{DIGITS}(?:\s?[-—~～至]\s?{DIGITS})?)"
HAN = (
    r"(?:百分之[一二三四五六七八九十百零〇]+(?:点[一二三四五六七八九零〇]+)?"
    r"|[一二三四五六七八九十两][一二三四五六七八九十百千万亿两零〇]*)"
)
MORE = "[余多来几]?"
SCALE = "(?:[百千万亿]+)?"
# A number that dates, orders or names rather than counts.
NO_COUNT_BEFORE = re.compile(r"第$|[A-Za-z〔\[（(]\d*$|[+＋\d.．年月]$|No\.?$|号$|十$|届$")
# A count that a set phrase takes in: 一系列, 一体, 一件件, 一批, 一定.
NO_COUNT = re.compile(
    r"^一(?:方面|个(?!月|多月|小时|百分点)|种|项|件|年(?!多)|系列|体|批|定|些|起|致|直|贯|切|流|线|面|步步|级|律|同|般|次性|"
    r"把手|条龙|站式|对一|揽子|时|旦|味|再|向|并|手|岗|票|心|词|代|张网|盘棋|股绳|公里|生|半|道|点|日|期工程)"
)
# What follows a number that names a phase, a jubilee or a rank: 二期工程, 90周年, 两个确立.
NO_COUNT_AFTER = re.compile(
    r"^(?:工程|年(?=庆|纪念|校庆|庆祝|、|，|系列|华诞)|年庆|确立|维护|意识|自信|坚决|百年|文明)"
)


def figures(outline: Outline, visible: str, named: tuple[Mention, ...]) -> tuple[Figure, ...]:
    """All figures in the sentences, in order; those within names are none."""
    names = [mention.span for mention in named]
    found: list[Figure] = []
    spans = sorted((*outline.sentences, *(node.span for node in outline.nodes)))
    at = 0
    for sentence in spans:
        for figure in _in(visible, sentence):
            while at < len(names) and names[at].end <= figure.span.start:
                at += 1
            if at == len(names) or not names[at].meets(figure.span):
                found.append(figure)
    return tuple(found)


def _pattern() -> re.Pattern[str]:
    unit = cue("units", "unit").pattern
    return re.compile(
        rf"(?P<number>{NUMBER}|{MASK})(?P<scale>{SCALE}{MORE}{SCALE})(?P<unit>{unit})"
        rf"|(?P<han>{HAN})(?P<more>{MORE})(?P<counter>{cue('units', 'counter').pattern})"
        rf"|(?P<bare>{DIGITS}[万亿])"
    )


def _in(visible: str, sentence: Span) -> Iterator[Figure]:
    for match in _pattern().finditer(visible, sentence.start, sentence.end):
        before = visible[max(sentence.start, match.start() - 8) : match.start()]
        words = match.group()
        if NO_COUNT_BEFORE.search(before) or NO_COUNT.match(words) or _is_date(match, visible):
            continue
        if match["han"] and before.endswith("“"):
            continue  # a slogan: “四个意识”
        after = visible[match.end() : match.end() + 4]
        if NO_COUNT_AFTER.match(after) or before.endswith(words) or after.startswith(words):
            continue
        number = match["number"] or match["han"] or match["bare"]
        masked = bool(match["number"]) and not re.search(r"\d", number)
        yield Figure(
            span=Span(*match.span()),
            text=words,
            value=None if masked else value_of(words[: len(words) - len(_unit(match))]),
            unit=_unit(match),
            of="",
            masked=masked,
            rule="figure:masked" if masked else "figure:han" if match["han"] else "figure:digits",
        )


def _unit(match: re.Match[str]) -> str:
    return match["unit"] or match["counter"] or ""


def _is_date(match: re.Match[str], visible: str) -> bool:
    """2023年, 3月, 15日 and 8时 are dates; 3年 and 2个月 are spans of time."""
    if match["unit"] in {"月", "日", "时", "号", "点"}:
        return True
    digits = (match["number"] or "").strip()
    after = visible[match.end() : match.end() + 1]
    return match["unit"] == "年" and (len(digits) >= 4 or digits in "Xx*" or after in {"月", "度"})


def value_of(number: str) -> float | None:
    """The value of a number as printed, in digits or Chinese: `1.2万` is 12000, `三十余` 30.

    None where there is no single value, as in `2-3`.
    """
    import cn2an  # its tables cost start-up time

    plain = re.sub(r"[余多来几,，\s]", "", number).replace("．", ".")
    try:
        return float(cn2an.cn2an(plain, "smart"))
    except ValueError:
        return None
