"""Related entries, each with the reason why: what stands in the same words, or shares a rule.

Of what other reports tell, the nearest before it in time come first. So a new report becomes
related to what there is, and of that to a few only: the others' pages say what they said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, count, islice
from typing import NamedTuple

from kb_build.model import MADE, Entry, EntryKind, Relation, replace
from kb_build.reuse.keyed import Kept, digest

MOST = 8  # related entries of one entry
NEAR = 5  # of which from the same words at most, so that other reports' entries find a place
NAMESAKES = 3  # of which other units' own things of its name
CROWD = 40  # entries looked at per passage or hub: keeps the work linear on hostile input
# A rule or mechanism that every eighth to fourth report has, as 党章 and 三会一课, says nothing of
# two entries that quote it; one in at most 3 does, in small libraries too. Set by reading what was
# related through which hub on 30 real reports of all genres: above this hardly anything belonged
# together. A practice always says something: it is what others want to do likewise.
COMMON = 3  # powers of two that a hub's reports stay below all reports
FEW = 3
MAKES: tuple[EntryKind, ...] = ("rule", "mechanism")  # what measures make
HUBS: dict[EntryKind, str] = {
    "rule": "same_rule",
    "mechanism": "same_mechanism",
    "practice": "same_practice",
}
# What stands in the same words, by how much it tells whoever reads on.
USEFUL: tuple[EntryKind, ...] = (
    "practice", "problem", "measure", "rule", "mechanism", "organization",
)  # fmt: skip
# Why two entries that quote the same words are related, as seen from the first, where the measure
# is what answers the problem: one that is only told beside it is not answered by it.
ANSWERING: dict[tuple[EntryKind, EntryKind], str] = {
    ("problem", "measure"): "answered_by",
    ("measure", "problem"): "answers",
}
# The same where the words tell that a rule or mechanism was made or changed.
MAKING: dict[tuple[EntryKind, EntryKind], str] = {
    ("rule", "measure"): "set_up_by",
    ("mechanism", "measure"): "set_up_by",
    ("measure", "rule"): "sets_up",
    ("measure", "mechanism"): "sets_up",
    ("rule", "problem"): "made_for",
    ("mechanism", "problem"): "made_for",
    ("problem", "rule"): "made_in_answer",
    ("problem", "mechanism"): "made_in_answer",
}
# Where the answer to a problem is told.
ANSWERED = ("measure", "rules", "outcome", "progress", "plan")
# Where a measure, or what was done about a problem, is told, by kind, as section labels.
DONE: dict[EntryKind, tuple[str, ...]] = {
    "measure": ("measure", "item", "variant", "template", "outcome"),
    "problem": ("measure", "rules", "outcome"),
}

Place = int  # number of a passage or heading, in the order in which entries quote them
Related = dict[str, tuple[Relation, ...]]  # of all entries, by id


class Bare(NamedTuple):
    """An entry as far as relations follow from it.

    Which words stand at a place says nothing here: other ones there change no relation.
    """

    id: str
    kind: EntryKind
    name: str  # of a rule or mechanism, without its owner; empty elsewhere
    reports: tuple[int, ...]  # numbers in order of time
    topics: tuple[str, ...]
    said: tuple[tuple[str, tuple[Place, ...]], ...]  # places of its words by section, but the path

    @classmethod
    def of(
        cls, entry: Entry, reports: Mapping[str, int], places: Mapping[tuple[str, str], Place]
    ) -> Bare:
        """That of an entry, by the numbers of all reports, and of places by report and anchor."""
        said = tuple(
            (section.label, tuple(places[q.report, q.anchor] for q in section.quotations))
            for section in entry.sections
            if section.label != "path"
        )
        name = entry.key[0] if entry.kind in MAKES else ""
        numbers = tuple(reports[report] for report in entry.reports)
        return cls(entry.id, entry.kind, name, numbers, entry.topics, said)


@dataclass(frozen=True)
class _Index:
    """What is looked up of all entries."""

    entries: dict[str, Bare]
    places: dict[str, int]  # of the entries in order of time
    near: dict[str, list[str]]  # ids of entries that quote the same words, the most useful first
    around: dict[tuple[str, EntryKind], list[str]]  # the same by kind, in order of time
    alike: dict[tuple[EntryKind, str], list[str]]  # by kind and name without its owner, likewise
    makers: dict[Place, list[str]]  # measures and problems that tell at a place what was done
    makings: dict[Place, list[str]]  # rules and mechanisms that it tells to have been made


def relate(
    entries: Iterable[Entry], reports: Sequence[str], kept: Kept[Related] | None = None
) -> tuple[Entry, ...]:
    """The entries, each with at most eight related ones; the order they come in does not matter.

    `reports` are the ids of all reports in order of time; `kept` has the relations of an earlier
    build.
    """
    by_id = {entry.id: entry for entry in entries}
    in_time = {report: number for number, report in enumerate(reports)}
    places: dict[tuple[str, str], Place] = defaultdict(count().__next__)
    bare = [Bare.of(entry, in_time, places) for entry in by_id.values()]
    make = partial(all_related, bare, len(reports))
    related = kept.made(digest((bare, len(reports))), make) if kept else make()
    return tuple(replace(entry, related=related[id]) for id, entry in by_id.items())


def all_related(entries: Sequence[Bare], reports: int) -> Related:
    """The relations of each entry; `reports` is how many reports there are."""
    by_id = {entry.id: entry for entry in entries}
    in_time = sorted(entries, key=lambda entry: (entry.reports[0], entry.id))
    places = {entry.id: place for place, entry in enumerate(in_time)}
    alike: dict[tuple[EntryKind, str], list[str]] = defaultdict(list)
    for entry in in_time:
        if entry.kind in MAKES:
            alike[entry.kind, entry.name].append(entry.id)
    near = _near(by_id, places)
    around: dict[tuple[str, EntryKind], list[str]] = defaultdict(list)
    for one, others in near.items():
        if _is_hub(by_id[one], reports):
            for other in sorted(others, key=places.__getitem__):
                around[one, by_id[other].kind].append(other)
    makers = _at_places((entry for entry in entries if entry.kind in DONE), _making)
    makings = _at_places((entry for entry in entries if entry.kind in MAKES), _making)
    index = _Index(by_id, places, near, around, alike, makers, makings)
    return {entry.id: _related(entry, index) for entry in entries}


def _is_hub(entry: Bare, all_reports: int) -> bool:
    """Whether it tells something of two entries that both quote it; counted in powers of two."""
    own = len(entry.reports)
    rare = own <= FEW or own.bit_length() <= all_reports.bit_length() - COMMON
    return entry.kind == "practice" or (entry.kind in HUBS and rare)


def _related(entry: Bare, index: _Index) -> tuple[Relation, ...]:
    found: dict[str, str] = {}
    beside = chain(_named_alike(entry, index), _made(entry, index), _beside(entry, index))
    for reason, other in beside:
        found.setdefault(other, reason)
    for reason, other in _through_hubs(entry, index):
        if len(found) >= MOST:
            break
        found.setdefault(other, reason)
    return tuple(Relation(other, reason) for other, reason in found.items())[:MOST]


def _named_alike(entry: Bare, index: _Index) -> Iterator[tuple[str, str]]:
    """Other units' own thing of the same name, say their 财务管理办法."""
    if entry.kind in MAKES:
        others = _from(entry, index.alike[entry.kind, entry.name], index)
        yield from (("same_name", id) for id in islice(others, NAMESAKES))


