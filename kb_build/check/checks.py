"""Checks pages one by one, each by itself, in several processes where there are many.

What depends on other pages or reports (a link's target, the words at a place) is first supposed to
be right, and recorded. Once all pages are known, these suppositions are tested; only a page with a
wrong one is checked again, now with the others at hand. What a page quotes of reports, which are
known, is tested while other processes check further pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path

from kb_build.check import (
    doubles,
    drafts,
    ids,
    links,
    missing_reports,
    passages,
    quotations,
    safety,
    schema,
    sensitive,
    style,
    topics,
    undecided,
)
from kb_build.check.docs import SAID, SOURCE, Docs, Supposing, packed, unpacked
from kb_build.check.memory import Checked
from kb_build.check.pages import PageFile
from kb_build.config import Limits
from kb_build.errors import InputError
from kb_build.model import Notice, replace
from kb_build.running.collector import resting
from kb_build.running.engine import Engine

# What is asked of each page, in the order of the notices; each module's head says what it is.
CHECKS: tuple[Callable[[PageFile, Docs], Iterator[Notice]], ...] = (
    schema.check,
    ids.check,
    missing_reports.check,
    quotations.check,
    passages.check,
    links.check,
    safety.check,
    sensitive.check,
    doubles.check,
    topics.check,
    style.check,
    drafts.check,
    undecided.check,
)
MOST = 20  # notices of one check on one page; the others show once these are mended
SECONDS = 0.0012  # that a page takes
# Few enough pages that no process waits long for the last ones.
CHUNK = 50


def checked(
    paths: Sequence[str], docs: Path, limits: Limits, engine: Engine
) -> Iterator[tuple[str, Checked | Notice]]:
    """The outcome of checking each page by itself, in order; a notice for one that is unreadable.

    Raises InputError as `Engine.helping`.
    """
    chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
    with engine.helping(SECONDS * len(paths), len(chunks)) as executor:
        found = (executor.map if executor else map)(
            partial(_chunk, docs=docs, limits=limits), chunks
        )
        for done, (path, one) in enumerate(zip(paths, chain.from_iterable(found), strict=True), 1):
            yield path, one
            engine.progress(done, len(paths))


def _chunk(paths: Iterable[str], docs: Path, limits: Limits) -> list[Checked | Notice]:
    with resting():
        return [checked_alone(path, docs, limits) for path in paths]


def checked_alone(path: str, docs: Path, limits: Limits) -> Checked | Notice:
    """Checks a page by itself; gives a notice where it cannot be read."""
    try:
        return alone(PageFile.read(docs, path), docs, limits)
    except InputError as error:
        return error.notice


def alone(page: PageFile, docs: Path, limits: Limits) -> Checked:
    """Checks a page by itself, supposing that all is well around it."""
    around = Supposing(docs, limits)
    notices = tuple(notices_of(page, around))
    said = {question for question in around.supposed if question[0] == SAID}
    return Checked(page.brief(), notices, packed(around.supposed - said), packed(said))


def notices_of(page: PageFile, docs: Docs) -> Iterator[Notice]:
    """What all checks find; warnings only for an unpublished draft, which holds up no one."""
    mild = page.draft and not docs.limits.drafts
    for check in CHECKS:
        for notice in first(check(page, docs)):
            milder = mild and check is not drafts.check
            yield replace(notice, severity="warning") if milder else notice


def first(notices: Iterable[Notice]) -> list[Notice]:
    """The first notices of a check, each once; one more says if there are others."""
    found = list(islice(notices, MOST + 1))
    if not found:
        return found
    more = [replace(one, key="check-more", details=()) for one in found[MOST:]]
    return [*dict.fromkeys(found[:MOST]), *more]


def outdated(one: Checked, docs: Docs) -> bool:
    """Whether a report that the page quotes has changed, though perhaps not where it is quoted."""
    marks = [question for question in one.supposed if unpacked(question)[0] == SOURCE]
    return not docs.holds(marks)


def sourced(one: Checked, docs: Docs) -> Checked:
    """The outcome with one question for each report instead of those about its places, if they fit.

    As long as a report is the same, so are all its places.
    """
    if not one.quoted or not docs.holds(one.quoted):
        return one
    reports = {report for _, report, *_ in map(unpacked, one.quoted)}
    marks = packed((SOURCE, report, docs.sources.mark(report)) for report in reports)
    return replace(one, supposed=one.supposed + marks, quoted=())


def holds(one: Checked, docs: Docs) -> bool:
    """Whether all that was supposed of a `sourced` page is right."""
    return not one.quoted and docs.holds(one.supposed)
