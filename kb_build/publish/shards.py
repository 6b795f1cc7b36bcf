"""Renders pages in shards: only those whose text changed, several processes at a time.

MkDocs builds a site whole. Here it is run on a shard, a set of pages, with all others excluded:
links to them are resolved, they are not rendered. A rendered page is kept under a key of its text
and of all that every page has in common, so that it is rendered once.

That holds as long as no page's HTML depends on another page. Where the settings let it (a menu
without titles, plugins that we do not know), all pages are one shard, and share one key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kb_build import workers
from kb_build.config import Config
from kb_build.publish.feed import News
from kb_build.publish.records import Record
from kb_build.publish.settings import PLUGIN, mkdocs_settings, our_errors
from kb_build.store import Store, key_of, tree_key

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from mkdocs.config.defaults import MkDocsConfig

    from kb_build.publish.plugin import KnowledgeBasePlugin

Tick = Callable[[], None]  # called when another page is done

# Pages that MkDocs renders in the second or two in which it starts in another process.
PAYS = 400
# Enough shards that no process waits long for the last one, few enough that what each does again
# (listing all files) hardly counts.
SHARD = 500
# What makes a page's HTML beside its text.
MAKERS = ("publish", "theme", "messages", "lexicon", "model")
MODULES = ("citation.py", "config.py", "frontmatter.py", "vocabulary.py")
LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")
HTML = ".html"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was made of a page; its HTML lies beside it in the store."""

    url: str  # below the site's folder
    destination: str  # path of its file below the site's folder
    records: tuple[Record, ...]  # what a search finds of it
    news: News | None  # what the feed tells of it


@dataclass(frozen=True, slots=True)
class Shard:
    """The outcome of one run of MkDocs."""

    pages: tuple[tuple[str, Rendered], ...]  # by key
    warnings: tuple[str, ...]  # MkDocs's, in English


def store_of(config: Config) -> Store[Rendered]:
    """Where rendered pages are kept."""
    return Store(config.store.resolve() / "pages", Rendered)


def keys_of(settings: MkDocsConfig) -> dict[str, str]:
    """The key of each page of the site by its path below docs/."""
    from mkdocs.structure.files import get_files

    files = get_files(settings).documentation_pages()
    texts = {file.src_uri: Path(file.abs_src_path or "").read_bytes() for file in files}
    common = _common(settings)
    if not _independent(settings):
        common = key_of(common, *(part for path in sorted(texts) for part in (path, texts[path])))
    return {path: key_of(common, path, text) for path, text in texts.items()}


def _common(settings: MkDocsConfig) -> str:
    """Stands for all that is the same for every page of a site."""
    home = Path(__file__).parent.parent
    versions = (f"{library} {metadata.version(library)}" for library in LIBRARIES)
    own = settings.theme.custom_dir
    folders = [*(home / maker for maker in MAKERS), *([Path(own)] if own else [])]
    file = Path(settings.config_file_path).read_bytes()
    modules = ((home / module).read_bytes() for module in MODULES)
    trees = map(tree_key, folders)
    return key_of(file, settings.site_url or "", *versions, *modules, *trees)


def _independent(settings: MkDocsConfig) -> bool:
    """Whether each page's HTML follows from its own text and the settings."""
    only_ours = list(settings.plugins) == [PLUGIN] and not settings.hooks
    titled = settings.nav is not None and all(isinstance(item, dict) for item in settings.nav)
    return only_ours and titled and "pymdownx.snippets" not in settings.markdown_extensions


def shards_of(settings: MkDocsConfig, missing: Mapping[str, str]) -> list[dict[str, str]]:
    """The pages to render, shared out."""
    paths = sorted(missing)
    size = SHARD if _independent(settings) else max(1, len(paths))
    return [
        {path: missing[path] for path in paths[start : start + size]}
        for start in range(0, len(paths), size)
    ]


def render(config: Config, shards: Sequence[Mapping[str, str]], tick: Tick) -> Iterator[Shard]:
    """Renders shards (key by path) and keeps their pages in the store; gives them as they are done.

    `tick` is called for each page, or for each shard where other processes do the work. Raises
    InputError for a page that cannot be read, and where a process dies.
    """
    resolved = replace(config, store=config.store.resolve())
    with _help(config, shards) as executor:
        if executor is None:
            yield from (run(shard, resolved, tick) for shard in shards)
            return
        for shard in executor.map(partial(run, config=resolved), shards):
            for _ in shard.pages:
                tick()
            yield shard


def _help(
    config: Config, shards: Sequence[Mapping[str, str]]
) -> AbstractContextManager[Executor] | AbstractContextManager[None]:
    most = min(workers.cores(), len(shards), sum(map(len, shards)) // PAYS)
    return workers.local(most) if most > 1 else nullcontext()


def run(shard: Mapping[str, str], config: Config, tick: Tick = lambda: None) -> Shard:
    """Renders a shard's pages into the store. Raises InputError for one that cannot be read."""
    store = store_of(config)
    config.store.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="shard-", dir=config.store) as folder:
        settings = mkdocs_settings(config, Path(folder))
        plugin, warnings = _build(config, settings, frozenset(shard), tick=tick)
        for path, found in plugin.found.items():
            kept = store.place(shard[path], HTML)
            kept.parent.mkdir(parents=True, exist_ok=True)
            Path(folder, found.destination).replace(kept)
            store.keep(shard[path], found)
    return Shard(tuple((shard[path], found) for path, found in plugin.found.items()), warnings)


def run_frame(config: Config, folder: Path, site_url: str | None, version: str) -> tuple[str, ...]:
    """Puts all but the pages into a folder: assets, files of docs/, the search page and the like.

    `version` is that of the search index. Gives MkDocs's warnings.
    """
    settings = mkdocs_settings(config, folder, site_url)
    return _build(config, settings, frozenset(), version=version)[1]


def _build(
    config: Config,
    settings: MkDocsConfig,
    only: frozenset[str],
    tick: Tick = lambda: None,
    version: str = "none",
) -> tuple[KnowledgeBasePlugin, tuple[str, ...]]:
    from mkdocs.commands.build import build

    from kb_build.publish.plugin import KnowledgeBasePlugin

    plugin = settings.plugins[PLUGIN]
    assert isinstance(plugin, KnowledgeBasePlugin)
    plugin.only, plugin.tick, plugin.version = only, tick, version
    with our_errors(config) as complaints:
        settings.plugins.on_startup(command="build", dirty=False)
        build(settings)
        settings.plugins.on_shutdown()
    return plugin, tuple(complaints.warnings)
