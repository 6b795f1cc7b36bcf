"""Marks the line ends within sentences of a text that was broken at a width, as editors and PDF do.

Lines of a report are paragraphs, of any length. Where the text was broken at a width, none is much
longer than that, and many of those that fill it end in the middle of a sentence.

A text copied from PDF may have blanks where its line ends were.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from kb_build.model import BROKEN, Mark, Span
from kb_build.read.marking import lines, noise

# Columns; a Hanzi takes two. Of the broken texts seen, the narrowest had 48 and the widest 144.
NARROWEST = 36
WIDEST = 150
# What a full line may lack beside the next word: punctuation that may not begin a line, and type
# that is set closer or wider.
SLACK = 4
# How many signs may hang out, beyond the width: （试行）》，
HANG = 4
# So many full lines show that a text was broken, if they are so large a part of its lines, and so
# many times as many as the lines that are longer.
FULL_LINES = 6
SHARE = 1 / 4
TIMES = 4
WIDE = "\u2e80".__le__  # signs of two columns
# Signs that may not begin a line, and what is not broken at its end: numbers, words, such signs.
HANGING = re.compile("[，。、；：！？）》”’%％·—…]*$")
WORD = re.compile(r"[（《“‘]*(?:[!-~％]+|.)[，。、；：！？）》”’%％·—…]*", re.S)
SENTENCE_END = tuple("。！？；：!?;:")
# A blank between signs of Chinese, such as copying a text of PDF leaves of its line ends.
GAP = re.compile(r"(?<=[^\x00-\x7f\s]) (?=[^\x00-\x7f\s])")
# What begins a paragraph wherever the line before ends: numbers of headings, marks of Markdown.
NUMBER = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[、．.](?!\d)"
    r"|第[一二三四五六七八九十]{1,3}[章节条部]"
)
MARKDOWN = re.compile(r"[#>|]|[-*+] |[-—─=]{3}")
CELL = "\t"  # parts the cells of a row, which ends where its line does


Measure = Callable[[str], int]  # the columns that words take


def columns(words: str) -> int:
    """As an editor shows them."""
    return len(words) + sum(map(WIDE, words))


def equal_columns(words: str) -> int:
    """Two for each sign, as where a program broke the text after so many signs."""
    return 2 * len(words)


MEASURES: tuple[Measure, ...] = (columns, equal_columns)


class _Line(NamedTuple):
    span: Span  # without the blanks around it
    words: str
    indent: int  # columns
    least: int  # columns, with the indent, but without the signs that may hang out at its end
    columns: int  # all of them; of a line longer than WIDEST one more than that


class _Width(NamedTuple):
    columns: int = 0  # at which the text was broken; 0 where it was not
    full: int = 0  # how many lines show it


def broken_lines(view: str) -> Iterator[Mark]:
    """Marks as noise each line end, or the blank in its place, at which a sentence goes on."""
    spans = [span for line in lines(view) for span in _parts(view, line)]
    if TIMES * sum(len(span) > WIDEST for span in spans) > len(spans):  # as in most reports
        return
    lined = {measure: [_line(view, span, measure) for span in spans] for measure in MEASURES}
    widths = {measure: _width(rows) for measure, rows in lined.items()}
    measure = max(MEASURES, key=lambda one: widths[one].full)
    width, rows = widths[measure].columns, lined[measure]
    pairs = [(above, below) for above, below in pairwise(rows) if below.words] if width else []
    full = [_fills(above, below, width, measure) for above, below in pairs]
    margin = _usual(below.indent for (_, below), fills in zip(pairs, full, strict=True) if fills)
    indents = [below.indent > margin for _, below in pairs]
    begun = [indent for indent, fills in zip(indents, full, strict=True) if not fills]
    indented = sum(begun) > len(begun) / 2  # are the paragraphs, also those with a number
    for (above, below), fills, indent in zip(pairs, full, indents, strict=True):
        numbered = not indented and NUMBER.match(below.words)
        apart = indent or numbered or MARKDOWN.match(below.words) or above.words.startswith("#")
        apart = apart or CELL in below.words
        if fills and not apart:
            yield noise(above.span.end, below.span.start, BROKEN)


def _parts(view: str, line: Span) -> Iterator[Span]:
    """The line; one that is too long is cut where single blanks may stand for its line ends."""
    ends = GAP.finditer(view, line.start, line.end) if len(line) > WIDEST else ()
    edges = [line.start, *(edge for end in ends for edge in end.span()), line.end]
    return (Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=True))


def _usual(indents: Iterable[int]) -> int:
    """The most frequent indent."""
    return max(Counter(indents).items(), key=lambda one: one[1], default=(0, 0))[0]


def _line(view: str, span: Span, measure: Measure) -> _Line:
    printed = span.of(view)
    words = printed.strip()
    first = len(printed) - len(printed.lstrip())
    start = span.start + first
    place = Span(start, start + len(words))
    if not 0 < len(words) <= WIDEST or CELL in words:
        wide = WIDEST + 1 if len(words) > WIDEST else 0
        return _Line(place, words, 0, wide, wide)
    indent = measure(printed[:first])
    wide = min(indent + measure(words), WIDEST + 1)
    hanging = HANGING.search(words, max(0, len(words) - HANG))
    least = wide - (measure(hanging[0]) if hanging else 0)
    return _Line(place, words, indent, least, wide)


def _width(rows: list[_Line]) -> _Width:
    """The width at which the text was broken."""
    least, ends = [0] * (WIDEST + 2), [0] * (WIDEST + 2)
    for row in rows:
        least[row.least] += 1
        ends[row.columns] += not row.words.endswith(SENTENCE_END)
    longer = [sum(least) - fitting for fitting in accumulate(least)]
    open_ended = list(accumulate(ends))

    def full(width: int) -> int:
        return open_ended[width] - open_ended[width - SLACK - 2]

    width = max(range(NARROWEST, WIDEST + 1), key=lambda width: full(width) - longer[width])
    enough = max(FULL_LINES, SHARE * sum(least[1:]), TIMES * longer[width])
    return _Width(width, full(width)) if full(width) >= enough else _Width()


def _fills(above: _Line, below: _Line, width: int, measure: Measure) -> bool:
    """Whether the next line's first word would not have fitted into a line."""
    word = WORD.match(below.words)
    room = (measure(word[0]) if word else 0) + SLACK
    return above.least <= width < above.columns + room
