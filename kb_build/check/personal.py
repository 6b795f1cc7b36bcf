"""Finds personal data and marks of secrecy in a text: numbers by their form and checksum.

Few false alarms count more than finding everything: a warning that is usually wrong is not read.
So a number must have the structure that its standard gives, and its checksum where it has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from kb_build.model import Value

# Full-width forms of ASCII (U+FF01 to U+FF5E) and some dashes, each as one character.
NARROW = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F)} | dict.fromkeys("–—‐‑", "-")
WIDE = re.compile(f"[{''.join(NARROW)}]")
MASK = "*"

BEFORE = r"(?<![0-9A-Za-z_.+*/=&%#-])"
AFTER = r"(?![0-9A-Za-z_*%]|[.-][0-9])"
# Of money, people and other things that are counted: no number to call.
UNIT = r"(?!\s?(?:[万亿元]|余|多))"

# GB 11643-1999: region (GB/T 2260), date of birth, order, check digit.
IDENTITY = re.compile(
    BEFORE
    + r"((?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])[0-9]{4})[ -]?"
    + r"((?:19|20)[0-9]{2})((?:0[1-9]|1[0-2]))([0-3][0-9])[ -]?([0-9]{3})([0-9Xx])"
    + AFTER
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
# Numbers that the Ministry of Industry and Information Technology has given out for mobile phones.
MOBILE = re.compile(
    BEFORE.replace("+", "")
    + r"(?:\+?86[ -]?)?1(?:3[0-9]|4[01456789]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-35-9])"
    + r"(?:[0-9]{8}|-[0-9]{4}-[0-9]{4}| [0-9]{4} [0-9]{4})"
    + AFTER
    + UNIT
)
# Area code and number, told apart by a sign; or any such digits behind a word that says so. Each
# way begins with a letter of its own: what begins with a look behind is looked for at every letter.
AREA, NUMBER = r"(?:10|2[0-57-9]|[3-9][0-9]{2})", "[2-8][0-9]{6,7}"
LANDLINE = re.compile("|".join((
    *(rf"{start}{BEFORE[:-1]}.){zero}{AREA}(?:-|\) ?){NUMBER}{AFTER}"
      for start, zero in ((r"\(", "0"), ("0", ""))),
    *(rf"{word}(?:号码)?[:：\s]{{0,3}}(?:是|为)?((?:0{AREA})?{NUMBER}){AFTER}"
      for word in ("电话", "传真", "座机", "热线")),
)))  # fmt: skip
# ISO/IEC 7812: issuer, account, check digit (Luhn): UnionPay, Visa, Mastercard, old Chinese cards.
CARD = re.compile(
    BEFORE
    + r"(?=62|4|5[1-5]|9558)(?:[0-9]{16,19}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)"
    + AFTER
)
# The part before @ as in RFC 5321 (dot-atom), a name of labels behind it.
MAIL = re.compile(
    r"(?<![\w.+/-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w@-])",
    re.ASCII,
)
# Names that stand for nobody (RFC 2606), and pictures for finer screens (logo@2x.png).
NO_MAIL = re.compile(r"[@.]example\.(?:com|net|org)$|\.(?:png|jpe?g|svg|gif|webp)$", re.IGNORECASE)
# GA 36-2018: province, office, serial number of five, of which at most two are letters (no I, O);
# of new-energy vehicles six.
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE = re.compile(
    rf"[{PROVINCES}]"
    r"[A-HJ-NP-Z][·•・. ]?"
    r"(?:(?=(?:[A-Z]?[0-9]){3})[A-HJ-NP-Z0-9]{5}|[A-HJ-NP-Z0-9]{4}[挂学警港澳]"
    r"|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])(?![0-9A-Za-z])"
)
# GB/T 9704-2012, 7.2.2: the secrecy mark stands by itself, ★ and the term behind it.
SECRECY = re.compile(
    r"(?:绝密|机密|秘密) ?★(?: ?[0-9一二三四五六七八九十]+ ?[年月]| ?长期)?"
    r"|密级(?:[:：][ \u3000]{0,9}|[ \u3000]{1,9})(?:绝密|机密|秘密)"
    r"|(?m:^[ \t\u3000>#*|【\[(]{0,40}(?:(?:绝密|机密|秘密)(?:件|文件|资料)?"
    r"|内部(?:资料|文件|材料|使用)"
    r"(?:[ ,，、:：!！]*(?:请?注意|请?妥善|严禁|不得|禁止|请勿|切勿|勿)[^\s。]{1,8})*"
    r"|(?:不得|禁止|严禁|请勿|不予)(?:对外)?(?:公开|外传|传播|扩散)"
    r")[ \t\u3000*|】\]).。!！]{0,40}$)"
)


# Signs of each, in the text as it stands: to look for these first takes a tenth of the time. No
# number is part of a longer name, as the ids of pages and reports are.
DIGIT, BETWEEN, ALONE = "[0-9０-９]", "[ –—‐‑－-]?", r"(?<![0-9A-Za-z_./=&%#*-].)"
ELEVEN = re.compile(f"[1-9１-９]{ALONE}(?:{BETWEEN}{DIGIT}){{10}}")  # of a person, card or mobile
SEVEN = re.compile(f"[02-8０２-８](?<![0-9A-Za-z].){DIGIT}{{6,11}}+(?![A-Za-z_])")  # of a landline
PLATED = re.compile(rf"[{PROVINCES}][A-ZＡ-Ｚ]")
SECRET = re.compile("密|内部|公开|外传|传播|扩散")


class Hit(Value, frozen=True):
    """A place that looks like a person's data or a secret."""

    kind: str  # a name in KINDS
    start: int  # offset in the text
    words: str  # as it stands there, full-width characters narrowed


