"""The facets by which results are filtered: each page's units, years, topics and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kb_build.page.frontmatter import words
from kb_build.page.reviewing import Review
from kb_build.publish.search.numbers import encode

TAKEN_BACK = "back"  # a page that was reviewed and has changed since
# The order in which a page's values stand; each is a list of words.
NAMES = ("topics", "units", "years", "genres", "status", "grade", "review")


@dataclass(frozen=True, slots=True)
class Facets:
    """What the front matter says of a page, as far as a search shows it."""

    units: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    grade: str = ""
    status: str = ""
    review: str = ""  # a state of `reviewing`, or TAKEN_BACK; empty where nobody said any

    @classmethod
    def of(cls, front: Mapping[str, object]) -> Facets:
        """Reads front matter; a person may have written any type under any key."""
        return cls(
            units=words(front.get("units")),
            years=words(front.get("years")),
            topics=words(front.get("topics")),
            genres=words(front.get("genres")),
            grade="".join(words(front.get("grade"))[:1]),
            status=_status(front),
            review=_review(Review.of(front)),
        )

    def values(self, name: str) -> tuple[str, ...]:
        """The words of one of NAMES."""
        value = getattr(self, name)
        return value if isinstance(value, tuple) else tuple(filter(None, (value,)))


def facet_table(pages: Sequence[Facets]) -> dict[str, object]:
    """For each of NAMES its `words`, and `pages`: how many each page has, and their numbers."""
    return {name: _column([page.values(name) for page in pages]) for name in NAMES}


def _status(front: Mapping[str, object]) -> str:
    """The status in the head; a practice without one counts as done."""
    usual = "done" if front.get("kind") == "practice" else ""
    return "".join(words(front.get("status"))[:1]) or usual


def _review(review: Review) -> str:
    return TAKEN_BACK if review.changed else review.state


def _column(values: Sequence[tuple[str, ...]]) -> dict[str, object]:
    known = sorted({word for row in values for word in row})
    number = {word: n for n, word in enumerate(known)}
    told = cache(lambda row: encode((len(row), *map(number.__getitem__, row))))
    return {"words": known, "pages": "".join(map(told, values))}
