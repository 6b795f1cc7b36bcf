"""Makes one fast pattern of many words: at each place it tries only those with that letter."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Python tries the letters one by one. From MANY letters on they are put into clusters of CLUSTER,
# each behind one look at the letter, which takes a third to a half of the time.
MANY, CLUSTER = 100, 30


def under_letters(rests: Mapping[str, str]) -> str:
    """One pattern of all words, given by their first letter and a pattern of what may follow it.

    {"甲": "乙|丙", "丁": "戊"} gives 甲(?:乙|丙)|丁戊. Under "" is what begins with no letter, as a
    pattern too; it is tried last.
    """
    parts = {first: _beginning(first, rest) for first, rest in rests.items() if first}
    if "" in rests:
        return "|".join([*parts.values(), rests[""]])
    if len(parts) < MANY:
        return "|".join(parts.values())
    letters = "".join(parts)
    clusters = [letters[at : at + CLUSTER] for at in range(0, len(letters), CLUSTER)]
    choices = ["|".join(map(parts.__getitem__, cluster)) for cluster in clusters]
    return _behind(letters, "|".join(map(_behind, clusters, choices)))


def _beginning(letter: str, rest: str) -> str:
    return f"{re.escape(letter)}(?:{rest})" if "|" in rest else f"{re.escape(letter)}{rest}"


def _behind(letters: str, choice: str) -> str:
    """The choice, tried only where one of the letters stands."""
    return f"(?=[{re.escape(letters)}])(?:{choice})"
