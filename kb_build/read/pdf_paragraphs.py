"""Joins printed lines to paragraphs by indent and fullness; sets page numbers and headers apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from kb_build.read.broken_lines import NUMBER, SENTENCE_END, WORD
from kb_build.read.composing import Line, whole
from kb_build.read.web_noise import is_page_number

EDGE = 0.13  # of the page's height: GB/T 9704 leaves 37 mm above the text and 35 mm below
MIN_REPEATS = 3  # pages on which the same line makes it a header
MIN_REPEAT_SHARE = 0.3  # of all pages: headers of odd and even pages may differ

INDENT = 1.2  # ems; Chinese paragraphs begin with two
SLACK = 1.0  # ems that a full line may lack beside what would not fit any more
GAP = 1.6  # times the usual distance of lines: space between paragraphs
LARGER = 1.15  # times the usual size: a title
FULL_PERCENT = 95  # of the lines are no longer than the type area is wide


@dataclass(frozen=True, slots=True)
class Printed:
    """A line on a page; lengths are in points, y grows upwards."""

    text: str  # cells of one line are separated by tabs
    left: float
    right: float
    top: float
    bottom: float

    @property
    def em(self) -> float:
        """The height of its type, about the width of a Hanzi with 40 % of leading taken off."""
        return max(self.top - self.bottom, 1.0) / 1.4

    def same_height(self, other: Printed) -> bool:
        """Whether the two stand on one line."""
        middle = (other.top + other.bottom) / 2
        return self.bottom < middle < self.top and other.left >= self.right - self.em

    def with_cell(self, other: Printed) -> Printed:
        """Joins two lines of one height; a gap wider than a Hanzi separates cells."""
        gap = "\t" if other.left - self.right > self.em else ""
        return replace(self, text=self.text + gap + other.text, right=other.right)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in reading order."""

    height: float
    lines: tuple[Printed, ...]

    def edge(self) -> tuple[Printed, ...]:
        """The lines that stand where headers and footers do."""
        low, high = EDGE * self.height, (1 - EDGE) * self.height
        return tuple(line for line in self.lines if line.top < low or line.bottom > high)


@dataclass(frozen=True, slots=True)
class Area:
    """The type area of a page."""

    left: float
    right: float
    em: float
    leading: float  # distance from line to line


def paragraphs(pages: list[Page]) -> Iterator[Line]:
    """Paragraphs in order; headers and page numbers follow the paragraph that they interrupt."""
    repeated = _repeated(pages)
    sizes = [line.em for page in pages for line in page.lines] or [1.0]
    em = median(sizes)
    width = _width(pages, em)
    open_lines: list[Printed] = []
    waiting: list[Line] = []
    area = Area(0, 0, em, 0)
    for page in pages:
        edges = _furniture(page, repeated)
        body = [line for line in page.lines if line not in edges]
        area = _area(body, em, width) if body else area
        for line in page.lines:
            if line in edges:
                waiting.append(whole(line.text, "noise", edges[line]))
                continue
            if open_lines and _begins(line, open_lines[-1], area):
                yield _joined(open_lines)
                yield from waiting
                open_lines, waiting = [], []
            open_lines.append(line)
    if open_lines:
        yield _joined(open_lines)
    yield from waiting


def _key(line: Printed) -> str:
    """A line's words for comparison: lines that differ only by the page number are equal."""
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _repeated(pages: list[Page]) -> set[str]:
    counts = Counter(key for page in pages for key in {_key(line) for line in page.edge()})
    least = max(MIN_REPEATS, MIN_REPEAT_SHARE * len(pages))
    return {key for key, count in counts.items() if count >= least}


def _furniture(page: Page, repeated: set[str]) -> dict[Printed, str]:
    """The lines at the page's edges that are no text, with the rule that says so."""
    found = {}
    for line in page.edge():
        if is_page_number(line.text.strip()):
            found[line] = "page-number"
        elif _key(line) in repeated:
            found[line] = "page-header"
    return found


def _width(pages: list[Page], em: float) -> float:
    """How wide a full line is: that of the longest lines but a few that hang out."""
    widths = sorted(
        line.right - left
        for page in pages
        for left in [min((line.left for line in page.lines), default=0.0)]
        for line in page.lines
        if line.em < LARGER * em and "\t" not in line.text
    )
    return widths[min(len(widths) * FULL_PERCENT // 100, len(widths) - 1)] if widths else 0.0


def _area(body: list[Printed], em: float, width: float) -> Area:
    usual = [line for line in body if line.em < LARGER * em] or body
    left = min(line.left for line in usual)
    steps = [a.bottom - b.bottom for a, b in pairwise(usual)]
    leading = median([step for step in steps if step > 0] or [2 * em])
    return Area(left, left + width, em, leading)


def _begins(line: Printed, before: Printed, area: Area) -> bool:
    """Whether `line` begins a paragraph, given the line before it."""
    if "\t" in line.text or "\t" in before.text:
        return True
    if not 1 / LARGER < line.em / before.em < LARGER:
        return True
    if line.em > LARGER * area.em:  # a title goes on where its first line is long
        return before.right - before.left < (area.right - area.left) * 0.6
    if line.left > area.left + INDENT * area.em or _is_short(before, line, area):
        return True
    same_page = before.bottom > line.bottom
    if same_page and before.bottom - line.bottom > GAP * area.leading:
        return True
    return bool(NUMBER.match(line.text)) and before.text.endswith(SENTENCE_END)


def _is_short(before: Printed, line: Printed, area: Area) -> bool:
    """Whether the next line's first word would still have fitted into the line before."""
    word = WORD.match(line.text)
    width = sum(0.55 if char < "\x80" else 1.0 for char in (word[0] if word else ""))
    return area.right - before.right > (width + SLACK) * area.em


def _joined(lines: list[Printed]) -> Line:
    text = lines[0].text
    for line in lines[1:]:
        western = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii()
        text += (" " if western and line.text[:1].isalpha() else "") + line.text
    return whole(text, "row", "pdf-row") if "\t" in text else Line(text)
