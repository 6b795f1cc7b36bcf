"""What lies below a folder: its files by path, names that are no text, links that lead out."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

# Surrogates: what Python has for bytes of a file's name that are no text (PEP 383, and Windows).
UNNAMED = re.compile("[\ud800-\udfff]")

DirEntry = os.DirEntry[str]


def is_text(name: str) -> bool:
    """Whether a file's name is valid UTF-8; names out of old archives may not be."""
    return name.isascii() or not UNNAMED.search(name)


def files_below(folder: Path, *, hidden: bool = True) -> Iterator[tuple[str, DirEntry]]:
    """All files and links below a folder, by path with forward slashes, folder by folder.

    Linked folders are not entered. Names that begin with a dot are left out unless `hidden`.
    """
    return _below(os.fspath(folder), "", hidden) if folder.is_dir() else iter(())


def pages_below(docs: Path) -> Iterator[tuple[str, DirEntry]]:
    """Those of all files that are named like a page and not hidden."""
    return (one for one in files_below(docs, hidden=False) if one[0].endswith(".md"))


def _below(folder: str, prefix: str, hidden: bool) -> Iterator[tuple[str, DirEntry]]:
    try:
        with os.scandir(folder) as found:
            there = sorted(found, key=lambda entry: entry.name)
    except OSError:  # gone meanwhile, or not readable: who needs its files will say so
        return
    folders = []
    for entry in there:
        if hidden or not entry.name.startswith("."):
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry)
            else:
                yield prefix + entry.name, entry
    for entry in folders:
        yield from _below(entry.path, f"{prefix}{entry.name}/", hidden)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a symbolic link that leads out of `folder`, or in a circle."""
    if not path.is_symlink():
        return False
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            return True
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
