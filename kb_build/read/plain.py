"""Reads text files: the text is the file as decoded, and what is not report in it is marked."""

from __future__ import annotations

from kb_build.read import code, decoding, emphasis, markdown, markup, mojibake, weblines
from kb_build.read.marking import mark
from kb_build.read.reading import Reading

# In order; each sees what the earlier ones marked as noise as blanks.
PASSES = (
    weblines.paywall,
    markup.enclosed,
    markup.tags,
    markup.entities,
    markup.unseen,
    code.code,
    markdown.front_matter,
    weblines.weblines,
    markdown.inline,
    markdown.blocks,
    emphasis.emphasis,
)


def read(data: bytes, name: str) -> Reading:
    """Decodes `.txt` and `.md`; raises InputError where the bytes are no readable text."""
    decoded = decoding.decode(data, name)
    mended = mojibake.mend(decoded.text, name)
    encoding = f"{decoded.encoding} ({mended.codecs})" if mended.codecs else decoded.encoding
    warnings = decoded.warnings + mended.warnings
    return Reading(mended.text, encoding, mark(mended.text, PASSES), warnings)
