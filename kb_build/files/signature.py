"""A file is known again without being read: by its size, its times and its number on the disk.

Git's index does the same. Where a file's times lie too near to the moment of looking, a later
change might not show in them; then nothing is said, and the file is read again the next time.
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
# What Python reads for bytes of a file's name that are no text (PEP 383, and Windows' own).
UNNAMED = re.compile("[\ud800-\udfff]")

Entry = os.DirEntry[str]


def signature_of(file: Path | Entry, tick: int = TICK) -> str:
    """Tells a state of a file from all others that it had; empty where that is not sure.

    `tick` is how old its times must be, in nanoseconds; 0 for a file that was only just written.
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
    """Whether a file's name is UTF-8: other bytes come from old archives and other systems."""
    return name.isascii() or not UNNAMED.search(name)


def files_below(folder: Path, *, hidden: bool = True) -> Iterator[tuple[str, Entry]]:
    """All files below a folder, and links, by path with forward slashes; in order of folder.

    A linked folder is not gone into. Not `hidden`: without what begins with a dot.
    """
    return _below(os.fspath(folder), "", hidden) if folder.is_dir() else iter(())


def _below(folder: str, prefix: str, hidden: bool) -> Iterator[tuple[str, Entry]]:
    try:
        with os.scandir(folder) as found:
            there = sorted(found, key=lambda entry: entry.name)
    except OSError:  # gone meanwhile, or not ours to read: whoever needs it says so
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
