"""Topics as entries, in two levels: a class lists its topics, a topic the entries on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kb_build.lexicon import Scheme
from kb_build.link.entries import entry_id
from kb_build.model import ENTRY_KINDS, Entry, Relation


def topic_entries(entries: Sequence[Entry], scheme: Scheme) -> Iterator[Entry]:
    """An entry for each topic that has any, and for each class that has such topics.

    The related entries of a topic are all that belong to it, the best shown first, of those alike
    what is on it above all, and its own topic is its class; those of a class are its topics, in the
    order of the scheme.
    """
    members: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for topic in entry.topics:
            members[topic].append(entry)
    for name, topics in scheme.items():
        made = [_topic(topic, members[topic], name) for topic in topics if topic in members]
        if made:
            yield from made
            yield _gathered(name, made, "subject", ())


def _topic(name: str, members: list[Entry], parent: str) -> Entry:
    def place(entry: Entry) -> tuple[object, ...]:
        return *_worth(entry), name != entry.topics[0], *_length(entry)

    return _gathered(name, sorted(members, key=place), "topic", (parent,))


def _worth(entry: Entry) -> tuple[object, ...]:
    """The sort key of entries on a topic: kind, then grade, more than a name, no mere plan."""
    kind = ENTRY_KINDS.index(entry.kind)
    return kind, entry.grade or "Z", entry.only_named, entry.status == "planned"


def _length(entry: Entry) -> tuple[object, ...]:
    """Many reports and quotations first, in powers of two: one more seldom moves an entry."""
    said = sum(len(section.quotations) for section in entry.sections)
    return -len(entry.reports).bit_length(), -said.bit_length(), entry.id


def _gathered(name: str, members: Sequence[Entry], reason: str, topics: tuple[str, ...]) -> Entry:
    return Entry(
        id=entry_id("topic", name),
        kind="topic",
        name=name,
        aliases=(),
        sections=(),
        reports=tuple(sorted({report for entry in members for report in entry.reports})),
        units=tuple(sorted({unit for entry in members for unit in entry.units})),
        years=tuple(sorted({year for entry in members for year in entry.years})),
        topics=topics,
        related=tuple(Relation(entry.id, reason) for entry in members),
    )
