"""The document as plain text, for mail and chat: a line a paragraph, as Chinese text is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kb_build.export.document import Block, Style, blocks
from kb_build.export.items import Item, Shelf

INDENT = "\u3000\u3000"  # two ideographic spaces before each paragraph

SHAPES: Mapping[Style, Callable[[str, Block], str]] = {
    "title": lambda text, _: text,
    "kind": lambda text, _: f"\n{INDENT}{text}",
    "entry": lambda text, _: f"\n{INDENT}{text}",
    "section": lambda text, _: f"{INDENT}{text}",
    "told": lambda text, _: f"{INDENT}{text}",
    "quotation": lambda text, block: f"{INDENT}{text}[{block.source}]",
    "sources": lambda text, _: f"\n{text}",
    "source": lambda text, block: f"[{block.source}] {text}",
}


def write(shelf: Shelf, items: Sequence[Item], language: str) -> bytes:
    """A line a block, blank lines before headings, UTF-8 without a byte order mark."""
    made = blocks(shelf, items, language)
    lines = (SHAPES[block.style](block.text, block) for block in made)
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
