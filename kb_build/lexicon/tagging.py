"""The words of a text with their classes, by rjieba: the dictionary and tags of jieba, in Rust."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

Tagged = tuple[str, str]  # a word and its class
# Stretches whose words are kept: of ten that are looked at, four come again within a report.
STRETCHES = 2**12


@lru_cache(maxsize=STRETCHES)
def tagged(text: str) -> Sequence[Tagged]:
    """The words of a text, each with its class as jieba names it."""
    import rjieba  # its dictionary takes a moment to load

    found: Sequence[Tagged] = rjieba.tag(text)
    return found
