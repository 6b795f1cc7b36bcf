"""Lets one build of a knowledge base run at a time: two would overwrite each other's files.

The turn is the system's own lock on a file, which is free again when its process ends, in any way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

NAME = "turn"  # the file, which holds nothing


@contextmanager
def turn(folder: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """While the block runs, no other process has its turn in this folder.

    Where one has it, `waiting` is called and its end awaited. Where system or disk know no such
    locks (Windows, some network shares), nobody waits.
    """
    file = _opened(folder)
    try:
        if file:
            _lock(file, waiting)
        yield
    finally:
        if file:
            file.close()


def _opened(folder: Path) -> BinaryIO | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / NAME).open("ab")
    except OSError:  # whoever has to write there says why it cannot
        return None


def _lock(file: BinaryIO, waiting: Callable[[], object]) -> None:
    """A POSIX lock: unlike those of `flock` it is not held on by helping processes."""
    try:
        import fcntl

        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        waiting()
        fcntl.lockf(file, fcntl.LOCK_EX)
    except (ImportError, OSError):
        return
