"""Quotations of less or more than a passage, names cut short, and words as they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb_build.model import Quotation, Span, replace

SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;\n]*[”’」）)]*")
# A name in quotation marks is not cut: “护好一渠水，润好一方田”; nor is an hour: 上午9：00.
CLAUSE = re.compile(
    r"(?:“[^“”\n。；;]{1,30}”|[^，,。！？；;：:\n\t]|(?<=\d)[：:](?=\d))*(?:[，,。！？；;：:\n\t]+[”’」）)]*|$)"
)

SIGNS = re.compile(r"[\W_]+")
LISTED = re.compile("[、，]")
BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"))  # what a name is not cut in


def cut(whole: Quotation, start: int, end: int) -> Quotation:
    """The words between two places of a quotation, without the blanks around them."""
    words = whole.text[start:end]
    start += len(words) - len(words.lstrip())
    span = Span(whole.span.start + start, whole.span.start + start + len(words.strip()))
    return Quotation(whole.report, span, words.strip(), whole.anchor, whole.role, whole.action)


def widened(quotation: Quotation, start: int, end: int, text: str) -> Quotation:
    """A quotation with words before or behind it, from and to these places of the report's text."""
    return replace(quotation, span=Span(start, end), text=text[start:end])


def letters(words: str) -> str:
    """Words without signs and blanks, to be compared."""
    return SIGNS.sub("", words)


def pairs(words: str) -> set[str]:
    """The neighbouring characters of words, by which texts are held against each other."""
    return set(map("".join, pairwise(words)))


def shortened(words: str, most: int) -> str:
    """Words with … behind what has room; where a list is cut, whole things are left of it."""
    if len(words) <= most:
        return words
    left = words[: most - 1]
    stops = [stop.start() for stop in LISTED.finditer(left) if not _opens(left[: stop.start()])]
    return f"{left[: stops[-1]] if stops and stops[-1] > most // 3 else left}…"


def _opens(words: str) -> bool:
    """Whether a bracket or quotation is open behind words."""
    return any(words.count(first) > words.count(last) for first, last in BRACKETS)


def sentences(whole: Quotation) -> Iterator[Quotation]:
    """The sentences and half sentences up to `；` of a quotation, none of them blank."""
    return _pieces(whole, SENTENCE)


def clauses(whole: Quotation) -> Iterator[Quotation]:
    """What stands between the commas and other signs of a quotation, each with its sign."""
    return _pieces(whole, CLAUSE)


def _pieces(whole: Quotation, pattern: re.Pattern[str]) -> Iterator[Quotation]:
    for found in pattern.finditer(whole.text):
        if found.group().strip():
            yield cut(whole, found.start(), found.end())
