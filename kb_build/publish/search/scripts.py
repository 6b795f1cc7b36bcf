"""Where the script files of the index are put: a folder of a site, or the store."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Scripts(Protocol):
    """Script files by name, which are written once and read again when they are renewed."""

    def read(self, name: str) -> str:
        """The text of a file. Raises OSError where it is lost."""

    def write(self, name: str, text: str) -> None:
        """Puts a file in its place."""

    def remove(self, name: str) -> None:
        """Takes a file away; one that is not there is passed over."""

    def clear(self) -> None:
        """Takes all files away."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Files below a folder."""

    path: Path

    def read(self, name: str) -> str:
        """The text of a file. Raises OSError where it is lost."""
        return (self.path / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Puts a file in its place."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")

    def remove(self, name: str) -> None:
        """Takes a file away; one that is not there is passed over."""
        (self.path / name).unlink(missing_ok=True)

    def clear(self) -> None:
        """Takes all files away."""
        shutil.rmtree(self.path, ignore_errors=True)
