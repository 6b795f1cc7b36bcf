"""Bytes → Report: one reader per format, each a line in SUFFIXES; noise is marked, never moved."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from kb_build.errors import InputError
from kb_build.model import Report
from kb_build.read.reading import Reading

Reader = Callable[[bytes, str], Reading]

# Suffix → module of this folder, whose `read` turns bytes into a Reading. Modules are loaded when
# first needed: the libraries behind Word and PDF take longer to load than a small report to read.
SUFFIXES = {
    ".txt": "plain",
    ".md": "plain",
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
}

# The longest report seen is 0.3 MB as text; 20 MB leaves room for pictures in Word and PDF, and
# keeps the memory that one file can take within some hundred megabytes.
MAX_BYTES = 20 * 1024 * 1024


def read(path: Path) -> Report:
    """Reads one report; the text's newlines are \\n, everything else stays as the file says.

    Raises InputError where the file is missing, empty, too large, of an unknown kind, or cannot be
    decoded without guessing wildly.
    """
    name = path.as_posix()
    reader = reader_of(path)
    data = data_of(path)
    reading = reader(data, name)
    if not reading.text.strip():
        raise InputError("read-empty", name)
    return Report(
        id=hashlib.sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=reading.text,
        encoding=reading.encoding,
        marks=reading.marks,
        warnings=reading.warnings,
    )


def data_of(path: Path) -> bytes:
    """The bytes of a report's file. Raises InputError where it is missing, empty or too large."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError("read-missing", name) from error
    except OSError as error:
        raise InputError("read-unreadable", name, reason=error.strerror) from error
    if len(data) > MAX_BYTES:
        raise InputError("read-too-big", name, limit=MAX_BYTES // 1024 // 1024)
    if not data.strip():
        raise InputError("read-empty", name)
    return data


def reader_of(path: Path) -> Reader:
    """The reader for a file of this name. Raises InputError for a suffix not in SUFFIXES."""
    module = SUFFIXES.get(path.suffix.lower())
    if module is None:
        known = " ".join(SUFFIXES)
        raise InputError("read-suffix", path.as_posix(), suffix=path.suffix or "-", known=known)
    reader: Reader = import_module(f"{__name__}.{module}").read
    return reader


def find(paths: Iterable[Path]) -> list[Path]:
    """The files to read: those named, and below folders those with a known suffix, sorted.

    Hidden files and folders and files named README* are left out below folders; links to folders
    are not followed. Raises InputError for a path that is not there.
    """
    found: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise InputError("read-missing", path.as_posix())
        found.update(_below(path) if path.is_dir() else (path,))
    return sorted(found)


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(place, name)
            hidden = name.startswith(".") or name.upper().startswith("README")
            if not hidden and path.suffix.lower() in SUFFIXES:
                yield path
