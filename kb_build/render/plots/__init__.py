"""Plots as inline SVG, drawn here so that no page asks any network; each has its table.

This module holds what all plots share, and bars; `lines` and `matrix` draw the others. Marks take
the colour of the text, so that they can be seen in light and dark, and differ by shape, never by
colour alone.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from kb_build.page.escape import escape, plain
from kb_build.page.markdown import boxed, table

Bar = tuple[str, float]  # label and value, which is not negative

ROW, THICK = 28, 18  # pixels from bar to bar, and of a bar
EDGE, LETTER, VALUE = 12, 14, 70  # pixels beside a label, of its letters, of a value
LONGEST = 16  # code points of a label
WIDTH = 300  # of the longest bar, where the labels leave it that much of the plot
FITTING = 450  # of a plot whose letters can be read on a telephone, which draws it smaller
# 1,0000,0000 is 1亿: Chinese readers count by ten thousands.
LARGE = ((1e8, "亿"), (1e4, "万"))


def chart(title: str, headers: tuple[str, str], bars: Sequence[Bar], sign: str = "") -> list[str]:
    """Bars as a block of HTML and the same numbers as a table; nothing where there are none.

    `sign` stands behind each value, say %.
    """
    if not bars:
        return []
    rows = [(escape(label), f"{number(value)}{sign}") for label, value in bars]
    most = max((value for _, value in bars), default=0) or 1
    left = margin(label for label, _ in bars)
    width = min(WIDTH, FITTING - left - VALUE)
    shapes = (_bar(at, bar, width / most, left, sign) for at, bar in enumerate(bars))
    plot = drawn(title, left + width + VALUE, ROW * len(bars), shapes)
    return twins(plot, table(headers, rows))


def twins(plot: str, numbers: str) -> list[str]:
    """A plot and the table of its numbers, beside each other where there is room."""
    return boxed("kb-twins", (plot, numbers))


def margin(labels: Iterable[str]) -> int:
    """The room for labels at the left of a plot."""
    return EDGE + LETTER * min(max(map(len, labels)), LONGEST)


def drawn(title: str, width: int, height: int, shapes: Iterable[str]) -> str:
    """A plot with its title for those who do not see it, as one block of HTML."""
    return (
        f'<div class="kb-chart"><svg viewBox="0 0 {width} {height}" width="{width}" role="img"'
        f' aria-label="{html.escape(plain(title))}" font-size="14" fill="currentColor">\n'
        + "\n".join(shapes)
        + "\n</svg></div>"
    )


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Words in a plot, at most `LONGEST` code points of them."""
    shown = plain(words)
    shown = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{html.escape(shown)}</text>'


def number(value: float) -> str:
    """A value as people write it: 3.6亿, 1260, 98.5."""
    for size, name in LARGE:
        if abs(value) >= size:
            return f"{_short(value / size)}{name}"
    return _short(value)


def _short(value: float) -> str:
    return f"{round(value, 2):.2f}".rstrip("0").rstrip(".")


def _bar(at: int, bar: Bar, scale: float, left: int, sign: str) -> str:
    label, value = bar
    top, length = at * ROW, round(value * scale)
    baseline = top + THICK - 4
    return (
        text(left - 8, baseline, label, "end")
        + f'<rect class="kb-bar" x="{left}" y="{top}" width="{length}" height="{THICK}" rx="2"/>'
        + text(left + length + 6, baseline, f"{number(value)}{sign}")
    )
