"""Where a name begins that is known by its ending: back over the words that names are made of.

Only a window before each ending is cut into words, so the cost grows with the names and not with
the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kb_build.lexicon.tagging import Tagged, tagged

# The longest names seen in official writing, in characters before the ending.
REACH = 30
# A name never reaches back over these. Written as a choice, not as a class: joined with words into
# one pattern it is still sought by first letters, which is ten times as fast.
SIGNS = "，。；：！？、,;:!?\n\t\u3000\x1f\u200b\u200c\u200d《》"
EDGE = re.compile("|".join(map(re.escape, SIGNS)))
# The rest of a place's name that the dictionary cut in two: 望|津市.
PLACE = re.compile(r"[\u4e00-\u9fff][省市县区州旗镇乡].{0,2}")
# What may be left of a place's name behind a cut: 和|田市, 从|江县.
PLACE_END = re.compile(r"[\u4e00-\u9fff]{0,2}?[市县区州旗]")
# How many characters before a cut tell the dictionary whether a word goes over it.
BEFORE_CUT = 4
# Words of one character that stand before a place and are no part of its name.
NO_PLACE = "赴到去访抵经驻离请由为以"
# The rest of a city's name that the dictionary cut in two: 高雅|林市; but 该市, 全市. So with 新区.
CITY = re.compile(r"[^该我全本各两外他每某\W]市|新区")
# The first letter of an item of a list, which the dictionary takes for a word by itself:
# 、推|门听课制度, 、大|数据集团.
CUT_OFF = re.compile(r"、[^的和与及或等按对将把以在为从由向就让使被各每全我本该其\W\d]\Z")
CLOSERS = {"”": "“", "）": "（", ")": "("}
# Classes of words that names are made of: nouns of all kinds, short forms, places, adjectives used
# as nouns, verbs used as nouns, foreign letters.
NOUNS = ("n", "j", "b", "s", "an", "vn", "eng", "zg", "g", "l", "i", "f", "k")


class Word(NamedTuple):
    """A word of the window, its place in the text, and its class as jieba names it."""

    text: str
    tag: str
    start: int


Accept = Callable[[str, str], bool]  # whether a name may hold a word of this class
# Words whose answer is kept: those of a large base come back all the time.
KEPT = 2**14


def name_start(
    visible: str, ending: int, end: int, accept: Accept, edge: re.Pattern[str] = EDGE
) -> int:
    """Where the name begins whose ending stands at `ending`..`end`."""
    words = _words_back(visible, ending, end, accept, edge, REACH)
    return end - sum([len(text) for text, _ in words])


def name_words(
    visible: str,
    ending: int,
    end: int,
    accept: Accept,
    edge: re.Pattern[str] = EDGE,
    reach: int = REACH,
) -> list[Word]:
    """The words of the name whose ending stands at `ending`..`end`, the ending's own included."""
    return _placed(_words_back(visible, ending, end, accept, edge, reach), end)


def _words_back(
    visible: str, ending: int, end: int, accept: Accept, edge: re.Pattern[str], reach: int
) -> Sequence[Tagged]:
    """The words of a name without their places.

    Goes back word by word while `accept` takes them, at most `reach` characters, and never over an
    `edge`; what stands in quotation marks or brackets is taken as a whole.
    """
    first = max(0, ending - reach)
    cuts = [cut for cut in edge.finditer(visible, first, end) if cut.end() <= ending]
    while cuts and _in_place(visible, cuts[-1]):
        cuts.pop()
    window = tagged(visible[cuts[-1].end() if cuts else first : end])
    at, start = len(window), end
    while start > ending:
        at -= 1
        start -= len(window[at][0])
    while at > 0:
        text, tag = window[at - 1]
        if text in CLOSERS:
            opener = _opener(window, at - 1, CLOSERS[text])
            first = opener == 0 or not accept(*window[opener - 1])
            if opener < 0 or (first and text != "”"):
                break  # no name begins with a bracket: （一）|县医院党委, 抓好（区级）|巡察组
            at = opener
        elif accept(text, tag) or _cut_place(window, at):
            at -= 1
        else:
            break
    return window[at:]


def _placed(window: Sequence[Tagged], end: int) -> list[Word]:
    """The words with their places in the text, of which the last one ends at `end`."""
    start = end - sum([len(text) for text, _ in window])
    found: list[Word] = []
    for text, tag in window:
        found.append(Word(text, tag, start))
        start += len(text)
    return found


def _in_place(visible: str, cut: re.Match[str]) -> bool:
    """Whether a cut stands within the name of a place: 望|和|县财政局, where 望和县 is one."""
    rest = PLACE_END.match(visible, cut.end())
    if rest is None or cut.group() in SIGNS or len(cut.group()) > 1:
        return False
    last, tag = tagged(visible[max(0, cut.start() - BEFORE_CUT) : rest.end()])[-1]
    return len(last) > max(2, len(rest.group())) and (tag == "ns" or last.startswith(cut.group()))


def _cut_place(window: Sequence[Tagged], at: int) -> bool:
    """Whether the dictionary cut a place's name in two: 望|津市 at the start of a phrase."""
    before, tag = window[at - 1]
    here = window[at][0]
    if CITY.fullmatch(here) and tag.startswith(("n", "a")):
        return True
    opens = at == 1 or window[at - 2][0] == "中共"
    short = len(before) == 1 and "\u4e00" <= before <= "\u9fff"
    return opens and short and before not in NO_PLACE and PLACE.fullmatch(here) is not None


def balanced(visible: str, start: int, end: int) -> tuple[int, int]:
    """The place with both marks of a quotation that it fills, and without half of a pair.

    “|一网通办|” becomes |“一网通办”|, and |“一网通办| becomes “|一网通办|.
    """
    if visible.startswith("”", end) and visible.endswith("“", 0, start):
        return start - 1, end + 1
    if visible[start] == "“" and "”" not in visible[start:end]:
        start += 1
    if visible[end - 1] == "”" and "“" not in visible[start:end]:
        end -= 1
    return start, end


def noun(tag: str) -> bool:
    """Whether words of this class are such as names are made of."""
    return tag.startswith(NOUNS)


def _opener(window: Sequence[Tagged], closer: int, sign: str) -> int:
    """Place of the last opening `sign` before the closing one at `closer`; -1 if none is there."""
    for at in range(closer - 1, -1, -1):
        if window[at][0] == sign:
            return at
    return -1
