"""What a theme prints alike on all pages of a folder is printed once, and put in again.

Menu, icons, scripts and footer take a third of the time of a page, and are the same on each page
that stands in no menu: only their relative addresses differ from folder to folder.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from jinja2 import Environment
from jinja2.runtime import Context

# Of Material, and ours; nothing in them depends on a page that stands in no menu.
PARTIALS = (
    "partials/footer.html",
    "partials/icons.html",
    "partials/javascripts/base.html",
    "partials/javascripts/content.html",
    "partials/javascripts/palette.html",
    "partials/logo.html",
    "partials/nav.html",
    "partials/palette.html",
    "partials/top.html",
)
BLOCKS = (("base.html", "config"), ("base.html", "styles"), ("base.html", "scripts"))

Print = Callable[[Context], Iterator[str]]


def repeat(env: Environment, menu: Collection[object]) -> None:
    """Has the templates of `env` print such parts once a folder, but for pages of the menu."""
    for name in PARTIALS:
        template = env.get_template(name)
        template.root_render_func = _once(template.root_render_func, menu)
    for name, block in BLOCKS:
        blocks = env.get_template(name).blocks
        blocks[block] = _once(blocks[block], menu)


def _once(print_: Print, menu: Collection[object]) -> Print:
    printed: dict[str, str] = {}

    def again(context: Context) -> Iterator[str]:
        page = context["page"]
        folder, _, name = page.url.rpartition("/")
        if page in menu or not name:  # a page whose address is a folder has it for itself
            yield from print_(context)
            return
        if folder not in printed:
            printed[folder] = "".join(print_(context))
        yield printed[folder]

    return again