def _from(entry: Bare, others: Sequence[str], index: _Index) -> Iterator[str]:
    """Orders by time around an entry: earlier ones, nearest first, then later ones."""
    at = bisect_left(others, index.places[entry.id], key=index.places.__getitem__)
    before = (others[place] for place in range(at - 1, max(at - CROWD, 0) - 1, -1))
    after = (others[place] for place in range(at, min(at + CROWD, len(others))))
    return (id for id in chain(before, after) if id != entry.id)


def _beside(entry: Bare, index: _Index) -> Iterator[tuple[str, str]]:
    for other in index.near.get(entry.id, ())[:NEAR]:
        yield _reason(entry, index.entries[other]), other


def _reason(entry: Bare, other: Bare) -> str:
    """Why an entry is related to another that quotes the same words."""
    reason = ANSWERING.get((entry.kind, other.kind))
    problem, measure = (entry, other) if entry.kind == "problem" else (other, entry)
    answers = reason and not set(_told(problem, ANSWERED)).isdisjoint(_told(measure))
    return reason if reason and answers else "same_passage"


def _made(entry: Bare, index: _Index) -> Iterator[tuple[str, str]]:
    """What set up a rule or mechanism and for which problem, or the other way round.

    A measure has set up what its own words tell to be made; a problem was answered with what the
    words of its answer tell to be made. Words beside these say nothing of it.
    """
    others = index.makings if entry.kind in DONE else index.makers
    counts = Counter(other for place in _making(entry) for other in others.get(place, ()))
    best = sorted(counts, key=lambda id: (index.entries[id].kind, -counts[id], index.places[id]))
    for other in best[:NEAR]:
        yield MAKING[entry.kind, index.entries[other].kind], other


