"""Reads the index's script files as a browser would, by the words of their format alone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
CALL = re.compile(r"kb\.search\.[a-z]+\((?:\d+,|\"[\d-]+\",)?(.*)\);\n", re.DOTALL)

# Slot of the page, place of the record on it.
Record = tuple[int, int]


def numbers(code: str) -> Iterator[int]:
    value = shift = 0
    for digit in map(DIGITS.index, code):
        value += (digit % 32) << shift
        shift += 5
        if digit < 32:
            yield value
            value = shift = 0


def places(code: str, sizes: list[int]) -> set[Record]:
    row, slot = numbers(code), 0
    found: set[Record] = set()
    for step in row:
        slot += step
        count = next(row) if sizes[slot] > 1 else 0
        if not count:
            found |= {(slot, at) for at in range(sizes[slot])}
        at = 0
        for _ in range(count):
            at += next(row)
            found.add((slot, at))
    return found


def data(path: Path) -> Any:
    call = CALL.fullmatch(path.read_text(encoding="utf-8"))
    assert call, path
    return json.loads(call[1])


class Reference:
    """An index read back whole."""

    def __init__(self, folder: Path) -> None:
        self.head = data(folder / "head.js")
        self.facets = data(folder / "facets.js")
        self.sizes = list(numbers(self.head["sizes"]))
        self.rows: dict[str, list[set[Record]]] = {}
        for path in (folder / "terms").iterdir():
            for term, row in data(path).items():
                assert term not in self.rows
                self.rows[term] = [places(code, self.sizes) for code in row.split(" ")]
        self.sounds: dict[str, list[str]] = {}
        for path in (folder / "sounds").iterdir():
            self.sounds |= data(path)
        self.texts: dict[Record, Any] = {}
        for path in (folder / "texts").iterdir():
            piece = int(path.stem.partition("-")[2] or 0)
            for slot, shown in data(path).items():
                self.texts |= {(int(slot), piece * 16 + n): one for n, one in enumerate(shown)}

    def phrase(self, normal: str, field: int) -> set[str]:
        """The addresses of records that have all pairs of normalised words, two letters or more."""
        pairs = [normal[i : i + 2] for i in range(len(normal) - 1)]
        rows = [self.rows.get(pair, [set(), set(), set()])[field] for pair in pairs]
        return {self.texts[record]["url"] for record in set.intersection(*rows)}
