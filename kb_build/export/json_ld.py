"""JSON-LD: items and the reports they quote as things of schema.org, for other catalogues.

Each thing is named by its id as a fragment (`#rule-…`), since the file has no address of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from kb_build.citing.citation import citation
from kb_build.citing.titles import report_title
from kb_build.citing.vocabulary import ACTION_STATUS, CONTEXT, TYPES
from kb_build.export.items import Item, LibraryIndex, Quote

Node = dict[str, object]


def write(index: LibraryIndex, items: Sequence[Item], language: str) -> bytes:
    """One graph: the items, then the reports that they quote and that are no items themselves."""
    chosen = {item.id for item in items}
    quoted = dict.fromkeys(id for item in items for id in item.reports)
    reports = (_report(index, id) for id in quoted if _name(index, id) not in chosen)
    graph = [*(_node(index, item) for item in items), *reports]
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "replace")


def _node(index: LibraryIndex, item: Item) -> Node:
    if item.kind == "report":
        return _report(index, item.reports[0])
    told: Node = {
        "@id": f"#{item.id}",
        "@type": TYPES[item.kind],
        "identifier": item.id,
        "name": item.name,
        "alternateName": item.aliases,
        **dict(_own(item)),
        "subjectOf": _gathered(index, item),
    }
    return {key: value for key, value in told.items() if value}


def _own(item: Item) -> Iterator[tuple[str, object]]:
    """Properties that only some kinds have."""
    if item.kind == "measure":
        yield "actionStatus", ACTION_STATUS.get(item.status, "")
        yield "agent", [{"@type": "Organization", "name": unit} for unit in item.units]
    if item.figure and item.figure.value is not None:
        yield "value", item.figure.value
        yield "unitText", item.figure.unit


def _gathered(index: LibraryIndex, item: Item) -> Node:
    """What the knowledge base has gathered on a thing: its topics and its quotations."""
    told: Node = {
        "@type": "CreativeWork",
        "keywords": item.topics,
        "hasPart": [_quotation(index, quote) for quote in index.quotes(item)],
    }
    return {key: value for key, value in told.items() if value}


def _quotation(index: LibraryIndex, quote: Quote) -> Node:
    source = {"@id": f"#{_name(index, quote.report)}"}
    return {"@type": "Quotation", "text": quote.words, "isPartOf": source}


def _name(index: LibraryIndex, report: str) -> str:
    return f"report-{index.named[report]}"


def _report(index: LibraryIndex, id: str) -> Node:
    facts = index.facts[id]
    unit = facts.organization.value
    told: Node = {
        "@id": f"#{_name(index, id)}",
        "@type": TYPES["report"],
        "identifier": _name(index, id),
        "name": report_title(facts),
        "author": {"@type": "Organization", "name": unit} if unit else None,
        "temporalCoverage": facts.period.value,
        "inLanguage": "zh-CN",
        "creditText": citation(facts),
    }
    return {key: value for key, value in told.items() if value}
