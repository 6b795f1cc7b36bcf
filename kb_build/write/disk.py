"""The docs folder on disk: finds its pages, writes files whole, and never outside of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from kb_build.errors import InputError
from kb_build.files import atomic
from kb_build.files.atomic import TEMPORARY
from kb_build.files.walking import DirEntry, files_below, is_text, leads_out


def pages(docs: Path) -> Iterator[tuple[str, DirEntry]]:
    """Everything below `docs` that is named like a page, with its path.

    Hidden files are left out, and names that are not valid UTF-8, which the check reports. Raises
    InputError at a symbolic link that leads out of the folder.
    """
    return _pages(docs, docs, "") if docs.is_dir() else iter(())


def _pages(docs: Path, folder: Path, prefix: str) -> Iterator[tuple[str, DirEntry]]:
    """The pages in and below one folder; `prefix` is its path below `docs`."""
    with os.scandir(folder) as found:
        named = [one for one in found if is_text(one.name)]
    for link in (Path(one.path) for one in named if one.is_symlink()):
        if not (link.name.startswith(".") and link.is_dir()):
            _refuse_way_out(link, docs)
    there = sorted(named, key=lambda one: (not one.is_dir(), one.name))
    for one in there:
        if one.name.endswith(".md") and not one.name.startswith("."):
            yield prefix + one.name, one
    for one in there:
        if one.is_dir(follow_symlinks=False) and not one.name.startswith("."):
            yield from _pages(docs, folder / one.name, f"{prefix}{one.name}/")


def leftovers(docs: Path) -> tuple[Path, ...]:
    """The half-written files of a build that was killed."""
    hidden = (file for _, file in files_below(docs) if file.name.startswith("."))
    return tuple(Path(file.path) for file in hidden if file.name.endswith(TEMPORARY))


def refuse_bad_folders(docs: Path, paths: Iterable[str]) -> None:
    """Raises InputError where a page's folder is a file, or a link that leads out of `docs`."""
    pages_in = {path.rpartition("/")[0] for path in paths}
    folders = {str(one) for inner in pages_in for one in (inner, *PurePosixPath(inner).parents)}
    folders -= {"", "."}
    for folder in map(docs.joinpath, sorted(folders)):
        _refuse_way_out(folder, docs)
        if os.path.lexists(folder) and not folder.is_dir():
            raise InputError("write-folder", str(folder))


def put(docs: Path, path: str, data: bytes) -> None:
    """Writes a file below `docs` so that a reader finds it old or new, never half."""
    target = docs / path
    try:
        atomic.replace(target, data)
    except FileNotFoundError:  # the first in its folder
        target.parent.mkdir(parents=True, exist_ok=True)
        atomic.replace(target, data)


def renew(docs: Path, path: str, data: bytes) -> None:
    """Writes a file as `put`, unless it has these bytes already; a missing one counts as empty."""
    if data != read(docs, path):
        put(docs, path, data)


def read(docs: Path, path: str) -> bytes:
    """The bytes of a file below `docs`; none where it is missing."""
    file = docs / path
    return file.read_bytes() if file.is_file() else b""


def _refuse_way_out(path: Path, docs: Path) -> None:
    if leads_out(path, docs):
        raise InputError("write-link", str(path))
