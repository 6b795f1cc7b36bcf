"""The search index: which record has which term where, cut into small script files.

    head.js         number of files, kind and length of each record, first record of each text file
    terms/<n>.js    terms of one hash value → their places in titles, contexts and texts
    texts/<n>.js    what to show of some records in a row

They are scripts that call `kb.search.…` because a page opened from a folder may load scripts but
not fetch files. A browser loads the head once, then only the files of the terms it asks for and of
the results it shows.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kb_build.publish.normal import normalise
from kb_build.publish.numbers import encode, steps
from kb_build.publish.records import KINDS, Record, script_json
from kb_build.publish.terms import Places, shard_of, text_places, title_places

# The fields of a record, in the order in which a term's postings stand.
FIELDS = ("title", "context", "text")
# About 30 numbers make 100 bytes; a query of two words loads three or four files of terms and ten
# of texts, which together should stay below the size of one photograph.
NUMBERS_A_SHARD = 6000
MOST_SHARDS = 4096
TEXT_FILE_BYTES = 8192


class Postings:
    """The places of terms in one field of all records."""

    def __init__(self) -> None:
        # Record, number of places, first place, steps to the further ones; and so on.
        self._rows: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self.size = 0

    def add(self, record: int, places: Places) -> None:
        """Adds a record's places; records come in ascending order."""
        for term, at in places.items():
            row = self._rows[term]
            row.extend((record, len(at), *steps(at)))
            self.size += len(at) + 2

    def terms(self) -> Iterable[str]:
        """All terms of the field."""
        return self._rows.keys()

    def code(self, term: str) -> str:
        """The row of a term as text, records as steps; empty where it has none."""
        return encode(_record_steps(self._rows.get(term, ())))


class Index:
    """All records; `add` them, then `write` the files."""

    def __init__(self) -> None:
        self._fields = {name: Postings() for name in FIELDS}
        self._kinds: list[int] = []
        self._lengths: list[int] = []
        self._texts = TextFiles()

    def add(self, record: Record) -> None:
        """Puts a record at the end."""
        number, normal = len(self._kinds), normalise(record.text)
        self._fields["title"].add(number, title_places(record.names))
        self._fields["context"].add(number, text_places(normalise(record.context)))
        self._fields["text"].add(number, text_places(normal))
        self._kinds.append(KINDS.index(record.kind))
        self._lengths.append(len(normal).bit_length())
        self._texts.add(record.shown())

    def __len__(self) -> int:
        return len(self._kinds)

    @property
    def version(self) -> str:
        """Changes when any record does; a browser's old copies of the files are told by it."""
        return self._texts.digest.hexdigest()[:8]

    def write(self, folder: Path) -> None:
        """Writes all files below `folder`; the same records give the same files."""
        shards = self._shards()
        _write(folder / "head.js", f"kb.search.head({script_json(self._head(len(shards)))});\n")
        for number, terms in enumerate(shards):
            rows = script_json({term: self._row(term) for term in terms})
            _write(folder / "terms" / f"{number}.js", f"kb.search.terms({number},{rows});\n")
        for number, texts in enumerate(self._texts.files()):
            _write(folder / "texts" / f"{number}.js", f"kb.search.texts({number},{texts});\n")

    def _head(self, shards: int) -> dict[str, object]:
        return {
            "shards": shards,
            "names": KINDS,
            "kinds": encode(self._kinds),
            "lengths": encode(self._lengths),
            "firsts": encode(steps(self._texts.firsts)),
        }

    def _shards(self) -> list[list[str]]:
        size = sum(field.size for field in self._fields.values())
        wanted = max(1, min(MOST_SHARDS, size // NUMBERS_A_SHARD))
        shards: list[list[str]] = [[] for _ in range(wanted)]
        for term in sorted(set().union(*(field.terms() for field in self._fields.values()))):
            shards[shard_of(term, wanted)].append(term)
        return shards

    def _row(self, term: str) -> str:
        return " ".join(self._fields[name].code(term) for name in FIELDS)


class TextFiles:
    """What is shown of each record, gathered into files of about TEXT_FILE_BYTES."""

    def __init__(self) -> None:
        self.firsts: list[int] = []  # number of the first record of each file
        self.digest = hashlib.sha256()
        self._files: list[list[str]] = []
        self._count = 0
        self._room = 0

    def add(self, shown: str) -> None:
        """Puts a record's JSON at the end."""
        data = shown.encode("utf-8", "surrogatepass")
        if self._room <= 0:
            self.firsts.append(self._count)
            self._files.append([])
            self._room = TEXT_FILE_BYTES
        self._files[-1].append(shown)
        self._room -= len(data)
        self._count += 1
        self.digest.update(data + b"\n")

    def files(self) -> Iterator[str]:
        """The JSON array of each file."""
        return (f"[{','.join(file)}]" for file in self._files)


def _record_steps(row: Iterable[int]) -> Iterator[int]:
    numbers, last = iter(row), 0
    for record in numbers:
        yield record - last
        last = record
        count = next(numbers)
        yield count
        for _ in range(count):
            yield next(numbers)


def _write(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8", errors="replace", newline="\n")
