"""The document as plain text, for mail and chat: a line a paragraph, as Chinese text is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb_build.export.document import Style, blocks
from kb_build.export.items import Item, LibraryIndex

INDENT = "\u3000\u3000"  # two ideographic spaces before each paragraph

SHAPES: Mapping[Style, str] = {
    "title": "{text}",
    "kind": f"\n{INDENT}{{text}}",
    "entry": f"\n{INDENT}{{text}}",
    "section": f"{INDENT}{{text}}",
    "told": f"{INDENT}{{text}}",
    "quotation": f"{INDENT}{{text}}[{{source}}]",
    "sources": "\n{text}",
    "source": "[{source}] {text}",
}


def write(index: LibraryIndex, items: Sequence[Item], language: str) -> bytes:
    """A line a block, blank lines before headings, UTF-8 without a byte order mark."""
    made = blocks(index, items, language)
    lines = (SHAPES[one.style].format(text=one.text, source=one.source) for one in made)
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
