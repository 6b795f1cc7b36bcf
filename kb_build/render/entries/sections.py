"""The sections of an entry's page: quotations under the label and the words that head them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kb_build.model import Entry, Section
from kb_build.page.escape import escape
from kb_build.render.quotes import quotation_blocks
from kb_build.render.site import Site

SHOWN = 60  # quotations of a section, and sections of a label, on one page
# What the style sheet needs to know of a heading.
MARKS = {"template": " {: .kb-template }"}


def sections(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """All sections of an entry in order; its path is told elsewhere."""
    return shown(site, (s for s in entry.sections if s.label != "path"), page)


def shown(site: Site, parts: Iterable[Section], page: str) -> Iterator[str]:
    """Sections as Markdown blocks; neighbours of one label stand under one heading."""
    for label, group in groupby(parts, lambda section: section.label):
        same = list(group)
        yield f"## {site.say(f'section.{label}')}{MARKS.get(label, '')}"
        for section in same[:SHOWN]:
            yield from _section(site, section, page)
        yield from _more(site, sum(len(section.quotations) for section in same[SHOWN:]))


def _section(site: Site, section: Section, page: str) -> Iterator[str]:
    if section.title:
        yield f"### {escape(section.title)}"
    for quotation in section.quotations[:SHOWN]:
        yield from quotation_blocks(site, quotation, page)
    yield from _more(site, len(section.quotations) - SHOWN)


def _more(site: Site, count: int) -> Iterator[str]:
    if count > 0:
        yield site.say("page.more_quotations", count=count)
