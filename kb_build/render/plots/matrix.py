"""Counts by year, say of actions: circles whose area is the count, the count in each.

The table has a row for each year, so that it is never wider than the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kb_build.page.escape import escape
from kb_build.page.markdown import table
from kb_build.render.plots import drawn, margin, text, twins

CELL, HEAD = 50, 30  # pixels of a cell, for the column labels
LARGEST, LEAST = 23, 9  # radius of the largest circle, and of the smallest that can hold a digit
COLUMNS = 9  # years in the plot: the last ones; the table has all that have any

Counts = Mapping[tuple[str, str], int]  # by kind and year


def matrix(
    title: str,
    corner: str,
    rows: Sequence[tuple[str, str]],
    years: Mapping[str, str],
    counts: Counts,
    cut: str,
) -> list[str]:
    """The plot and its table; `rows` are keys and labels, `corner` heads the column of years.

    `years` are what the table shows of each, from the first; `cut` says that some are not drawn.
    """
    if not any(counts.values()):
        return []
    shown = _by_calendar([*years])
    left = margin(label for _, label in rows)
    width, height = left + CELL * len(shown) + 8, HEAD + CELL * len(rows)
    plot = drawn(title, width, height, _shapes(rows, shown, counts, left))
    cells = [
        [told, *(str(counts.get((key, year), 0)) for key, _ in rows)]
        for year, told in reversed([*years.items()])
    ]
    numbers = table([corner, *(escape(label) for _, label in rows)], cells)
    return ["" if years.keys() <= {*shown} else cut, *twins(plot, numbers)]


def _by_calendar(years: Sequence[str]) -> Sequence[str]:
    """The last years in order, those in between too of which nothing is told."""
    if not all(year.isdecimal() for year in years):
        return years[-COLUMNS:]
    last = int(years[-1])
    return [str(year) for year in range(max(int(years[0]), last - COLUMNS + 1), last + 1)]


def _shapes(
    rows: Sequence[tuple[str, str]], columns: Sequence[str], counts: Counts, left: int
) -> Iterator[str]:
    most = max(counts.values())
    for across, column in enumerate(columns):
        yield text(left + CELL * (across + 0.5), 18, column, "middle")
    for down, (key, label) in enumerate(rows):
        middle = HEAD + CELL * (down + 0.5)
        yield text(left - 8, middle + 5, label, "end")
        for across, column in enumerate(columns):
            if count := counts.get((key, column), 0):
                yield _circle(left + CELL * (across + 0.5), middle, count, most)


def _circle(x: float, y: float, count: int, most: int) -> str:
    radius = max(LEAST, LARGEST * (count / most) ** 0.5)
    circle = f'<circle class="kb-bar" cx="{x:g}" cy="{y:g}" r="{radius:.1f}"/>'
    return circle + text(x, y + 5, str(count), "middle")
