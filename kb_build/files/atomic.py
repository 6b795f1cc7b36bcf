"""Writes files whole: a reader finds the old file or the new one, never half of one."""

from __future__ import annotations

import os
from pathlib import Path

from kb_build.errors import InputError

TEMPORARY = ".kb-new"  # ends the hidden name of a file that is being written


def replace(target: Path, data: bytes) -> None:
    """Writes a file over what stands there. Its folder must be there.

    Raises OSError where it cannot be written; nothing half-written is left then.
    """
    # Named by the process: a file that a killed run left behind is in nobody's way.
    temporary = target.with_name(f".{os.getpid()}{TEMPORARY}")
    file = temporary.open("xb")  # x: never through a link that someone left there
    try:
        with file:
            file.write(data)
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = error.filename or str(target)  # a full disk is told without it
        raise


def deliver(target: Path, data: bytes) -> None:
    """As `replace`, of a file that a person asked for; raises InputError."""
    try:
        replace(target, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("new-unwritten", str(target), reason=reason) from error


def create(target: Path, data: bytes, there: str, **details: object) -> None:
    """Writes a file where none is, with its folders.

    Raises InputError: by the message `there`, filled in with `details`, where anything stands in
    the way, a broken link too; by `new-unwritten` where it cannot be written.
    """
    try:
        begin(target, data)
    except FileExistsError as error:
        raise InputError(there, str(target), **details) from error
    except OSError as error:
        raise InputError("new-unwritten", str(target), reason=error.strerror or "") from error


def begin(target: Path, data: bytes) -> None:
    """As `create`, but raises FileExistsError where anything is in the way, else OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb"):  # takes the name: of two who come at once one is refused
        pass
    try:
        replace(target, data)
    except BaseException:
        target.unlink()
        raise
