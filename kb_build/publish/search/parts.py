"""An index in parts: what pages in neighbouring slots bring to it, which any process can work out.

Parts are cut by slots alone, never by how many processes there are, and put together in the order
of their slots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from kb_build.publish.search.findable import Findable
from kb_build.publish.search.postings import Postings, Run
from kb_build.publish.search.scripts import Scripts
from kb_build.publish.search.texts import group_of, write_group

# Slots of a part, of which up to half have a page: some seconds' work. Whole groups of texts. Of
# fewer, larger parts less has to be put together, by one process alone.
SLOTS = 16384


@dataclass(frozen=True, slots=True)
class Part:
    """What some pages bring to an index, apart from the texts that results show."""

    runs: tuple[list[Run], ...]  # of their terms, by field
    names: list[str]  # that somebody may type by their initials


# Gives what a page brings to the index, by its address.
Load = Callable[[str], Findable]
# Makes the parts of an index of pages, given by slot in that order, and writes their texts.
Parts = Callable[[Mapping[int, str]], Iterable[Part]]


def shares(pages: Mapping[int, str]) -> list[dict[int, str]]:
    """The pages of each part."""
    cut = groupby(pages.items(), key=lambda page: page[0] // SLOTS)
    return [dict(some) for _, some in cut]


def part(scripts: Scripts, pages: Iterable[tuple[int, Findable]]) -> Part:
    """A part of these pages, which stand in the order of their slots; writes their texts."""
    postings = Postings()
    names: list[str] = []
    for group, some in groupby(pages, key=lambda page: group_of(page[0])):
        found = dict(some)
        for slot, page in found.items():
            postings.add(slot, page.terms)
            names += page.names
        write_group(scripts, group, {slot: page.shown for slot, page in found.items()})
    return Part(postings.runs(), names)


def alone(scripts: Scripts, load: Load) -> Parts:
    """Makes all pages one part, in this process."""
    return lambda pages: [part(scripts, ((slot, load(url)) for slot, url in pages.items()))]
