"""Chinese numerals: how a number is written, and what a number that is written so means."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS, LEGAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
UNITS, LEGAL_UNITS = "千百十", "仟佰拾"
_ALSO = {"〇": 0, "两": 2, **{str(number): number for number in range(10)}}
_VALUES = {sign: number for number, sign in enumerate(DIGITS)} | _ALSO
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
# 1.2万
_SCALED = re.compile(r"(\d{1,24}(?:\.\d{1,24})?)([十百千万亿]?)")
_ONE = "([1-9一二两三四五六七八九])"
# 三千零二十五, 一百零三, 十二; 一百二, which is said for 一百二十.
_BELOW = re.compile(rf"(?:{_ONE}千)?(?:零?{_ONE}百)?(?:零?{_ONE}?(十))?(?:(零)?{_ONE})?零?")


def written(number: int, *, legal: bool = False) -> str:
    """11 is 十一, 103 一百零三; `legal` has the signs of sums of money: 壹拾壹.

    `number` must be above 0 and below 10,000.
    """
    digits, units = (LEGAL, LEGAL_UNITS) if legal else (DIGITS, UNITS)
    signs = (
        (digits[int(digit)], unit) for digit, unit in zip(f"{number:04}", (*units, ""), strict=True)
    )
    words = "".join(digit if digit == "零" else digit + unit for digit, unit in signs)
    words = re.sub("零+", "零", words).strip("零")
    return words if legal else re.sub("^一十", "十", words)


def value_of(words: str) -> float | None:
    """The value of a number in digits, Chinese signs or both: 1.2万 is 12000, 二〇二四 2024.

    None where it is none.
    """
    whole, point, part = words.partition("点")
    if not point:
        digits = _in_digits(words)
        return float(digits) if digits else _counted(words.replace("〇", "零"))
    many, digits = value_of(whole), _in_digits(part)
    return None if many is None or not digits else float(f"{many:.0f}.{digits}")


def _in_digits(words: str) -> str:
    """The digits of a number that is told digit by digit; empty for others."""
    return "".join(str(_VALUES[sign]) for sign in words) if {*words} <= _VALUES.keys() else ""


def _counted(words: str) -> float | None:
    if match := _SCALED.fullmatch(words):
        return float(Decimal(match[1]) * _SCALES.get(match[2], 1))
    for sign in "亿万":
        many, found, rest = words.partition(sign)
        if found:
            return _sum(_counted(many), _SCALES[sign], rest)
    return _below(words)


def _sum(many: float | None, scale: int, rest: str) -> float | None:
    """So many of a scale, and the rest: 一万二 is 12000, 一万零二 10002; 三亿五 is not certain."""
    more = _counted(rest.removeprefix("零")) if rest.strip("零") else 0
    short = rest in _VALUES and rest != "零"
    if many is None or more is None or more >= scale or (short and scale > 10_000):
        return None
    return many * scale + more * (scale // 10 if short else 1)


def _below(words: str) -> float | None:
    """The value of a number in Chinese signs below 10,000."""
    match = _BELOW.fullmatch(words)
    if match is None or not any(match.groups()):
        return None
    thousands, hundreds, tens, ten, zero, ones = match.groups()
    last = 1 if zero or ten or not (hundreds or thousands) else 10 if hundreds else 100
    counts = (thousands, 1000), (hundreds, 100), (tens or (ten and "一"), 10), (ones, last)
    return float(sum(_VALUES[sign] * scale for sign, scale in counts if sign))
