"""Builds the site in a folder beside the old one, then swaps them: a failure costs nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.publish.settings import PLUGIN, mkdocs_settings, our_errors

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
    warnings: tuple[str, ...] = ()  # MkDocs's, in English, for instance of links that lead nowhere


def build(config: Config, progress: Progress | None = None) -> Published:
    """Makes the site of `config.docs` in `config.site`; on failure the old site stays as it was.

    Raises InputError for settings that MkDocs refuses, for a page that cannot be read, and for a
    site folder that holds anything but an earlier site.
    """
    site = config.site.resolve()
    _bring_back(site)
    _refuse_other_folders(config, site)
    fresh = _fresh_folder(site)
    try:
        pages, warnings = _run_mkdocs(config, fresh, progress)
        sizes = [path.stat().st_size for path in fresh.rglob("*") if path.is_file()]
        _swap(fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Published(pages, len(sizes), sum(sizes), warnings)


def _run_mkdocs(
    config: Config, fresh: Path, progress: Progress | None
) -> tuple[int, tuple[str, ...]]:
    from mkdocs.commands.build import build as build_site

    from kb_build.publish.plugin import KnowledgeBasePlugin

    settings = mkdocs_settings(config, fresh)
    plugin = settings.plugins[PLUGIN]
    assert isinstance(plugin, KnowledgeBasePlugin)
    plugin.progress = progress
    with our_errors(config) as complaints:
        settings.plugins.on_startup(command="build", dirty=False)
        build_site(settings)
        settings.plugins.on_shutdown()
    return plugin.pages, tuple(complaints.warnings)


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
