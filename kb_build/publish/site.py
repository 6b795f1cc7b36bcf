"""Publishes docs/ as the site: builds it in the store, then replaces the old one."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kb_build.config import Config
from kb_build.files.signature import UNSEEN, Signed
from kb_build.files.walking import files_below
from kb_build.model import Notice, Progress, no_progress
from kb_build.publish.blob_store import Blobs, SiteFiles
from kb_build.publish.builder import Builder, Built
from kb_build.publish.frame import run_mkdocs
from kb_build.publish.manifest import NAME, Manifest, store_of as sites_of
from kb_build.publish.mkdocs_errors import notices
from kb_build.publish.renderer import Rendered
from kb_build.publish.rendering_keys import independent
from kb_build.publish.settings import mkdocs_settings
from kb_build.publish.shards import store_of
from kb_build.publish.swap import bring_back, refuse_other_folders, swapped
from kb_build.reuse.store import ENDING, Store
from kb_build.running.collector import resting

# Puts a site in its place.
Place = Callable[[Path, Built, Blobs], None]

SPARE = "spare"  # a site before the last one, into which the next one's files are put
SWEPT = "swept"  # its time is that of the last sweep
HOUR = 3600  # seconds


@dataclass(frozen=True, slots=True)
class Published:
    """What is in the finished site."""

    pages: int  # Markdown files that became pages
    bytes: int  # of all its files together
    stored: int  # pages that had not changed and were not rendered again
    warnings: tuple[Notice, ...] = ()  # MkDocs's, for instance of links that lead nowhere


def build(
    config: Config,
    progress: Progress = no_progress,
    site_url: str | None = None,
    signed: Signed = UNSEEN,
) -> Published:
    """Makes the site of `config.docs` in `config.site`; on failure the old site stays as it was.

    Pages that were rendered before are taken from the store, and a site that is as it should be is
    left alone. `site_url` goes before that of the settings for all but the pages; `signed` has the
    signatures of files where the caller has looked. Raises InputError for settings that MkDocs
    refuses, for a page that cannot be read, and for a site folder that holds anything but an
    earlier site.
    """
    return Publisher(config, site_url).publish(progress, signed)


class Publisher:
    """Publishes a knowledge base, any number of times."""

    def __init__(
        self, config: Config, site_url: str | None = None, place: Place | None = None
    ) -> None:
        self._config, self._site_url, self._place = config, site_url, place or _swapped
        self._builder = Builder(config, site_url)
        self._sites = sites_of(config)
        self._made: Manifest | None = None

    def publish(self, progress: Progress = no_progress, signed: Signed = UNSEEN) -> Published:
        """As `build`."""
        with resting():  # what is known of all pages is gone through, and stays
            return self._published(progress, signed)

    def _published(self, progress: Progress, signed: Signed) -> Published:
        site = self._config.site.resolve()
        refuse_other_folders(self._config, site)
        bring_back(site)
        settings = mkdocs_settings(self._config, site)
        if not independent(settings):
            return self._whole(site, progress)
        blobs = Blobs(store_of(self._config).folder)
        before = self._made or self._sites.find(NAME) or Manifest()
        self._made = None  # given away
        gc.freeze()  # the cycles that rendering leaves are not sought among all that is known
        kept = before.look.files, before.pages, before.frame.key, before.look.is_settled
        try:
            built = self._builder.build(settings, blobs, before, progress, signed)
        except LookupError:  # something of the store is lost: all of it is looked through
            built = self._builder.build(settings, blobs, Manifest(), progress, signed)
        self._made = now = built.made
        self._place(site, built, blobs)
        if kept != (now.look.files, now.pages, now.frame.key, True):  # else it says the same
            self._sites.keep(NAME, now)
        _sweep(built, blobs, store_of(self._config))
        return Published(
            len(now.pages), built.bytes, built.stored, notices(self._config, built.warnings)
        )

    def prepare(self) -> None:
        """Makes ready what the next change of a page needs, while nobody waits for it."""
        gc.unfreeze()  # a renderer that was replaced has cycles too
        self._builder.prepare()

    def _whole(self, site: Path, progress: Progress) -> Published:
        """A site of pages that depend on each other: MkDocs makes it by itself."""
        done = 0

        def tick() -> None:
            nonlocal done
            done += 1
            progress(done, done)

        with swapped(site) as fresh:
            warnings = run_mkdocs(self._config, fresh, self._site_url, "whole", tick=tick)
        size = sum(file.stat().st_size for _, file in files_below(site))
        return Published(done, size, 0, notices(self._config, warnings))


def _swapped(site: Path, built: Built, blobs: Blobs) -> None:
    """Puts a site in its place where it does not stand there already."""
    version = {path: built.files[path] for path in built.made.frame.versioned}
    standing = SiteFiles.of(site) if blobs.is_in(site, version) else SiteFiles()
    if blobs.differing(standing, built.files):
        with swapped(site, blobs.folder / SPARE) as fresh:
            blobs.fill(fresh, built.files)


class Patched:
    """Updates a site file by file, for the preview, which nobody publishes.

    It remembers what it has put there. If much differs, the whole site is replaced.
    """

    def __init__(self) -> None:
        self._standing: SiteFiles | None = None

    def __call__(self, site: Path, built: Built, blobs: Blobs) -> None:
        """Makes the site stand in its folder."""
        standing, self._standing = self._standing or SiteFiles.of(site), None
        paths = blobs.differing(standing, built.files)
        if len(paths) > len(built.files) // 2:
            _swapped(site, built, blobs)
        else:
            self._standing = blobs.patch(site, standing, paths, built.files)


def _sweep(built: Built, blobs: Blobs, store: Store[dict[str, Rendered]]) -> None:
    """Lets the store delete what nobody has asked for lately, once an hour."""
    stamp = blobs.folder / SWEPT
    is_new = not stamp.is_file()  # and so is all that is in it
    if not is_new and time.time() - stamp.stat().st_mtime < HOUR:
        return
    if not is_new:
        kept = {f"{card.kept}{ENDING}" for card in built.made.cards.values()}
        blobs.ask_for(chain(built.files.values(), built.made.frame.files.values(), kept))
        store.sweep()
    blobs.folder.mkdir(parents=True, exist_ok=True)
    stamp.touch()
