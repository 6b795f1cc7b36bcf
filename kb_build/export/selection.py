"""Chooses the items to export, by the filters of the site; refuses values that no item has.

Values of one filter add up (this unit or that one); different filters narrow (this unit and this
year). Kinds, genres and states may be written as the site prints them in either language, or as
they stand in front matter. An item whose kind has no such property fits no value of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kb_build.citing.states import status_key
from kb_build.errors import InputError
from kb_build.export.items import Item, LibraryIndex
from kb_build.messages import LANGUAGES, catalogue, say
from kb_build.model import THING_KINDS
from kb_build.page.keys import KEYS

KINDS = (*THING_KINDS, "figure", "report")
ALL = "all"

# A filter, and what an item has of it.
FACETS: Mapping[str, Callable[[Item], tuple[str, ...]]] = {
    "topic": lambda item: item.topics,
    "unit": lambda item: item.units,
    "year": lambda item: item.years,
    "genre": lambda item: item.genres,
    "status": lambda item: (item.status,) if item.status else (),
    "grade": lambda item: (item.grade,) if item.grade else (),
}
# All possible values of some filters: a value that no item has yet is not an error.
CLOSED = {
    facet: KEYS[key].values
    for facet, key in (("genre", "genres"), ("status", "status"), ("grade", "grade"))
}
NEAREST = 5  # right values that an error names
# Chinese names are short: one sign of three in common is worth a mention.
LIKENESS = 0.34


@dataclass(frozen=True, slots=True)
class Selection:
    """What to export; an empty field means no restriction."""

    kinds: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by key of FACETS
    ids: tuple[str, ...] = ()  # of entries, reports or figures


def select(
    index: LibraryIndex, selection: Selection, able: tuple[str, ...] = KINDS
) -> tuple[Item, ...]:
    """The items of kinds in `able` that fit the selection, in the library's order.

    Raises InputError for a value that nothing in the library has, with the nearest right ones,
    or some where none is near.
    """
    kinds = _right("kind", selection.kinds, (*KINDS, ALL))
    wanted = set(KINDS) if not kinds or ALL in kinds else kinds
    ids = _right("id", selection.ids, (item.id for item in index.items)) if selection.ids else set()
    facets = {
        name: _values(index, name, values) for name, values in selection.facets.items() if values
    }
    return tuple(
        item
        for item in index.items
        if item.kind in able and item.kind in wanted and (not ids or item.id in ids)
        if all(not values.isdisjoint(FACETS[name](item)) for name, values in facets.items())
    )


def _values(index: LibraryIndex, facet: str, values: Iterable[str]) -> set[str]:
    known = {value for item in index.items for value in FACETS[facet](item)}
    return _right(facet, values, sorted(known.union(CLOSED.get(facet, ()))))


def _right(facet: str, values: Iterable[str], known: Iterable[str]) -> set[str]:
    """The values as items have them. Raises InputError for the first that none has."""
    spellings = {spelling: key for key in known for spelling in (*_printed(facet, key), key)}
    for value in values:
        if value.strip() not in spellings:
            near = _nearest(value.strip(), spellings) or [*dict.fromkeys(spellings.values())]
            nearest = say("export.pause").join(near[:NEAREST]) or say("export.none")
            raise InputError(
                "export-value", value=value, facet=say(f"facet.{facet}"), nearest=nearest
            )
    return {spellings[value.strip()] for value in values}


def _printed(facet: str, key: str) -> tuple[str, ...]:
    """The names of a value on the site, in each language; empty where it has none."""
    is_status = facet == "status"  # whose names differ by kind
    names = {status_key(kind, key) for kind in KINDS} if is_status else {f"{facet}.{key}"}
    words = (catalogue(language).get(name, "") for language in LANGUAGES for name in names)
    return tuple(filter(None, words))


def _nearest(value: str, known: Iterable[str]) -> list[str]:
    """Known values that contain the wrong one, are part of it, or look like it; the best first."""
    from difflib import get_close_matches

    ordered = sorted(known, key=lambda one: (len(one), one))
    related = [one for one in ordered if value and (value in one or one in value)]
    alike = get_close_matches(value, ordered, NEAREST, LIKENESS)
    return list(dict.fromkeys([*related, *alike]))
