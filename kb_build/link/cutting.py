"""Quotations shorter than a passage: its sentences, and any words within it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb_build.model import Quotation, Span

SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;\n]*[”’」）)]*")


def cut(whole: Quotation, start: int, end: int) -> Quotation:
    """The words between two places of a quotation, without the blanks around them."""
    words = whole.text[start:end]
    start += len(words) - len(words.lstrip())
    span = Span(whole.span.start + start, whole.span.start + start + len(words.strip()))
    return replace(whole, span=span, text=words.strip())


def sentences(whole: Quotation) -> Iterator[Quotation]:
    """The sentences and half sentences up to `；` of a quotation, none of them blank."""
    for found in SENTENCE.finditer(whole.text):
        if found.group().strip():
            yield cut(whole, found.start(), found.end())
