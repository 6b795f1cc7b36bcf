"""Steps that are made anew only where something that they read has changed.

What a page shows is decided while it is made, so nobody can name its input beforehand. The tables
that pages are made of take note of each look-up instead. A result is kept with what it read, and
with one digest over all of that: read the same again, and the result is the same. A step must read
nothing else that may change: what it is given are strings, which stand in its own name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from kb_build.reuse.keyed import Kept, Result, digest
from kb_build.reuse.store import key_of

Value = TypeVar("Value")
Read = tuple[str, str]  # a table's name, and a key or WHOLE

WHOLE = "\x00"  # all of a table: which keys it has in which order, and what is under each


@dataclass(frozen=True, slots=True)
class Made(Generic[Result]):
    """The result of a step, and what it read."""

    reads: bytes  # keys by table, packed: a page reads hundreds of things, and is seldom made
    version: str  # stands for what was there
    result: Result


@dataclass(slots=True)
class Notes:
    """What the step at work has read; None between steps."""

    reads: set[Read] | None = None


class Tables:
    """The tables that steps read, each made when it is first asked for.

    Nothing refers back to them, and a maker is let go when it has made its table: so all that they
    hold, a library, is free as soon as nobody asks any more, and not when cycles are looked for.
    """

    def __init__(self, makers: Mapping[str, Callable[[], Mapping[str, object]]]) -> None:
        self._makers = dict(makers)
        self._tables: dict[str, Table[object]] = {}
        self._digests: dict[str, _Digests] = {}  # by table
        self._notes = Notes()

    def __getitem__(self, name: str) -> Table[object]:
        """The table of a name; what it is made of itself is not noted."""
        if name not in self._tables:
            with self._noting(None):
                self._tables[name] = Table(name, self._makers.pop(name)(), self._notes)
        return self._tables[name]

    def __contains__(self, name: str) -> bool:
        return name in self._makers or name in self._tables

    def made(self, kept: Kept[Made[Result]], step: str, make: Callable[[], Result]) -> Made[Result]:
        """The result of a step: as it was kept where it would read the same, else made now."""
        key = key_of(step)
        before = kept.found(key)
        if before and self.version(before.reads) == before.version:
            return kept.keep(key, before)
        notes: set[Read] = set()
        with self._noting(notes):
            result = make()
        reads = packed(notes)
        return kept.keep(key, Made(reads, self.version(reads), result))

    def version(self, reads: bytes) -> str:
        """Stands for all that is there to be read; `reads` are as `packed`."""
        import msgspec

        by_table = msgspec.msgpack.decode(reads, type=dict[str, list[str]])
        found = (map(self.digests(name).__getitem__, keys) for name, keys in by_table.items())
        return key_of("".join(chain.from_iterable(found)))

    def digests(self, name: str) -> _Digests:
        """What stands for the values of a table, by key."""
        if name not in self._digests:
            self._digests[name] = _Digests(self[name])
        return self._digests[name]

    @contextmanager
    def _noting(self, notes: set[Read] | None) -> Iterator[None]:
        before, self._notes.reads = self._notes.reads, notes
        try:
            yield
        finally:
            self._notes.reads = before


class Table(Mapping[str, Value]):
    """Values by key; each look-up is noted."""

    def __init__(self, name: str, values: Mapping[str, Value], notes: Notes) -> None:
        self.name = name
        self._values = values
        self._notes = notes

    def __getitem__(self, key: str) -> Value:
        self._note(key)
        if key not in self._values:  # asked first: a `defaultdict` would have it from now on
            raise KeyError(key)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        self._note(WHOLE)
        return iter(self._values)

    def __len__(self) -> int:
        self._note(WHOLE)
        return len(self._values)

    def digest(self, key: str) -> str:
        """Stands for what is under a key."""
        if key not in self._values:
            return "-"
        return digest(self._values[key])

    def _note(self, key: str) -> None:
        if self._notes.reads is not None:
            self._notes.reads.add((self.name, key))


class _Digests(dict[str, str]):
    """What stands for the values of a table, by key; worked out once."""

    def __init__(self, table: Table[object]) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, key: str) -> str:
        self[key] = self._of_all() if key == WHOLE else self._table.digest(key)
        return self[key]

    def _of_all(self) -> str:
        return key_of("".join(f"{len(key)} {key} {self[key]}\n" for key in self._table))


def packed(reads: Iterable[Read]) -> bytes:
    """What was read, by table; sorted."""
    import msgspec

    by_table: dict[str, list[str]] = defaultdict(list)
    for name, key in sorted(reads):
        by_table[name].append(key)
    return msgspec.msgpack.encode(by_table)
