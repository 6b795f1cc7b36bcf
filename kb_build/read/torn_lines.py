"""Marks the line ends at which programs that publish texts tear a sentence apart.

A blog's mark for the end of its preview stands wherever the preview is long enough. A blank within
a quotation may become a new paragraph (“清水入城⏎⏎惠及千家”行动), and so may one behind a hyphen
or a number: （二）⏎疏浚河道，修缮闸门。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb_build.model import BROKEN, Mark
from kb_build.read.broken_lines import MARKDOWN, NUMBER, SENTENCE_END
from kb_build.read.marking import lines, noise, stripped

PREVIEW = re.compile(r"(?<=\S)[ \t]*\n[ \t]*<!--[ ]?more[ ]?-->[ \t]*\n[ \t\u3000]*(?=\S)", re.I)
# A head that a person put the mark under.
HEAD = re.compile(rf"#|(?:{NUMBER.pattern})[^，。]*$")
# With what no line begins.
HANGING = re.compile("[，。、；：！？）》”’]")
QUOTES = (("“", "”"), ("《", "》"), ("（", "）"))
# Characters of a quotation before and behind the line end; those seen had 38 at most.
QUOTED = 40
# What a line has that belongs to the number above it, as a cell of a table does not.
SENTENCE = "。"
# What joins two words: 大豆-⏎⏎玉米种植. No dash, which may end a title.
HYPHEN = re.compile("[一-鿿][-–]$")
# Lines between the two halves: a blank one at most.
APART = 2


def previews(view: str) -> Iterator[Mark]:
    """Ends of previews in the midst of a sentence: 逐站校准⏎<!--more-->⏎水尺，修缮道路。"""
    for end in PREVIEW.finditer(view):
        above = view[view.rfind("\n", 0, end.start()) + 1 : end.start()].lstrip()
        whole = above.endswith(SENTENCE_END) or HEAD.match(above)
        begun = NUMBER.match(view, end.end()) or MARKDOWN.match(view, end.end())
        if HANGING.match(view, end.end()) or not (whole or begun):
            yield noise(end.start(), end.end(), BROKEN)


def paragraphs(view: str) -> Iterator[Mark]:
    """Line ends within a quotation or a compound, behind a number, before what begins no line."""
    told = [span for line in lines(view) if len(span := stripped(view, line))]
    for above, below in pairwise(told):
        gap = view[above.end : below.start]
        if gap.count("\n") <= APART and _goes_on(above.of(view), below.of(view)):
            yield noise(above.end, below.start, BROKEN)


def _goes_on(above: str, below: str) -> bool:
    """Whether the lower of two lines ends what the upper one begins."""
    if above.endswith(SENTENCE_END) or NUMBER.match(below) or MARKDOWN.match(below):
        return False
    compound = HYPHEN.search(above) and below[0].isalnum()
    numbered = NUMBER.fullmatch(above) and SENTENCE in below
    return bool(compound or numbered or HANGING.match(below)) or _within(above, below)


def _within(above: str, below: str) -> bool:
    """Whether a quotation is begun, and no sentence ended in it, where one line ends."""
    for opening, closing in QUOTES:
        begun = re.search(f"{opening}[^{opening}{closing}。！？]{{1,{QUOTED}}}$", above)
        ended = re.match(f"[^{opening}{closing}。！？]{{1,{QUOTED}}}{closing}", below)
        if begun and ended:
            return True
    return False
