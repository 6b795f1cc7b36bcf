"""Puts the page where it was asked for: whole or not at all, and never over a file of others."""

from __future__ import annotations

from pathlib import Path

from kb_build.errors import InputError
from kb_build.files import atomic

# Every page begins so: `kb extract --html reports/*.html` must not replace the first report.
BEGINNING = "<!DOCTYPE html>\n<!-- made by: kb extract -->\n"


def save(path: Path, page: str) -> None:
    """Writes the page as UTF-8, so that a reader finds the file old or new, never half.

    Raises InputError where the folder is not there or not writable, or where the file is one that
    this program did not make.
    """
    if path.exists() and not _is_ours(path):
        raise InputError("view-foreign", str(path))
    atomic.deliver(path, page.encode("utf-8"))


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(BEGINNING)) == BEGINNING.encode()
