"""Turns Markdown into HTML as MkDocs does, with one converter for all pages.

MkDocs makes a converter anew for each page, which takes a quarter of the time of converting, and
collecting what is left of it as much again. Here it is reset between pages, as Python-Markdown
says one does. Anchors are not gathered: MkDocs holds links against them only where it builds a
whole site, and here pages are made one by one.
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
from kb_build.publish.inline import Inline
from kb_build.publish.links import Links, Resolved
from kb_build.publish.quick import KNOWN, Quick


class Converter:
    """A converter of these extensions."""

    def __init__(self, extensions: Sequence[str], configs: dict[str, dict[str, object]]) -> None:
        self.markdown = faster(extensions, configs)
        self._title = _ExtractTitleTreeprocessor()
        self._title._register(self.markdown)
        known = KNOWN.issuperset(extensions) and not configs.get("tables")
        self._quick = Quick(Headings(self.whole, self._anchor)) if known else None

    def convert(self, text: str, address: Callable[[str], str] = str) -> Made:
        """What is made of a page; `address` says where a link of it leads to."""
        return (self._quick and self._quick.page(text, address)) or self.whole(text)

    def whole(self, text: str) -> Made:
        """The same, by Python-Markdown alone."""
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
        self._resolved: Resolved = {}
        self._converter = Converter(settings.markdown_extensions, settings.mdx_configs or {})

    def convert(self, page: Page) -> None:
        """Does to a page that was read what its own `render` would do (MkDocs 1.6)."""
        assert page.markdown is not None
        links = Links(page.file, self._files, self._settings, self._resolved)
        links._register(self._converter.markdown)  # in the place of those of the page before
        made = self._converter.convert(page.markdown, links.path_to_url)
        page.content, page._title_from_render = made.html, made.title
        page.toc = get_toc([*made.tokens])


def faster(extensions: Sequence[str], configs: dict[str, dict[str, object]]) -> Markdown:
    """Python-Markdown with these extensions, made faster where it does more than is needed."""
    made = Markdown(extensions=extensions, extension_configs=configs)
    made.treeprocessors.register(Inline(made), "inline", 20)
    blocks = frozenset(made.block_level_elements)  # each element is looked up several times
    made.block_level_elements = blocks  # type: ignore[assignment]
    return made
