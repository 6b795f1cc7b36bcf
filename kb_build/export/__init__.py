"""Library → files to take along: tables, linked data, documents, and the ledger 台账, as bytes.

Pure functions: the same library and wish give the same bytes, without the clock, and what they
write goes nowhere by itself. Formats stand in `FORMATS`; a new one is a line there and a module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb_build.export import csv_table, document, jsonl, ledger, linked, markdown, plain, word, xlsx
from kb_build.export.choosing import FACETS, KINDS, Wish, choose
from kb_build.export.items import Item, Shelf
from kb_build.model import Library

__all__ = ["FACETS", "FORMATS", "KINDS", "Format", "Wish", "export"]

# Makes a file of the chosen items, in the language "zh" or "en".
Writer = Callable[[Shelf, Sequence[Item], str], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which items leave the knowledge base."""

    write: Writer
    suffix: str  # of its files
    is_text: bool  # whether it may go to standard output
    kinds: tuple[str, ...] = KINDS  # what it can hold


FORMATS = {
    "csv": Format(csv_table.write, ".csv", True),
    "xlsx": Format(xlsx.write, ".xlsx", False),
    "jsonl": Format(jsonl.write, ".jsonl", True),
    "json-ld": Format(linked.write, ".jsonld", True),
    "docx": Format(document.writer(word.write), ".docx", False),
    "md": Format(document.writer(markdown.write), ".md", True),
    "txt": Format(document.writer(plain.write), ".txt", True),
    "ledger": Format(ledger.write, ".xlsx", False, ("problem",)),
}


def export(library: Library, form: str, wish: Wish, language: str) -> tuple[int, bytes]:
    """How many items fit the wish, and the file of them; no bytes where none fits.

    `form` is a key of FORMATS. Raises InputError where the wish names what the library does not
    have, and where the items are more than the format holds.
    """
    shelf, chosen = Shelf(library), FORMATS[form]
    items = choose(shelf, wish, chosen.kinds)
    return len(items), chosen.write(shelf, items, language) if items else b""
