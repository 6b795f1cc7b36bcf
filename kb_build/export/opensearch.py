"""For a search cluster that is there already, OpenSearch or Elasticsearch: mapping and bulk files.

The bulk files are newline-delimited JSON as both document it (Bulk API): a line with the action, a
line with the item, a line end after the last. The index is named by the address to which they are
sent. Chinese is cut into words by the plugin analysis-smartcn, which both publish for each version;
words of the same meaning are added to the query, not to the index, so that phrases stay findable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kb_build import lexicon
from kb_build.export.items import Item, LibraryIndex
from kb_build.export.jsonl import line, record
from kb_build.files.archive import packed
from kb_build.messages import say
from kb_build.model import Span

# Bytes of a part. Both advise to try 5 to 15 MB; a server as it comes refuses more than 100 MB.
PART = 10_000_000
KEYWORDS = ("id", "kind", "units", "years", "genres", "topics", "status", "grade")
# A name beyond this is found by its words only: a keyword may have 32,766 bytes.
LONGEST_KEYWORD = 8000

KEYWORD = {"type": "keyword", "ignore_above": LONGEST_KEYWORD}
KEPT = {"type": "keyword", "index": False, "doc_values": False}
TEXT = {"type": "text", "analyzer": "kb_index", "search_analyzer": "kb_search"}
NAME = {**TEXT, "fields": {"raw": KEYWORD}}
WHERE = {"report": KEYWORD, "start": {"type": "integer"}, "end": {"type": "integer"}}
QUOTATION = {"section": KEYWORD, "part": TEXT, "role": KEYWORD, "text": TEXT, **WHERE}
SOURCE = {
    "report": KEYWORD, "file": KEPT, "title": TEXT, "unit": KEYWORD, "period": KEYWORD,
    "citation": KEPT,
}  # fmt: skip
FIGURE = {
    "text": TEXT, "value": {"type": "double"}, "unit": KEYWORD, "masked": {"type": "boolean"}
}  # fmt: skip


def write(index: LibraryIndex, items: Sequence[Item], language: str) -> bytes:
    """An archive: how to load it, the mapping, and the bulk files in the items' order."""
    return packed(_files(index, items, language))


def _files(
    index: LibraryIndex, items: Sequence[Item], language: str
) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", say("opensearch.readme", language).encode()
    text = json.dumps(mapping(index.lexicon), ensure_ascii=False, indent=1)
    yield "mapping.json", f"{text}\n".encode()
    pairs = (_pair(index, item) for item in items)
    for number, part in enumerate(parts(pairs, PART), 1):
        yield f"bulk-{number:05}.ndjson", part


def parts(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Pieces joined, as many as `most` bytes hold; one that is larger is a part by itself."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        if held and size + len(piece) > most:
            yield b"".join(held)
            held, size = [], 0
        held.append(piece)
        size += len(piece)
    if held:
        yield b"".join(held)


def mapping(own: Path) -> dict[str, object]:
    """Settings and fields of the index; a field that is not in it is refused.

    `own` is the folder of the knowledge base's own word lists.
    """
    nested = {"quotations": QUOTATION, "sources": SOURCE, "figure": FIGURE}
    fields: dict[str, object] = {
        **dict.fromkeys(KEYWORDS, KEYWORD),
        "name": NAME,
        "aliases": TEXT,
        "text": TEXT,
        **{name: {"properties": properties} for name, properties in nested.items()},
    }
    return {
        "settings": {"analysis": _analysis(own)},
        "mappings": {"dynamic": "strict", "properties": fields},
    }


def _analysis(own: Path) -> dict[str, object]:
    cut = {"type": "custom", "tokenizer": "smartcn_tokenizer"}
    groups = lexicon.joined_table("synonyms", own).items()
    # A rule that the tokenizer makes nothing of is passed over, not an error.
    synonyms = {
        "type": "synonym_graph",
        "lenient": True,
        "synonyms": [", ".join((name, *words)) for name, words in groups],
    }
    return {
        "filter": {"kb_synonyms": synonyms},
        "analyzer": {
            "kb_index": {**cut, "filter": ["lowercase", "smartcn_stop"]},
            "kb_search": {**cut, "filter": ["lowercase", "kb_synonyms", "smartcn_stop"]},
        },
    }


def _pair(index: LibraryIndex, item: Item) -> bytes:
    """The action and the item; a report with its words."""
    told = record(index, item)
    if item.kind == "report":
        (report,) = item.reports
        told["text"] = index.words(report, Span(0, len(index.facts[report].report.text)))
    return line({"index": {"_id": item.id}}) + line(told)
