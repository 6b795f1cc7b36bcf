"""CSV (RFC 4180) with a byte order mark, without which Excel reads Chinese as another encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from kb_build.export.columns import cells, columns, guarded, header, rows
from kb_build.export.items import Item, LibraryIndex


def write(index: LibraryIndex, items: Sequence[Item], language: str) -> bytes:
    """A row for each quotation, UTF-8, formulas disarmed."""
    of, lines = columns(items), io.StringIO(newline="")
    table = csv.writer(lines)
    table.writerow(header(of, language))
    for row in rows(index, items, language):
        table.writerow([guarded(cell) for cell in cells(of, row)])
    return lines.getvalue().encode("utf-8-sig")
