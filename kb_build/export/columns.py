"""The columns of tables. A row is one quotation, with its entry before and its source after it.

Spreadsheet programs take a cell that begins with `=`, `+`, `-` or `@` for a formula and run it
(OWASP, “CSV Injection”). So words are `guarded` where the format cannot say that a cell is text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kb_build.citing.citation import citation
from kb_build.citing.states import status_key
from kb_build.citing.titles import one_line, report_title
from kb_build.export.items import Item, LibraryIndex, Quote
from kb_build.messages import say
from kb_build.model import Facts

Cell = str | int | float
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One quotation of an item; an item without any has one row with `quote` None."""

    item: Item
    quote: Quote | None
    source: Facts | None  # the report quoted, or that the item is; None where there is none
    language: str


def _list(values: Sequence[str], language: str) -> str:
    return say("export.pause", language).join(one_line(value) for value in values)


def _word(table: str, key: str, language: str) -> str:
    return say(f"{table}.{key}", language) if key else ""


def state(item: Item, language: str) -> str:
    """An item's status in words, as its page has it; empty where its kind has none."""
    return say(status_key(item.kind, item.status), language) if item.status else ""


def _genres(row: Row) -> str:
    return _list([say(f"genre.{genre}", row.language) for genre in row.item.genres], row.language)


def _value(row: Row) -> Cell:
    figure = row.item.figure
    return "" if figure is None or figure.value is None else figure.value


def _masked(row: Row) -> str:
    figure = row.item.figure
    return "" if figure is None else say(f"export.{'yes' if figure.masked else 'no'}", row.language)


Column = tuple[str, Callable[[Row], Cell]]  # message key below `column.`, and what stands there
OF_ITEM: tuple[Column, ...] = (
    ("id", lambda row: row.item.id),
    ("kind", lambda row: _word("kind", row.item.kind, row.language)),
    ("name", lambda row: row.item.name),
    ("aliases", lambda row: _list(row.item.aliases, row.language)),
    ("unit", lambda row: _list(row.item.units, row.language)),
    ("year", lambda row: _list(row.item.years, row.language)),
    ("genre", _genres),
    ("topic", lambda row: _list(row.item.topics, row.language)),
    ("state", lambda row: state(row.item, row.language)),
    ("grade", lambda row: row.item.grade),
)
OF_FIGURE: tuple[Column, ...] = (
    ("figure", lambda row: row.item.figure.text if row.item.figure else ""),
    ("value", _value),
    ("measured_in", lambda row: row.item.figure.unit if row.item.figure else ""),
    ("masked", _masked),
)
OF_QUOTE: tuple[Column, ...] = (
    ("section", lambda row: _word("section", row.quote.label if row.quote else "", row.language)),
    ("part", lambda row: row.quote.title if row.quote else ""),
    ("quotation", lambda row: row.quote.words if row.quote else ""),
    ("role", lambda row: _word("role", row.quote.role if row.quote else "", row.language)),
    ("report", lambda row: report_title(row.source) if row.source else ""),
    ("reporter", lambda row: one_line(row.source.organization.value) if row.source else ""),
    ("period", lambda row: row.source.period.value if row.source else ""),
    ("file", lambda row: row.source.report.source if row.source else ""),
    ("place", lambda row: f"{row.quote.span.start}–{row.quote.span.end}" if row.quote else ""),
    ("citation", lambda row: citation(row.source) if row.source else ""),
)


def columns(items: Sequence[Item]) -> tuple[Column, ...]:
    """All columns of a table of these items; those of figures only where there are figures."""
    figures = OF_FIGURE if any(item.figure for item in items) else ()
    return (*OF_ITEM, *figures, *OF_QUOTE)


def header(of: Sequence[Column], language: str) -> list[str]:
    """The columns' names in words."""
    return [say(f"column.{key}", language) for key, _ in of]


def rows(index: LibraryIndex, items: Sequence[Item], language: str) -> Iterator[Row]:
    """A row for each quotation, in the order of items."""
    for item in items:
        quotes = tuple(index.quotes(item))
        for quote in quotes:
            yield Row(item, quote, index.facts[quote.report], language)
        if not quotes:
            source = index.facts[item.reports[0]] if item.kind == "report" else None
            yield Row(item, None, source, language)


def cells(of: Sequence[Column], row: Row) -> list[Cell]:
    """What stands in a row."""
    return [value(row) for _, value in of]


def guarded(cell: Cell) -> Cell:
    """A cell that no program takes for a formula: words that look like one get a `'` before."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell
