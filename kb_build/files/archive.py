"""Packs zip archives (Office files are such too) so that the same content gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name
CREATED = datetime(*EPOCH)  # what Office files tell of themselves


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of parts, name and content, each dated 1980: same content, same bytes."""
    import zipfile

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for name, content in parts:
            part = zipfile.ZipInfo(name, EPOCH)
            part.create_system = 0  # else zipfile notes this machine's system
            target.writestr(part, content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


@contextmanager
def workbook(title: str) -> Iterator[tuple[Workbook, io.BytesIO]]:
    """A workbook to fill, and the bytes that it becomes when the block ends.

    XlsxWriter dates the parts of the archive 1980 when it works in memory.
    """
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": CREATED})
        yield book, data


def same_bytes(save: Callable[[io.BytesIO], None]) -> bytes:
    """The archive that `save` writes, packed again without its dates."""
    import zipfile

    dated = io.BytesIO()
    save(dated)
    with zipfile.ZipFile(dated) as source:
        return packed((name, source.read(name)) for name in source.namelist())
