"""The files of the search index in the blob store, renewed where pages have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from kb_build.publish.blob_store import BlobStore
from kb_build.publish.renderer import Rendered
from kb_build.publish.search.findable import Findable, unpack
from kb_build.publish.search.index import Contents, Line, write
from kb_build.publish.search.parts import (
    Bundle,
    Load,
    Makers,
    Often,
    Part,
    Turn,
    cut,
    part,
    rows,
    turned,
)
from kb_build.publish.search.renewal import renew
from kb_build.publish.search.tables import Table
from kb_build.reuse.store import Store
from kb_build.running.collector import resting

Some = TypeVar("Some")
Done = TypeVar("Done")
Place = tuple[str, str]  # of a page in the store: the name of a file (see `shards`), and its key

# Files of the store that are known at a time, of some 0.2 MB each. Pages are asked for in the order
# in which they were put together: more are needed only where they are of many builds.
FILES = 32


class StoredScripts(MutableMapping[str, str]):
    """Script files in the blob store. A lost one raises OSError when its text is asked for."""

    def __init__(self, blobs: BlobStore, names: Mapping[str, str]) -> None:
        self.blobs = blobs
        self.names = dict(names)  # in the blob store, by name of the script

    def __getitem__(self, name: str) -> str:
        return self.blobs.read(self.names[name]).decode("utf-8")

    def __setitem__(self, name: str, text: str) -> None:
        self.names[name] = self.blobs.put(text.encode("utf-8", "replace"))

    def __delitem__(self, name: str) -> None:
        del self.names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def clear(self) -> None:
        """Forgets all files, without reading any."""
        self.names.clear()


def renew_search(
    scripts: StoredScripts,
    old: Contents,
    was: Load,
    pages: Mapping[str, Line],
    load: Load,
    makers: Makers,
) -> Contents:
    """The index of `pages`: what `renew` gives, where the old files are there.

    `old` must not be used again. Raises LookupError where what a page brings is lost.
    """
    if old.pages == pages and old.pages:
        return old
    try:
        return renew(scripts, old, was, pages, load, makers)
    except (OSError, LookupError):  # an old file is lost, or what an old page brought
        scripts.clear()
        return write(scripts, pages, makers)


@dataclass(frozen=True, slots=True)
class ParallelMakers:
    """Does the work on an index in the processes of an executor, or here (see `Makers`)."""

    scripts: StoredScripts
    folder: Path  # of the store
    places: Mapping[str, Place]  # of pages in it, by address
    executor: Executor | None

    def parts(self, pages: Mapping[int, str], terms: Table) -> Iterator[Part]:
        """As `Makers`."""
        found = [{slot: self.places[url] for slot, url in some.items()} for some in cut(pages)]
        return self._done(partial(_part, terms=terms), found[::-1])

    def rows(self, terms: Table, shares: Iterable[Sequence[Bundle]]) -> Iterator[Often]:
        """As `Makers`."""
        return self._done(partial(_rows, terms=terms), [*enumerate(shares)])

    def renewed(self, terms: Table, turns: Iterable[Turn]) -> Iterator[Often]:
        """As `Makers`."""
        found = [(turn, self._named(terms.files(turn.edits))) for turn in turns]
        return self._done(partial(_turned, terms=terms), found)

    def _named(self, files: Iterable[str]) -> dict[str, str]:
        return {name: self.scripts.names[name] for name in files}

    def _done(
        self, work: Callable[[StoredScripts, Some], Done], on: Sequence[Some]
    ) -> Iterator[Done]:
        """The outcomes of work on each, in that order; its script files are put among the rest."""
        run = self.executor.map if self.executor and len(on) > 1 else map
        return map(self._taken, run(partial(_in_store, work, self.folder), on))

    def _taken(self, done: tuple[Done, dict[str, str]]) -> Done:
        outcome, names = done
        self.scripts.names.update(names)
        return outcome


def _in_store(
    work: Callable[[StoredScripts, Some], Done], folder: Path, on: Some
) -> tuple[Done, dict[str, str]]:
    """The outcome of some work, and the script files of it."""
    scripts = StoredScripts(BlobStore(folder), {})
    with resting():
        return work(scripts, on), scripts.names


def _part(scripts: StoredScripts, pages: Mapping[int, Place], terms: Table) -> Part:
    """A part of the pages whose places are given by slot."""
    load = loader(Store(scripts.blobs.folder, dict[str, Rendered]), pages)
    return part(scripts, ((slot, load(slot)) for slot in pages), terms)


def _rows(scripts: StoredScripts, share: tuple[int, Sequence[Bundle]], terms: Table) -> Often:
    return rows(scripts, terms, *share)


def _turned(scripts: StoredScripts, on: tuple[Turn, Mapping[str, str]], terms: Table) -> Often:
    turn, names = on
    scripts.names.update(names)
    return turned(scripts, turn, terms)


def loader(
    store: Store[dict[str, Rendered]], places: Mapping[Some, Place]
) -> Callable[[Some], Findable]:
    """Loads what pages add to the index from the store; raises LookupError where it is lost."""
    find = lru_cache(FILES)(store.find)

    def load(page: Some) -> Findable:
        file, key = places[page]
        found = (find(file) or {}).get(key)
        brings = unpack(found.brings) if found else None
        if not brings:
            raise LookupError(key)
        return brings

    return load
