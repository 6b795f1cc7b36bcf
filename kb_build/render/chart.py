"""Bar charts as inline SVG, drawn here so that no page asks any network; each has its table."""

from __future__ import annotations

import html
from collections.abc import Sequence

from kb_build.render.escape import escape, plain
from kb_build.render.tables import table

Bar = tuple[str, int]  # label and value, which is not negative

ROW, THICK = 28, 18  # pixels from bar to bar, and of a bar
LABEL, WIDTH = 180, 380  # pixels for the labels, and of the longest bar
LONGEST = 12  # code points of a label: 180 pixels at 14 a character


def chart(title: str, headers: tuple[str, str], bars: Sequence[Bar]) -> list[str]:
    """The SVG as a block of HTML and the same numbers as a table; nothing where there are none."""
    if not bars:
        return []
    rows = [(escape(label), str(value)) for label, value in bars]
    return [_svg(title, bars), table(headers, rows)]


def _svg(title: str, bars: Sequence[Bar]) -> str:
    most = max((value for _, value in bars if value), default=1)
    height = ROW * len(bars)
    lines = (_bar(number, bar, most) for number, bar in enumerate(bars))
    return (
        f'<div class="kb-chart"><svg viewBox="0 0 {LABEL + WIDTH + 60} {height}" role="img"'
        f' aria-label="{html.escape(plain(title))}" font-size="14" fill="currentColor">\n'
        + "\n".join(lines)
        + "\n</svg></div>"
    )


def _bar(number: int, bar: Bar, most: int) -> str:
    label, value = plain(bar[0]), bar[1]
    label = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
    top, length = number * ROW, round(value / most * WIDTH)
    baseline = top + THICK - 4
    return (
        f'<text x="{LABEL - 8}" y="{baseline}" text-anchor="end">{html.escape(label)}</text>'
        f'<rect x="{LABEL}" y="{top}" width="{length}" height="{THICK}" opacity="0.6"/>'
        f'<text x="{LABEL + length + 6}" y="{baseline}">{value}</text>'
    )
