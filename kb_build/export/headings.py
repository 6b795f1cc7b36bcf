"""Numbers of headings: 一、 （一） 1. as in GB/T 9704-2012 (7.3.3), in English 1. (1) 1."""

from __future__ import annotations

from kb_build.export.document import Block
from kb_build.messages import say

# Headings that are numbered, and whether Chinese ones have Chinese numerals.
NUMBERED = {"kind": True, "entry": True, "section": False}


def heading(block: Block, language: str) -> str:
    """A heading with its number; any other block's text as it is."""
    if block.style not in NUMBERED:
        return block.text
    in_words = language == "zh" and NUMBERED[block.style]
    number = chinese(block.number) if in_words else str(block.number)
    return say(f"export.numbered_{block.style}", language, number=number, title=block.text)


def chinese(number: int) -> str:
    """A number above 0 as headings have it: 一, 十, 十二, 二十, 一百零三."""
    from cn2an import an2cn

    words: str = an2cn(number)
    return words.removeprefix("一") if words.startswith("一十") else words
