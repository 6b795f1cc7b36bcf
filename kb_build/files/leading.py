"""Finds symbolic links that lead out of a folder: what lies outside is no part of it."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def leads_out(path: Path, folder: Path) -> bool:
    """Whether there is a symbolic link that leads out of `folder`, or in a circle."""
    if not path.is_symlink():
        return False
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            return True
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
