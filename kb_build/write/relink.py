"""Corrects links to pages that a person moved, and removes links to pages that a person deleted.

Otherwise one page deleted by hand would leave dead links on every page that mentions it, and the
check would keep the site from being published.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from urllib.parse import quote

from kb_build.model import LazyPage, Page, replace
from kb_build.reuse.store import key_of

# A Markdown link to a page as `render` writes it, with the attributes behind it.
SOURCE = ".kb-source"
LINK = re.compile(
    r"\[(?P<words>(?:[^\[\]\\]|\\.)*)\]"
    r"\((?P<target>[^()\s#:]+\.md)(?P<anchor>#[^()\s]*)?\)(?P<attributes>\{:[^{}\n]*\})?"
)
# What ends a link's target or means something else there: people name pages as they like.
UNSAFE = re.compile(r"[\s()<>\[\]#?%:\"'\\]")


def all_relinked(pages: Iterable[LazyPage], gone: Mapping[str, str]) -> Iterator[LazyPage]:
    """The pages as `relinked` gives each, once it is made."""
    where = key_of(*(f"{path} {place}" for path, place in sorted(gone.items())))
    for lazy in pages:
        version = lazy.version and key_of(lazy.version, where)
        yield replace(lazy, version=version, page=partial(_relinked, lazy, gone))


def _relinked(lazy: LazyPage, gone: Mapping[str, str]) -> Page:
    return relinked(lazy.page(), gone)


def lazily_relocated(lazy: LazyPage, place: str) -> LazyPage:
    """The page as `relocated` gives it, once it is made."""
    version = lazy.version and key_of(lazy.version, lazy.path)
    return replace(lazy, path=place, version=version, page=lambda: relocated(lazy.page(), place))


def relinked(page: Page, gone: Mapping[str, str]) -> Page:
    """The page with its links to pages in `gone` led to their new paths.

    `gone` maps the path of a page below docs/ to where it is now; to nothing where it was deleted:
    then the link's words stay and the link goes. The words below a quotation keep their attributes,
    by which the check finds the quotation and its place in the report.
    """
    folder = posixpath.dirname(page.path)

    def lead(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, match["target"]))
        if path not in gone:
            return match[0]
        if gone[path]:
            target = posixpath.relpath(gone[path], folder or ".")
            return _link(match, UNSAFE.sub(lambda sign: quote(sign[0]), target))
        words, attributes = match["words"], match["attributes"] or ""
        return f"*{words}*{attributes}" if words and SOURCE in attributes else words

    return replace(page, blocks=tuple(LINK.sub(lead, block) for block in page.blocks))


def relocated(page: Page, place: str) -> Page:
    """The page at another place, its relative links adapted so that they lead where they led."""
    old, new = posixpath.dirname(page.path), posixpath.dirname(place)

    def lead(match: re.Match[str]) -> str:
        target = posixpath.join(old, match["target"])
        return _link(match, posixpath.relpath(target, new or "."))

    return replace(page, path=place, blocks=tuple(LINK.sub(lead, block) for block in page.blocks))


def _link(match: re.Match[str], target: str) -> str:
    """The link with another target."""
    words, _, anchor, attributes = match.groups("")
    return f"[{words}]({target}{anchor}){attributes}"
