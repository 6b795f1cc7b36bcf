"""Marks the numbers of the pieces in which sites that sell documents show a text.

1、……健全值守制⏎2、度，配齐器材…… A piece ends wherever it is long enough, within a word too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.model import BROKEN, Mark, Span
from kb_build.read.marking import lines, noise

PIECE = re.compile(r"[ \t\u3000]*(?P<number>\d{1,3})、[ \t\u3000]*")
# Characters of a piece at least; items of a list that is that long end with a stop.
SHORTEST = 150
ENDED = tuple("。！？；：!?;:.”’》）)")
# What such a site calls the text: 《节水总结(四页).docx》由会员分享, or the file's name by itself.
NAMED = re.compile(
    r"《(?P<shared>[^《》\n]{4,60}?)(?:[（(][^（）()\n]{1,8}[)）])?(?:\.docx?)?》由会员分享"
    r"|^(?P<file>[^\n《》]{4,60}?)(?:[（(][^（）()\n]{1,8}[)）])?\.docx?$",
    re.M,
)


def pieces(view: str) -> Iterator[Mark]:
    """The numbers of the pieces, the line ends that tear sentences, and the title in the first."""
    told = [line for line in lines(view) if line.of(view).strip()]
    found = [(line, match) for line in told if (match := PIECE.match(view, line.start, line.end))]
    start = told.index(found[0][0]) if found else 0
    numbers = [int(match["number"]) for _, match in found]
    following = [line for line, _ in found] == told[start : start + len(found)]
    if len(found) < 2 or not following or numbers != list(range(1, len(found) + 1)):
        return
    bodies = [Span(match.end(), line.end) for line, match in found]
    torn = [not body.of(view).rstrip().endswith(ENDED) for body in bodies[:-1]]
    named = NAMED.search(view, 0, bodies[0].start)
    begun = any(torn) and "。" not in view[: told[start].start]  # no list within a text
    if min(map(len, bodies[:-1])) < SHORTEST or not (begun or named):
        return
    for (line, match), broken in zip(found, (False, *torn), strict=True):
        above = len(view[: line.start].rstrip()) if broken else line.start
        yield noise(above, match.end(), BROKEN if broken else "piece-number")
    words = named and (named["shared"] or named["file"])
    if words and view.startswith(words, bodies[0].start):
        twice = view.startswith(words, bodies[0].start + len(words))  # 总结总结一年来……
        first = bodies[0].start + (len(words) if twice else 0)
        yield Mark(Span(first, first + len(words)), "heading", "portal-title", 1)
