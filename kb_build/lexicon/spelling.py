"""The spelling of a name without differences of print: marks, width, characters, versions.

It is equal for every way of printing one name, and readable. Which names mean the same thing is
decided where entries are made (`link`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Brackets that NFKC leaves as they are.
BRACKETS = str.maketrans("【】〔〕［］", "()()()")
# The number of a note below the text: “五互”［3］模式.
NOTE = re.compile(r"[［\[]\d{1,3}[］\]]")
# 清师院发〔2023〕12号, before the title that it belongs to.
NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,12}\((?:19|20)\d\d\)第?\d+号(?=.)")
# 关于印发《…》的通知: the notice only brings the rule. What stands before 关于 is whose it is.
NOTICE = re.compile(r"^(.{0,30}?)关于(?:印发|转发|下发|发布|公布|修订|调整)(.+?)的?通知$")
OF_PLACE = re.compile(r"[\u4e00-\u9fff]{2,6}?[省市县区旗]")
# What stands behind a rule's title while it is on trial, or after it was changed.
VERSION = re.compile(
    r"\((?:试行|暂行|修订|修正|修订版|修正版|修订稿|草案|征求意见稿|送审稿|讨论稿"
    r"|第?[一二三四五六七八九十\d]+版|(?:19|20)\d\d年?(?:修订|修正|版|修订版|最新版)?)\)$"
)
# What a mechanism's name may end with or not: 第一议题制度, 首问负责制 and 首问负责制度.
TAIL = re.compile(r"(?<=..)(?:工作|长效|管理)?(?:制度|机制)$|(?<=..)制$")
# What a thing is called further on, which is no part of its name: （以下简称“联席会议”）,
# （县发〔2021〕3号，以下简称《意见》）.
FURTHER_ON = re.compile(
    r"[(（](?:[^()（）]{0,20}[，,])?(?:以下|下文)?(?:统称|简称|下称)[^()（）]*[)）]"
)
# All but letters, digits, and the signs that are read aloud or stand for what was masked.
UNSPOKEN = re.compile(r"[^\w+%*]|_")
KEPT = 1 << 16  # spellings in memory: more names than ten thousand reports have


@lru_cache(maxsize=KEPT)
def spelled(name: str) -> str:
    """The letters of a name: half-width, simplified, without marks, document number and version.

    《「三重一大」決策辦法（试行）》 gives 三重一大决策办法. Empty where the name has no letters.
    """
    return UNSPOKEN.sub("", _without_version(_without_notice(_plain(name)))).upper()


@lru_cache(maxsize=KEPT)
def letters(name: str) -> str:
    """The spelling of a name with all words that were printed: （试行） stays."""
    return UNSPOKEN.sub("", _plain(name)).upper()


def bare(plain: str) -> str:
    """A mechanism's spelling without the words for what it is: 河长 of 河长制工作机制."""
    while (shorter := TAIL.sub("", plain)) != plain:
        plain = shorter
    return plain


def _plain(name: str) -> str:
    """Half-width, simplified, without blanks, notes, （以下简称…）; masks `×`, `＊` are `*`."""
    narrow = unicodedata.normalize("NFKC", NOTE.sub("", name)).replace("×", "*").translate(BRACKETS)
    return _simplified(FURTHER_ON.sub("", re.sub(r"[\s\x00-\x1f]", "", narrow)))


def _without_notice(name: str) -> str:
    """The rule that a notice brings, with its owner: 县政府关于印发《…》的通知 gives 县政府….

    Without a document number before it; a rule that names its place needs no owner.
    """
    title = NUMBER.sub("", name)
    notice = NOTICE.match(re.sub(r"[《》〈〉<>]", "", title))
    if notice is None:
        return title
    return notice[2] if OF_PLACE.match(notice[2]) else notice[1] + notice[2]


def _without_version(name: str) -> str:
    """A title without a version after it, such as （试行）, whatever marks close it."""
    open_ended = re.sub(r"[《》〈〉“”‘’\"'「」『』<>]", "", name)
    while (shorter := VERSION.sub("", open_ended)) != open_ended:
        open_ended = shorter
    return open_ended


def _simplified(text: str) -> str:
    """Turns traditional characters into simplified ones; names of GB 2312 only need no change."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return str(_converter().convert(text))
    return text


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
