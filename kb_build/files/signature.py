"""Tells whether a file has changed without reading it: by its size, times and inode number.

Git's index does the same. A file that was changed only just now might change once more without its
times showing it; it gets no signature, and is read again the next time.
"""

from __future__ import annotations

import stat
import time
from collections.abc import Mapping
from pathlib import Path

from kb_build.files.walking import DirEntry, files_below

# Nanoseconds within which two writes may bear one time: disks count in steps of up to 10 ms.
TICK = 20_000_000
# The same of disks that count in whole seconds, FAT in two.
SECOND, COARSE = 1_000_000_000, 2_000_000_000
# Signatures by path, as a look through folders found them.
Signed = Mapping[str, str]
UNSEEN: Signed = {}


def known_or_now(file: DirEntry, signed: Signed) -> str:
    """The signature that a file had, or else the one that it has (see `signature_of`)."""
    return signed.get(file.path) or signature_of(file)


def signed_below(*folders: Path, tick: int = TICK) -> Signed:
    """Signatures of all files below these folders, by path; `tick` as in `signature_of`."""
    files = (file for folder in folders for _, file in files_below(folder))
    return {file.path: signature_of(file, tick) for file in files}


def size_of(signature: str) -> int:
    """The bytes of a file with this signature."""
    return int(signature.partition(" ")[0])


def signature_of(file: Path | DirEntry, tick: int = TICK) -> str:
    """What changes whenever the file does; empty where that is not certain.

    `tick` is how old its times must be, in nanoseconds; 0 where they may be of any age, or of a
    clock ahead of ours: of a file that we have just written, or look at again and again.
    """
    try:
        told = file.stat()
    except OSError:
        return ""
    newest = max(told.st_mtime_ns, told.st_ctime_ns)
    step = COARSE if newest % SECOND == 0 else tick
    recent = tick and newest > time.time_ns() - step
    if recent or not stat.S_ISREG(told.st_mode):
        return ""
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}"
