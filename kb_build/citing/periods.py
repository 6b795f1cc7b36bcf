"""A report's period in words: 2024年上半年 for 2024-H1, which readers would take for a code."""

from __future__ import annotations

import re

from kb_build.messages import say

# As `extract` writes it: YYYY, YYYY-H1, YYYY-Q3, YYYY-MM.
PARTS = (
    ("half", re.compile(r"(?P<year>\d{4})-H(?P<part>[12])")),
    ("quarter", re.compile(r"(?P<year>\d{4})-Q(?P<part>[1-4])")),
    ("month", re.compile(r"(?P<year>\d{4})-0?(?P<part>\d{1,2})")),
)
MONTHS = re.compile(r"(?P<year>\d{4})-0?(?P<first>\d{1,2})/(?P=year)-0?(?P<last>\d{1,2})")


def period_words(period: str, language: str) -> str:
    """A period in words; a year, or text that is no period, is given unchanged."""
    first, _, last = (_one(part, language) for part in period.partition("/"))
    if last in ("", first):  # days of one month are told as from it to it
        return first
    if months := MONTHS.fullmatch(period):
        return say("period.months", language, **months.groupdict())
    return say("period.range", language, first=first, last=last)


def _one(period: str, language: str) -> str:
    for name, form in PARTS:
        if found := form.fullmatch(period):
            key = f"period.{name}_{found['part']}" if name == "half" else f"period.{name}"
            return say(key, language, year=found["year"], part=found["part"])
    return period
