"""Quotations shorter than a passage: its sentences, and any words within it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb_build.model import Quotation, Span

SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;\n]*[”’」）)]*")
# A name in quotation marks is not cut: “家校合作，共赢未来”.
CLAUSE = re.compile(
    r"(?:“[^“”\n。；;]{1,30}”|[^，,。！？；;：:\n\t])*(?:[，,。！？；;：:\n\t]+[”’」）)]*|$)"
)


def cut(whole: Quotation, start: int, end: int) -> Quotation:
    """The words between two places of a quotation, without the blanks around them."""
    words = whole.text[start:end]
    start += len(words) - len(words.lstrip())
    span = Span(whole.span.start + start, whole.span.start + start + len(words.strip()))
    return replace(whole, span=span, text=words.strip())


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
