"""Tables without empty columns, folded where they are long; names in a row, as cells have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kb_build.messages import say
from kb_build.page.escape import escape
from kb_build.page.markdown import Row, details, table
from kb_build.render.site import Site

NAMES = 6  # in one cell
OPEN = 8  # rows of a table that is folded: a page has up to six, and each should be in reach


def listed(headers: Row, rows: Sequence[Row]) -> str:
    """A table without columns that are empty in all rows; a single row becomes a line."""
    if len(rows) == 1:
        return f"- {' · '.join(filter(None, rows[0]))}"
    return table(*_kept(headers, rows))


def folded(site: Site, headers: Row, rows: Sequence[Row]) -> list[str]:
    """A table as blocks; in a long one the rows after the first ones are folded away."""
    heads, cells = _kept(headers, rows)
    if len(cells) <= OPEN:
        return [listed(heads, cells)]
    more = site.say("page.folded", count=len(cells) - OPEN)
    return [table(heads, cells[:OPEN]), *details(more, [table(heads, cells[OPEN:])])]


def _kept(headers: Row, rows: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    kept = [at for at in range(len(headers)) if any(row[at] for row in rows)]
    return [headers[at] for at in kept], [[row[at] for at in kept] for row in rows]


def labelled(site: Site, cells: Iterable[tuple[str, str]]) -> str:
    """Facts below each other, each behind its label; empty ones are left out."""
    return "\n".join(f"- {site.label(column)}{words}" for column, words in cells if words)


def names(site: Site, values: Sequence[str], most: int = NAMES) -> str:
    """Names one after another, escaped; of many the first and how many there are."""
    return _names(tuple(values), most, site.language)


@lru_cache(maxsize=20_000)  # the same few units, years and topics stand in all tables
def _names(values: Sequence[str], most: int, language: str) -> str:
    return in_a_row([*map(escape, values[:most])], len(values), language)


def in_a_row(shown: Sequence[str], count: int, language: str) -> str:
    """Names or links as Markdown, one after another; where not all are shown, their `count`."""
    row = say("page.pause", language).join(shown)
    return row if count <= len(shown) else say("page.and_more", language, names=row, count=count)


def some(site: Site, values: Sequence[str], most: int) -> str:
    """The first of many names, for a list on another page: one more changes nothing there."""
    shown = names(site, values[:most])
    return shown if len(values) <= most else site.say("page.and_others", names=shown)


def roughly(count: int, exact: int) -> str:
    """A number, rounded down above the `exact` ones, so that it seldom changes: 18, 20+, 300+."""
    size = 10 ** (len(str(count)) - 1)
    return str(count) if count <= exact else f"{max(count // size * size, exact)}+"
