"""Steps that run again only where something that they read has changed.

Which entries a page needs is known only once it has been made. So the tables that pages are made
from record every look-up. A result is kept together with the list of its look-ups and one digest
of all values found: as long as that digest is the same, so is the result. A step must read nothing
else that can change; its arguments are strings, and these are part of the step's name.
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

WHOLE = "\x00"  # recorded where a step reads all of a table: its keys, their order, its values


@dataclass(frozen=True, slots=True)
class Made(Generic[Result]):
    """The result of a step, and what it read."""

    reads: bytes  # the keys read, by table; packed, since a page reads hundreds
    version: str  # digest of the values that were under these keys
    result: Result


class Tables:
    """The tables that steps read, each made when it is first asked for.

    There are no references in a circle, and a maker is dropped once its table is made. So Python
    frees the library behind the tables at once, without its garbage collector, which is off.
    """

    def __init__(self, makers: Mapping[str, Callable[[], Mapping[str, object]]]) -> None:
        self._makers = dict(makers)
        self._tables: dict[str, Table[object]] = {}
        self._digests: dict[str, Digests] = {}  # by table

    def __getitem__(self, name: str) -> Table[object]:
        """The table of this name. What is read to make the table itself is not recorded."""
        if name not in self._tables:
            with self._noting():
                made = Table(self._makers.pop(name)())
            self._tables[name] = made
        return self._tables[name]

    def add(self, name: str, values: Mapping[str, object]) -> None:
        """One more table, of what is known only after others were read."""
        self._tables[name] = Table(values)

    def load(self) -> None:
        """Makes all tables and their digests now."""
        for name in [*self._makers]:
            self._digests_of(name)

    def as_it_was(self, before: Made[Result] | None) -> Made[Result] | None:
        """The earlier result, if all that it read still has the same values; None otherwise."""
        return before if before and self.version(before.reads) == before.version else None

    def made(self, make: Callable[[], Result]) -> Made[Result]:
        """Runs a step; gives its result with a record of what it read."""
        with self._noting():
            result = make()
            reads = self._read()
        return Made(reads, self.version(reads), result)

    def version(self, reads: bytes) -> str:
        """A digest of the values that these keys have now."""
        import msgspec

        by_table: dict[str, list[str]] = msgspec.msgpack.decode(reads)
        found = (map(self._digests_of(name).__getitem__, keys) for name, keys in by_table.items())
        return key_of("".join(chain.from_iterable(found)))

    def _digests_of(self, name: str) -> Digests:
        if name not in self._digests:
            self._digests[name] = self[name].digests()
        return self._digests[name]

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Records look-ups within the block apart from those around it."""
        before = {name: table.noted for name, table in self._tables.items()}
        for table in self._tables.values():
            table.noted = set()
        try:
            yield
        finally:
            for name, table in self._tables.items():
                table.noted = before.get(name, set())

    def _read(self) -> bytes:
        """The recorded keys by table, packed."""
        import msgspec

        noted = ((name, self._tables[name].noted) for name in sorted(self._tables))
        read = {n: [WHOLE] if WHOLE in keys else sorted(keys) for n, keys in noted if keys}
        return msgspec.msgpack.encode(read)


class Table(Mapping[str, Value]):
    """Values by key; records each look-up."""

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
        """All values; recorded as a look-up of the whole table."""
        self.noted.add(WHOLE)
        return self._values.values()

    def items(self) -> ItemsView[str, Value]:
        """All keys and values; recorded as a look-up of the whole table."""
        self.noted.add(WHOLE)
        return self._values.items()

    def digests(self) -> Digests:
        """A digest of each value, or the version that it says it has."""
        values = self._values.items()
        return Digests(
            (key, getattr(value, "version", "") or digest(value)) for key, value in values
        )


class Digests(dict[str, str]):
    """Digests of a table's values by key; `-` for a missing key, and under WHOLE one for all."""

    def __missing__(self, key: str) -> str:
        if key != WHOLE:
            return "-"
        self[WHOLE] = key_of("".join(f"{len(key)} {key} {one}\n" for key, one in self.items()))
        return self[WHOLE]
