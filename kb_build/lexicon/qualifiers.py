"""Words that make a number inexact: 约30万元, 98%以上. They are shown with the number.

They are listed in `lexicon/figures.yml`. Such numbers are not compared: 98%以上 may be 99.5%.
"""

from __future__ import annotations

import re
from functools import cache

from kb_build.lexicon import table
from kb_build.model import Span

REACH = 4  # code points on each side of a number: no such word is longer


def qualified(text: str, figure: Span) -> Span:
    """The place of a figure, extended by words next to it that make it inexact: |约30万元|."""
    before = _any("bounds_before", "$").search(text[max(figure.start - REACH, 0) : figure.start])
    after = _any("bounds_after").match(text[figure.end : figure.end + REACH])
    return Span(
        figure.start - (len(before.group()) if before else 0),
        figure.end + (len(after.group()) if after else 0),
    )


def is_exact(text: str, figure: Span) -> bool:
    """Whether no such word stands beside a figure or within it: 40余名 may be 48."""
    return qualified(text, figure) == figure and not _any("bounds_within").search(figure.of(text))


@cache
def _any(group: str, behind: str = "") -> re.Pattern[str]:
    """The words of a group of `figures.yml`, the longest first, with a pattern behind them."""
    words = sorted(table("figures")[group], key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(map(re.escape, words))}){behind}")
