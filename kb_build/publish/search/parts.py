"""Cuts the work on an index into parts that any process can do.

First the terms of pages in neighbouring slots are gathered (a `Part`); then, for each share of the
files of terms, what all parts have for it is joined and written. The cuts depend on slots and
hashes only, never on the number of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from kb_build.publish.search.findable import FIELDS, Findable
from kb_build.publish.search.pinyin import is_pair
from kb_build.publish.search.postings import Edits, Postings, Rows, Run, often, renewed
from kb_build.publish.search.scripts import Scripts
from kb_build.publish.search.slots import slots_for
from kb_build.publish.search.tables import Row, Table
from kb_build.publish.search.texts import PAGES_A_TEXT, group_of, write_group

# Slots of a part at most, up to half of which have a page: some seconds of work. The fewer the
# parts, the less has to be joined.
SLOTS = 16384
# Shares of the files of terms: each is some tenths of a second of work, so that none waits long.
SHARES = 16

# Gives what a page adds to the index, by its address.
Load = Callable[[str], Findable]
# Runs of terms by field, as MessagePack, so that processes can pass them on without decoding.
Bundle = bytes
Often = dict[str, int]  # pairs of characters, and how often each stands in the index


@dataclass(frozen=True, slots=True)
class Part:
    """What some pages add to an index, apart from the texts that results show."""

    terms: tuple[Bundle, ...]  # to each share of the files of terms
    names: list[str]  # that somebody may type by their initials


@dataclass(frozen=True, slots=True)
class Turn:
    """The changes to a share of the files of terms."""

    several: int  # the first slot of pages of several records
    edits: Mapping[str, Edits]  # by term


class Makers(Protocol):
    """Does the parts of the work, here or in other processes."""

    def parts(self, pages: Mapping[int, str], terms: Table) -> Iterable[Part]:
        """The parts of an index of pages, given by slot in that order; their texts are written.

        The last comes first: of its pages, which have several records, it takes longest.
        """

    def rows(self, terms: Table, shares: Iterable[Sequence[Bundle]]) -> Iterable[Often]:
        """Writes each share of the files of terms, from what all parts bring to it."""

    def renewed(self, terms: Table, turns: Iterable[Turn]) -> Iterable[Often]:
        """Writes the files of each share that change; gives the pairs of another frequency."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Does all the work in this process, which has all pages at hand."""

    scripts: Scripts
    load: Load

    def parts(self, pages: Mapping[int, str], terms: Table) -> Iterable[Part]:
        """All pages are one part."""
        loaded = ((slot, self.load(url)) for slot, url in pages.items())
        return [part(self.scripts, loaded, terms)]

    def rows(self, terms: Table, shares: Iterable[Sequence[Bundle]]) -> Iterable[Often]:
        """One share after the other."""
        return (rows(self.scripts, terms, *share) for share in enumerate(shares))

    def renewed(self, terms: Table, turns: Iterable[Turn]) -> Iterable[Often]:
        """One share after the other."""
        return (turned(self.scripts, turn, terms) for turn in turns)


def cut(pages: Mapping[int, str]) -> list[dict[int, str]]:
    """The pages of each part: whole groups of texts, and half of the slots at most."""
    slots = max(PAGES_A_TEXT, min(SLOTS, slots_for(len(pages)) // 2))
    parts = groupby(pages.items(), key=lambda page: page[0] // slots)
    return [dict(some) for _, some in parts]


def part(scripts: Scripts, pages: Iterable[tuple[int, Findable]], terms: Table) -> Part:
    """A part of these pages, which stand in the order of their slots; writes their texts."""
    postings = Postings()
    names: list[str] = []
    for group, some in groupby(pages, key=lambda page: group_of(page[0])):
        found = dict(some)
        for slot, page in found.items():
            postings.add(slot, page.terms)
            names += page.names
        write_group(scripts, group, {slot: page.shown for slot, page in found.items()})
    return Part(_bundles(postings.runs(), terms), names)


def _bundles(runs: Iterable[Iterable[Run]], terms: Table) -> tuple[Bundle, ...]:
    import msgspec

    shares: list[tuple[list[Run], ...]] = [tuple([] for _ in FIELDS) for _ in range(SHARES)]
    for at, field in enumerate(runs):
        for run in field:
            shares[terms.share(run[0], SHARES)][at].append(run)
    return tuple(map(msgspec.msgpack.encode, shares))


def rows(scripts: Scripts, terms: Table, share: int, bundles: Iterable[Bundle]) -> Often:
    """Writes a share of the files of terms, from the bundles of all parts in their order."""
    import msgspec

    put_together = Rows()
    for bundle in bundles:
        put_together.add(msgspec.msgpack.decode(bundle, type=tuple[list[Run], ...]))
    found = dict(put_together)
    terms.write(scripts, found.items(), share, SHARES)
    return {term: often(row) for term, row in found.items() if is_pair(term)}


def turned(scripts: Scripts, turn: Turn, terms: Table) -> Often:
    """Renews a share of the files of terms."""
    changed: Often = {}

    def row(term: str, known: Row) -> Row:
        made = renewed(str(known), turn.edits[term], turn.several)
        if often(made) != often(str(known)) and is_pair(term):
            changed[term] = often(made)
        return made

    terms.renew(scripts, turn.edits, row)
    return changed
