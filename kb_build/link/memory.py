"""Remembers what linking made in earlier builds, of each report and of each group of names.

A group's entry is made only from the reports that tell of it. So its key is made from these reports
and what the group is about, and a new report changes only the entries that it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kb_build.lexicon import Scheme
from kb_build.link.classification import Subjects
from kb_build.link.names import Identity
from kb_build.link.near_duplicates import Sketch
from kb_build.link.sources import Source
from kb_build.model import Entry, MeasureStatus, Mention, Point, Relation, Value, replace
from kb_build.reuse import keyed
from kb_build.reuse.store import key_of
from kb_build.running.engine import Engine

SECONDS = 0.0004  # that a group takes


class Head(Value, frozen=True):
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
class Group:
    """Places of reports that tell of one thing, and so become one entry (or the like of it)."""

    about: tuple[str, ...]  # which group of the sources
    sources: tuple[Source, ...]
    make: Callable[[], Iterable[Entry]]

    @property
    def key(self) -> str:
        """Stands for all that its entries are made of."""
        digests = dict.fromkeys(source.digest for source in self.sources)
        return key_of(chr(31).join(self.about), *digests)


class Memory(keyed.Memory):
    """What the understanding of reports and the corrections decide too."""

    def __init__(
        self, folder: Path | None = None, program: str = "", topics: Scheme | None = None
    ) -> None:
        """`topics` are those of the corrections, or else the package's."""
        super().__init__(folder, program)
        # Gives entries their topics.
        self.subjects = Subjects() if topics is None else Subjects(topics)
        self.identities = self.step("identities", tuple[Identity, ...])  # of all its mentions
        self.heads = self.step("heads", tuple[Head, ...])
        self.near = self.step("near", tuple[tuple[int, ...], ...])  # what heads resemble
        self.entries = self.step("entries", tuple[Entry, ...])
        self.related = self.step("related", dict[str, tuple[Relation, ...]])  # of all, by id
        self.counted = self.step("counted", tuple[Counted, ...])  # of all figures of a report

    def named(self, source: Source) -> Iterator[tuple[Mention, Identity]]:
        """The names of a report in order, each with what it means."""
        mentions = source.facts.mentions
        meant = self.identities.made(
            source.digest, lambda: tuple(map(source.names.identity, mentions))
        )
        return zip(mentions, meant, strict=True)

    def made(self, groups: Sequence[Group], engine: Engine) -> Iterator[Entry]:
        """The entries of all groups, with their topics; groups that are not kept are made now."""
        keys = [group.key for group in groups]
        new = [n for n, key in enumerate(keys) if self.entries.found(key) is None]
        work = partial(_entries, self.subjects)
        made = engine.spread(work, [groups[number] for number in new], SECONDS)
        late = dict(zip(new, made, strict=True))
        for number, key in enumerate(keys):
            yield from self.entries.made(key, partial(late.__getitem__, number))


def _entries(subjects: Subjects, group: Group) -> tuple[Entry, ...]:
    made = subjects.classify(group.make())
    return tuple(replace(entry, version=keyed.digest(entry)) for entry in made)
