"""A plot of seconds over size as an SVG file, both axes logarithmic: a straight line of slope 1 is
linear growth."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Mapping, Sequence

Curve = Sequence[tuple[int, float]]  # size and seconds, in order of size

WIDTH, HEIGHT = 640, 400  # pixels
LEFT, RIGHT, TOP, BOTTOM = 60, 190, 20, 40
LINE = 14  # of a label
# Told apart without colour as well.
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 4")


def svg(curves: Mapping[str, Curve]) -> str:
    """The file's text; curves of a single point are shown as a point."""
    points = [point for curve in curves.values() for point in curve]
    x = _Scale([size for size, _ in points], LEFT, WIDTH - RIGHT)
    y = _Scale([max(seconds, 0.01) for _, seconds in points], HEIGHT - BOTTOM, TOP)
    parts = [*_axis(x, y, points)]
    labels: list[tuple[float, float]] = []
    drawn = [[(x(size), y(max(took, 0.01))) for size, took in curve] for curve in curves.values()]
    numbered = zip(curves, drawn, range(len(drawn)), strict=True)
    for name, found, number in sorted(numbered, key=lambda one: one[1][-1][1]):  # from the top
        labels.append(_free(*found[-1], labels))
        parts += _curve(name, found, labels[-1], number)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="sans-serif" font-size="12" stroke-width="1.5">'
    )
    return "\n".join((head, "<title>seconds over size</title>", *parts, "</svg>\n"))


class _Scale:
    """Where a value stands on an axis."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = max(self.low + 1, math.ceil(math.log10(max(values))))
        self.start, self.end = start, end

    def __call__(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def _axis(x: _Scale, y: _Scale, points: Sequence[tuple[int, float]]) -> Iterator[str]:
    for power in range(y.low, y.high + 1):
        at = y(10.0**power)
        yield f'<path d="M{LEFT} {at}H{WIDTH - RIGHT}" stroke="#ccc" fill="none"/>'
        yield f'<text x="{LEFT - 6}" y="{at + 4}" text-anchor="end">{10.0**power:g} s</text>'
    for size in sorted({size for size, _ in points}):
        yield f'<text x="{x(size)}" y="{HEIGHT - 16}" text-anchor="middle">{size:,}</text>'


def _free(x: float, y: float, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """A place for a label at a point or below it, where it covers no other."""
    while any(abs(x - other) < RIGHT and abs(y - beside) < LINE for other, beside in taken):
        y += 1
    return x, y


def _curve(
    name: str, points: Sequence[tuple[float, float]], label: tuple[float, float], number: int
) -> Iterator[str]:
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    dash = DASHES[number % len(DASHES)]
    yield f'<path d="{path}" fill="none" stroke="black" stroke-dasharray="{dash}"/>'
    for x, y in points:
        yield f'<circle cx="{x}" cy="{y}" r="3"/>'
    x, y = label
    yield f'<text x="{x + 8}" y="{y + 4}">{html.escape(name)}</text>'
