"""Gives each page a number that hardly moves when other pages come and go.

The number is a slot of a hash table with linear probing (Knuth, TAOCP 3, 6.4), filled in the order
of the hashes: a new page moves at most the few that stand close behind its own place. Numbers in
the order of the pages would move all that follow, and with them every file of the index.
"""

from __future__ import annotations

from collections.abc import Iterable

from kb_build.publish.search.terms import hashed

# Half of the slots or more stay free, so that pages rarely stand in each other's way.
ROOM = 2


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
    """Those for which the end of the table was full: they go on at its beginning."""
    found: dict[str, int] = {}
    slot = 0
    for url in late:
        while slot in taken:
            slot += 1
        found[url] = slot
        slot += 1
    return found
