"""The gate before publishing: each check in turn looks at each page, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
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
from kb_build.check.pages import Docs, PageFile, gather
from kb_build.config import USUAL, Limits
from kb_build.model import Notice, Report

__all__ = ["CHECKS", "check"]

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
) -> tuple[Notice, ...]:
    """What is wrong with the reports and the pages below `docs`.

    In order of report and place, then of page, check and place. `reports` are those that the pages
    quote, by id; `public` has what may stand there although it looks like a person's data. A page
    that cannot be read is told and left out. Takes time in proportion to the size of all reports
    and pages. Raises InputError where there is no such folder.
    """
    found, unread = gather(docs, reports, limits, frozenset(public))
    sources = sorted(reports.values(), key=lambda report: report.source)
    return (
        *(notice for report in sources for notice in _of_report(report, found)),
        *unread,
        *(notice for page in found.pages for notice in _of_page(page, found)),
        *sizes.check(found),
    )


def _of_report(report: Report, docs: Docs) -> Iterator[Notice]:
    return _first(sensitive.of_report(report, docs.limits.sensitive, docs.public))


def _of_page(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """Of a draft that is not published warnings only: it keeps nobody else's page back."""
    for _, look in CHECKS:
        mild = page.path in docs.drafts and look is not drafts.check
        for notice in _first(look(page, docs)):
            yield replace(notice, severity="warning") if mild else notice


def _first(notices: Iterable[Notice]) -> Iterator[Notice]:
    """The first of one check at one place, and whether there are more."""
    found = tuple(islice(notices, MOST + 1))
    yield from found[:MOST]
    if len(found) > MOST:
        yield replace(found[MOST], key="check-more", details=())
