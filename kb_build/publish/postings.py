"""Which pages have which term in which field, as the rows of the index.

A row has the fields TITLE, CONTEXT and TEXT, parted by spaces. Each is a list of pages as steps
from slot to slot; a page of several records is followed by how many of them have the term and
their places on the page as steps, or by 0 where the whole page has it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from kb_build.publish.findable import FIELDS, Terms
from kb_build.publish.normal import BREAK
from kb_build.publish.numbers import CODES, split

Fields = tuple[Terms, ...]

# Where a term stands: in each field, the place on the page (see `Terms`) by slot of the page.
Places = tuple[dict[int, str], ...]


class Postings:
    """Rows of terms, written as pages are added in the order of their slots."""

    def __init__(self) -> None:
        self._rows: tuple[dict[str, bytearray], ...] = tuple({} for _ in FIELDS)
        self._last: tuple[dict[str, int], ...] = tuple({} for _ in FIELDS)

    def add(self, slot: int, terms: Fields) -> None:
        """Adds a page, whose slot is behind those of all pages that were added before."""
        for rows, last, found in zip(self._rows, self._last, terms, strict=True):
            for place, joined in found.items():
                ending = place.encode("ascii")
                for term in joined.split(BREAK):
                    if term in rows:
                        rows[term] += CODES[slot - last[term]] + ending
                    else:
                        rows[term] = bytearray(CODES[slot] + ending)
                    last[term] = slot

    def rows(self) -> Iterator[tuple[str, str]]:
        """All terms, each with its row."""
        none = bytearray()
        for term in dict.fromkeys(term for rows in self._rows for term in rows):
            yield term, " ".join(rows.get(term, none).decode("ascii") for rows in self._rows)


def renewed(row: str, gone: Container[int], new: Places, several: Container[int]) -> str:
    """A term's row without the pages in the slots `gone`, and with `new` ones; "" where none is.

    `row` is "" for a term that had none; in the slots `several` were pages of several records.
    """
    parts = row.split(" ") if row else [""] * len(FIELDS)
    fields = []
    for part, more in zip(parts, new, strict=True):
        kept = {slot: place for slot, place in _read(part, several) if slot not in gone}
        fields.append(_written(kept | more))
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


def _read(field: str, several: Container[int]) -> Iterator[tuple[int, str]]:
    """The pages of a field of a row: slot, and place on the page."""
    numbers = split(field)
    slot = 0
    for step, _ in numbers:
        slot += step
        place = ""
        if slot in several:
            count, place = next(numbers)
            place += "".join(next(numbers)[1] for _ in range(count))
        yield slot, place


def _written(pages: Mapping[int, str]) -> str:
    parts, last = [], 0
    for slot in sorted(pages):
        parts.append(CODES[slot - last].decode("ascii") + pages[slot])
        last = slot
    return "".join(parts)
