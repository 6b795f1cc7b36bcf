"""What was found out of pages before: the hash of what is wanted, and of what stands in a file.

A page that is as it was, in a file that nobody touched, is neither made, nor read, nor hashed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kb_build.files.signature import Entry, signature_of
from kb_build.model import Sheet
from kb_build.reuse.keyed import Kept
from kb_build.reuse.store import Store
from kb_build.write.survey import Found, found_in


@dataclass(frozen=True, slots=True)
class Memory:
    """Results by key; one that is empty finds out all anew."""

    wanted: Kept[str] = field(default_factory=Kept)  # hashes by sheet
    files: Kept[Found] = field(default_factory=Kept)  # what stands in them, by path and signature

    @classmethod
    def at(cls, folder: Path, program: str) -> Memory:
        """What a folder has; `program` stands for the code."""
        return cls(
            Kept(Store(folder / "wanted", dict[str, str]), program),
            Kept(Store(folder / "files", dict[str, Found]), program),
        )

    def known(self, sheet: Sheet) -> str:
        """The hash of what a sheet says, where it is known; empty elsewhere."""
        key = f"{sheet.version} {sheet.path}"
        found = self.wanted.found(key) if sheet.version else None
        return self.wanted.keep(key, found) if found else ""

    def sha256(self, sheet: Sheet, make: Callable[[], str]) -> str:
        """The hash of what a sheet says."""
        if not sheet.version:
            return make()
        return self.wanted.made(f"{sheet.version} {sheet.path}", make)

    def found(self, file: Entry, look: Callable[[], Found]) -> Found:
        """What stands in a file that is there; looked at where it is not known again."""
        signature = signature_of(file)
        return self.files.made(f"{signature} {file.path}", look) if signature else look()

    def written(self, file: Path, signature: str, data: bytes) -> None:
        """Takes note of what was put into a file, which was then signed."""
        if signature and signature == signature_of(file):
            self.files.keep(f"{signature} {file}", found_in(data))

    def save(self) -> None:
        """Keeps what was asked for."""
        self.wanted.save()
        self.files.save()
