"""Renders the parts of the theme that are the same on all pages of a folder only once.

Menu, icons, scripts and footer take half of the time of a page's template. On pages that are not in
the menu they are the same but for relative addresses, which depend on the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator
from dataclasses import dataclass

from jinja2 import Environment
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import normalize_url

# Material's base template gives the same output for all pages of a folder, except in these blocks,
# the page's title in the bar at the top, and the address of the first heading, which is linked.
BASE = "base.html"
OWN = ("site_meta", "htmltitle", "extrahead", "site_nav", "container")
TITLE, FIRST = "title", "first"
# Templates used in those blocks that print the same for all pages of a folder, unless in the menu.
PARTIALS = (
    "partials/javascripts/palette.html",
    "partials/logo.html",
    "partials/nav.html",
    "partials/palette.html",
)
# The columns beside a page's text are the same where the table of contents is.
SIDES, SECTIONS = "site_nav", "partials/kb-contents.html"
MARK = "\0"  # put around the names of parts that differ by page; no template contains it
MOST = 1_000  # outputs of a part that are remembered, of some 4 KB each

Print = Callable[[Context], Iterator[str]]
# A key of all that a part shows; None where it differs by page.
Key = Callable[[Context], Hashable]


def repeat(env: Environment, menu: Container[str]) -> None:
    """Makes the templates of `env` reuse such parts, except on the pages in `menu`, paths."""

    def folder(context: Context) -> str | None:
        return _shared(context["page"], menu)

    def sides(context: Context) -> Hashable:
        page, shared = context["page"], folder(context)
        return None if shared is None else (shared, str(page.meta.get("hide")), _sections(page))

    for name in PARTIALS:
        template = env.get_template(name)
        template.root_render_func = _once(template.root_render_func, folder)
    contents, base = env.get_template(SECTIONS), env.get_template(BASE)
    contents.root_render_func = _once(contents.root_render_func, sides)
    base.blocks[SIDES] = _once(base.blocks[SIDES], sides)
    base.root_render_func = _open(base.root_render_func, folder)


def _once(print_: Print, key: Key) -> Print:
    printed: dict[Hashable, str] = {}

    def again(context: Context) -> Iterator[str]:
        shown = key(context)
        if shown is None:
            yield from print_(context)
            return
        if shown not in printed:
            if len(printed) >= MOST:
                printed.clear()
            printed[shown] = "".join(print_(context))
        yield printed[shown]

    return again


def _shared(page: Page, menu: Container[str]) -> str | None:
    """The folder whose pages share their frame with this one; None where it has its own."""
    folder, _, name = page.url.rpartition("/")
    # Without a name its address is a folder.
    own = page.file.src_uri in menu or page.is_homepage or not name
    return None if own else folder


def _sections(page: Page) -> Hashable:
    """The table of contents as the theme prints it: without the page's title above all others."""
    toc = [*page.toc]
    return _key_of(toc[0].children if toc and toc[0].level == 1 else toc)


def _key_of(links: Iterable[AnchorLink]) -> Hashable:
    return tuple((one.title, one.id, one.level, _key_of(one.children)) for one in links)


@dataclass(frozen=True, slots=True)
class Frame:
    """The output of the base template, cut where pages differ."""

    parts: list[str]  # text, then alternately the name of a part that differs, and text
    words: dict[str, object]  # variables that the base template sets for its blocks


def _open(print_: Print, shared: Callable[[Context], str | None]) -> Print:
    frames: dict[tuple[str, bool], Frame] = {}

    def again(context: Context) -> Iterator[str]:
        page: Page = context["page"]
        folder = shared(context)
        if folder is None:
            yield from print_(context)
            return
        first = next((normalize_url(heading.url, page) for heading in page.toc), "")
        key = folder, bool(first)
        if key not in frames:
            frames[key] = _frame(print_, context, page)
        frame = frames[key]
        context.vars.update(frame.words)
        words = {
            FIRST: first.removeprefix("#"),
            TITLE: escape(Markup(page.title or "").striptags()),
        }
        yield frame.parts[0]
        for name, text in zip(frame.parts[1::2], frame.parts[2::2], strict=True):
            yield words[name] if name in words else "".join(context.blocks[name][0](context))
            yield text

    return again


def _frame(print_: Print, context: Context, page: Page) -> Frame:
    """Renders the frame of a page with marks for the parts that differ by page."""
    blocks, toc, title, known = context.blocks, page.toc, page.title, {*context.vars}
    context.blocks = blocks | {name: [_marked(name)] for name in OWN}
    heading = AnchorLink("", f"{MARK}{FIRST}{MARK}", 1)
    page.toc = TableOfContents([heading] if [*toc] else [])
    page.title = f"{MARK}{TITLE}{MARK}"
    parts = "".join(print_(context)).split(MARK)
    context.blocks, page.toc, page.title = blocks, toc, title
    return Frame(parts, {word: v for word, v in context.vars.items() if word not in known})


def _marked(name: str) -> Print:
    return lambda context: iter((f"{MARK}{name}{MARK}",))
