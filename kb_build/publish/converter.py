"""Turns Markdown into HTML as MkDocs does, with one converter for all pages.

MkDocs makes a new converter for each page, which takes a quarter of the time of converting, and
freeing it as much again. Here one converter is reset between pages, as Python-Markdown intends.
MkDocs also collects anchors, to check links when it builds a whole site; here pages are made one by
one, and `check` has tested their links.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _ExtractTitleTreeprocessor
from mkdocs.structure.toc import get_toc

from kb_build.publish.headings import Headings, Made
from kb_build.publish.links import Links
from kb_build.publish.quick import KNOWN, Quick


class Converter:
    """Converts Markdown with these extensions of Python-Markdown."""

    def __init__(self, extensions: Sequence[str], configs: dict[str, dict[str, object]]) -> None:
        self.markdown = Markdown(extensions=extensions, extension_configs=configs)
        self._title = _ExtractTitleTreeprocessor()
        self._title._register(self.markdown)
        known = KNOWN.issuperset(extensions) and not configs.get("tables")
        self._quick = Quick(Headings(self.whole, self._anchor)) if known else None

    def convert(self, text: str, address: Callable[[str], str] = str) -> Made:
        """Converts a page; `address` gives the address that a link in it leads to."""
        return (self._quick and self._quick.page(text, address)) or self.whole(text)

    def whole(self, text: str) -> Made:
        """Converts a page with Python-Markdown alone."""
        self._title.title = None
        html = self.markdown.reset().convert(text)
        return Made(html, self._title.title, getattr(self.markdown, "toc_tokens", []))

    def _anchor(self, words: str) -> str:
        toc: Any = self.markdown.treeprocessors["toc"]
        return str(toc.slugify(words, toc.sep))


class Pages:
    """Converts the pages of a site."""

    def __init__(self, settings: MkDocsConfig, files: Files) -> None:
        self._settings, self._files = settings, files
        self._converter = Converter(settings.markdown_extensions, settings.mdx_configs or {})

    def convert(self, page: Page) -> None:
        """Does what MkDocs's own `Page.render` does (1.6), for a page that was read."""
        assert page.markdown is not None
        links = Links(page.file, self._files, self._settings)
        links._register(self._converter.markdown)  # in the place of those of the page before
        made = self._converter.convert(page.markdown, links.path_to_url)
        page.content, page._title_from_render = made.html, made.title
        page.toc = get_toc([*made.tokens])
