"""Punctuation as Chinese print has it: 台账齐全,水质达标. reads as 台账齐全，水质达标。

Many web pages and documents have half-width marks between Chinese words. Words and rules are
written for full-width ones.
"""

from __future__ import annotations

import re
from functools import lru_cache

WIDE = str.maketrans(",;:!?()", "，；：！？（）")
# Beside a Chinese letter or mark; 6,924 and 15:30 stay, and so do addresses and code.
# The mark comes first in the pattern: to look behind at each letter would take four times as long.
HALF = re.compile(r"[,;:!?()](?:(?<=[^\x00-\x7f].)|(?=[\u2e80-\u9fff“‘《【]))")
# A quotation in straight signs, or with the first one curly: 推行"一窗通办", “一网通办".
STRAIGHT = re.compile(r'["“](?=[^"\n]{0,39}[一-鿿])([^"\n。；<>=]{1,40})"')


@lru_cache(maxsize=1)  # several stages of one report ask in turn
def widened(text: str) -> str:
    """The text with full-width marks between Chinese words; no character moves."""
    return HALF.sub(lambda mark: mark.group().translate(WIDE), text)


def curly(text: str) -> str:
    """The text with “ and ” for the straight and the primed signs that others quote with."""
    text = text.replace("〝", "“").replace("〞", "”")
    return STRAIGHT.sub("“\\1”", text) if '"' in text else text
