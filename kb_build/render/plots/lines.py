"""Values over years as lines, told apart by the shape of their points and by dashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kb_build.render.plots import drawn, number, text

# So narrow that a phone shows it hardly smaller: names stand below, each on a line.
WIDTH, HEIGHT, NAME = 440, 300, 24
LEFT, RIGHT, TOP, BOTTOM = 70, 10, 20, 36  # around the field
MOST = 6  # lines in one plot: as many as there are shapes
SHAPES = ("●", "■", "▲", "◆", "○", "□")
DASHES = ("none", "8 4", "2 4", "12 4 2 4", "4 4", "1 6")
APART = 14  # pixels between two numbers, so that they do not lie upon each other
STEPS = (1, 2, 2.5, 5, 10)  # round distances between the lines of the grid

Line = Mapping[str, float]  # value by year


def lines(title: str, named: Sequence[tuple[str, Line]], sign: str = "") -> str:
    """The plot of the first lines over the same years; the caller shows the table of all."""
    shown = named[:MOST]
    years = sorted({year for _, line in shown for year in line})
    top = _ceiling(max((value for _, line in shown for value in line.values()), default=1))
    shapes = [*_grid(years, top, sign)]
    for at, (name, line) in enumerate(shown):
        shapes += _line(at, name, line, years, top)
    for year in years:
        values = {line[year] for _, line in shown if year in line}
        shapes += _numbers(_x(year, years), sorted(values, reverse=True), top)
    return drawn(title, WIDTH, HEIGHT + NAME * len(shown), shapes)


def _ceiling(most: float) -> float:
    """The least round number that is no less than the greatest value; four steps of it."""
    if most <= 0:
        return 1
    size = 10.0 ** (len(str(int(most / 4))) - 1) if most >= 4 else 10.0**-2
    while size * STEPS[-1] * 4 < most:
        size *= 10
    return next(step * size * 4 for step in STEPS if step * size * 4 >= most)


def _grid(years: Sequence[str], top: float, sign: str) -> Iterator[str]:
    for step in range(5):
        y = _y(top * step / 4, top)
        yield f'<path class="kb-grid" d="M{LEFT} {y:g}H{WIDTH - RIGHT}"/>'
        yield text(LEFT - 8, y + 5, f"{number(top * step / 4)}{sign}", "end")
    for year in years:
        yield text(_x(year, years), HEIGHT - 10, year, "middle")


def _line(at: int, name: str, line: Line, years: Sequence[str], top: float) -> Iterator[str]:
    points = [(_x(year, years), _y(line[year], top)) for year in sorted(line)]
    path = "L".join(f"{x:g} {y:g}" for x, y in points)
    yield f'<path class="kb-line" stroke-dasharray="{DASHES[at]}" d="M{path}"/>'
    for x, y in points:
        yield text(x, y + 5, SHAPES[at], "middle")
    yield text(LEFT, HEIGHT + NAME * at + 16, f"{SHAPES[at]} {name}")


def _numbers(x: float, values: Sequence[float], top: float) -> Iterator[str]:
    """The values of a year, the greatest first, above their points or else below them.

    What has room neither above nor below is told by the table alone.
    """
    last = float("-inf")
    for value in values:
        y = _y(value, top)
        lowest = value == values[-1] and y + 22 < HEIGHT - BOTTOM
        places = (y - 10, y + 22) if lowest else (y - 10,)
        if place := next((one for one in places if one - last >= APART), None):
            yield text(x, place, number(value), "middle")
            last = place


def _x(year: str, years: Sequence[str]) -> float:
    """By the calendar, so that a missing year leaves its room."""
    room, first, last = WIDTH - LEFT - RIGHT - 60, int(years[0]), int(years[-1])
    return round(LEFT + 30 + room * (int(year) - first) / max(last - first, 1), 1)


def _y(value: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)
