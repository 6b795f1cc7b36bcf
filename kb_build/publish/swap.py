"""Replaces the old site with a new one at once: readers find one or the other, never half.

The new site is made beside the old one, then they are swapped, so a failure does no harm. The old
one is kept in the store as a spare: the next site is made in it by changing only what differs.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb_build.config import Config
from kb_build.errors import InputError

# Every site that the plugin made has this file, and hardly any other folder.
SIGN = Path("search", "head.js")


@contextmanager
def swapped(site: Path, spare: Path | None = None) -> Iterator[Path]:
    """Gives a folder, which becomes the site when the block ends.

    It is the `spare` site of an earlier run, so that little has to be done where little has
    changed, or else an empty folder; the old site becomes the next spare. Raises InputError where
    another run has taken the folder away.
    """
    fresh = site.with_name(f".{site.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    site.parent.mkdir(parents=True, exist_ok=True)
    try:
        if not (spare and _moved(spare, fresh)):
            fresh.mkdir()
        yield fresh
        _swap(fresh, site, spare)
    except (FileNotFoundError, FileExistsError) as error:
        if Path(error.filename or "").is_relative_to(fresh):
            raise InputError("publish-busy", str(site)) from error
        raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, site: Path, spare: Path | None) -> None:
    old = _old_folder(site)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    if not (spare and _moved(old, spare)):
        shutil.rmtree(old, ignore_errors=True)


def _moved(folder: Path, place: Path) -> bool:
    """Moves a folder; False where it is missing or `place` is on another disk."""
    try:
        folder.rename(place)
    except OSError:
        return False
    return True


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
    """Raises InputError where a site folder holds anything but an earlier site.

    Nor can one be replaced where a disk or share is mounted on it, as a container's volumes are.
    """
    if os.path.ismount(site):
        raise InputError("publish-site-mount", str(config.site), inner=config.site / "site")
    for ours in (config.file, config.docs, config.reports):
        if ours.resolve().is_relative_to(site):
            raise InputError("publish-site-holds", str(config.site), held=ours.name)
    if site.is_dir() and any(site.iterdir()) and not (site / SIGN).is_file():
        raise InputError("publish-site-foreign", str(config.site))
