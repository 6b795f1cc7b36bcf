"""The gate before publishing: each check in turn looks at each page, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from kb_build.check import (
    drafts,
    ids,
    links,
    names,
    passages,
    quotations,
    safety,
    schema,
    sensitive,
    sizes,
    style,
)
from kb_build.check.listing import listing
from kb_build.check.memory import Memory
from kb_build.check.pages import Docs, PageFile
from kb_build.config import USUAL, Limits
from kb_build.model import Notice, Report

__all__ = ["CHECKS", "Memory", "check"]

CHECKS: tuple[tuple[str, Callable[[PageFile, Docs], Iterator[Notice]]], ...] = (
    ("front matter follows the schema", schema.check),
    ("an id stands on one page only", ids.check),
    ("a quotation is what the report says", quotations.check),
    ("a report's page is what the report says", passages.check),
    ("a link leads to a page and an anchor that are there", links.check),
    ("nothing is loaded from elsewhere and nothing is run", safety.check),
    ("no person's data and no secret stands there unseen", sensitive.check),
    ("a person's page does not double another", names.check),
    ("a person's page has a clear title and no empty section", style.check),
    ("only what people wrote, and entries, can be drafts", drafts.check),
)
MOST = 20  # notices of one check on one page: whoever mends these sees the next


def check(
    docs: Path,
    reports: Mapping[str, Report],
    limits: Limits = USUAL,
    public: Collection[str] = frozenset(),
    memory: Memory | None = None,
) -> tuple[Notice, ...]:
    """What is wrong with the reports and the pages below `docs`.

    In order of report and place, then of page, check and place. `reports` are those that the pages
    quote, by id; `public` has what may stand there although it looks like a person's data. A page
    that cannot be read is told and left out. Takes time in proportion to the size of all reports
    and pages; with what `memory` has of the same limits and public words, of those that changed.
    Raises InputError where there is no such folder.
    """
    memory = memory or Memory()
    found = listing(docs, memory)
    sources = sorted(reports.values(), key=lambda report: report.source)
    told = (word for one in sources for word in memory.of_report(one, partial(sensitive.told, one)))
    shelf = Docs(docs, found, reports, limits, (*public, *told), frozenset(public))
    return (
        *(notice for one in sources for notice in _made(shelf, memory, _of_report, one.id)),
        *found.unread,
        *(notice for path in found.stamps for notice in _made(shelf, memory, _of_page, path)),
        *sizes.check(shelf),
    )


def _made(
    docs: Docs, memory: Memory, look: Callable[[Docs, str], Iterator[Notice]], item: str
) -> tuple[Notice, ...]:
    """The notices of a report or page, as they were where all that is read is as it was."""
    step = f"{look.__name__} {docs.folder} {item}"
    return docs.tables.made(memory.notices, step, lambda: tuple(look(docs, item))).result


def _of_report(docs: Docs, id: str) -> Iterator[Notice]:
    return _first(sensitive.of_report(docs.sources.report(id), docs.limits.sensitive, docs.public))


def _of_page(docs: Docs, path: str) -> Iterator[Notice]:
    """Of a draft that is not published warnings only: it keeps nobody else's page back."""
    page = docs.pages[path]
    for _, look in CHECKS:
        mild = docs.hidden(path) and look is not drafts.check
        for notice in _first(look(page, docs)):
            yield replace(notice, severity="warning") if mild else notice


def _first(notices: Iterable[Notice]) -> Iterator[Notice]:
    """The first of one check at one place, and whether there are more."""
    found = tuple(islice(notices, MOST + 1))
    yield from found[:MOST]
    if len(found) > MOST:
        yield replace(found[MOST], key="check-more", details=())
