"""Reads text files: the text is the file as decoded, and what is not report in it is marked."""

from __future__ import annotations

from kb_build.read import (
    broken_lines,
    captions,
    decoding,
    embedded_code,
    embedded_html,
    emphasis,
    markdown,
    portals,
    printed_twice,
    torn_lines,
    web_noise,
)
from kb_build.read.marking import mark
from kb_build.read.reading import Reading

# In order; each sees what the earlier ones marked as noise as blanks.
PASSES = (
    torn_lines.previews,
    web_noise.inserted,
    embedded_html.enclosed,
    embedded_html.tags,
    embedded_html.entities,
    embedded_html.unseen,
    embedded_code.code,
    markdown.front_matter,
    portals.pieces,
    web_noise.weblines,
    markdown.inline,
    markdown.blocks,
    emphasis.emphasis,
    captions.captions,
    printed_twice.printed_twice,
    broken_lines.broken_lines,
    torn_lines.paragraphs,  # behind it, since that looks for lines of one width
)


def read(data: bytes, name: str) -> Reading:
    """Decodes `.txt` and `.md`; raises InputError where the bytes are no readable text."""
    text, encoding, warnings = decoding.decode(data, name)
    return Reading(text, encoding, mark(text, PASSES), warnings)
