"""Reads the index's script files as a browser would, by the words of their format alone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
CALL = re.compile(r"kb\.search\.(?:head|terms|texts)\((?:\d+,)?(.*)\);\n", re.DOTALL)

Places = dict[int, list[int]]  # record → places


def numbers(code: str) -> Iterator[int]:
    value = shift = 0
    for digit in map(DIGITS.index, code):
        value += (digit % 32) << shift
        shift += 5
        if digit < 32:
            yield value
            value = shift = 0


def places(code: str) -> Places:
    row, record = numbers(code), 0
    found: Places = {}
    for step in row:
        record += step
        at, found[record] = 0, []
        for _ in range(next(row)):
            at += next(row)
            found[record].append(at)
    return found


def data(path: Path) -> Any:
    call = CALL.fullmatch(path.read_text(encoding="utf-8"))
    assert call, path
    return json.loads(call[1])


class Reference:
    """An index read back whole."""

    def __init__(self, folder: Path) -> None:
        self.head = data(folder / "head.js")
        self.rows: dict[str, list[Places]] = {}
        for path in (folder / "terms").iterdir():
            for term, row in data(path).items():
                assert term not in self.rows
                self.rows[term] = [places(code) for code in row.split(" ")]
        files = sorted((folder / "texts").iterdir(), key=lambda path: int(path.stem))
        self.texts = [text for path in files for text in data(path)]

    def phrase(self, normal: str, field: int) -> set[int]:
        """The records that have normalised words, two letters or more, as they stand."""
        pairs = [normal[i : i + 2] for i in range(len(normal) - 1)]
        rows = [self.rows.get(pair, [{}, {}, {}])[field] for pair in pairs]
        return {
            record
            for record, starts in rows[0].items()
            if any(all(s + i in row.get(record, ()) for i, row in enumerate(rows)) for s in starts)
        }
