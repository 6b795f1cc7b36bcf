"""Tells what the machine refuses, such as a full disk or a folder without rights."""

from __future__ import annotations

import errno
from pathlib import Path

from kb_build.files.placing import TEMPORARY
from kb_build.messages import say

# Error numbers (POSIX.1-2017, 2.3) → key of the table `refused`; any other is a bug of ours.
REASONS = {
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read-only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EEXIST: "no-folder",
    errno.ENOTDIR: "no-folder",
    errno.ENOTEMPTY: "blocked",
    errno.EISDIR: "blocked",
    errno.ENAMETOOLONG: "long",
    errno.ELOOP: "circle",
    errno.EMFILE: "many",
    errno.ENFILE: "many",
    errno.ENOMEM: "memory",
    # A disk that fails, or a shared folder that went away.
    **dict.fromkeys((errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE), "away"),
    **dict.fromkeys((errno.ENOTCONN, errno.EHOSTDOWN, errno.ETIMEDOUT), "away"),
}


def refusal(error: Exception) -> str:
    """What was refused where, and what to do; empty for an error that is none of these."""
    if isinstance(error, MemoryError):
        return say("refused.memory", place=Path.cwd())
    if not isinstance(error, OSError):
        return ""
    reason = REASONS.get(error.errno or 0)
    if not reason:
        return ""
    place = Path(str(error.filename2 or error.filename or Path.cwd()))
    if place.name.endswith(TEMPORARY):  # a name that nobody knows: told by its folder
        place = place.parent
        if error.errno == errno.EEXIST:
            reason = "busy"
    return say(f"refused.{reason}", place=place)
