"""The files of a site as the store has them: a file that two sites share lies there once.

Files are named by a key and never changed, so a site is made by linking them, and a file of a site
is known to be the right one by its number on the disk, without reading it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from kb_build.store import key_of

PART = ".part"  # ends the name of a file that is known by its content


class Shelf:
    """A store's folder, looked through once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._there = {
            name: number
            for shelf in (_scanned(folder) if folder.is_dir() else ())
            if len(shelf.name) == 2 and shelf.is_dir()
            for name, number in ((e.name, e.inode()) for e in _scanned(Path(shelf.path)))
        }

    def __contains__(self, name: str) -> bool:
        return name in self._there

    def place(self, name: str) -> Path:
        """Where the file of this name lies, or would lie."""
        return self.folder / name[:2] / name

    def put(self, data: bytes) -> str:
        """Keeps a file; gives its name."""
        name = f"{key_of(data)}{PART}"
        if name not in self._there:
            put(self.place(name), data)
            self._there[name] = 0  # its number is asked for when it is needed
        return name

    def read(self, name: str) -> bytes:
        """A file. Raises OSError where it is lost."""
        return self.place(name).read_bytes()

    def differing(self, site: Path, wanted: Mapping[str, str]) -> set[str]:
        """The paths below a site's folder where other files should stand than do, or none.

        `wanted` has the name of a file for each path.
        """
        stand = dict(_numbers(site)) if site.is_dir() and self._shares_disk(site) else {}
        others = {path for path, name in wanted.items() if stand.get(path) != self._number(name)}
        return others | (stand.keys() - wanted.keys())

    def link(self, name: str, target: Path) -> None:
        """Puts a file into a site: the same file under another name where the disk allows."""
        try:
            try:
                os.link(self.place(name), target)
            except FileNotFoundError:
                target.parent.mkdir(parents=True, exist_ok=True)
                os.link(self.place(name), target)
        except OSError:  # another disk, or one without links
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.place(name), target)

    def ask_for(self, names: Iterator[str]) -> None:
        """Marks files as wanted today (see `Store.sweep`)."""
        for name in names:
            with suppress(OSError):
                os.utime(self.place(name))

    def _number(self, name: str) -> int:
        number = self._there.get(name, 0)
        if not number:
            with suppress(OSError):
                number = self._there[name] = self.place(name).stat().st_ino
        return number

    def _shares_disk(self, site: Path) -> bool:
        return self.folder.is_dir() and self.folder.stat().st_dev == site.stat().st_dev


def put(target: Path, data: bytes) -> None:
    """Puts a file in its place whole, with the folders above it."""
    new = target.with_suffix(f".{os.getpid()}.new")
    try:
        new.write_bytes(data)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(data)
    new.replace(target)


def _scanned(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _numbers(folder: Path, below: str = "") -> Iterator[tuple[str, int]]:
    """The files below a folder, each with its number on the disk."""
    for entry in _scanned(folder):
        path = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _numbers(Path(entry.path), f"{path}/")
        else:
            yield path, entry.inode()
