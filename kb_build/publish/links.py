"""Turns links between Markdown files into links between pages, as MkDocs does, but faster.

The way from page to page is worked out once for each two folders, of which a site has few.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.utils import get_relative_url

# A link to a page, without characters that have another meaning in an address: folder and name.
LINK = re.compile(r"((?>[\w.-]*+/)*+)([\w.-]+\.md)(#[\w-]+)?", re.ASCII)
MOST = 1_000  # pairs of folders that are remembered
NAME = "\0"  # stands for a page's name; no folder has it


class Links(_RelativePathTreeprocessor):
    """MkDocs's own step for one page."""

    def __init__(self, file: File, files: Files, settings: MkDocsConfig) -> None:
        super().__init__(file, files, settings)
        self._folder, self._url_folder = _folder_of(file.src_uri), _folder_of(file.url)

    def path_to_url(self, url: str) -> str:
        """The address that a link leads to; MkDocs warns where it leads nowhere."""
        link = LINK.fullmatch(url)
        if not link:
            return super().path_to_url(url)
        folder, name, anchor = link.groups("")
        target = self.files.src_uris.get(_joined(self._folder, folder) + name)
        if target is None:
            return super().path_to_url(url)
        if target.url.endswith("/"):  # MkDocs was asked for addresses without names
            return target.url_relative_to(self.file) + anchor
        to, _, name = target.url.rpartition("/")
        return _way(self._url_folder, to) + name + anchor


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


@lru_cache(MOST)
def _joined(folder: str, way: str) -> str:
    """The folder to which a relative path leads from a folder; with a slash behind it."""
    return posixpath.normpath(posixpath.join(folder, way, NAME)).removesuffix(NAME)


@lru_cache(MOST)
def _way(here: str, to: str) -> str:
    """The way from the pages of one folder of the site to those of another."""
    return get_relative_url(f"{to}/{NAME}", f"{here}/index.html").removesuffix(NAME)
