"""Builds the site of docs/ in the blob store: only what has changed since the last build.

look      which files of docs/ have changed since the last build
render    pages with a new key, into the store
frame     assets, the search page and the like, if anything they are made of has changed
index     the files of the search index that contain changed pages, or did
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb_build.config import Config
from kb_build.files.signature import Signed
from kb_build.model import Progress
from kb_build.publish import frame
from kb_build.publish.blob_store import Blobs
from kb_build.publish.completion import SEARCH, about, lines_of, lists
from kb_build.publish.extras import Extras, extras
from kb_build.publish.feed import About
from kb_build.publish.history import Log
from kb_build.publish.manifest import Manifest
from kb_build.publish.redirects import redirects
from kb_build.publish.renderer import Card
from kb_build.publish.rendering_keys import common_of, frame_key
from kb_build.publish.search import pinyin
from kb_build.publish.search.index import Contents, version
from kb_build.publish.search.pinyin import Sounds
from kb_build.publish.search_files import ParallelMakers, Place, StoredScripts, loader, renew_search
from kb_build.publish.settings import config_of
from kb_build.publish.shards import (
    HTML,
    Seen,
    Shard,
    Tick,
    helping,
    ready,
    render,
    shards_of,
    store_of,
)
from kb_build.publish.sources import Look
from kb_build.reuse.store import ENDING, key_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

READ = 20  # files of rendered pages that are read in the time that rendering a page takes


@dataclass(frozen=True, slots=True)
class Built:
    """A site, its files in the blob store."""

    made: Manifest
    files: dict[str, str]  # names in the blob store by path below the site's folder
    bytes: int  # of all files together
    stored: int  # pages that had not changed and were not rendered again
    warnings: tuple[str, ...]


class Builder:
    """Builds the site of a knowledge base, any number of times."""

    def __init__(self, config: Config, site_url: str | None = None) -> None:
        self._config, self._site_url = config, site_url
        self._store = store_of(config)
        self._seen: Seen | None = None  # at the last build

    def build(
        self,
        settings: MkDocsConfig,
        blobs: Blobs,
        before: Manifest,
        progress: Progress,
        signed: Signed,
    ) -> Built:
        """Puts missing files into the blob store; `before` is used up and must not be used again.

        `signed` has the signatures of files where the caller has looked.

        Raises InputError for a page that cannot be read, and LookupError where something that
        `before` tells of is lost.
        """
        common = common_of(settings)
        if before.common != common:  # an index may be of another form, and a head read otherwise
            before = Manifest()
        docs, ours = self._config.docs, config_of(settings)  # which may have changed meanwhile
        look = before.look.again(docs, signed)
        known = extras(docs, replace(ours, preview=self._config.preview), look)
        listing = key_of(common, *look.files, *sorted(known.hidden), *known.made)
        self._seen = Seen(listing, known)
        paths = before.pages if listing == before.listing else self._paths(self._seen, look)
        extras_key = key_of(common, known.mark)
        again = before if extras_key == before.extras else Manifest()
        keys = {path: _key(path, look, known, common, again) for path in paths}
        cards = self._known(keys, before, blobs)
        missing = {path: key for path, key in keys.items() if key not in cards}
        tick = _counter(progress, len(keys) - len(missing), len(keys))
        with helping(self._config, len(missing)) as executor:
            shards = render(self._config, shards_of(missing), self._seen, tick, executor)
            around = self._frame(common, look, before, blobs)  # while others render
            warnings = _gathered(shards, cards)
            sounds, scripts = self._index(cards, keys, before, blobs, executor)
        made = Manifest(look, common, listing, extras_key, keys, cards, sounds, scripts, around)
        site = about(settings, ours.language, self._site_url)
        files = _files(made, blobs, settings, site, known.log)
        sizes = {f"{key}{HTML}": cards[key].size for key in keys.values()}
        size = sum(sizes[one] if one in sizes else blobs.size(one) for one in files.values())
        return Built(made, files, size, len(keys) - len(missing), (*warnings, *around.warnings))

    def prepare(self) -> None:
        """Makes the renderer that the next build needs where only pages change, loads readings."""
        if self._seen:
            ready(self._config, self._seen)
        pinyin.load()

    def _paths(self, seen: Seen, look: Look) -> tuple[str, ...]:
        """The pages of the site; one that has appeared since the look waits for the next build."""
        there, known = ready(self._config, seen).paths, seen.extras
        own = (path for path in there if path in look.files and path not in known.hidden)
        return (*own, *known.made)

    def _known(self, keys: Mapping[str, str], before: Manifest, blobs: Blobs) -> dict[str, Card]:
        """The cards, by key, of pages that were rendered before."""
        there = {key for key in keys.values() if f"{key}{HTML}" in blobs}
        cards = {key: before.cards[key] for key in there & before.cards.keys()}
        known = {key: card for key, card in cards.items() if f"{card.kept}{ENDING}" in blobs}
        others = len(there) - len(known)  # rendered for other states of docs/ than the last one
        if others and others * READ > len(names := blobs.names(ENDING)):  # else rendered again
            for name in names:
                pages = self._store.find(name.removesuffix(ENDING)) or {}
                known |= {key: pages[key].card for key in there & pages.keys()}
        return known

    def _index(
        self,
        cards: Mapping[str, Card],
        keys: Mapping[str, str],
        before: Manifest,
        blobs: Blobs,
        executor: Executor | None,
    ) -> tuple[Sounds, dict[str, str]]:
        scripts = StoredScripts(blobs, before.scripts)
        was, now = _in_store(before.cards, before.pages), _in_store(cards, keys)
        load, loaded = loader(self._store, now), loader(self._store, was)
        makers = ParallelMakers(scripts, self._store.folder, now, executor)
        old = Contents(lines_of(before.cards.values()), before.sounds)
        new = renew_search(scripts, old, loaded, lines_of(cards.values()), load, makers)
        return new.sounds, scripts.names

    def _frame(self, common: str, look: Look, before: Manifest, blobs: Blobs) -> frame.Frame:
        settings = self._config.file.read_text(encoding="utf-8")
        own = self._config.lexicon / "synonyms.yml"
        words = own.read_bytes() if own.is_file() else b""
        key = frame_key(key_of(common, words), self._site_url or "", settings, look.files)
        if before.frame.key == key and before.frame.is_on(blobs):
            return before.frame
        return frame.made(self._config, blobs, key, self._site_url)


def _in_store(cards: Mapping[str, Card], pages: Mapping[str, str]) -> dict[str, Place]:
    """Where pages lie in the store, by address."""
    return {cards[key].url: (cards[key].kept, key) for key in pages.values()}


def _gathered(shards: Iterable[Shard], cards: dict[str, Card]) -> list[str]:
    """Waits for all shards; puts in the cards of their pages, gives their warnings."""
    warnings: list[str] = []
    for shard in shards:
        cards |= shard.cards
        warnings += shard.warnings
    return warnings


def _key(path: str, look: Look, known: Extras, common: str, before: Manifest) -> str:
    """A key of all that the page at a path is made of; `before` may differ in texts only."""
    source = look.files.get(path)
    if path in before.pages and source is before.look.files.get(path):
        return before.pages[path]
    text = source.key if source else key_of(known.made[path])
    return key_of(common, path, text, known.key(path))


def _files(
    made: Manifest, blobs: Blobs, settings: MkDocsConfig, site: About, log: Log
) -> dict[str, str]:
    """All files of the site by path; of several with one path the last one counts."""
    pages = {key: made.cards[key] for key in made.pages.values()}
    places = {path: pages[key].destination for path, key in made.pages.items()}
    return {
        **{path: blobs.put(data) for path, data in redirects(settings, places, site).items()},
        **made.frame.filled(blobs, version(lines_of(pages.values()))),
        **{card.destination: f"{key}{HTML}" for key, card in pages.items()},
        **{f"{SEARCH}/{name}": kept for name, kept in made.scripts.items()},
        **{name: blobs.put(data) for name, data in lists((*pages.values(),), site, log).items()},
    }


def _counter(progress: Progress, done: int, of: int) -> Tick:
    if done:
        progress(done, of)

    def tick() -> None:
        nonlocal done
        done += 1
        progress(done, of)

    return tick
