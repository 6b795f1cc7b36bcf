"""Looks through docs/, without reading files again that have not changed since the last look."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import filterfalse
from pathlib import Path

from kb_build.errors import InputError
from kb_build.files.signature import UNSEEN, Signed, known_or_now
from kb_build.files.walking import DirEntry, is_text
from kb_build.page.reviewing import state_of
from kb_build.publish.hand_written import is_written
from kb_build.reuse.store import key_of
from kb_build.running import workers

# No part of the site: the program's records in docs/, the schema for contributors' editors, and
# Material's own search and source maps.
LEFT_OUT = re.compile(
    r"\.[^/]*\.tsv|.*\.schema\.json|assets/javascripts/(lunr|workers)/.*|assets/.*\.map", re.DOTALL
)

SECONDS = 0.00004  # that a file takes


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was seen."""

    signature: str  # by which it is known again; empty where a change might not show
    key: str  # stands for its content
    state: str  # of its review, as its head names it; empty where it names none
    written: bool = False  # whether it is a page that a person wrote


@dataclass(frozen=True, slots=True)
class Look:
    """All files below a folder."""

    files: dict[str, Source] = field(default_factory=dict)  # by path, with forward slashes

    def again(self, folder: Path, signed: Signed = UNSEEN) -> Look:
        """The files as they are now; `signed` has signatures where the caller has looked.

        Raises InputError for a file whose name is no text, which no address can have.
        """
        found = dict(_files(folder))
        if unnamed := next(filterfalse(is_text, found), ""):
            shown = os.fsencode(unnamed).decode("utf-8", "replace")
            raise InputError("check-file-name", str(folder / shown))
        files = {path: one for path in found if (one := self._known(path, found[path], signed))}
        new = [path for path in found if path not in files]
        read = workers.spread(lambda path: _source(path, found[path], signed), new, SECONDS)
        return Look(dict(sorted([*files.items(), *zip(new, read, strict=True)])))

    @property
    def is_settled(self) -> bool:
        """Whether every file has a signature, so that a change would be noticed."""
        return all(source.signature for source in self.files.values())

    @property
    def stated(self) -> list[str]:
        """The pages that name a state of review; hidden files are no pages."""
        named = (path for path, source in self.files.items() if source.state)
        return [path for path in named if not any(p.startswith(".") for p in path.split("/"))]

    @property
    def written(self) -> list[str]:
        """The pages that people wrote."""
        return [path for path, source in self.files.items() if source.written]

    def _known(self, path: str, file: DirEntry, signed: Signed) -> Source | None:
        """The file as it was seen, if it certainly has not changed."""
        known = self.files.get(path)
        same = known and known.signature and known.signature == known_or_now(file, signed)
        return known if same else None


def _source(path: str, file: DirEntry, signed: Signed) -> Source:
    signature, data = known_or_now(file, signed), Path(file.path).read_bytes()
    if not path.endswith(".md"):
        return Source(signature, key_of(data), "")
    return Source(signature, key_of(data), state_of(data), is_written(data))


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, DirEntry]]:
    """All files, also those in linked folders, which MkDocs publishes."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir():
                yield from _files(Path(entry.path), f"{path}/")
            elif entry.is_file():
                yield path, entry
