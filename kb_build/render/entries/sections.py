"""The sections of an entry's page: quotations under the label and the words that head them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice

from kb_build.model import Entry, Quotation, Section
from kb_build.page.escape import escape
from kb_build.render.quotes import all_blocks, joined
from kb_build.render.site import Site
from kb_build.render.tables import NAMES, in_a_row

SHOWN = 60  # sections of a label, and quotations of a section, on one page
QUOTED = 180  # quotations of a label on one page, which so has 100 KB: about 40 screens
FEWEST = 3  # of a section, however many there are
# What the style sheet needs to know of a heading.
MARKS = {"template": " {: .kb-template }"}


def sections(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """All sections of an entry in order; its path is told elsewhere."""
    return shown(site, (s for s in entry.sections if s.label != "path"), page)


def shown(site: Site, parts: Iterable[Section], page: str) -> Iterator[str]:
    """Sections as Markdown blocks; neighbours of one label stand under one heading."""
    for label, group in groupby(parts, lambda section: section.label):
        same = list(group)
        told = sum(len(section.quotations) for section in same[:SHOWN])
        most = SHOWN if told <= QUOTED else max(FEWEST, QUOTED // len(same))
        yield f"## {site.say(f'section.{label}')}{MARKS.get(label, '')}"
        told_in = (_section(site, section, most, page) for section in same[:SHOWN])
        yield from all_blocks(site, chain.from_iterable(told_in), page)
        yield from _more(site, [q for section in same[SHOWN:] for q in section.quotations], page)


def _section(site: Site, section: Section, most: int, page: str) -> Iterator[Quotation | str]:
    if section.title:
        yield f"### {escape(section.title)}"
    yield from joined(site, section.quotations[:most])
    yield from _more(site, section.quotations[most:], page)


def _more(site: Site, rest: Sequence[Quotation], page: str) -> Iterator[str]:
    """How many quotations are not shown, and where they stand: the first of each report's."""
    if rest:
        firsts: dict[str, Quotation] = {}
        for one in rest:
            firsts.setdefault(one.report, one)
        links = [
            site.link(id, page, site.short_title(id), first.anchor)
            for id, first in islice(firsts.items(), NAMES)
        ]
        told = in_a_row(links, len(firsts), site.language)
        yield site.say("page.more_quotations", count=len(rest), reports=told)
