"""What checking found before: each page in short, and the notices of pages that read the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kb_build.keyed import Kept, digest
from kb_build.model import Notice, Report
from kb_build.signature import Entry, signature_of
from kb_build.store import Store, key_of
from kb_build.tracing import Made


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
class Memory:
    """Results by key; one that is empty finds out all anew."""

    briefs: Kept[Brief] = field(default_factory=Kept)
    notices: Kept[Made[tuple[Notice, ...]]] = field(default_factory=Kept)
    personal: Kept[tuple[str, ...]] = field(default_factory=Kept)  # what a report has of the kind

    @classmethod
    def at(cls, folder: Path, program: str) -> Memory:
        """What a folder has; `program` stands for code, limits and word lists."""
        return cls(
            Kept(Store(folder / "briefs", dict[str, Brief]), program),
            Kept(Store(folder / "notices", dict[str, Made[tuple[Notice, ...]]]), program),
            Kept(Store(folder / "personal", dict[str, tuple[str, ...]]), program),
        )

    def brief(self, file: str, stamp: str, make: Callable[[], Brief]) -> Brief:
        """A file in short; `stamp` stands for what is in it."""
        return self.briefs.made(key_of(file, stamp), make)

    def of_report(self, report: Report, make: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """What of a report's text looks like a person's data."""
        return self.personal.made(digest(report.text), make)

    def save(self) -> None:
        """Keeps what was asked for."""
        for kept in (self.briefs, self.notices, self.personal):
            kept.save()


def stamp(file: Entry) -> str:
    """Stands for what is in a file: its signature, or the hash of its bytes."""
    return signature_of(file) or sha256(Path(file.path).read_bytes()).hexdigest()
