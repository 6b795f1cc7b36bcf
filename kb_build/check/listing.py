"""What stands below docs/: which pages and files, and of each page what others may ask of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb_build.check.memory import Brief, Memory, stamp
from kb_build.check.pages import PageFile
from kb_build.errors import InputError
from kb_build.model import Notice

MOST_BYTES = 16_000_000  # of a page; the longest report's has a few hundred thousand


@dataclass
class Listing:
    """What there is below docs/."""

    docs: Path
    files: set[str] = field(default_factory=set)  # paths of all files; hidden ones left out
    stamps: dict[str, str] = field(default_factory=dict)  # of each page, in order of path
    briefs: dict[str, Brief] = field(default_factory=dict)  # of each page, in order of path
    sizes: dict[str, int] = field(default_factory=dict)  # bytes of the files that are no pages
    unread: list[Notice] = field(default_factory=list)

    def page(self, path: str) -> PageFile:
        """A page, read each time: to hold all of them takes more memory than it saves time."""
        return PageFile.read(self.docs, path)


def listing(docs: Path, memory: Memory) -> Listing:
    """Looks through the folder; what could not be read is left out and told.

    Raises InputError where there is no such folder.
    """
    if not docs.is_dir():
        raise InputError("check-docs", str(docs))
    found = Listing(docs)
    for path in files_below(docs):
        try:
            _refuse_way_out(docs / path, docs)
            if path.endswith(".md"):
                _look(found, path, memory)
            elif (docs / path).is_file():
                found.sizes[path] = (docs / path).stat().st_size
        except InputError as error:
            found.unread.append(error.notice)
        found.files.add(path)
    return found


def _look(found: Listing, path: str, memory: Memory) -> None:
    file = found.docs / path
    _refuse_unusable(file)
    mark = stamp(file)
    found.briefs[path] = memory.brief(file, mark, lambda: found.page(path).brief())
    found.stamps[path] = mark


def files_below(docs: Path) -> Iterator[str]:
    """The paths of all files below a folder, and of links; hidden ones left out."""
    for folder, folders, files in os.walk(docs):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted((*files, *links)):
            if not name.startswith("."):
                yield Path(folder, name).relative_to(docs).as_posix()


def _refuse_way_out(file: Path, docs: Path) -> None:
    if file.is_symlink() and not file.resolve().is_relative_to(docs.resolve()):
        raise InputError("check-link-out", str(file))


def _refuse_unusable(file: Path) -> None:
    if not file.is_file():
        raise InputError("check-no-file", str(file))
    if file.stat().st_size > MOST_BYTES:
        raise InputError("check-large", str(file), most=MOST_BYTES // 1_000_000)
