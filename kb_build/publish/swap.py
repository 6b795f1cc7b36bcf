"""Puts a site in the place of the old one: readers find the one or the other, never half.

It is made beside the old one, then they are swapped: a failure costs nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb_build.config import Config
from kb_build.errors import InputError

# Every site that the plugin made has this file, and hardly any other folder.
SIGN = Path("search", "head.js")


@contextmanager
def swapped(site: Path) -> Iterator[Path]:
    """Gives an empty folder; what is in it when the block ends becomes the site."""
    fresh = site.with_name(f".{site.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        yield fresh
        _swap(fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, site: Path) -> None:
    old = _old_folder(site)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def bring_back(site: Path) -> None:
    """Puts the old site back where an earlier run was killed between the two renames."""
    old = _old_folder(site)
    if site.exists():
        shutil.rmtree(old, ignore_errors=True)
    elif old.exists():
        old.rename(site)


def _old_folder(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def refuse_other_folders(config: Config, site: Path) -> None:
    """Raises InputError where a site folder holds anything but an earlier site."""
    for ours in (config.file, config.docs, config.reports):
        if ours.resolve().is_relative_to(site):
            raise InputError("publish-site-holds", str(config.site), held=ours.name)
    if site.is_dir() and any(site.iterdir()) and not (site / SIGN).is_file():
        raise InputError("publish-site-foreign", str(config.site))
