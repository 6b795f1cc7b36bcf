"""Two pages must not have the same id, as they do when a page was copied."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.check.docs import Docs
from kb_build.check.pages import PageFile
from kb_build.model import Notice
from kb_build.page.addresses import OWN


def check(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """An error on each page whose id another page has too."""
    if page.front.id and not docs.ask("id", page.front.id, page.path):
        other = next(path for path in docs.by_id[page.front.id] if path != page.path)
        line = page.front.lines["id"]
        new = f"{page.front.id.partition('-')[0]}-{OWN}-1"  # lists know people's pages by it
        told = {"id": page.front.id, "other": docs.named(other), "new": new}
        yield page.notice("check-id-twice", line, **told)
