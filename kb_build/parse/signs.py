"""Signs: what marks a heading or an item, before it is known how deep it lies."""

from __future__ import annotations

from typing import NamedTuple

from kb_build.model import Span
from kb_build.parse.paragraphs import plain

# Families of this rank and above number a whole text: 第一章, 一、.
WHOLE = 2
# The rank of a heading that has no number, and no level in the file: below 一、, （一） and 1.
UNRANKED = 5


class Sign(NamedTuple):
    """One heading or item as it stands in the text."""

    # What others it is in a run with: a numbering family's `series`; without a number "label"
    # (整改情况：), "framing" (前言, 附则) or "unnumbered".
    family: str
    value: int  # the number, 1 for 一、; 0 where there is none
    rank: int  # the level that it usually has, 1 = top; where the file's format sets one, that
    marker: str  # as printed
    title: str  # without closing punctuation
    span: Span  # as in Node.span
    paragraph: Span  # the paragraph in which it stands
    inline: bool  # it stands within a paragraph, not at its start
    rule: str  # as in Node.rule


def heading(visible: str, block: Span, span: Span, rank: int, rule: str) -> Sign:
    """The sign of a heading without a number in a paragraph; `rule` is what found it."""
    title = plain(visible, span).strip("。！？：:；;，,、 ")
    return Sign("unnumbered", 0, rank, "", title, span, block, inline=False, rule=f"head:{rule}")
