"""The facets by which results are filtered: each page's units, years, topics and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from kb_build.model import Value
from kb_build.page.frontmatter import words
from kb_build.page.reviewing import Review
from kb_build.publish.search.numbers import encode

TAKEN_BACK = "back"  # a page that was reviewed and has changed since


class Facets(Value, frozen=True):
    """What the front matter says of a page, as far as results are filtered by it."""

    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    review: tuple[str, ...] = ()  # a state of `reviewing`, or TAKEN_BACK; empty where none is said

    @classmethod
    def of(cls, front: Mapping[str, object]) -> Facets:
        """Reads front matter; a person may have written any type under any key."""
        told = {name: words(front.get(name)) for name in NAMES}
        return cls(**(told | {"status": _status(front), "review": _review(Review.of(front))}))


NAMES = Facets.__struct_fields__  # in the order in which the index has them


def facet_table(pages: Sequence[Facets]) -> dict[str, object]:
    """For each of NAMES its `words`, and `pages`: how many each page has, and their numbers."""
    return {name: _column([getattr(page, name) for page in pages]) for name in NAMES}


def _status(front: Mapping[str, object]) -> tuple[str, ...]:
    """The status in the head; a practice without one counts as done."""
    usual = ("done",) if front.get("kind") == "practice" else ()
    return words(front.get("status")) or usual


def _review(review: Review) -> tuple[str, ...]:
    state = TAKEN_BACK if review.changed else review.state
    return (state,) if state else ()


def _column(values: Sequence[tuple[str, ...]]) -> dict[str, object]:
    known = sorted({word for row in values for word in row})
    number = {word: n for n, word in enumerate(known)}
    told = cache(lambda row: encode((len(row), *map(number.__getitem__, row))))
    return {"words": known, "pages": "".join(map(told, values))}
