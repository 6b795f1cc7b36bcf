"""The files of the search index on the shelf, renewed where pages have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kb_build.publish.findable import Findable
from kb_build.publish.index import Contents, Line, Load, write
from kb_build.publish.renderer import Rendered
from kb_build.publish.renewal import renew
from kb_build.publish.shelf import Shelf
from kb_build.store import Store


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
    scripts: Shelved, old: Contents, was: Load, pages: Mapping[str, Line], load: Load
) -> Contents:
    """The index of `pages`: what `renew` gives, where the old files are there.

    `old` must not be used again. Raises LookupError where what a page brings is lost.
    """
    if old.pages == pages and old.pages:
        return old
    try:
        return renew(scripts, old, was, pages, load)
    except (OSError, LookupError):  # an old file is lost, or what an old page brought
        scripts.clear()
        return write(scripts, pages, load)


def loader(store: Store[Rendered], keys: Mapping[str, str]) -> Callable[[str], Findable]:
    """Takes what pages bring from the store; `keys` by address of the page."""

    def load(url: str) -> Findable:
        found = store.find(keys[url])
        if not found or not found.brings:
            raise LookupError(url)
        return found.brings

    return load
