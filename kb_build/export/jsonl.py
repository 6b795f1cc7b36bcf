"""JSON Lines: one object an item, with keys that stay the same in every language."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kb_build.citing.citation import citation
from kb_build.citing.titles import report_title
from kb_build.export.items import Item, LibraryIndex, Quote


def write(index: LibraryIndex, items: Sequence[Item], language: str) -> bytes:
    """A line an item; values as in front matter (`done`, `work_report`), UTF-8."""
    return b"".join(line(record(index, item)) for item in items)


def line(values: dict[str, object]) -> bytes:
    """A JSON object on a line of its own, in UTF-8."""
    return f"{json.dumps(values, ensure_ascii=False)}\n".encode("utf-8", "replace")


def record(index: LibraryIndex, item: Item) -> dict[str, object]:
    """What is told of an item; keys without a value are left out."""
    told = {
        "id": item.id, "kind": item.kind, "name": item.name, "aliases": item.aliases,
        "units": item.units, "years": item.years, "genres": item.genres, "topics": item.topics,
        "status": item.status, "grade": item.grade,
    }  # fmt: skip
    kept: dict[str, object] = {key: value for key, value in told.items() if value}
    if figure := item.figure:
        kept["figure"] = {
            "text": figure.text, "value": figure.value, "unit": figure.unit, "masked": figure.masked
        }  # fmt: skip
    kept["sources"] = [_source(index, id) for id in item.reports]
    kept["quotations"] = [_quote(index, quote) for quote in index.quotes(item)]
    return kept


def _source(index: LibraryIndex, report: str) -> dict[str, object]:
    facts = index.facts[report]
    return {
        "report": index.named[report], "file": facts.report.source, "title": report_title(facts),
        "unit": facts.organization.value, "period": facts.period.value, "citation": citation(facts),
    }  # fmt: skip


def _quote(index: LibraryIndex, quote: Quote) -> dict[str, object]:
    told = {"section": quote.label, "part": quote.title, "role": quote.role}
    report = index.named[quote.report]
    place = {"report": report, "start": quote.span.start, "end": quote.span.end}
    return {key: value for key, value in told.items() if value} | {"text": quote.words} | place
