"""Tells what the machine refuses, such as a full disk or a folder without rights."""

from __future__ import annotations

import errno
from pathlib import Path

from kb_build.config import STORE
from kb_build.files.atomic import TEMPORARY
from kb_build.messages import say

# Error numbers (POSIX.1-2017, 2.3) → key of the table `refused`; any other is a bug of ours.
REASONS = {
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EBUSY: "denied",
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
    place = Path(str(error.filename2 or error.filename or Path.cwd()))
    if error.errno == errno.ENOENT and error.filename and not _is_ours(place):
        reason = "gone"  # it was listed a moment ago: somebody works in the folder
    if not reason:
        return ""
    if place.name.endswith(TEMPORARY):  # a name that nobody knows: told by its folder
        place = place.parent
        if error.errno == errno.EEXIST:
            reason = "busy"
    return say(f"refused.{reason}", place=place)


def _is_ours(path: Path) -> bool:
    """Whether a file belongs to the program or its store: that it is missing is a bug."""
    return STORE.name in path.parts or path.is_relative_to(Path(__file__).parents[1])
