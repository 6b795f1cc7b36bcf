"""Gives each page a number that hardly changes when other pages come and go.

The number is a slot of a hash table with linear probing (Knuth, TAOCP 3, 6.4), filled in the order
of the hashes: a new page moves at most the few pages right after its own place. With numbers in the
order of the pages, a new page would move all that follow, and change every file of the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb_build.publish.search.terms import hashed

# At least half of the slots stay free, so that pages rarely want the same one.
ROOM = 2


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots of an index: first those of pages with one record, then those of the few others.

    In a row the latter need more numbers; as they come last, the rest can be read at once.
    """

    by_url: dict[str, int]
    several: int  # the first one of pages of several records
    count: int  # free ones too

    @classmethod
    def of(cls, pages: Mapping[str, bool]) -> Slots:
        """The slots of pages, of which each may be of several records."""
        alone, others = ([url for url in pages if pages[url] is it] for it in (False, True))
        several = slots_for(len(alone))
        behind = {url: several + slot for url, slot in slots_of(others).items()}
        return cls(slots_of(alone) | behind, several, several + slots_for(len(others)))


def slots_for(count: int) -> int:
    """How many slots there are for so many pages: a power of two, which seldom changes."""
    return 1 << (max(count, 1) * ROOM - 1).bit_length()


def slots_of(urls: Iterable[str]) -> dict[str, int]:
    """The slot of each address; those of one run are different."""
    wanted = sorted((hashed(url), url) for url in set(urls))
    size = slots_for(len(wanted))
    # From the upper bits, so that the order of the hashes is that of the slots.
    shift = 32 - (size.bit_length() - 1)
    taken: dict[str, int] = {}
    free = 0
    late: list[str] = []
    for value, url in wanted:
        free = max(free, value >> shift)
        if free < size:
            taken[url] = free
            free += 1
        else:
            late.append(url)
    return taken | _at_the_front(late, set(taken.values()))


def _at_the_front(late: list[str], taken: set[int]) -> dict[str, int]:
    """Slots for pages that found no free one up to the end: they start again at the beginning."""
    found: dict[str, int] = {}
    slot = 0
    for url in late:
        while slot in taken:
            slot += 1
        found[url] = slot
        slot += 1
    return found
