"""The document as Markdown that any reader shows letter by letter (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kb_build.export.document import Style, blocks
from kb_build.export.items import Item, LibraryIndex

# What means something anywhere in a line: signs before which every reader knows the backslash, and
# others, which become entities. Then what means something where it is first.
BACKSLASHED = r"[\\`*_\[\]{}#]"
AS_ENTITY = r"[<>&|~^$=]|(?<=\w)@(?=\w)|^:(?=[\s-]|$)|:(?=//)|(?<=www)\."
INLINE = re.compile(f"(?P<known>{BACKSLASHED})|{AS_ENTITY}")
AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+])(?=[\s-]|$)")

SHAPES: Mapping[Style, str] = {
    "title": "# {text}",
    "kind": "## {text}",
    "entry": "### {text}",
    "section": "#### {text}",
    "told": "{text}",
    "quotation": r"> {text}\[{source}\]",
    "sources": "## {text}",
    "source": r"\[{source}\] {text}",
}


def write(index: LibraryIndex, items: Sequence[Item], language: str) -> bytes:
    """A paragraph a block, UTF-8."""
    made = blocks(index, items, language)
    shaped = (SHAPES[one.style].format(text=literal(one.text), source=one.source) for one in made)
    return ("\n\n".join(shaped) + "\n").encode("utf-8", "replace")


def literal(text: str) -> str:
    """Markdown that shows the text, one line of any content, as it is."""
    escaped = INLINE.sub(lambda m: f"\\{m[0]}" if m["known"] else f"&#{ord(m[0])};", text)
    return AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)
