"""Turns links between Markdown files into links between pages, as MkDocs does, but faster.

Most links of generated pages lead to the same few reports, topics and units. The address that a
link becomes is the same on all pages of a folder, so it is worked out once for each folder.
"""

from __future__ import annotations

import posixpath
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _RelativePathTreeprocessor

# A link to a page, without characters that have another meaning in an address.
LINK = re.compile(r"([\w./-]+\.md)(#[\w-]+)?", re.ASCII)
MOST = 50_000  # links that are remembered, some 10 MB

# Addresses without anchors, by the folders of file and page in which a link stands, and its path.
Resolved = dict[tuple[str, str, str], str]


class Links(_RelativePathTreeprocessor):
    """MkDocs's own step for one page; `resolved` is shared by all pages."""

    def __init__(
        self, file: File, files: Files, settings: MkDocsConfig, resolved: Resolved
    ) -> None:
        super().__init__(file, files, settings)
        self._folders = file.src_uri.rpartition("/")[0], file.url.rpartition("/")[0]
        self._resolved = resolved

    def path_to_url(self, url: str) -> str:
        """The address that a link leads to; MkDocs warns where it leads nowhere."""
        link = LINK.fullmatch(url)
        if not link:
            return super().path_to_url(url)
        path, anchor = link.groups("")
        key = *self._folders, path
        if key not in self._resolved:
            place = posixpath.normpath(posixpath.join(self._folders[0], path))
            target = self.files.src_uris.get(place)
            if target is None:
                return super().path_to_url(url)
            if len(self._resolved) >= MOST:
                self._resolved.clear()
            self._resolved[key] = target.url_relative_to(self.file)
        return self._resolved[key] + anchor
