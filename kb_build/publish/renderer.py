"""Renders pages one by one with MkDocs's own functions, and keeps what they share.

A build of MkDocs goes through the theme's files, compiles its templates and holds all pages in
memory. Here that preparation is done once, and each page is freed when it is done. The HTML is the
same as MkDocs's as long as no page's HTML depends on another page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb_build.config import Config
from kb_build.model import Value, replace
from kb_build.publish.extras import Extras
from kb_build.publish.feed import News
from kb_build.publish.mkdocs_errors import our_errors
from kb_build.publish.search.index import Line
from kb_build.publish.settings import PLUGIN, mkdocs_settings
from kb_build.reuse.store import put

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


class Card(Value, frozen=True):
    """What building a site needs to know of every page, whether or not it has changed."""

    url: str  # below the site's folder
    destination: str  # path of its file below the site's folder
    line: Line | None  # in the search index
    news: News | None  # what the feed tells of it
    size: int = 0  # bytes of its file
    kept: str = ""  # names the file of the store in which it lies, and what the page brings


class Rendered(Value, frozen=True):
    """What was made of a page beside its HTML, which is a file of its own in the store."""

    card: Card
    brings: bytes  # to the search index, packed (see `findable.pack`); empty where nothing


class Renderer:
    """MkDocs's steps for a single page."""

    paths: tuple[str, ...]  # below docs/, of files that are pages

    def __init__(self, config: Config, known: Extras) -> None:
        """Raises InputError where MkDocs refuses the settings."""
        from mkdocs.structure.files import get_files, set_exclusions
        from mkdocs.structure.nav import get_navigation

        from kb_build.publish.converter import Pages
        from kb_build.publish.plugin import KnowledgeBasePlugin
        from kb_build.publish.repeated import repeat

        self._config = config
        settings = mkdocs_settings(config, config.site)
        plugin = settings.plugins[PLUGIN]
        assert isinstance(plugin, KnowledgeBasePlugin)
        plugin.part, plugin.extras = "pages", known
        with our_errors(config):
            settings = settings.plugins.on_config(settings)
            files = get_files(settings)
            self.paths = tuple(file.src_uri for file in files.documentation_pages())
            files = settings.plugins.on_files(files, config=settings)
            set_exclusions(files, settings)
            self._nav = get_navigation(files, settings)
            self._env = settings.plugins.on_env(
                settings.theme.get_env(), config=settings, files=files
            )
        self._menu = frozenset(page.file.src_uri for page in self._nav.pages)
        self._env.auto_reload = False  # templates stay while pages are rendered
        self._env.get_template = cache(self._env.get_template)
        # Jinja goes through these for each template of each page; a chain of mappings is slow.
        self._env.make_globals = lambda own: {**self._env.globals, **(own or {})}
        if not settings.theme.custom_dir:  # a person's own templates may print what they like
            repeat(self._env, self._menu)
        self._settings, self._files, self._plugin = settings, files, plugin
        self._pages = Pages(settings, files)

    def render(self, path: str, target: Path) -> tuple[Rendered, tuple[str, ...]]:
        """Puts the HTML of the page at `path` below docs/ into a file; gives MkDocs's warnings.

        Raises InputError for a page that cannot be read.
        """
        from mkdocs.structure.files import InclusionLevel
        from mkdocs.structure.pages import Page

        file = self._files.src_uris[path]
        file.inclusion = InclusionLevel.INCLUDED  # else MkDocs would not warn of its links
        page = file.page or Page(None, file, self._settings)
        assert isinstance(page, Page)
        before = dict(vars(page))  # the menu may hold it: for the next page it must be as it was
        try:
            with our_errors(self._config) as complaints:
                self._read(page)
                html = self._framed(page)
        except Exception as error:
            error.add_note(path)
            raise
        finally:
            vars(page).clear()
            vars(page).update(before)
            if path not in self._menu:
                file.page = None
        data = html.encode("utf-8", "xmlcharrefreplace")
        put(str(target), data)
        found = self._plugin.found.pop(path)
        made = replace(found, card=replace(found.card, size=len(data)))
        # Once each: a heading that is made again complains again.
        return made, tuple(dict.fromkeys(complaints.warnings))

    def _read(self, page: Page) -> None:
        file = page.file.abs_src_path
        _, head, body = self._plugin.source(page.file.src_uri, file) if file else ("", {}, "")
        if head:  # as MkDocs, which would read it once more
            page.markdown, page.meta = body.lstrip("\n"), head
        else:
            page.read_source(self._settings)
        self._pages.convert(page)
        assert page.content is not None
        page.content = self._plugin.on_page_content(page.content, page, self._settings, self._files)

    def _framed(self, page: Page) -> str:
        from mkdocs.commands.build import get_context

        page.active = True
        context = get_context(self._nav, [], self._settings, page)
        template = self._env.get_template(str(page.meta.get("template", "main.html")))
        html: str = template.render(context)
        return html
