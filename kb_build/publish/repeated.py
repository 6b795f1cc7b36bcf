"""What a theme prints alike on all pages of a folder is printed once, and put in again.

Menu, icons, scripts and footer take half of the time of a page's template, and are the same on each
page that stands in no menu: only their relative addresses differ from folder to folder.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from jinja2 import Environment
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import normalize_url

# Material's frame is the same but for these of its blocks, the page's title in the bar at the top,
# and the address of the page's first heading, to which a link leads.
BASE = "base.html"
OWN = ("site_meta", "htmltitle", "extrahead", "site_nav", "container")
TITLE, FIRST = "title", "first"
# Of Material, and ours, within those blocks: nothing depends on a page that stands in no menu.
PARTIALS = (
    "partials/javascripts/palette.html",
    "partials/logo.html",
    "partials/nav.html",
    "partials/palette.html",
)
MARK = "\0"  # around the name of what is a page's own; no template has it

Print = Callable[[Context], Iterator[str]]


def repeat(env: Environment, menu: Collection[Page]) -> None:
    """Has the templates of `env` print such parts once a folder, but for pages of the menu."""
    for name in PARTIALS:
        template = env.get_template(name)
        template.root_render_func = _once(template.root_render_func, menu)
    base = env.get_template(BASE)
    base.root_render_func = _open(base.root_render_func, menu)


def _once(print_: Print, menu: Collection[Page]) -> Print:
    printed: dict[str, str] = {}

    def again(context: Context) -> Iterator[str]:
        folder = _shared(context["page"], menu)
        if folder is None:
            yield from print_(context)
            return
        if folder not in printed:
            printed[folder] = "".join(print_(context))
        yield printed[folder]

    return again


def _shared(page: Page, menu: Collection[Page]) -> str | None:
    """The folder whose pages have the same frame as this one; None where it has its own."""
    folder, _, name = page.url.rpartition("/")
    return None if page in menu or not name else folder  # without a name its address is a folder


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame of a page is made of."""

    parts: list[str]  # text, and between texts the name of what is the page's own
    words: dict[str, object]  # that the frame gives its blocks to use


def _open(print_: Print, menu: Collection[Page]) -> Print:
    frames: dict[tuple[str, bool], Frame] = {}

    def again(context: Context) -> Iterator[str]:
        page: Page = context["page"]
        folder = _shared(page, menu)
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
    """Prints the frame of a page with marks for what is its own."""
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
