"""What a page adds to the search index, worked out when the page is rendered.

So the processes that render share this work, and it is not repeated for pages that have not
changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kb_build.model import ROLES
from kb_build.publish.search.facets import Facets
from kb_build.publish.search.normalising import BREAK, normalise
from kb_build.publish.search.numbers import encode, steps
from kb_build.publish.search.records import KINDS, NAMED, UNANSWERED, Record
from kb_build.publish.search.terms import text_terms, title_terms

TITLE, CONTEXT, TEXT = FIELDS = range(3)
# Roles by number; the first stands for none.
ROLE_NUMBERS = ("", "heading", NAMED, UNANSWERED, *ROLES)

# The terms of a field, joined by BREAK, by their place on the page. The place is empty on a page of
# one record. On others it is a row of numbers (see `numbers`): 0 for the whole page, or the number
# of records that have the term, and their places as steps.
Terms = dict[str, str]


@dataclass(frozen=True, slots=True)
class Findable:
    """What a page adds to the search index."""

    kind: int  # its place in KINDS
    facets: Facets
    roles: str  # of each record, as a row of ROLE_NUMBERS
    lengths: str  # of each record, as a row of powers of two
    names: tuple[str, ...]  # that somebody may type by their initials
    terms: tuple[Terms, Terms, Terms]  # of TITLE, CONTEXT and TEXT
    shown: tuple[str, ...]  # what a result shows of each record, as JSON


def findable(records: Iterable[Record]) -> Findable | None:
    """What a page with these records, its own first, adds to the index; None for no records."""
    found = list(records)
    if not found:
        return None
    normal = [normalise(record.text) for record in found]
    title = [title_terms(record.called) for record in found]
    context = [text_terms(normalise(record.context)) for record in found]
    whole = text_terms(normalise(found[0].page_context))
    return Findable(
        KINDS.index(found[0].kind),
        found[0].facets,
        encode(ROLE_NUMBERS.index(record.role) for record in found),
        encode(len(words).bit_length() for words in normal),
        tuple(name for record in found for name in record.spoken),
        (_placed(title), _placed(context, whole), _placed(list(map(text_terms, normal)))),
        tuple(record.shown() for record in found),
    )


def pack(page: Findable | None) -> bytes:
    """What a page adds, as MessagePack; empty for None."""
    import msgspec

    return msgspec.msgpack.encode(page) if page else b""


def unpack(packed: bytes) -> Findable | None:
    """The reverse of `pack`; None where the bytes are empty or damaged."""
    import msgspec

    try:
        return msgspec.msgpack.decode(packed, type=Findable)
    except msgspec.DecodeError:
        return None


def _placed(terms: list[set[str]], whole: Collection[str] = ()) -> Terms:
    """The terms of a field by place; `terms` are those of each record, `whole` those of all."""
    if len(terms) == 1:
        return _joined({"": [*terms[0].union(whole)]})
    places: dict[str, list[int]] = defaultdict(list)
    for at, found in enumerate(terms):
        for term in found.difference(whole):
            places[term].append(at)
    by_places: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for term, found_at in places.items():
        by_places[(*found_at,)].append(term)
    parts = {encode((len(at), *steps(at))): some for at, some in by_places.items()}
    return _joined(parts | {encode([0]): [*whole]})


def _joined(by_place: Mapping[str, list[str]]) -> Terms:
    return {place: BREAK.join(sorted(terms)) for place, terms in sorted(by_place.items()) if terms}
