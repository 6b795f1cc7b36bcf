"""Puts the page where it was asked for: whole or not at all, and never over a file of others."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kb_build.errors import InputError

# Every page begins so: `kb extract --html reports/*.html` must not replace the first report.
BEGINNING = "<!DOCTYPE html>\n<!-- made by: kb extract -->\n"


def save(path: Path, page: str) -> None:
    """Writes the page as UTF-8, so that a reader finds the file old or new, never half.

    Raises InputError where the folder is not there or not writable, or where the file is one that
    this program did not make.
    """
    data = page.encode("utf-8")
    try:
        if path.exists() and not _is_ours(path):
            raise InputError("view-foreign", str(path))
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".kb-view-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).chmod(_usual_mode())
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        raise InputError("view-file", str(path), reason=error.strerror or str(error)) from error


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(BEGINNING)) == BEGINNING.encode()


def _usual_mode() -> int:
    """What a file made by `open` would allow; `mkstemp` shuts out everyone else."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
