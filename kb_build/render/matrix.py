"""Counts by two things, say actions by year: circles whose area is the count, the count in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kb_build.escape import escape
from kb_build.render.chart import drawn, text, twins
from kb_build.render.tables import table

LABEL, CELL, HEAD = 150, 64, 30  # pixels for row labels, of a cell, for the column labels
LARGEST, LEAST = 28, 9  # radius of the largest circle, and of the smallest that can hold a digit
COLUMNS = 9  # in the plot: the last ones; the table has them all

Counts = Mapping[tuple[str, str], int]  # by row and column


def matrix(
    title: str, corner: str, rows: Sequence[tuple[str, str]], columns: Sequence[str], counts: Counts
) -> list[str]:
    """The plot and its table; `rows` are keys and labels, `corner` heads the first column."""
    if not any(counts.values()):
        return []
    shown = columns[-COLUMNS:]
    width, height = LABEL + CELL * len(shown) + 8, HEAD + CELL * len(rows)
    plot = drawn(title, width, height, _shapes(rows, shown, counts))
    cells = [
        [escape(label), *(str(counts.get((key, column), 0)) for column in columns)]
        for key, label in rows
    ]
    return twins(plot, table([corner, *map(escape, columns)], cells))


def _shapes(
    rows: Sequence[tuple[str, str]], columns: Sequence[str], counts: Counts
) -> Iterator[str]:
    most = max(counts.values())
    for across, column in enumerate(columns):
        yield text(LABEL + CELL * (across + 0.5), 18, column, "middle")
    for down, (key, label) in enumerate(rows):
        middle = HEAD + CELL * (down + 0.5)
        yield text(LABEL - 12, middle + 5, label, "end")
        for across, column in enumerate(columns):
            if count := counts.get((key, column), 0):
                yield _circle(LABEL + CELL * (across + 0.5), middle, count, most)


def _circle(x: float, y: float, count: int, most: int) -> str:
    radius = max(LEAST, LARGEST * (count / most) ** 0.5)
    circle = f'<circle class="kb-bar" cx="{x:g}" cy="{y:g}" r="{radius:.1f}"/>'
    return circle + text(x, y + 5, str(count), "middle")
