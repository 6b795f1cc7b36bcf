"""Prints the number of a list's item in the formats that Word has (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
_TRADITIONAL = str.maketrans("贰叁陆", "貳參陸")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def chinese(number: int, digits: str = DIGITS, mode: str = "low") -> str:
    """11 is 十一, 103 一百零三; above 9,999 the `digits` one by one.

    `mode` is that of cn2an: "up" for the characters of sums of money, 壹拾壹.
    """
    import cn2an  # its tables cost start-up time

    return str(cn2an.an2cn(number, mode)) if 0 < number < 10_000 else positional(number, digits)


def positional(number: int, digits: str = DIGITS) -> str:
    """10 is 一〇, 23 is 二三: each digit by itself."""
    return "".join(digits[int(digit)] for digit in str(abs(number)))


def letters(number: int) -> str:
    """A … Z, AA, BB … as Word counts on."""
    return chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20) if number > 0 else ""


def roman(number: int) -> str:
    """I, II, III; empty from 5,000 on."""
    words = ""
    if not 0 < number < 5000:
        return words
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def signs_of(signs: str) -> Callable[[int], str]:
    """A format that has a sign of its own for each number, ① and ②, and goes on with digits."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


_CIRCLED = "".join(
    map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))
)

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": signs_of(_CIRCLED),
    "decimalEnclosedCircleChinese": signs_of(_CIRCLED),
    "decimalEnclosedFullstop": signs_of("".join(map(chr, range(0x2488, 0x249C)))),
    "decimalEnclosedParen": signs_of("".join(map(chr, range(0x2474, 0x2488)))),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": positional,
    "japaneseDigitalTenThousand": positional,
    "taiwaneseDigital": positional,
    "chineseLegalSimplified": lambda number: chinese(number, LEGAL, "up"),
    "ideographLegalTraditional": lambda number: chinese(number, LEGAL, "up").translate(
        _TRADITIONAL
    ),
    "ideographTraditional": signs_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": signs_of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": signs_of("".join(map(chr, range(0x3220, 0x322A)))),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "none": lambda number: "",
}


def printed(number: int, form: str) -> str:
    """The number as the format prints it; in digits where the format is not in FORMATS."""
    return FORMATS.get(form, str)(number)
