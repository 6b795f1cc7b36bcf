"""The frame: all of a site but its pages, made by MkDocs: assets, other files, search page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kb_build.config import Config
from kb_build.publish.blob_store import Blobs
from kb_build.publish.mkdocs_errors import our_errors
from kb_build.publish.settings import PLUGIN, mkdocs_settings

if TYPE_CHECKING:
    from kb_build.publish.plugin import Part

# A placeholder in pages of the frame for the version of the index, which changes more often.
VERSION = b"kb-index-version"
# Those of MkDocs contain the day of the build, so that we make our own.
SITE_MAPS = ("sitemap.xml", "sitemap.xml.gz")


@dataclass(frozen=True, slots=True)
class Frame:
    """The files of the frame in the blob store."""

    key: str = ""  # of all that they are made of
    files: dict[str, str] = field(default_factory=dict)  # names by path below the site's folder
    versioned: tuple[str, ...] = ()  # paths of those in which VERSION stands
    warnings: tuple[str, ...] = ()  # MkDocs's

    def is_on(self, blobs: Blobs) -> bool:
        """Whether all its files are in the blob store."""
        return all(name in blobs for name in self.files.values())

    def filled(self, blobs: Blobs, version: str) -> dict[str, str]:
        """The files with the version of the index in them."""
        texts = {path: blobs.read(self.files[path]) for path in self.versioned}
        new = {path: blobs.put(t.replace(VERSION, version.encode())) for path, t in texts.items()}
        return self.files | new


def made(config: Config, blobs: Blobs, key: str, site_url: str | None) -> Frame:
    """Makes the frame and puts it into the blob store."""
    config.store.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="frame-", dir=config.store) as name:
        folder = Path(name)
        warnings = run_mkdocs(config, folder, site_url, "frame", version=VERSION.decode())
        for site_map in SITE_MAPS:
            (folder / site_map).unlink(missing_ok=True)
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        data = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    versioned = tuple(path for path in data if path.endswith(".html") and VERSION in data[path])
    files = {path: blobs.put(content) for path, content in data.items()}
    return Frame(key, files, versioned, warnings)


def run_mkdocs(
    config: Config,
    folder: Path,
    site_url: str | None,
    part: Part,
    *,
    version: str = "",
    tick: Callable[[], None] = lambda: None,
) -> tuple[str, ...]:
    """Has MkDocs build a site, or its frame, in a folder; gives its warnings.

    `version` is that of the search index of a frame; `tick` is called for each page that is done.
    """
    from mkdocs.commands.build import build

    from kb_build.publish.plugin import KnowledgeBasePlugin

    with our_errors(config) as complaints:
        settings = mkdocs_settings(config, folder, site_url)
        plugin = settings.plugins[PLUGIN]
        assert isinstance(plugin, KnowledgeBasePlugin)
        plugin.part, plugin.version, plugin.tick = part, version, tick
        plugin.preview = config.preview
        settings.plugins.on_startup(command="build", dirty=False)
        build(settings)
        settings.plugins.on_shutdown()
    return tuple(complaints.warnings)
