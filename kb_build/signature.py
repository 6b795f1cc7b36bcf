"""A file is known again without being read: by its size, its times and its number on the disk.

Git's index does the same. Where a file's times lie too near to the moment of looking, a later
change might not show in them; then nothing is said, and the file is read again the next time.
"""

from __future__ import annotations

import stat
import time
from pathlib import Path

# Nanoseconds within which two writes may bear one time: disks count in steps of up to 10 ms.
TICK = 20_000_000


def signature_of(file: Path, tick: int = TICK) -> str:
    """Tells a state of a file from all others that it had; empty where that is not sure.

    `tick` is how old its times must be, in nanoseconds; 0 for a file that was only just written.
    """
    try:
        told = file.stat()
    except OSError:
        return ""
    newest = max(told.st_mtime_ns, told.st_ctime_ns)
    if not stat.S_ISREG(told.st_mode) or newest > time.time_ns() - tick:
        return ""
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}"
