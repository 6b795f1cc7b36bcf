"""Keys by which rendered pages are found again.

A page's key is made from its text and from all that every page has in common. That is enough as
long as no page's HTML depends on another page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kb_build.publish.settings import PLUGIN
from kb_build.publish.sources import LEFT_OUT, Source
from kb_build.reuse.keyed import program, versions
from kb_build.reuse.store import key_of, tree_key

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# What decides a page's HTML beside its text: folders and files of ours, libraries.
MAKERS = ("publish", "theme", "messages", "lexicon", "model", "page", "citing")
MODULES = ("config.py", "vendor/versions.toml")
LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")


def independent(settings: MkDocsConfig) -> bool:
    """Whether each page's HTML follows from its own text and the settings."""
    only_ours = list(settings.plugins) == [PLUGIN] and not settings.hooks
    titled = settings.nav is not None and all(isinstance(item, dict) for item in settings.nav)
    return only_ours and titled and "pymdownx.snippets" not in settings.markdown_extensions


def common_of(settings: MkDocsConfig) -> str:
    """A key of all that is the same for every page of a site."""
    from mkdocs.utils.yaml import yaml_load

    home = Path(__file__).parent.parent
    own = settings.theme.custom_dir
    folders = [*(home / maker for maker in MAKERS), *([Path(own)] if own else [])]
    file = Path(settings.config_file_path).read_bytes()
    modules = ((home / module).read_bytes() for module in MODULES)
    trees = map(tree_key, folders)
    with Path(settings.config_file_path).open("rb") as source:  # what INHERIT and !ENV bring, too
        given = json.dumps(yaml_load(source), skipkeys=True, default=lambda _: "")
    return key_of(file, given, settings.site_url or "", *versions(LIBRARIES), *modules, *trees)


def maker() -> str:
    """A key of the program that renders pages, which must be the same on all machines."""
    return key_of(program(), *versions(LIBRARIES))


def frame_key(common: str, url: str, settings: str, files: Mapping[str, Source]) -> str:
    """A key of all that the frame is made of: files that are no pages, the menu, `url`.

    `settings` is the text of the settings, which names the pages of the menu.
    """
    others = (
        part
        for path, source in files.items()
        for part in ((path,) if path.endswith(".md") else (path, source.key))
        if (not path.endswith(".md") or path in settings) and not LEFT_OUT.fullmatch(path)
    )
    return key_of(common, url, *others)
