"""Which pages have which term in which field, as the rows of the index.

A row has the fields TITLE, CONTEXT and TEXT, parted by spaces. Each is a list of pages as steps
from slot to slot; a page of several records is followed by how many of them have the term and
their places on the page as steps, or by 0 where the whole page has it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, chain, repeat
from operator import add, sub

from kb_build.publish.search.findable import FIELDS, Terms
from kb_build.publish.search.normal import BREAK
from kb_build.publish.search.numbers import CODES, split

Fields = tuple[Terms, ...]
Posting = tuple[int, bytes]  # the slot of a page, and the place on it (see `Terms`)
# A term on pages in neighbouring slots: the first slot and the last one in which it stands, and its
# field of a row without the step to the first.
Run = tuple[str, int, int, bytes]

# Where a term stands: in each field, the place on the page (see `Terms`) by slot of the page.
Places = tuple[dict[int, str], ...]
New = tuple[dict[int, str] | None, ...]  # the same of pages that come; None where nothing changes


class Postings:
    """Where terms stand on pages in neighbouring slots.

    Some millions of postings pass through here, so all that is done for each is done by `map`.
    """

    def __init__(self) -> None:
        # By term; all terms that stand in one place of a page share one posting.
        self._postings: tuple[dict[str, list[Posting]], ...]
        self._postings = tuple(defaultdict(list) for _ in FIELDS)

    def add(self, slot: int, terms: Fields) -> None:
        """Adds a page, whose slot is behind those of all pages that were added before."""
        for postings, found in zip(self._postings, terms, strict=True):
            for place, joined in found.items():
                lists = map(postings.__getitem__, joined.split(BREAK))
                posting = slot, place.encode("ascii")
                deque(map(list.append, lists, repeat(posting)), maxlen=0)  # has them all added

    def runs(self) -> tuple[list[Run], ...]:
        """All terms of each field."""
        return tuple(
            [_run(term, found) for term, found in postings.items()] for postings in self._postings
        )


def _run(term: str, postings: Sequence[Posting]) -> Run:
    if len(postings) == 1:  # as most terms have
        [(slot, place)] = postings
        return term, slot, slot, place
    slots, places = zip(*postings, strict=True)
    codes = map(CODES.__getitem__, map(sub, slots[1:], slots))
    if any(places):  # most are empty
        codes = map(add, codes, places[1:])
    return term, slots[0], slots[-1], places[0] + b"".join(codes)


class Rows:
    """The rows of an index, put together of the runs of its parts."""

    def __init__(self) -> None:
        self._rows: tuple[dict[str, bytes], ...] = tuple({} for _ in FIELDS)
        self._last: tuple[dict[str, int], ...] = tuple({} for _ in FIELDS)

    def add(self, runs: Iterable[Iterable[Run]]) -> None:
        """Adds pages, whose slots are behind those of all pages that were added before."""
        for rows, last, field in zip(self._rows, self._last, runs, strict=True):
            for term, first, end, run in field:
                rows[term] = rows.get(term, b"") + CODES[first - last.get(term, 0)] + run
                last[term] = end

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """All terms, each with its row."""
        terms = dict.fromkeys(chain.from_iterable(self._rows))
        fields = (map(rows.get, terms, repeat(b"")) for rows in self._rows)
        return zip(terms, map(bytes.decode, map(b" ".join, zip(*fields, strict=True))), strict=True)


def often(row: str) -> int:
    """How often a term stands in the index: by powers of two, so that a few more change no file."""
    return len(row).bit_length()


def renewed(row: str, gone: Set[int], new: New, several: int) -> str:
    """A term's row without the pages in the slots `gone`, and with `new` ones; "" where none is.

    `row` is "" for a term that had none; from the slot `several` on are pages of several records.
    """
    parts = row.split(" ") if row else [""] * len(FIELDS)
    fields = []
    for part, more in zip(parts, new, strict=True):
        fields.append(part if more is None else _renewed(part, gone, more, several))
    return " ".join(fields) if any(fields) else ""


def _renewed(field: str, gone: Set[int], new: dict[int, str], several: int) -> str:
    pages = _read(field, several)
    for slot in gone & pages.keys():
        del pages[slot]
    return _written(pages | new, several)


def places_of(pages: Mapping[int, Fields]) -> dict[str, Places]:
    """Where each term of some pages, known by their slots, stands."""
    found: dict[str, Places] = {}
    for slot, terms in pages.items():
        for field, by_place in enumerate(terms):
            for place, joined in by_place.items():
                for term in joined.split(BREAK):
                    if term not in found:
                        found[term] = tuple({} for _ in FIELDS)
                    found[term][field][slot] = place
    return found


def _read(field: str, several: int) -> dict[int, str]:
    """The places on pages that a field of a row tells of, by slot of the page."""
    numbers, texts = split(field)
    slots = [*accumulate(numbers)]
    at = bisect_left(slots, several)  # from there on not all numbers are steps
    pages = dict.fromkeys(slots[:at], "")
    slot = slots[at - 1] if at else 0
    while at < len(numbers):
        slot += numbers[at]
        start, at = at + 1, at + 2 + numbers[at + 1]
        pages[slot] = "".join(texts[start:at])
    return pages


def _written(pages: Mapping[int, str], several: int) -> str:
    slots = sorted(pages)
    at = bisect_left(slots, several)
    codes = [*map(CODES.__getitem__, map(sub, slots, [0, *slots]))]
    places = map(str.encode, map(pages.__getitem__, slots[at:]))
    return b"".join((*codes[:at], *map(add, codes[at:], places))).decode("ascii")
