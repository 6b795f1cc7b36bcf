"""Renders pages into the store, in shards that several processes or machines share.

A page is stored under a key of its text and of all that every page has in common, so that it is
rendered only once. What else is known of the pages of a shard lies in a single file, since writing
a file takes a quarter as long as rendering a page.
"""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache, partial
from itertools import chain
from math import ceil
from typing import TYPE_CHECKING

from kb_build.config import Config
from kb_build.model import Value, replace
from kb_build.publish.extras import Extras
from kb_build.publish.renderer import Card, Rendered, Renderer
from kb_build.publish.rendering_keys import maker
from kb_build.publish.search.terms import hashed
from kb_build.reuse.store import Store, key_of
from kb_build.running.collector import resting
from kb_build.running.engine import Engine

if TYPE_CHECKING:
    from concurrent.futures import Executor

Tick = Callable[[], None]  # called when another page is done

SECONDS = 0.008  # that a page takes, half of it for what it changes in the search index
# Few enough pages that no process waits long for the last shard.
SHARD = 20
HTML = ".html"


class Seen(Value, frozen=True):
    """What rendering needs beside the text of pages."""

    listing: str  # a key of the settings and the names of all files
    extras: Extras


class Shard(Value, frozen=True):
    """The outcome of rendering some pages."""

    cards: dict[str, Card]  # by key
    warnings: tuple[str, ...]  # MkDocs's, in English


def store_of(config: Config) -> Store[dict[str, Rendered]]:
    """Where rendered pages are kept, those of a shard together."""
    return Store(config.store.resolve() / "pages", dict[str, Rendered])


def shards_of(missing: Mapping[str, str]) -> list[dict[str, str]]:
    """The pages to render, cut into shards of neighbours in the search index."""
    paths = sorted(missing, key=lambda path: (hashed(path.removesuffix(".md") + HTML), path))
    return [
        {path: missing[path] for path in paths[start : start + SHARD]}
        for start in range(0, len(paths), SHARD)
    ]


def helping(
    config: Config, pages: int
) -> AbstractContextManager[Executor] | AbstractContextManager[None]:
    """Who renders so many pages: the cluster, further processes, or nobody but this one.

    Raises InputError where the cluster cannot be used, and where a process dies.
    """
    engine = Engine(config.scheduler, maker, config.docs)
    return engine.helping(SECONDS * pages, ceil(pages / SHARD))


def render(
    config: Config,
    shards: Sequence[Mapping[str, str]],
    seen: Seen,
    tick: Tick,
    executor: Executor | None,
) -> Iterator[Shard]:
    """Renders shards (key by path) and keeps their pages in the store; gives them as they are done.

    Others begin at once, but for the first one: what it loads a process that is forked has. Alone,
    this process begins when the outcome is asked for. `tick` is called for each
    page, or for each shard where others do the work. Raises InputError for a page that cannot be
    read, and LookupError where the store is lost meanwhile.
    """
    here = _anywhere(config)
    if executor is None:
        return (run(shard, here, ready(config, seen), tick) for shard in shards)
    first = run(shards[0], here, ready(config, seen))
    # Through the store: what is sent with each shard would grow with the square of the pages.
    key = key_of("seen", seen.listing, seen.extras.mark)
    _seen_in(here).keep(key, seen)
    others = executor.map(partial(_run_here, config=here, seen=key), shards[1:])
    return _told(chain([first], others), tick)


def ready(config: Config, seen: Seen) -> Renderer:
    """The renderer of this process; a new one if other files can be linked to."""
    return _renderer(_anywhere(config), seen)


def _told(shards: Iterable[Shard], tick: Tick) -> Iterator[Shard]:
    for shard in shards:
        for _ in shard.cards:
            tick()
        yield shard


def _anywhere(config: Config) -> Config:
    """The settings with absolute paths, for processes started in another folder."""
    return dataclasses.replace(
        config,
        file=config.file.resolve(),
        reports=config.reports.resolve(),
        docs=config.docs.resolve(),
        site=config.site.resolve(),
        store=config.store.resolve(),
        lexicon=config.lexicon.resolve(),
    )


def _seen_in(config: Config) -> Store[Seen]:
    return Store(store_of(config).folder, Seen)


def _run_here(shard: Mapping[str, str], config: Config, seen: str) -> Shard:
    """Renders a shard in another process; `seen` is the key of a `Seen` in the store."""
    return run(shard, config, _renderer(config, _seen(config, seen)))


@lru_cache(maxsize=1)
def _seen(config: Config, key: str) -> Seen:
    known = _seen_in(config).find(key)
    if known is None:
        raise LookupError(key)
    return known


@lru_cache(maxsize=1)  # a worker of a cluster outlives many builds
def _renderer(config: Config, seen: Seen) -> Renderer:
    return Renderer(config, seen.extras)


def run(
    shard: Mapping[str, str], config: Config, renderer: Renderer, tick: Tick = lambda: None
) -> Shard:
    """Renders a shard's pages into the store. Raises InputError for one that cannot be read."""
    store, kept = store_of(config), key_of(*shard.values())
    pages: dict[str, Rendered] = {}  # by key
    warnings: list[str] = []
    with resting():
        for path, key in shard.items():
            page, complaints = renderer.render(path, store.place(key, HTML))
            pages[key] = Rendered(replace(page.card, kept=kept), page.brings)
            warnings += complaints
            tick()
    store.keep(kept, pages)
    gc.collect(0)  # small cycles that Markdown and Jinja leave, and nothing that is older
    return Shard({key: page.card for key, page in pages.items()}, tuple(warnings))
