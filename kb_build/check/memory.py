"""What checking found before: of each page by itself, and in each report."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kb_build.check.personal import Hit, hits
from kb_build.files.signature import Entry, signature_of
from kb_build.model import Notice
from kb_build.reuse.keyed import Kept, digest
from kb_build.reuse.store import Store


@dataclass(frozen=True, slots=True)
class Brief:
    """What other pages may ask of a page."""

    id: str
    title: str
    owner: str
    anchors: frozenset[str]  # what a link may name behind `#`
    things: tuple[str, ...]  # kind and joining key of what it is about, see `PageFile.things`
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What is found on a page that is looked at by itself."""

    brief: Brief
    notices: tuple[Notice, ...]  # true where what was supposed is so
    supposed: tuple[bytes, ...]  # what it asked of the others: questions, see `docs.packed`
    quoted: tuple[bytes, ...]  # what it asked of reports; empty once all was found to be so


@dataclass(frozen=True, slots=True)
class Memory:
    """Results by key; one that is empty finds out all anew."""

    looks: Kept[Look] = field(default_factory=Kept)  # by path and state of the file
    personal: Kept[tuple[Hit, ...]] = field(default_factory=Kept)  # by text of the report

    @classmethod
    def at(cls, folder: Path, program: str) -> Memory:
        """What a folder has; `program` stands for code, limits and word lists."""
        return cls(
            Kept(Store(folder / "looks", dict[str, Look]), program),
            Kept(Store(folder / "personal", dict[str, tuple[Hit, ...]]), program),
        )

    def of_text(self, text: str) -> tuple[Hit, ...]:
        """What of a report's text looks like a person's data."""
        return self.personal.made(digest(text), lambda: tuple(hits(text)))

    def save(self) -> None:
        """Keeps what was asked for."""
        self.looks.save()
        self.personal.save()


def stamp(file: Entry) -> str:
    """Stands for what is in a file: its signature, or the hash of its bytes."""
    return signature_of(file) or sha256(Path(file.path).read_bytes()).hexdigest()
