"""An id stands for one page: after a page was copied two would claim it."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.check.pages import Docs, PageFile
from kb_build.model import Notice


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """An error on each page whose id another page has too."""
    others = [docs.named(path) for path in docs.by_id[page.front.id] if path != page.path]
    if page.front.id and others:
        line = page.front.lines["id"]
        yield page.notice("check-id-twice", line, id=page.front.id, other=others[0])
