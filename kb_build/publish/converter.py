"""Turns a page's Markdown into HTML as MkDocs does, with one converter for all pages.

MkDocs makes a converter anew for each page, which takes a quarter of the time of converting, and
collecting what is left of it as much again. Here it is reset between pages, as Python-Markdown
says one does. Anchors are not gathered: MkDocs holds links against them only where it builds a
whole site, and here pages are made one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _ExtractTitleTreeprocessor
from mkdocs.structure.toc import get_toc

from kb_build.publish.inline import Inline
from kb_build.publish.links import Links, Resolved
from kb_build.publish.quick import KNOWN, Quick


class Converter:
    """A converter of the extensions that the settings name."""

    def __init__(self, settings: MkDocsConfig, files: Files) -> None:
        self._settings, self._files = settings, files
        self._resolved: Resolved = {}
        self._markdown = converter(settings.markdown_extensions, settings.mdx_configs or {})
        self._quick = next((p for p in self._markdown.preprocessors if isinstance(p, Quick)), None)

    def convert(self, page: Page) -> None:
        """Does to a page that was read what its own `render` would do (MkDocs 1.6)."""
        assert page.markdown is not None
        shared = self._markdown.reset()
        links = Links(page.file, self._files, self._settings, self._resolved)
        title = _ExtractTitleTreeprocessor()
        links._register(shared)  # in the place of those of the page before
        title._register(shared)
        if self._quick:
            self._quick.address = links.path_to_url
        page.content = shared.convert(page.markdown)
        page.toc = get_toc(getattr(shared, "toc_tokens", []))
        page._title_from_render = title.title


def converter(extensions: Sequence[str], configs: dict[str, dict[str, object]]) -> Markdown:
    """Python-Markdown with these extensions, made faster where it does more than is needed."""
    made = Markdown(extensions=extensions, extension_configs=configs)
    made.treeprocessors.register(Inline(made), "inline", 20)
    if KNOWN.issuperset(extensions) and not configs.get("tables"):
        made.preprocessors.register(Quick(made), "quick", 22)  # before raw HTML is looked for
    blocks = frozenset(made.block_level_elements)  # each element is looked up several times
    made.block_level_elements = blocks  # type: ignore[assignment]
    return made
