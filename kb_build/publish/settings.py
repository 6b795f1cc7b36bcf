"""Gives MkDocs its settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb_build.config import Config, load
from kb_build.errors import InputError
from kb_build.publish.mkdocs_errors import our_errors

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PLUGIN, THEME = "knowledge-base", "material"


def mkdocs_settings(config: Config, site: Path, site_url: str | None = None) -> MkDocsConfig:
    """MkDocs's settings from `config.file`, with the folders of `config` and the site in `site`.

    `site_url` goes before that of the file.

    Raises InputError where MkDocs does not accept them, the plugin or the theme is not among them,
    or the folder of pages is missing.
    """
    from mkdocs.config import load_config

    if not config.docs.is_dir():
        raise InputError("publish-no-pages", str(config.docs))
    with our_errors(config, "publish-settings"):
        try:
            settings = load_config(
                str(config.file),
                docs_dir=str(config.docs.resolve()),
                site_dir=str(site.resolve()),
                **({"site_url": site_url} if site_url else {}),
            )
        except RecursionError as error:  # MkDocs follows INHERIT without an end
            raise InputError("publish-inherit", str(config.file)) from error
    if PLUGIN not in settings.plugins:
        raise InputError("publish-plugin", str(config.file))
    if settings.theme.name != THEME:  # ours stands on its parts
        raise InputError("publish-theme", str(config.file), name=settings.theme.name)
    return settings


def config_of(settings: MkDocsConfig) -> Config:
    """Our own settings, from the same file. Raises InputError as `config.load` does."""
    return load(Path(settings.config_file_path))
