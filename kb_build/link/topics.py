"""Topics: each entry gets at most three, by counting the words of `lexicon/topics.yml`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kb_build.lexicon import table
from kb_build.link.entries import entry_id
from kb_build.model import ENTRY_KINDS, Entry, Relation

MOST = 3  # topics of an entry
IN_NAME = 3  # a word in the name or in a heading counts as much as three in the text
LEAST = 2  # counts below say nothing: one passing word
SHARE = 0.4  # of the best topic's count that a further topic needs


def classify(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries with their topics, the most counted first."""
    return (replace(entry, topics=_topics(entry)) for entry in entries)


def topic_entries(entries: Sequence[Entry]) -> Iterator[Entry]:
    """An entry for each topic that has any; its related entries are all that belong to it."""
    members: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for topic in entry.topics:
            members[topic].append(entry)
    for name, found in members.items():
        found.sort(key=lambda e: (ENTRY_KINDS.index(e.kind), e.grade or "Z", -len(e.reports), e.id))
        yield Entry(
            id=entry_id("topic", name),
            kind="topic",
            name=name,
            aliases=(),
            sections=(),
            reports=tuple(sorted({report for entry in found for report in entry.reports})),
            units=tuple(sorted({unit for entry in found for unit in entry.units})),
            years=tuple(sorted({year for entry in found for year in entry.years})),
            topics=(),
            related=tuple(Relation(entry.id, "topic") for entry in found),
        )


def _topics(entry: Entry) -> tuple[str, ...]:
    counts = _counts(entry)
    order = list(table("topics"))
    best = sorted(counts, key=lambda topic: (-counts[topic], order.index(topic)))[:MOST]
    bar = max([LEAST, *(SHARE * counts[topic] for topic in best[:1])])
    return tuple(topic for topic in best if counts[topic] >= bar)


def _counts(entry: Entry) -> Counter[str]:
    counts: Counter[str] = Counter()
    for weight, text in _texts(entry):
        for word in _pattern().findall(text):
            for topic in _meaning()[word]:
                counts[topic] += weight
    return counts


def _texts(entry: Entry) -> Iterator[tuple[int, str]]:
    yield IN_NAME, entry.name
    for section in entry.sections:
        for quotation in section.quotations:
            yield (IN_NAME if section.label == "path" else 1), quotation.text


@cache
def _meaning() -> dict[str, tuple[str, ...]]:
    """Topics by word."""
    found: dict[str, tuple[str, ...]] = {}
    for topic, words in table("topics").items():
        for word in words:
            found[word] = (*found.get(word, ()), topic)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the words, the longest first, so that 干部教育 is not read as 教育."""
    return re.compile("|".join(map(re.escape, sorted(_meaning(), key=lambda w: (-len(w), w)))))
