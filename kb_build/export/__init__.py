"""Exports a library as files: tables, linked data, documents, and the ledger 台账.

Pure functions that give bytes: the same library and selection always give the same ones. The
formats are listed in `FORMATS`; a new one is a line there and a module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from kb_build.export.items import Item, LibraryIndex
from kb_build.export.selection import FACETS, KINDS, Selection, select
from kb_build.model import Library

__all__ = ["FACETS", "FORMATS", "Selection", "export"]

# Makes a file of the chosen items, in the language "zh" or "en".
Writer = Callable[[LibraryIndex, Sequence[Item], str], bytes]


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
    "json-ld": Format("json_ld", ".jsonld", True),
    "docx": Format("word", ".docx", False),
    "md": Format("markdown", ".md", True),
    "txt": Format("plain_text", ".txt", True),
    "opensearch-bulk": Format("opensearch", ".zip", False),
    "ledger": Format("ledger", ".xlsx", False, ("problem",)),
}


def export(
    library: Library,
    form: str,
    selection: Selection,
    language: str,
    lexicon: Path = Path("lexicon"),
) -> tuple[int, bytes]:
    """How many items fit the selection, and the file of them; no bytes where none fits.

    `form` is a key of FORMATS, `lexicon` the folder of own word lists. Raises InputError where the
    selection names what the library does not have, and where the format cannot hold all items.
    """
    index, chosen = LibraryIndex(library, lexicon), FORMATS[form]
    items = select(index, selection, chosen.kinds)
    return len(items), chosen.write(index, items, language) if items else b""
