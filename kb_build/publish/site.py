"""Builds the site in a folder beside the old one, then swaps them: a failure costs nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.publish.completion import about, complete, index_of
from kb_build.publish.settings import mkdocs_settings
from kb_build.publish.shards import (
    HTML,
    Rendered,
    Tick,
    keys_of,
    render,
    run_frame,
    shards_of,
    store_of,
)

# Called with the number of pages done and of all pages.
Progress = Callable[[int, int], None]

# Every site that the plugin made has this file, and hardly any other folder.
SIGN = Path("search", "head.js")


@dataclass(frozen=True, slots=True)
class Published:
    """What is in the finished site."""

    pages: int  # Markdown files that became pages
    files: int  # all files of the site
    bytes: int  # their size together
    stored: int  # pages that had not changed and were not rendered again
    warnings: tuple[str, ...] = ()  # MkDocs's, in English, for instance of links that lead nowhere


def build(
    config: Config, progress: Progress | None = None, site_url: str | None = None
) -> Published:
    """Makes the site of `config.docs` in `config.site`; on failure the old site stays as it was.

    Pages that were rendered before are taken from the store. `site_url` goes before that of the
    settings for all but the pages. Raises InputError for settings that MkDocs refuses, for a page
    that cannot be read, and for a site folder that holds anything but an earlier site.
    """
    site = config.site.resolve()
    _bring_back(site)
    _refuse_other_folders(config, site)
    fresh = _fresh_folder(site)
    try:
        published = _make(config, fresh, progress or (lambda done, of: None), site_url)
        _swap(fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return published


def _make(config: Config, fresh: Path, progress: Progress, site_url: str | None) -> Published:
    """The whole site in an empty folder: pages, what is made of them all, and the rest."""
    settings = mkdocs_settings(config, fresh)
    keys = keys_of(settings)
    store = store_of(config)
    pages = {
        path: found
        for path, key in keys.items()
        if store.place(key, HTML).is_file() and (found := store.find(key))
    }
    missing = {path: key for path, key in keys.items() if path not in pages}
    tick = _counter(progress, len(pages), len(keys))
    warnings: list[str] = []
    new: dict[str, Rendered] = {}
    for shard in render(config, shards_of(settings, missing), tick):
        new |= shard.pages
        warnings += shard.warnings
    known = {path: pages.get(path) or new[key] for path, key in keys.items()}
    index = index_of(known.values())
    warnings += run_frame(config, fresh, site_url, index.version)
    for path, page in known.items():
        _place(store.place(keys[path], HTML), fresh / page.destination)
    complete(fresh, tuple(known.values()), index, about(settings, site_url))
    store.sweep()
    sizes = [path.stat().st_size for path in fresh.rglob("*") if path.is_file()]
    return Published(len(known), len(sizes), sum(sizes), len(pages), tuple(warnings))


def _counter(progress: Progress, done: int, of: int) -> Tick:
    if done:
        progress(done, of)

    def tick() -> None:
        nonlocal done
        done += 1
        progress(done, of)

    return tick


def _place(kept: Path, target: Path) -> None:
    """Puts a kept file into the site: the same file under another name where the disk allows."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(kept, target)
    except OSError:  # another disk, or one without links
        shutil.copyfile(kept, target)


def _fresh_folder(site: Path) -> Path:
    fresh = site.with_name(f".{site.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    return fresh


def _swap(fresh: Path, site: Path) -> None:
    old = _old_folder(site)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _bring_back(site: Path) -> None:
    """Puts the old site back where an earlier run was killed between the two renames."""
    old = _old_folder(site)
    if site.exists():
        shutil.rmtree(old, ignore_errors=True)
    elif old.exists():
        old.rename(site)


def _old_folder(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _refuse_other_folders(config: Config, site: Path) -> None:
    for ours in (config.file, config.docs, config.reports):
        if ours.resolve().is_relative_to(site):
            raise InputError("publish-site-holds", str(config.site), held=ours.name)
    if site.is_dir() and any(site.iterdir()) and not (site / SIGN).is_file():
        raise InputError("publish-site-foreign", str(config.site))
