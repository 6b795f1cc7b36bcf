"""Tables of rows that are looked up one by one, in script files by the hash of the row's key.

A browser loads only the file of the key that it needs, and a changed row changes only one file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kb_build.publish.search.scripts import Scripts, script_json
from kb_build.publish.search.terms import hashed

Row = str | list[str]  # empty: none


@dataclass(frozen=True, slots=True)
class Table:
    """A table in files `<name>/<n>.js`, each a call of `kb.search.<name>`."""

    name: str
    count: int  # of files

    def share(self, key: str, of: int) -> int:
        """The share of the files, out of `of`, that has the row of a key."""
        return hashed(key) % self.count % of

    def write(
        self, scripts: Scripts, rows: Iterable[tuple[str, Row]], share: int = 0, of: int = 1
    ) -> None:
        """Writes the whole table, or one share of its files; `rows` are all rows of these."""
        shards: dict[int, dict[str, Row]] = {n: {} for n in range(share, self.count, of)}
        for key, row in rows:
            shards[hashed(key) % self.count][key] = row
        for number, shard in shards.items():
            self._write(scripts, number, shard)

    def files(self, keys: Iterable[str]) -> set[str]:
        """The names of the files in which the rows of these keys stand."""
        return {self._file(hashed(key) % self.count) for key in keys}

    def renew(self, scripts: Scripts, keys: Iterable[str], new: Callable[[str, Row], Row]) -> None:
        """Replaces rows: `new` is called with a key and its old row, "" for none."""
        shards: dict[int, list[str]] = defaultdict(list)
        for key in keys:
            shards[hashed(key) % self.count].append(key)
        for number, some in shards.items():
            shard = self._read(scripts, number)
            self._write(
                scripts, number, shard | {key: new(key, shard.get(key, "")) for key in some}
            )

    def _read(self, scripts: Scripts, number: int) -> dict[str, Row]:
        text = scripts[self._file(number)]
        rows: dict[str, Row] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
        return rows

    def _write(self, scripts: Scripts, number: int, rows: Mapping[str, Row]) -> None:
        ordered = {key: rows[key] for key in sorted(rows) if rows[key]}
        call = f"kb.search.{self.name}({number},{script_json(ordered)});\n"
        scripts[self._file(number)] = call

    def _file(self, number: int) -> str:
        return f"{self.name}/{number}.js"
