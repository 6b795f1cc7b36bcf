"""The gate before publishing: each check in turn looks at each page, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from kb_build.check import ids, links, passages, quotations, safety, schema
from kb_build.check.pages import Docs, PageFile, gather
from kb_build.model import Notice, Report

__all__ = ["CHECKS", "check"]

CHECKS: tuple[tuple[str, Callable[[PageFile, Docs], Iterator[Notice]]], ...] = (
    ("front matter follows the schema", schema.check),
    ("an id stands on one page only", ids.check),
    ("a quotation is what the report says", quotations.check),
    ("a report's page is what the report says", passages.check),
    ("a link leads to a page and an anchor that are there", links.check),
    ("nothing is loaded from elsewhere and nothing is run", safety.check),
)
MOST = 20  # notices of one check on one page: whoever mends these sees the next


def check(docs: Path, reports: Mapping[str, Report]) -> tuple[Notice, ...]:
    """What is wrong with the pages below `docs`, in order of page, check and place.

    `reports` are those that the pages quote, by id. A page that cannot be read is told and left
    out. Takes time in proportion to the size of all pages. Raises InputError where there is no
    such folder.
    """
    found, unread = gather(docs, reports)
    return unread + tuple(notice for page in found.pages for notice in _of_page(page, found))


def _of_page(page: PageFile, docs: Docs) -> Iterator[Notice]:
    for _, look in CHECKS:
        notices = tuple(islice(look(page, docs), MOST + 1))
        yield from notices[:MOST]
        if len(notices) > MOST:
            yield page.notice("check-more", notices[MOST].line)
