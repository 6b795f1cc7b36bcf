"""Marks what stands below the pictures that a web page shows between a headline and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_build.model import Mark, Span
from kb_build.read.broken_lines import NUMBER
from kb_build.read.marking import lines, noise

# What no headline or label of a report ends with: 座谈现场, 全体合影, 李某（右二）
CAPTION = re.compile(
    r"^(?:图为|[上下左右]图|图[一二三四\d]).*|.*(?:现场|合影|留影|[（(](?:[^（）()]*[左右]|[前后]排)[^（）()]*[)）])$"
)
LONGEST = 40  # characters of a caption
# How the other lines above a text end or begin: a label, a sentence, a subtitle.
OTHER = re.compile(r".*[。：:；，！？]$|[—【（(]")


def captions(view: str) -> Iterator[Mark]:
    """The lines from the first that can only be a caption to the first sentence.

    The first line of all is the headline; where any line between is none, nothing is marked.
    """
    above: list[tuple[Span, str]] = []
    for line in lines(view):
        words = line.of(view).strip()
        if above and (len(words) > LONGEST or "。" in words):
            break
        above += [(line, words)] if words else []
    else:
        return  # a text of lines, without sentences
    sure = [at for at, (_, words) in enumerate(above) if at and CAPTION.match(words)]
    below = above[sure[0] :] if sure else []
    if not any(OTHER.match(words) or NUMBER.match(words) for _, words in below):
        yield from (noise(line.start, line.end, "caption") for line, _ in below)
