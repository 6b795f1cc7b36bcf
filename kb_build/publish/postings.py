"""Which records have which term in which field, and how a term's row is written.

A row has the fields TITLE, CONTEXT and TEXT, parted by spaces. Each is a list of pages as steps
from slot to slot; a page of several records is followed by how many of them have the term and
their places on the page as steps, or by 0 where the whole page has it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kb_build.publish.numbers import encode, steps

TITLE, CONTEXT, TEXT = FIELDS = range(3)
# A record's place on its page that stands for all of them.
WHOLE_PAGE = -1

# Where a record stands: the slot of its page, and its place there or WHOLE_PAGE.
Place = tuple[int, int]


class Postings:
    """The records of all terms; records are known by the number under which they were added."""

    def __init__(self) -> None:
        # Number of record times 3 plus field: one flat array a term, since there are many terms.
        self._rows: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self.size = 0

    def add(self, record: int, field: int, terms: Iterable[str]) -> None:
        """Notes that a record has these terms in a field."""
        for term in terms:
            self._rows[term].append(record * len(FIELDS) + field)
            self.size += 1

    def terms(self) -> list[str]:
        """All terms."""
        return list(self._rows)

    def count(self, term: str) -> int:
        """In how many fields of records the term stands."""
        return len(self._rows[term])

    def row(self, term: str, places: Sequence[Place], sizes: Sequence[int]) -> str:
        """A term's row; `places` by number of record, `sizes` by slot: how many records it has."""
        fields: list[list[Place]] = [[] for _ in FIELDS]
        for code in self._rows[term]:
            record, field = divmod(code, len(FIELDS))
            fields[field].append(places[record])
        return " ".join(encode(_numbers(sorted(set(field)), sizes)) for field in fields)


def _numbers(places: Sequence[Place], sizes: Sequence[int]) -> Iterator[int]:
    last = 0
    for slot, group in groupby(places, key=lambda place: place[0]):
        yield slot - last
        last = slot
        if sizes[slot] > 1:
            yield from _on_page([at for _, at in group])


def _on_page(at: Sequence[int]) -> list[int]:
    return [0] if WHOLE_PAGE in at else [len(at), *steps(at)]
