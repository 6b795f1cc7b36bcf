"""Steps that are made anew only where something that they read has changed.

What a page shows is decided while it is made, so nobody can name its input beforehand. The tables
that pages are made of take note of each look-up instead. A result is kept with what it read, and
with one digest over all of that: read the same again, and the result is the same. A step must read
nothing else that may change: what it is given are strings, which stand in its own name.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar, overload

from kb_build.reuse.keyed import Result, digest
from kb_build.reuse.store import key_of

Value = TypeVar("Value")
Other = TypeVar("Other")

WHOLE = "\x00"  # all of a table: which keys it has in which order, and what is under each


@dataclass(frozen=True, slots=True)
class Made(Generic[Result]):
    """The result of a step, and what it read."""

    reads: bytes  # keys by table, packed: a page reads hundreds of things, and is seldom made
    version: str  # stands for what was there
    result: Result


class Tables:
    """The tables that steps read, each made when it is first asked for.

    Nothing refers back to them, and a maker is let go when it has made its table: so all that they
    hold, a library, is free as soon as nobody asks any more, and not when cycles are looked for.
    """

    def __init__(self, makers: Mapping[str, Callable[[], Mapping[str, object]]]) -> None:
        self._makers = dict(makers)
        self._tables: dict[str, Table[object]] = {}
        self._digests: dict[str, Digests] = {}  # by table

    def __getitem__(self, name: str) -> Table[object]:
        """The table of a name; what it is made of itself is not noted."""
        if name not in self._tables:
            with self._noting():
                made = Table(self._makers.pop(name)())
            self._tables[name] = made
        return self._tables[name]

    def __contains__(self, name: str) -> bool:
        return name in self._makers or name in self._tables

    def load(self, but: str = "") -> None:
        """Makes all tables now, and what stands for their values; not the one of this name."""
        for name in [*self._makers]:
            if name != but:
                self._digests_of(name)

    def as_it_was(self, before: Made[Result] | None) -> Made[Result] | None:
        """What an earlier build made, where it would read the same now."""
        return before if before and self.version(before.reads) == before.version else None

    def made(self, make: Callable[[], Result]) -> Made[Result]:
        """The result of a step, with all that it read."""
        with self._noting():
            result = make()
            reads = self._read()
        return Made(reads, self.version(reads), result)

    def version(self, reads: bytes) -> str:
        """Stands for all that is there to be read."""
        import msgspec

        by_table = msgspec.msgpack.decode(reads, type=dict[str, list[str]])
        found = (map(self._digests_of(name).__getitem__, keys) for name, keys in by_table.items())
        return key_of("".join(chain.from_iterable(found)))

    def _digests_of(self, name: str) -> Digests:
        if name not in self._digests:
            self._digests[name] = self[name].digests()
        return self._digests[name]

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Takes note within of what is read within only, and goes on as before."""
        before = {name: table.noted for name, table in self._tables.items()}
        for table in self._tables.values():
            table.noted = set()
        try:
            yield
        finally:
            for name, table in self._tables.items():
                table.noted = before.get(name, set())

    def _read(self) -> bytes:
        """What is noted, by table, packed."""
        import msgspec

        noted = ((name, self._tables[name].noted) for name in sorted(self._tables))
        read = {n: [WHOLE] if WHOLE in keys else sorted(keys) for n, keys in noted if keys}
        return msgspec.msgpack.encode(read)


class Table(Mapping[str, Value]):
    """Values by key; each look-up is noted."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(values)  # a `defaultdict` would have from now on what is asked for
        self.noted: set[str] = set()  # keys, or WHOLE

    def __getitem__(self, key: str) -> Value:
        self.noted.add(key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self.noted.add(str(key))
        return key in self._values

    @overload
    def get(self, key: str, /) -> Value | None: ...
    @overload
    def get(self, key: str, default: Value | Other, /) -> Value | Other: ...
    def get(self, key: str, default: object = None, /) -> object:
        """The value of a key, or else the default."""
        self.noted.add(key)
        return self._values.get(key, default)

    def __iter__(self) -> Iterator[str]:
        self.noted.add(WHOLE)
        return iter(self._values)

    def __len__(self) -> int:
        self.noted.add(WHOLE)
        return len(self._values)

    def values(self) -> ValuesView[Value]:
        """All values, which is one look-up."""
        self.noted.add(WHOLE)
        return self._values.values()

    def items(self) -> ItemsView[str, Value]:
        """All keys and values, which is one look-up."""
        self.noted.add(WHOLE)
        return self._values.items()

    def digests(self) -> Digests:
        """What stands for each value."""
        return Digests((key, digest(value)) for key, value in self._values.items())


class Digests(dict[str, str]):
    """What stands for the values of a table by key: for each, for one that is absent, for all."""

    def __missing__(self, key: str) -> str:
        if key != WHOLE:
            return "-"
        self[WHOLE] = key_of("".join(f"{len(key)} {key} {one}\n" for key, one in self.items()))
        return self[WHOLE]
