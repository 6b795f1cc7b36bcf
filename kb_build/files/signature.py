"""Tells whether a file has changed without reading it: by its size, times and inode number.

Git's index does the same. A file that was changed only just now might change once more without its
times showing it; it gets no signature, and is read again the next time.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path

# Nanoseconds within which two writes may bear one time: disks count in steps of up to 10 ms.
TICK = 20_000_000
# The same of disks that count in whole seconds, FAT in two.
SECOND, COARSE = 1_000_000_000, 2_000_000_000
# Surrogates: what Python has for bytes of a file's name that are no text (PEP 383, and Windows).
UNNAMED = re.compile("[\ud800-\udfff]")

Entry = os.DirEntry[str]


def signature_of(file: Path | Entry, tick: int = TICK) -> str:
    """What changes whenever the file does; empty where that is not certain.

    `tick` is how old its times must be, in nanoseconds; 0 for a file that we have just written.
    """
    try:
        told = file.stat()
    except OSError:
        return ""
    newest = max(told.st_mtime_ns, told.st_ctime_ns)
    step = COARSE if tick and newest % SECOND == 0 else tick
    if not stat.S_ISREG(told.st_mode) or newest > time.time_ns() - step:
        return ""
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}"


def is_text(name: str) -> bool:
    """Whether a file's name is valid UTF-8; names out of old archives may not be."""
    return name.isascii() or not UNNAMED.search(name)


def files_below(folder: Path, *, hidden: bool = True) -> Iterator[tuple[str, Entry]]:
    """All files and links below a folder, by path with forward slashes, folder by folder.

    Linked folders are not entered. Names that begin with a dot are left out unless `hidden`.
    """
    return _below(os.fspath(folder), "", hidden) if folder.is_dir() else iter(())


def _below(folder: str, prefix: str, hidden: bool) -> Iterator[tuple[str, Entry]]:
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
