"""Two pages must not have the same id, as they do when a page was copied."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.check.docs import Docs
from kb_build.check.pages import PageFile
from kb_build.model import Notice


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """An error on each page whose id another page has too."""
    if page.front.id and not docs.ask("id", page.front.id, page.path):
        other = next(path for path in docs.by_id[page.front.id] if path != page.path)
        line = page.front.lines["id"]
        yield page.notice("check-id-twice", line, id=page.front.id, other=docs.named(other))