def _making(entry: Bare) -> Iterable[Place]:
    """Where it is told that something is made; of a rule or mechanism, that it is made itself."""
    labels = MADE if entry.kind in MAKES else DONE.get(entry.kind)
    return set(_told(entry, labels)) if labels else ()


def _at_places(
    entries: Iterable[Bare], of: Callable[[Bare], Iterable[Place]]
) -> dict[Place, list[str]]:
    """Ids of the entries of each place."""
    places: dict[Place, list[str]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.id):
        for place in sorted(set(of(entry))):
            if len(places[place]) < CROWD:
                places[place].append(entry.id)
    return places


def _told(entry: Bare, labels: Collection[str] = ()) -> Iterator[Place]:
    """The places of its words: those under these labels, else all."""
    for label, places in entry.said:
        if not labels or label in labels:
            yield from places


def _through_hubs(entry: Bare, index: _Index) -> Iterator[tuple[str, str]]:
    """Measures or problems of other reports that share a rule, mechanism or practice.

    What else is named beside such a hub has nothing to do with what others name beside it; nor has
    a measure on another topic, where the hub is a rule or mechanism, say 民主评议. Those in few
    reports tell most; counted in powers of two, so that the order seldom changes.
    """
    if entry.kind not in DONE:
        return
    hubs = (index.entries[id] for id in index.near.get(entry.id, ()))
    named = (hub for hub in hubs if hub.kind in HUBS)
    own, topics = {*entry.reports}, {*entry.topics}
    for hub in sorted(named, key=lambda h: (len(h.reports).bit_length(), h.id)):
        for other in _from(entry, index.around[hub.id, entry.kind], index):
            on_it = hub.kind == "practice" or not topics.isdisjoint(index.entries[other].topics)
            if on_it and own.isdisjoint(index.entries[other].reports):
                yield HUBS[hub.kind], other


def _near(entries: dict[str, Bare], places: dict[str, int]) -> dict[str, list[str]]:
    """For each entry those that quote the same passage or heading, the most useful first.

    Of what is as useful and shares as much, the first in time.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for members in _at_places(entries.values(), _told).values():
        for one in members:
            counts[one].update(members)
    for one, shared in counts.items():
        del shared[one]

    rank = {kind: number for number, kind in enumerate(USEFUL)}

    def order(one: str) -> list[str]:
        shared = counts[one]
        return sorted(shared, key=lambda id: (rank[entries[id].kind], -shared[id], places[id]))

    return {one: order(one) for one in counts}
