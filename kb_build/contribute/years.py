"""Years as people write them: 2023年, 二〇二三年, a date of a table's cell, 2022—2024年."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
BETWEEN = re.compile(r"[、;,\s]+")
# A year, with or without the month and day of a date; a table's cell adds a time.
DATE = (
    r"((?:19|20)[0-9]{2})"
    r"(?:年度?|(?:年|[./-])(?:0?[1-9]|1[0-2])(?:月份?|(?:月|[./-])(?:0?[1-9]|[12][0-9]|3[01])日?)?)?"
)
UNTIL = re.compile(r"\s*(?:至|到|~|--?|—+|–)\s*(?=(?:19|20)[0-9]{2})")
RANGE = re.compile(f"{DATE}(?:→{DATE})?")
MIDNIGHT = re.compile(r"(?<=[0-9])[ T]00:00:00")
# A longer range is a slip: no report looks back so far.
LONGEST = 30


def years(words: str) -> Iterator[str]:
    """The years that words name, in their order. Raises ValueError with the word that is none."""
    text = unicodedata.normalize("NFKC", MIDNIGHT.sub("", words)).translate(DIGITS)
    for word in filter(None, BETWEEN.split(UNTIL.sub("→", text))):
        found = RANGE.fullmatch(word)
        first, last = (found[1], found[2] or found[1]) if found else ("1", "0")
        if not int(first) <= int(last) < int(first) + LONGEST:
            raise ValueError(word.replace("→", "-"))
        yield from map(str, range(int(first), int(last) + 1))
