"""Our plugin for MkDocs: our theme, our search index, strict front matter.

As a MkDocs plugin, so that `mkdocs build` and `mkdocs serve` give the same site as `kb build`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from kb_build import __version__
from kb_build.errors import InputError
from kb_build.messages import say
from kb_build.model import THING_KINDS
from kb_build.page import frontmatter
from kb_build.page.reviewing import Review
from kb_build.publish import editing, feedback
from kb_build.publish.bundles import ASSETS, bundle
from kb_build.publish.completion import about, complete, lines_of
from kb_build.publish.extras import Extras, extras
from kb_build.publish.feed import news_of
from kb_build.publish.heads import Head, head
from kb_build.publish.history import History
from kb_build.publish.lang_attributes import with_language
from kb_build.publish.margin import with_margin
from kb_build.publish.redirects import redirects
from kb_build.publish.relation_map import with_map
from kb_build.publish.renderer import Card, Rendered
from kb_build.publish.reviews import reasons
from kb_build.publish.search.findable import findable, pack
from kb_build.publish.search.index import Line, version
from kb_build.publish.search.pages import records
from kb_build.publish.search.wording import (
    label_styles,
    syllable_script,
    traditional_script,
    vocabulary_script,
    word_script,
)
from kb_build.publish.settings import config_of
from kb_build.publish.sources import LEFT_OUT
from kb_build.reuse.store import put

THEME = Path(__file__).parent.parent / "theme"
# Pages that scripts fill.
STATIC_PAGES = ("search.html", "basket.html")

# Front matter keys that Material's templates may see, each a list of words; they print keys that
# they know without escaping them.
THEME_KEYS = ("hide",)

# The place of a passage in its source. The check needs it in docs/, readers of the site do not, and
# it is a sixteenth of the bytes of a report's page over the wire.
PLACE = re.compile(r'(<span id="[^"<>]*" class="kb-(?:passage|heading)[^<>]*?) data-span="[\d-]+"')

# Scripts and styles made of tables, each from the site's language.
GENERATED: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("words.js", word_script),
    ("words.css", label_styles),
    ("traditional.js", lambda _: traditional_script()),
    ("syllables.js", lambda _: syllable_script()),
)


# What is made of the site: all of it, its pages one by one, or all but its pages (the frame).
Part = Literal["whole", "pages", "frame"]
# What generated pages are written in, beside Markdown.
EXTENSIONS = ("attr_list", "md_in_html", "tables")


class Settings(Config):  # type: ignore[no-untyped-call]
    """None of its own: what can be set stands under `extra.knowledge_base`, for all stages."""


class KnowledgeBasePlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Sets up theme and language, and gathers what a search finds along the way."""

    part: Part = "whole"
    preview: bool = False  # whether a whole site shows drafts
    extras: Extras = Extras()  # what pages show beside their files
    version: str = ""  # of the search index, where that is made elsewhere
    tick: Callable[[], None] = staticmethod(lambda: None)  # called when a page is done
    found: dict[str, Rendered]  # by path of the page
    language: str

    def on_config(self, config: MkDocsConfig) -> None:
        """Puts our theme before Material's and after the folder of a person's own, if any.

        Adds the Markdown extensions without which pages would show their markup.
        """
        self.kb = replace(config_of(config), preview=self.preview)
        self.language = self.kb.language
        self.found = {}
        if self.part == "whole":
            self.extras = extras(Path(config.docs_dir), self.kb)
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        config.theme.static_templates.update(STATIC_PAGES)
        config.theme["language"] = self.language
        missing = (name for name in EXTENSIONS if name not in config.markdown_extensions)
        config.markdown_extensions.extend(missing)

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Leaves out what is no part of the site and adds the words that scripts and styles use.

        Where pages are made one by one all are linked, and none is rendered by MkDocs itself.
        """
        for file in [file for file in files if self._is_left_out(file.src_uri)]:
            files.remove(file)
        for path, text in self.extras.made.items():
            files.append(File.generated(config, path, content=text))
        if self.part != "whole":
            for file in files.documentation_pages(inclusion=lambda _: True):
                file.inclusion = InclusionLevel.EXCLUDED
        if self.part != "pages":
            made = {name: write(self.language) for name, write in GENERATED}
            made["vocabulary.js"] = vocabulary_script(self.kb.lexicon)
            for name, content in made.items():
                files.append(File.generated(config, f"{ASSETS}/{name}", content=content))
            bundle(files, config)
            for path, data in editing.files(self.kb.editor, self.language):
                files.append(File.generated(config, path, content=data))

    def _is_left_out(self, path: str) -> bool:
        return path in self.extras.hidden or LEFT_OUT.fullmatch(path) is not None

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        """Reads the page's file; raises InputError where MkDocs would take its head for text."""
        path = page.file.abs_src_path
        return self.source(page.file.src_uri, path)[0] if path else None

    def source(self, page: str, file: str) -> tuple[str, dict[str, object], str]:
        """The text of a page's file, its front matter, and its body; text and body with additions.

        Raises InputError as `frontmatter.parse`.
        """
        text = frontmatter.decode(Path(file).read_bytes(), file)
        front = frontmatter.parse(text, file)
        added = self.extras.added.get(page, "")
        behind = f"\n\n{added}\n" if added else ""
        return text + behind, front.values, front.body + behind

    def on_page_content(self, content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Indexes the page, hides metadata that the theme would not escape, draws relation maps."""
        front, title = dict(page.meta), _plain_title(page)
        said = findable(records(page.url, front, title, content))
        news = news_of(page.file.src_uri, page.url, front, title)
        packed = pack(said)
        card = Card(page.url, page.file.dest_uri, Line.of(said, packed) if said else None, news)
        self.found[page.file.src_uri] = Rendered(card, packed)
        page.meta = {key: front[key] for key in THEME_KEYS if isinstance(front.get(key), list)}
        page.meta["kb"] = front
        page.title = html.escape(title)
        content = with_margin(PLACE.sub(r"\1", content), self.language)
        drawn = with_map(content, page.url, self.language)
        return with_language(drawn, self.language)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Gives the templates our functions and the words of the site's language.

        Template lines without output leave no blank lines, which would be a fourteenth of a page;
        a person's own templates may rely on these and keep them.
        """
        env.trim_blocks = env.lstrip_blocks = not config.theme.custom_dir
        env.globals["say"] = partial(_escaped, self.language)
        env.globals["page_head"] = partial(_head, config.site_name)
        env.globals["report_fault"] = partial(_fault, self.kb.feedback)
        env.globals["edit_place"] = partial(editing.place_of, self.kb.editor)
        env.globals["kb_version"] = __version__
        env.globals["thing_kinds"] = THING_KINDS
        env.globals["page_history"] = partial(_history, self.extras)
        env.globals["history_incomplete"] = self.extras.incomplete
        env.globals["page_review"] = partial(_review, self.language)
        if self.part == "whole":  # else it is made elsewhere, of all pages
            self.version = version(lines_of(page.card for page in self.found.values()))
        env.globals["kb_index"] = self.version

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> None:
        """Counts the finished page."""
        self.tick()

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Adds to a whole site what is made of all its pages."""
        if self.part == "whole":
            site, known = Path(config.site_dir), about(config, self.language)
            complete(site, tuple(self.found.values()), known, self.extras.log)
            places = {path: page.card.destination for path, page in self.found.items()}
            for name, data in redirects(config, places, known).items():
                put(str(site / name), data)

    def on_build_error(self, error: Exception) -> None:
        """Lets MkDocs say bad input in one line; anything else is a fault and keeps its trace."""
        if isinstance(error, InputError):
            raise Abort(str(error)) from error


def _history(known: Extras, page: Page) -> History | None:
    return known.history(page.file.src_uri)


def _review(language: str, page: Page) -> tuple[Review, list[str]]:
    """The review of a page, and why it was taken back."""
    review = Review.of(page.meta.get("kb") or {})
    return review, reasons(review, language)


def _fault(target: str, page: Page) -> str:
    return feedback.link(
        target, html.unescape(str(page.title or "")), page.canonical_url or page.url
    )


def _plain_title(page: Page) -> str:
    """The page's title as plain text: MkDocs gives it as written in front matter, else as HTML."""
    title = page.title
    written = "title" in page.meta or title is None
    return str(title or "") if written else html.unescape(str(title))


def _head(site: str, page: Page) -> Head:
    title = html.unescape(str(page.title or ""))
    return head(site, page.meta.get("kb") or {}, title, page.canonical_url or "")


def _escaped(language: str, key: str, **values: object) -> Markup:
    return Markup(html.escape(say(key, language, **values))) if values else _plain(language, key)


@cache  # each page has the same few
def _plain(language: str, key: str) -> Markup:
    return Markup(html.escape(say(key, language)))
