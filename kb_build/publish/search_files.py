"""The files of the search index on the shelf, renewed where pages have changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from kb_build.publish.renderer import Rendered
from kb_build.publish.search.findable import Findable
from kb_build.publish.search.index import Contents, Line, write
from kb_build.publish.search.parts import Load, Part, Parts, part, shares
from kb_build.publish.search.renewal import renew
from kb_build.publish.shelf import Shelf
from kb_build.reuse.store import Store
from kb_build.running.collector import resting


class Shelved:
    """Script files on the shelf."""

    def __init__(self, shelf: Shelf, names: Mapping[str, str]) -> None:
        self._shelf = shelf
        self.names = dict(names)  # on the shelf, by name of the script

    def read(self, name: str) -> str:
        """The text of a file. Raises OSError where it is lost."""
        return self._shelf.read(self.names[name]).decode("utf-8")

    def write(self, name: str, text: str) -> None:
        """Puts a file in its place."""
        self.names[name] = self._shelf.put(text.encode("utf-8", "replace"))

    def remove(self, name: str) -> None:
        """Takes a file away; one that is not there is passed over."""
        self.names.pop(name, None)

    def clear(self) -> None:
        """Takes all files away."""
        self.names.clear()


def renew_search(
    scripts: Shelved,
    old: Contents,
    was: Load,
    pages: Mapping[str, Line],
    load: Load,
    parts: Parts,
) -> Contents:
    """The index of `pages`: what `renew` gives, where the old files are there.

    `old` must not be used again. Raises LookupError where what a page brings is lost.
    """
    if old.pages == pages and old.pages:
        return old
    try:
        return renew(scripts, old, was, pages, load, parts)
    except (OSError, LookupError):  # an old file is lost, or what an old page brought
        scripts.clear()
        return write(scripts, pages, parts)


def parts_of(
    scripts: Shelved, folder: Path, keys: Mapping[str, str], executor: Executor | None
) -> Parts:
    """Makes parts by whoever helps; `folder` is that of the store, `keys` are by address."""

    def parts(pages: Mapping[int, str]) -> Iterator[Part]:
        found = [{slot: keys[url] for slot, url in share.items()} for share in shares(pages)]
        run = executor.map if executor and len(found) > 1 else map
        for made, names in run(partial(_part, folder), found):
            scripts.names |= names
            yield made

    return parts


def _part(folder: Path, pages: Mapping[int, str]) -> tuple[Part, dict[str, str]]:
    """A part of the pages whose keys are given by slot, and the script files of it."""
    scripts = Shelved(Shelf(folder), {})
    load = loader(Store(folder, Rendered), {key: key for key in pages.values()})
    with resting():
        made = part(scripts, ((slot, load(key)) for slot, key in pages.items()))
    return made, scripts.names


def loader(store: Store[Rendered], keys: Mapping[str, str]) -> Load:
    """Takes what pages bring from the store; `keys` by address of the page."""

    def load(url: str) -> Findable:
        found = store.find(keys[url])
        if not found or not found.brings:
            raise LookupError(url)
        return found.brings

    return load
