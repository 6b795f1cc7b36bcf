"""The rows of the index: which pages have a term, in which field and where.

A row has the fields TITLE, CONTEXT and TEXT, separated by spaces. Each is a list of pages as steps
from slot to slot; a page of several records is followed by how many of them have the term and
their places on the page as steps, or by 0 where the whole page has it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, repeat
from operator import add, sub

from kb_build.publish.search.findable import FIELDS, Terms
from kb_build.publish.search.normalising import BREAK
from kb_build.publish.search.numbers import CODES, NUMBER, encode, split

Fields = tuple[Terms, ...]
Posting = tuple[int, bytes]  # the slot of a page, and the place on it (see `Terms`)
# A term on pages in neighbouring slots: the first slot and the last one in which it stands, and its
# field of a row without the step to the first.
Run = tuple[str, int, int, bytes]

# Where a term stands: in each field, the place on the page (see `Terms`) by slot of the page.
Places = tuple[dict[int, str], ...]
Edits = tuple[dict[int, str | None], ...]  # places that change; None for those that go


class Postings:
    """Where terms stand on pages in neighbouring slots.

    There are millions of postings, so the work on each is done by `map`, which is faster than a
    loop.
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
                deque(map(list.append, lists, repeat(posting)), maxlen=0)  # runs the map

    def runs(self) -> tuple[list[Run], ...]:
        """The runs of all terms, by field."""
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
    """The rows of an index, joined from the runs of its parts."""

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
    """How frequent a term is, in powers of two, so that a few more pages change no file."""
    return len(row).bit_length()


def renewed(row: str, edits: Edits, several: int) -> str:
    """A term's row after these edits; "" where the term then stands nowhere.

    `row` is "" for a term that had none; from the slot `several` on are pages of several records.
    """
    parts = row.split(" ") if row else [""] * len(FIELDS)
    fields = [_edited(part, edit, several) for part, edit in zip(parts, edits, strict=True)]
    return " ".join(fields) if any(fields) else ""


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


def _edited(field: str, edits: Mapping[int, str | None], several: int) -> str:
    """A field of a row after edits; only the steps next to them are worked out anew."""
    if not edits:
        return field
    slots, texts = _read(field, several, max(edits))
    for slot, place in edits.items():
        at = bisect_left(slots, slot)
        if slots[at : at + 1] == [slot]:
            del slots[at], texts[at]
        if place is not None:
            slots.insert(at, slot)
            texts.insert(at, encode([slot]) + place)
        for n in range(at, min(at + 2, len(slots))):  # and the one behind
            step = slots[n] - (slots[n - 1] if n else 0)
            texts[n] = NUMBER.sub(encode([step]), texts[n], count=1)
    return "".join(texts)


def _read(field: str, several: int, last: int) -> tuple[list[int], list[str]]:
    """The slots of a field's pages, and the text of each: a step, and the place on the page.

    Pages of several records behind the slot `last` are one piece, which begins with the first one.
    """
    numbers, texts = split(field)
    slots = [*accumulate(numbers)]
    at = bisect_left(slots, several)  # from there on not all numbers are steps
    pages, said = slots[:at], texts[:at]
    slot = slots[at - 1] if at else 0
    while at < len(numbers):
        slot += numbers[at]
        end = at + 2 + numbers[at + 1] if slot <= last else len(texts)
        pages.append(slot)
        said.append("".join(texts[at:end]))
        at = end
    return pages, said
