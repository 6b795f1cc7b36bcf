"""Renders pages in shards, several processes at a time, into the store.

A page is kept under a key of its text and of all that every page has in common, so that it is
rendered once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from kb_build import workers
from kb_build.collector import resting
from kb_build.config import Config
from kb_build.publish.beside import Beside
from kb_build.publish.renderer import Card, Rendered, Renderer
from kb_build.store import Store

if TYPE_CHECKING:
    from concurrent.futures import Executor

Tick = Callable[[], None]  # called when another page is done

# Pages that are rendered in the second or two in which another process starts.
PAYS = 400
# Few enough pages that no process waits long for the last shard.
SHARD = 100
HTML = ".html"


@dataclass(frozen=True, slots=True)
class Shard:
    """The outcome of one run of MkDocs."""

    pages: tuple[tuple[str, Card], ...]  # by key
    warnings: tuple[str, ...]  # MkDocs's, in English


def store_of(config: Config) -> Store[Rendered]:
    """Where rendered pages are kept."""
    return Store(config.store.resolve() / "pages", Rendered)


def shards_of(missing: Mapping[str, str]) -> list[dict[str, str]]:
    """The pages to render, shared out."""
    paths = sorted(missing)
    return [
        {path: missing[path] for path in paths[start : start + SHARD]}
        for start in range(0, len(paths), SHARD)
    ]


def render(
    config: Config,
    shards: Sequence[Mapping[str, str]],
    known: Beside,
    tick: Tick,
    own: Callable[[], Renderer],
) -> Iterator[Shard]:
    """Renders shards (key by path) and keeps their pages in the store; gives them as they are done.

    `tick` is called for each page, or for each shard where other processes do the work; `own` gives
    this process's renderer. Raises InputError for a page that cannot be read, and where a process
    dies.
    """
    resolved = replace(config, store=config.store.resolve())
    with _help(shards) as executor:
        if executor is None:
            yield from (run(shard, resolved, own(), tick) for shard in shards)
            return
        for shard in executor.map(partial(_run_here, config=resolved, known=known), shards):
            for _ in shard.pages:
                tick()
            yield shard


def _run_here(shard: Mapping[str, str], config: Config, known: Beside) -> Shard:
    """In a process that renders several shards."""
    return run(shard, config, _renderer(config, known))


_renderer = cache(Renderer)


def _help(
    shards: Sequence[Mapping[str, str]],
) -> AbstractContextManager[Executor] | AbstractContextManager[None]:
    most = min(workers.cores(), len(shards), sum(map(len, shards)) // PAYS)
    return workers.local(most) if most > 1 else nullcontext()


def run(
    shard: Mapping[str, str], config: Config, renderer: Renderer, tick: Tick = lambda: None
) -> Shard:
    """Renders a shard's pages into the store. Raises InputError for one that cannot be read."""
    store = store_of(config)
    pages: list[tuple[str, Card]] = []
    warnings: list[str] = []
    with resting():
        for path, key in shard.items():
            page, complaints = renderer.render(path, store.place(key, HTML))
            store.keep(key, page)
            pages.append((key, page.card))
            warnings += complaints
            tick()
    return Shard(tuple(pages), tuple(warnings))
