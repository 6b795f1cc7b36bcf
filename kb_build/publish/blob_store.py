"""The files of sites in the store; a file that two sites share is there once.

Files are named by a key and never changed. So a site is made of hard links to them, and whether a
file of a site is the right one shows in its inode number, without reading it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kb_build.files.walking import files_below
from kb_build.reuse.store import key_of, put

PART = ".part"  # ends the name of a file that is known by its content


class BlobStore:
    """A store's folder into which files are put, without looking through all that are there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __contains__(self, name: str) -> bool:
        return os.path.exists(self.place(name))

    def place(self, name: str) -> str:
        """The path of the file of this name, whether or not it is there."""
        return f"{self.folder}/{name[:2]}/{name}"

    def put(self, data: bytes) -> str:
        """Keeps a file; gives its name."""
        name = f"{key_of(data)}{PART}"
        if name not in self:
            put(self.place(name), data)
        return name

    def read(self, name: str) -> bytes:
        """A file. Raises OSError where it is lost."""
        return Path(self.place(name)).read_bytes()


class Blobs(BlobStore):
    """A store's folder with a list of all its files, made once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._there = {
            entry.name: entry.inode()
            for blobs in (_scanned(folder) if folder.is_dir() else ())
            if len(blobs.name) == 2 and blobs.is_dir()
            for entry in _scanned(Path(blobs.path))
        }

    def __contains__(self, name: str) -> bool:
        return name in self._there

    def names(self, ending: str) -> list[str]:
        """The files whose names end so."""
        return [name for name in self._there if name.endswith(ending)]

    def put(self, data: bytes) -> str:
        """Keeps a file; gives its name."""
        name = super().put(data)
        self._there.setdefault(name, 0)  # its number is asked for when it is needed
        return name

    def is_in(self, site: Path, wanted: Mapping[str, str]) -> bool:
        """Whether a site has these files, among others."""
        files = ((f"{site}/{path}", name) for path, name in wanted.items())
        return all(os.path.exists(p) and os.stat(p).st_ino == self._number(n) for p, n in files)

    def fill(self, site: Path, wanted: Mapping[str, str]) -> None:
        """Makes those files and no others stand in a folder, whatever stands there now.

        They are the same files under other names where a disk allows.
        """
        standing = SiteFiles.of(site)
        self.patch(site, standing, self.differing(standing, wanted), wanted)

    def patch(
        self, site: Path, standing: SiteFiles, paths: Set[str], wanted: Mapping[str, str]
    ) -> SiteFiles:
        """Puts in their place, or takes away, the files that should stand at these paths.

        Gives what stands then.
        """
        for path in paths & standing.files.keys():
            os.unlink(f"{site}/{path}")
        for folder in sorted(_folders(paths - wanted.keys()), reverse=True):
            with suppress(OSError):  # other files are in it
                (site / folder).rmdir()
        come = paths & wanted.keys()
        for folder in _folders(come):
            (site / folder).mkdir(parents=True, exist_ok=True)
        for path in come:
            self.link_one(wanted[path], f"{site}/{path}")
        stay = {path: number for path, number in standing.files.items() if path not in paths}
        new = {path: os.stat(f"{site}/{path}").st_ino for path in come}
        return SiteFiles(standing.device, stay | new)

    def link_one(self, name: str, target: str) -> None:
        """Puts the file of this name at a path where none is."""
        try:
            os.link(self.place(name), target)
        except OSError:  # another disk, or one without links
            shutil.copyfile(self.place(name), target)

    def ask_for(self, names: Iterable[str]) -> None:
        """Marks files as wanted today (see `Store.sweep`)."""
        for name in names:
            with suppress(OSError):
                os.utime(self.place(name))

    def differing(self, site: SiteFiles, wanted: Mapping[str, str]) -> set[str]:
        """The paths at which a site has the wrong file, lacks one, or has one too many.

        `wanted` has a name for each path.
        """
        stand = site.files if site.device == self.device else {}
        wrong = {p for p, n in wanted.items() if p not in stand or stand[p] != self._number(n)}
        return wrong | (site.files.keys() - wanted.keys())

    def size(self, name: str) -> int:
        """The bytes of a file. Raises LookupError where it is lost."""
        try:
            return os.path.getsize(self.place(name))
        except FileNotFoundError as error:
            raise LookupError(name) from error

    def _number(self, name: str) -> int | None:
        number = self._there.get(name)
        if not number:
            with suppress(OSError):
                number = self._there[name] = os.stat(self.place(name)).st_ino
        return number

    @property
    def device(self) -> int:
        """The number of the disk; 0 where there is no folder yet."""
        return self.folder.stat().st_dev if self.folder.is_dir() else 0


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """The files of a site as they stand."""

    device: int = 0  # number of the disk
    files: dict[str, int] = field(default_factory=dict)  # inode numbers by path

    @classmethod
    def of(cls, site: Path) -> SiteFiles:
        """What stands in a folder; nothing where it is missing."""
        if not site.is_dir():
            return cls()
        return cls(site.stat().st_dev, {path: file.inode() for path, file in files_below(site)})


def _folders(paths: Iterable[str]) -> set[str]:
    """All folders above some paths; none begins with a slash, so that "" is not among them."""
    direct = {path.rpartition("/")[0] for path in paths} - {""}
    return direct | _folders(direct) if direct else direct


def _scanned(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)
