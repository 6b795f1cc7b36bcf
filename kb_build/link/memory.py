"""Remembers what linking made in earlier builds, of each report and of each group of names.

A group's entry is made only from the reports that tell of it. So its key is made from these reports
and what the group is about, and a new report changes only the entries that it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb_build.lexicon import Scheme
from kb_build.link.likeness import Sketch
from kb_build.link.names import Identity
from kb_build.link.sources import Source
from kb_build.link.subjects import Subjects
from kb_build.model import Entry, MeasureStatus, Point
from kb_build.reuse.keyed import Kept, Result
from kb_build.reuse.store import Store, key_of


@dataclass(frozen=True, slots=True)
class Head:
    """A block in which a measure is told, as joining needs it."""

    number: int  # among the blocks of its report
    key: tuple[str, ...]  # what the measure's id is made of
    status: MeasureStatus
    sketch: Sketch

    @property
    def heading(self) -> str:
        """The words that head it, or its first clause."""
        return self.key[-2]


# A figure, with what is counted and in which measure.
Counted = tuple[tuple[str, str], Point]


@dataclass(frozen=True, slots=True)
class Memory:
    """Results by key; an empty memory makes everything anew."""

    subjects: Subjects = field(default_factory=Subjects)  # gives entries their topics
    identities: Kept[tuple[Identity, ...]] = field(default_factory=Kept)  # of all its mentions
    heads: Kept[tuple[Head, ...]] = field(default_factory=Kept)
    near: Kept[tuple[tuple[int, ...], ...]] = field(default_factory=Kept)  # what heads resemble
    entries: Kept[tuple[Entry, ...]] = field(default_factory=Kept)
    counted: Kept[tuple[Counted, ...]] = field(default_factory=Kept)  # of all figures of a report

    @classmethod
    def at(cls, folder: Path, program: str, topics: Scheme) -> Memory:
        """The memory kept in a folder.

        `program` stands for the code, that of understanding reports too, and the corrections, of
        which `topics` are a part.
        """

        def kept(name: str, type: type[Result]) -> Kept[Result]:
            return Kept(Store(folder / name, dict[str, type]), program)  # type: ignore[valid-type]

        return cls(
            Subjects(topics),
            kept("identities", tuple[Identity, ...]),
            kept("heads", tuple[Head, ...]),
            kept("near", tuple[tuple[int, ...], ...]),
            kept("entries", tuple[Entry, ...]),
            kept("counted", tuple[Counted, ...]),
        )

    def identities_of(self, source: Source) -> tuple[Identity, ...]:
        """What the names of a report mean, in order of its mentions."""
        named = source.facts.mentions
        return self.identities.made(
            source.digest, lambda: tuple(source.names.identity(mention) for mention in named)
        )

    def made(
        self,
        about: Sequence[str],
        sources: Iterable[Source],
        make: Callable[[], Iterable[Entry]],
    ) -> tuple[Entry, ...]:
        """The entries of a group, with their topics: `about` tells which group of the sources."""
        digests = dict.fromkeys(source.digest for source in sources)
        key = key_of(chr(31).join(about), *digests)
        return self.entries.made(key, lambda: tuple(self.subjects.classify(make())))

    def save(self) -> None:
        """Keeps what was asked for."""
        for kept in (self.identities, self.heads, self.near, self.entries, self.counted):
            kept.save()
