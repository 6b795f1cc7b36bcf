"""Items as a document to read: headed blocks in order, and the sources numbered at the end.

Word, Markdown and plain text share this; each decides how a block looks. Sources are numbered
in the order in which they are first quoted (GB/T 7714-2015, 10.1: the numeric reference method),
headings 一、 （一） 1. as in GB/T 9704-2012 (7.3.3), in English 1. (1) 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Literal

from kb_build.citing.citation import citation
from kb_build.citing.titles import one_line
from kb_build.export.columns import state
from kb_build.export.items import Item, LibraryIndex, Quote
from kb_build.messages import say

# kind, entry, section: heads; told: a sentence of ours; quotation: a report's; source: a citation.
Style = Literal["title", "kind", "entry", "section", "told", "quotation", "sources", "source"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the document."""

    style: Style
    text: str  # on one line, of any content
    source: int = 0  # number of a source, or of that of a quotation; 0 elsewhere


Sources = dict[str, int]  # the reports quoted so far, each with its number, which asking gives it


def blocks(index: LibraryIndex, items: Sequence[Item], language: str) -> list[Block]:
    """The whole document, in the order of items; those of one kind stand together."""
    sources: Sources = defaultdict(count(1).__next__)
    made = [
        Block("title", say("export.title", language)),
        Block("told", say("export.note", language)),
    ]
    for number, (kind, group) in enumerate(groupby(items, lambda item: item.kind), 1):
        made.append(_numbered("kind", number, say(f"kind.{kind}", language), language))
        for place, item in enumerate(group, 1):
            made.append(_numbered("entry", place, item.name, language))
            made.extend(_item(index, item, sources, language))
    made.append(Block("sources", say("export.sources", language)))
    cited = ((n, citation(index.facts[report])) for report, n in sources.items())
    return [*made, *(Block("source", words, n) for n, words in cited)]


def _item(index: LibraryIndex, item: Item, sources: Sources, language: str) -> Iterator[Block]:
    if facts := _facts(item, language):
        yield Block("told", facts)
    if item.kind == "report":
        sources[item.reports[0]]  # cited though nothing of it is quoted
    quotes = (quote for quote in index.quotes(item) if quote.words)
    parts = groupby(quotes, lambda quote: (quote.label, quote.title, _is_unsaid_plan(quote)))
    for number, ((label, title, is_plan), group) in enumerate(parts, 1):
        if label:
            heading = _heading(label, title, language)
            words = say("ledger.planned", language, words=heading) if is_plan else heading
            yield _numbered("section", number, words, language)
        yield from (Block("quotation", q.words, sources[q.report]) for q in group)


def _numbered(style: Style, number: int, title: str, language: str) -> Block:
    """A heading; Chinese ones count in Chinese numerals but for sections."""
    shown = chinese(number) if language == "zh" and style != "section" else str(number)
    return Block(style, say(f"export.numbered_{style}", language, number=shown, title=title))


def chinese(number: int) -> str:
    """A number above 0 as headings have it: 一, 十, 十二, 二十, 一百零三."""
    from cn2an import an2cn

    words: str = an2cn(number)
    return words.removeprefix("一") if words.startswith("一十") else words


def _is_unsaid_plan(quote: Quote) -> bool:
    """Whether it is a plan below a label that does not say so, such as an item of a measure."""
    return quote.role == "plan" and quote.label not in ("plan", "planned")


def _heading(label: str, title: str, language: str) -> str:
    words = say(f"section.{label}", language)
    return say("export.part", language, section=words, title=title) if title else words


def _facts(item: Item, language: str) -> str:
    """Who, when, on what, and where it stands, in one sentence; empty where nothing is known."""
    pause, figure = say("export.pause", language), item.figure
    told = (
        ("figure", figure.text if figure else ""),
        ("unit", pause.join(map(one_line, item.units))),
        ("year", pause.join(item.years)),
        ("topic", pause.join(item.topics)),
        ("state", state(item, language)),
        ("grade", item.grade),
    )
    pairs = (
        say("export.fact", language, name=say(f"column.{key}", language), value=value)
        for key, value in told
        if value
    )
    return say("export.semicolon", language).join(pairs)