def hits(text: str) -> Iterator[Hit]:
    """What is found in a text, kind by kind; of two that overlap the first kind counts."""
    there = {sign for sign in SIGNS if sign(text)}
    if not there:
        return
    narrow = _narrowed(text)
    for kind, sign, find in KINDS:
        places = list(find(narrow)) if sign in there else []
        yield from (Hit(kind, start, narrow[start:end]) for start, end in places)
        narrow = _without(narrow, places) if places else narrow


def _narrowed(text: str) -> str:
    """The text with narrow characters for wide ones (`str.translate` takes ten times as long)."""
    return WIDE.sub(lambda wide: NARROW[wide[0]], text)


def _without(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with these places, which are in order, blanked; offsets stay."""
    pieces, at = [], 0
    for start, end in places:
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join((*pieces, text[at:]))


def same(words: str) -> str:
    """A number or address without the signs that only divide it: equal however it is printed."""
    return re.sub(r"[\s()+·•・-]", "", _narrowed(words)).upper()


def masked(words: str) -> str:
    """The words with the middle hidden, so that a message or log does not spread them."""
    shown = min(3, len(words) // 4)
    return words[:shown] + MASK * (len(words) - 2 * shown) + words[len(words) - shown :]


def _identity(text: str) -> Iterator[tuple[int, int]]:
    for match in IDENTITY.finditer(text):
        digits = "".join(match.groups()).upper()
        total = sum(w * int(digit) for w, digit in zip(WEIGHTS, digits[:17], strict=True))
        if CHECK_DIGITS[total % 11] == digits[17] and _is_date(*map(int, match.group(2, 3, 4))):
            yield match.span()


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _card(text: str) -> Iterator[tuple[int, int]]:
    for match in CARD.finditer(text):
        if _luhn(re.sub("[ -]", "", match.group())):
            yield match.span()


def _luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    odd = sum(int(digit) for digit in digits[::-2])
    return (odd + sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])) % 10 == 0


def _landline(text: str) -> Iterator[tuple[int, int]]:
    return (match.span(match.lastindex or 0) for match in LANDLINE.finditer(text))


def _has_at(text: str) -> bool:
    return "@" in text or "＠" in text


def _mail(text: str) -> Iterator[tuple[int, int]]:
    return (m.span() for m in MAIL.finditer(text) if not NO_MAIL.search(m.group()))


def _spans(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    return lambda text: (match.span() for match in pattern.finditer(text))


Find = Callable[[str], Iterator[tuple[int, int]]]

# In order of what counts where two overlap: its name, a sign that it never lacks, where it is.
KINDS: tuple[tuple[str, Callable[[str], object], Find], ...] = (
    ("identity", ELEVEN.search, _identity),
    ("card", ELEVEN.search, _card),
    ("mobile", ELEVEN.search, _spans(MOBILE)),
    ("landline", SEVEN.search, _landline),
    ("mail", _has_at, _mail),
    ("plate", PLATED.search, _spans(PLATE)),
    ("secrecy", SECRET.search, _spans(SECRECY)),
)
SIGNS = frozenset(sign for _, sign, _ in KINDS)
