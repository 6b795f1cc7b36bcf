"""Remembers what earlier checks found on each page by itself, and in each report."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kb_build.check.personal import Hit, hits
from kb_build.files.signature import signature_of
from kb_build.files.walking import Entry
from kb_build.model import Notice
from kb_build.reuse.keyed import Kept, digest
from kb_build.reuse.store import Store


@dataclass(frozen=True, slots=True)
class Brief:
    """What checks of other pages need to know of a page."""

    id: str
    title: str
    owner: str
    anchors: frozenset[str]  # what a link may name behind `#`
    things: tuple[str, ...]  # kind and joining key of what it is about, see `PageFile.things`
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of checking a page by itself."""

    brief: Brief
    notices: tuple[Notice, ...]  # right as long as all that was supposed is
    supposed: tuple[bytes, ...]  # questions about other pages, see `docs.packed`
    quoted: tuple[bytes, ...]  # questions about places in reports; empty once they were tested


@dataclass(frozen=True, slots=True)
class Memory:
    """Results by key; an empty memory works everything out anew."""

    pages: Kept[Checked] = field(default_factory=Kept)  # by path and state of the file
    personal: Kept[tuple[Hit, ...]] = field(default_factory=Kept)  # by text of the report

    @classmethod
    def at(cls, folder: Path, program: str) -> Memory:
        """The memory kept in a folder; `program` is a key of code, limits and word lists."""
        return cls(
            Kept(Store(folder / "pages", dict[str, Checked]), program),
            Kept(Store(folder / "personal", dict[str, tuple[Hit, ...]]), program),
        )

    def of_text(self, text: str) -> tuple[Hit, ...]:
        """The places in a report's text that look like a person's data."""
        return self.personal.made(digest(text), lambda: tuple(hits(text)))

    def save(self) -> None:
        """Saves what this run asked for."""
        self.pages.save()
        self.personal.save()


def stamp(file: Entry) -> str:
    """What changes whenever a file does: its signature, or else the hash of its bytes."""
    return signature_of(file) or sha256(Path(file.path).read_bytes()).hexdigest()
