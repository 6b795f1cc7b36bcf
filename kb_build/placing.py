"""Puts files in their place whole: a reader finds each old or new, never half."""

from __future__ import annotations

from pathlib import Path

TEMPORARY = ".kb-new"  # ends the hidden name of a file that is being written


def replace(target: Path, data: bytes) -> None:
    """Writes a file over what stands there. Its folder must be there; raises OSError."""
    temporary = target.with_name(f".{target.name}{TEMPORARY}")
    with temporary.open("xb") as file:  # x: never through a link that someone left there
        file.write(data)
    temporary.replace(target)


def create(target: Path, data: bytes) -> None:
    """Writes a file where none is, with its folders.

    Raises FileExistsError where anything stands there, a broken link too, and other OSErrors.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb"):  # takes the name: of two who come at once one is refused
        pass
    try:
        replace(target, data)
    except BaseException:
        target.unlink()
        raise
