"""What marks a heading or an item, before it is known how deep it lies."""

from __future__ import annotations

from typing import NamedTuple

from kb_build.model import Span


class Sign(NamedTuple):
    """One heading or item as it stands in the text."""

    family: str  # name of the numbering family; "unnumbered" where there is no number
    value: int  # the number, 1 for 一、; 0 where there is none
    rank: (
        int  # usual level of the family, 1 = top; of a heading set in the file's format, its level
    )
    marker: str  # as printed
    title: str  # without closing punctuation
    span: Span  # as in Node.span
    paragraph: Span  # the paragraph in which it stands
    inline: bool  # it stands within a paragraph, not at its start
    rule: str
