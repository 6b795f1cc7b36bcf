"""Exports a library as files: tables, linked data, documents, and the ledger 台账.

Pure functions that give bytes: the same library and wish always give the same ones. The formats are
listed in `FORMATS`; a new one is a line there and a module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from kb_build.export.choosing import FACETS, KINDS, Wish, choose
from kb_build.export.items import Item, Shelf
from kb_build.model import Library

__all__ = ["FACETS", "FORMATS", "Wish", "export"]

# Makes a file of the chosen items, in the language "zh" or "en".
Writer = Callable[[Shelf, Sequence[Item], str], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format."""

    module: str  # of this folder; its `write` is a Writer. Loaded when first needed
    suffix: str  # of its files
    is_text: bool  # whether it may go to standard output
    kinds: tuple[str, ...] = KINDS  # what it can hold

    @property
    def write(self) -> Writer:
        """What makes the file."""
        writer: Writer = import_module(f"{__name__}.{self.module}").write
        return writer


FORMATS = {
    "csv": Format("csv_table", ".csv", True),
    "xlsx": Format("xlsx", ".xlsx", False),
    "jsonl": Format("jsonl", ".jsonl", True),
    "json-ld": Format("linked", ".jsonld", True),
    "docx": Format("word", ".docx", False),
    "md": Format("markdown", ".md", True),
    "txt": Format("plain", ".txt", True),
    "opensearch-bulk": Format("opensearch", ".zip", False),
    "ledger": Format("ledger", ".xlsx", False, ("problem",)),
}


def export(
    library: Library, form: str, wish: Wish, language: str, lexicon: Path = Path("lexicon")
) -> tuple[int, bytes]:
    """How many items fit the wish, and the file of them; no bytes where none fits.

    `form` is a key of FORMATS, `lexicon` the folder of own word lists. Raises InputError where the
    wish names what the library does not have, and where the items are more than the format holds.
    """
    shelf, chosen = Shelf(library, lexicon), FORMATS[form]
    items = choose(shelf, wish, chosen.kinds)
    return len(items), chosen.write(shelf, items, language) if items else b""
