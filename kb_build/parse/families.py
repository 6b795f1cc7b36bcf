"""The numbering families of GB/T 9704-2012 and of everyday writing, as an ordered table.

GB/T 9704-2012 §7.3.3 has four levels: “一、” “（一）” “1.” “（1）”. Everyday writing adds circled
numbers, spelled-out counts within a paragraph, dashes and bullets. The rank is the level a family
usually has; `levels` departs from it where a report's own nesting says so.

What wins: the first family whose pattern matches at a place. A marker at the start of a paragraph
is believed by itself; within a paragraph it has to follow a clause end, and the spelled-out counts
(一是、一要…) as well as numbers have to come in a run of at least two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HAN = "一二三四五六七八九十百"
COUNT = f"[{HAN}]{{1,3}}"
# Words that follow a count to make an item of it: 一是 / 一要 / 一抓 … Only 是 and 要 are common
# enough to be believed without a second item that has the same word.
COUNTED = "是要抓靠看查促建强严优改学讲比创"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ENCLOSED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
ORDER = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 3}
ASPECTS = {"一方面": 1, "另一方面": 2}


@dataclass(frozen=True, slots=True)
class Family:
    """One way of numbering."""

    name: str
    example: str
    rank: int  # the level that it usually has, 1 = top
    pattern: re.Pattern[str]  # group "n" is the number; the whole match is the marker
    inline: bool = False  # may stand within a paragraph

    @property
    def series(self) -> str:
        """The name of the numbers that may go on from each other: 首先 … 第二 …, 1. … 2 …"""
        return {"order": "ordinal", "arabic-bare": "arabic"}.get(self.name, self.name)


def _family(name: str, example: str, rank: int, pattern: str, inline: bool = False) -> Family:
    return Family(name, example, rank, re.compile(pattern), inline)


# What a number that opens a paragraph may count, so that it is not its number: 3月, 12名.
COUNTABLE = (
    "年月日号时点分秒周天个名人次项家所场期份件户篇处位万亿千百元余多届级类种条款支座栋幢亩公里米吨克"
    "斤度成倍批轮组队班岁大小至到比或和起宗辆台套间层股口头只棵株本册幅片块段辈代岗线"
)
# Where a report was read, which no dash makes an item: ——2024年1月9日在……会议上
READ_AT = r"\d{4}年|[^，。\n]{0,16}在[^，。\n]{4,40}(?:会议|大会)上?(?:\n|$)"

FAMILIES = (
    _family(
        "chapter", "第一章 总则", 1, rf"第(?P<n>{COUNT}|\d{{1,2}})(?:章|部分|篇)[、：: \u3000]*"
    ),
    _family("problem", "问题1：台账登记不全。", 4, rf"问题(?P<n>{COUNT}|\d{{1,2}})[：:、.．]\s*"),
    _family("article", "第三条 本办法适用于……", 4, rf"第(?P<n>{COUNT}|\d{{1,3}})条[：: \u3000]+"),
    _family("stage", "第一阶段：动员部署", 4, rf"第(?P<n>{COUNT})(?:阶段|步)[：:]", True),
    _family(
        "ordinal",
        "第一，健全机制",
        7,
        rf"第(?P<n>{COUNT})(?:[，,、]\s*|(?:个?方面)?(?=[是要]))",
        True,
    ),
    _family("han", "一、工作回顾", 2, rf"(?P<n>{COUNT})[、．.](?![、．.])\s*", True),
    _family(
        "han-paren",
        "（一）强化学习",
        3,
        rf"[（(] ?(?P<n>{COUNT}) ?[）)][、.．]?\s*|(?P<m>[{ENCLOSED}])[、.．]?\s*",
        True,
    ),
    _family(
        "arabic-nested",
        "1.2 具体做法",
        5,
        r"(?P<n>\d{1,2})(?:\.\d{1,2}){1,3}(?=[^\d％%.万亿个项名元人年月第])[、.． ]*",
    ),
    _family("arabic-zero", "01 缘起", 4, r"(?P<n>0[1-9])[、．. \u3000]*(?=[\u4e00-\u9fff])"),
    _family("arabic", "1.健全制度", 4, r"(?P<n>\d{1,2})(?:[、．]|\.(?!\d(?!\d{3}年)))\s*", True),
    _family(
        "arabic-bare",
        "1健全制度",
        4,
        rf"(?P<n>[1-9]\d?)[ \u3000]*(?=[\u4e00-\u9fff])(?![{COUNTABLE}])",
    ),
    _family(
        "arabic-paren",
        "（1）开展调研",
        5,
        r"[（(] ?(?P<n>\d{1,2}) ?[）)][、.．]?\s*|(?P<m>\d{1,2})[）)](?=\S)",
        True,
    ),
    _family("circled", "①落实责任", 6, rf"(?P<n>[{CIRCLED}])[、.．]?\s*", True),
    _family("letter", "A.基础设施", 6, r"(?P<n>[A-Ha-h])[、．.](?=[\u4e00-\u9fff“])\s*"),
    _family(
        "count", "一是落实责任；二是", 7, rf"(?P<n>{COUNT})(?P<word>[{COUNTED}])(?!(?<=学)社)", True
    ),
    _family(
        "order", "首先，统一思想", 7, rf"(?P<n>{'|'.join(ORDER)})(?:[，,]\s*|(?=[是要]))", True
    ),
    _family("aspect", "一方面，……；另一方面，", 7, rf"(?P<n>{'|'.join(ASPECTS)})[，,]?\s*", True),
    _family("dash", "——坚持党建引领", 7, rf"[—―─-]{{2,}}\s*(?P<n>)(?!{READ_AT})"),
    _family("bullet", "■ 服务群众", 7, r"(?P<n>)[■□◆◇●○•▪►▶★☆※§]\s*"),
)


def number(text: str) -> int:
    """The value of a marker's number as printed, 2 of 二, ②, B and 其次; 0 where it has none."""
    if word := ORDER.get(text) or ASPECTS.get(text):
        return word
    if text.isdecimal():
        return int(text)
    if text and text in CIRCLED:
        return CIRCLED.index(text) + 1
    if text and text in ENCLOSED:
        return ENCLOSED.index(text) + 1
    if len(text) == 1 and text.isalpha() and text.isascii():
        return ord(text.lower()) - ord("a") + 1
    return _han_number(text)


def _han_number(text: str) -> int:
    """一 to 一百九十九, the range that headings use."""
    total, digit = 0, 0
    for sign in text:
        if sign == "百":
            total, digit = total + max(1, digit) * 100, 0
        elif sign == "十":
            total, digit = total + max(1, digit) * 10, 0
        else:
            digit = HAN.index(sign) + 1 if sign in HAN else 0
    return total + digit
