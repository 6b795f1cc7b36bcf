"""How far the opening of a text reaches, in words of its own and not of the page around them.

A web page's menu may have a thousand characters, and raw HTML has more tags than words.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from kb_build.model import HIDDEN

# What is not counted: noise, and the ends of its lines.
ASIDE = (HIDDEN, "\n")


@lru_cache(maxsize=8)  # several rules of one report ask in turn
def opening_end(visible: str, start: int, length: int) -> int:
    """Where so many characters end that are no noise, counted from `start`."""
    words = (at for at in range(start, len(visible)) if visible[at] not in ASIDE)
    return next(islice(words, length, None), len(visible))
