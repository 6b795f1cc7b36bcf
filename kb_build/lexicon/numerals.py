"""Chinese numerals: 一百零三 is 103, and the other way round."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
ONES = {**{sign: digit for digit, sign in enumerate(DIGITS)}, "〇": 0, "两": 2}
SCALES = (("亿", 100_000_000), ("万", 10_000), ("千", 1_000), ("百", 100), ("十", 10))
UNITS = "十百千"
# The characters of sums of money, as Word's formats of numbers have them (chineseLegalSimplified).
MONEY, MONEY_UNITS = "零壹贰叁肆伍陆柒捌玖", "拾佰仟"
NUMBER = re.compile(r"\d{1,40}(?:\.\d{1,40})?")  # longer ones measure nothing


def number_of(words: str) -> float | None:
    """The value of a number in Chinese or mixed: 三千五百, 1.2万, 九十九点五, 二〇; 一百二 is 120.

    None where the words are no single number, as 三四百.
    """
    plain = unicodedata.normalize("NFKC", words)
    if plain and ONES.keys() >= {*plain}:
        return float(_in_digits(plain))
    whole, point, places = plain.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return None if value is None else float(value)
    told = f"{value}.{_in_digits(places)}"
    return float(told) if NUMBER.fullmatch(told) else None


def _in_digits(words: str) -> str:
    return "".join(str(ONES.get(sign, sign)) for sign in words)


def _whole(words: str) -> Decimal | None:
    if NUMBER.fullmatch(words):
        return Decimal(words)
    if words in ONES:
        return Decimal(ONES[words])
    for unit, scale in SCALES:
        before, found, after = words.partition(unit)
        if found:
            times = _times(before, scale)
            more = _behind(after, scale)
            return None if times is None or more is None else times * scale + more
    return None


def _times(words: str, scale: int) -> Decimal | None:
    """What stands ahead of 十 to 亿; ahead of 千 and less one digit, or a number in digits."""
    times = Decimal(1) if scale == 10 and not words else _whole(words)
    fits = times is not None and (times < 10 or scale > 1_000 or NUMBER.fullmatch(words))
    return times if fits else None


def _behind(words: str, scale: int) -> Decimal | None:
    """What is added to a number of so many: 五 of 十五, and in 一百五 fifty."""
    if words in ONES and scale > 10:
        return Decimal(ONES[words] * scale // 10)
    value = _whole(words[1:] if words[0] in "零〇" else words) if words else Decimal(0)
    return value if value is not None and value < scale else None


def chinese(number: int, digits: str = DIGITS, units: str = UNITS) -> str:
    """A number in words: 十, 十二, 一百零三; 0, and above 9,999, the digits one by one."""
    signs = str(abs(number))
    if not 0 < number < 10_000:
        return "".join(digits[int(sign)] for sign in signs)
    places = ("", *units)[len(signs) - 1 :: -1]
    words = "".join(
        digits[int(sign)] + (place if sign != "0" else "")
        for sign, place in zip(signs, places, strict=True)
    )
    shown = re.sub(f"{digits[0]}+", digits[0], words).rstrip(digits[0])
    return shown.removeprefix("一") if shown.startswith("一十") else shown
