"""The gate before publishing: checks all pages, generated or written by people, and reports."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from kb_build.check import attachments, file_names, sensitive, sizes
from kb_build.check.checks import (
    alone,
    checked,
    first,
    holds,
    notices_of,
    outdated,
    sourced,
)
from kb_build.check.docs import Docs
from kb_build.check.listing import listing
from kb_build.check.memory import Checked, Memory
from kb_build.check.pages import PageFile
from kb_build.config import USUAL, Limits
from kb_build.model import Notice, Report, replace
from kb_build.running.engine import HERE, Engine

__all__ = ["Memory", "check"]

FILES = (file_names.check, attachments.check, sizes.check)  # what is asked of files, pages or not


def check(
    docs: Path,
    reports: Mapping[str, Report],
    limits: Limits = USUAL,
    memory: Memory | None = None,
    engine: Engine = HERE,
) -> tuple[Notice, ...]:
    """What is wrong with the reports and the pages below `docs`.

    In order of report and place, then of page, check and place. `reports` are those that the pages
    quote, by id. A page that cannot be read gives a notice and is left out. `memory` has earlier
    results for the same limits; then only what changed is checked, by the `engine`. Raises
    InputError where there is no such folder, and as `Engine.helping`.
    """
    memory = memory or Memory()
    sources = sorted(reports.values(), key=lambda report: report.source)
    personal = {one.id: memory.of_text(one.text) for one in sources}
    told = (hit.words for found in personal.values() for hit in found)
    others = Docs(listing(docs, memory.signed), reports, limits, told)
    known = _each_alone(others, memory, engine)
    return (
        *(n for one in sources for n in first(sensitive.of_report(one, personal[one.id], limits))),
        *(notice for _, notice in sorted(others.found.unread.items())),
        *(notice for path, one in known.items() for notice in _of_page(path, one, others, memory)),
        *(notice for ask in FILES for notice in ask(others)),
    )


def _each_alone(docs: Docs, memory: Memory, engine: Engine) -> dict[str, Checked]:
    """The outcome for each page by itself; puts what others may ask of it into `docs.found`."""
    found = docs.found
    kept = {path: memory.pages.found(stamp) for path, stamp in found.stamps.items()}
    missing = [path for path, one in kept.items() if one is None]
    new = checked(missing, docs.folder, docs.limits, engine)
    earlier = ((path, one) for path, one in kept.items() if one)
    each = {
        path: one if isinstance(one, Notice) else sourced(one, docs)
        for path, one in chain(earlier, new)
    }
    known: dict[str, Checked] = {}
    for path in found.stamps:
        one = each[path]
        if isinstance(one, Notice):
            found.unread[path] = one
        else:
            known[path] = one
            found.briefs[path] = one.brief
    return known


def _of_page(path: str, one: Checked, docs: Docs, memory: Memory) -> tuple[Notice, ...]:
    """The notices of checking the page by itself if all supposed holds, else of a full check.

    Remembered notices may come from another working folder, so the page's name is set anew.
    """
    if not holds(one, docs) and outdated(one, docs):
        page = PageFile.read(docs.folder, path)
        one = sourced(alone(page, docs.folder, docs.limits), docs)
    memory.pages.keep(docs.found.stamps[path], one)
    if holds(one, docs):
        return tuple(replace(notice, file=docs.named(path)) for notice in one.notices)
    return tuple(notices_of(PageFile.read(docs.folder, path), docs))
