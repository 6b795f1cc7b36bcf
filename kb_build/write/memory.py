"""Remembers hashes from earlier builds: of pages as they should be, and of files as they are.

So an unchanged page, in a file that nobody touched, is neither rendered, nor read, nor hashed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kb_build.files.signature import UNSEEN, Signed, known_or_now, signature_of
from kb_build.files.walking import DirEntry
from kb_build.model import LazyPage
from kb_build.reuse import keyed
from kb_build.write.survey import Found


class Memory(keyed.Memory):
    """Hashes by key."""

    def __init__(
        self, folder: Path | None = None, program: str = "", signed: Signed = UNSEEN
    ) -> None:
        super().__init__(folder, program)
        self._signed = signed
        self.wanted = self.step("wanted", str)  # hash of each page
        self.files = self.step("files", Found)  # what is in each file, by path and signature

    def known(self, lazy: LazyPage) -> str:
        """The hash of a page if it is known, else empty."""
        key = f"{lazy.version} {lazy.path}"
        found = self.wanted.found(key) if lazy.version else None
        return self.wanted.keep(key, found) if found else ""

    def sha256(self, lazy: LazyPage, make: Callable[[], str]) -> str:
        """The hash of a page; `make` works it out where it is not known."""
        if not lazy.version:
            return make()
        return self.wanted.made(f"{lazy.version} {lazy.path}", make)

    def found(self, file: DirEntry, look: Callable[[], Found]) -> Found:
        """What is in a file; `look` is called where the file has changed since."""
        signature = known_or_now(file, self._signed)
        return self.files.made(f"{signature} {file.path}", look) if signature else look()

    def written(self, file: Path, signature: str, found: Found) -> None:
        """Remembers what was just written into a file that had this signature then."""
        if signature and signature == signature_of(file):
            self.files.keep(f"{signature} {file}", found)
