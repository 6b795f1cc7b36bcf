"""What a theme prints alike on all pages of a folder is printed once, and put in again.

Menu, icons, scripts and footer take half of the time of a page's template, and are the same on each
page that stands in no menu: only their relative addresses differ from folder to folder.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
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
# What stands beside a page's text is the same where their sections are too, as most pages' are.
SIDES, SECTIONS = "site_nav", "partials/kb-contents.html"
MARK = "\0"  # around the name of what is a page's own; no template has it
MOST = 1_000  # prints of a part that are known at a time, of some 4 KB each

Print = Callable[[Context], Iterator[str]]
# Stands for all that a print of a part shows; None where it is the page's own.
Key = Callable[[Context], Hashable]


def repeat(env: Environment, menu: Collection[Page]) -> None:
    """Has the templates of `env` print such parts once, but for pages of the menu."""

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


def _shared(page: Page, menu: Collection[Page]) -> str | None:
    """The folder whose pages have the same frame as this one; None where it has its own."""
    folder, _, name = page.url.rpartition("/")
    own = page in menu or page.is_homepage or not name  # without a name its address is a folder
    return None if own else folder


def _sections(page: Page) -> Hashable:
    """The table of contents as the theme prints it: without the page's title above all others."""
    toc = [*page.toc]
    return _told(toc[0].children if toc and toc[0].level == 1 else toc)


def _told(links: Iterable[AnchorLink]) -> Hashable:
    return tuple((one.title, one.id, one.level, _told(one.children)) for one in links)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame of a page is made of."""

    parts: list[str]  # text, and between texts the name of what is the page's own
    words: dict[str, object]  # that the frame gives its blocks to use


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
