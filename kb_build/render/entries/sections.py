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
SAME = 12  # letters of a quotation that need not be read twice
# What the style sheet needs to know of a heading.
MARKS = {"template": " {: .kb-template }"}


def sections(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """All sections of an entry in order; its path is told elsewhere."""
    return shown(site, (s for s in entry.sections if s.label != "path"), page)


def shown(site: Site, parts: Iterable[Section], page: str) -> Iterator[str]:
    """Sections as Markdown blocks; neighbours of one label stand under one heading.

    What several reports say there in the same words is quoted once.
    """
    for label, group in groupby(parts, lambda section: section.label):
        same = list(group)
        told = sum(len(section.quotations) for section in same[:SHOWN])
        most = SHOWN if told <= QUOTED else max(FEWEST, QUOTED // len(same))
        yield f"## {site.say(f'section.{label}')}{MARKS.get(label, '')}"
        read: set[str] = set()
        told_in = (_section(site, section, most, page, read) for section in same[:SHOWN])
        yield from all_blocks(site, chain.from_iterable(told_in), page)
        rest = [q for section in same[SHOWN:] for q in section.quotations]
        yield from _more(site, "page.more_quotations", rest, page)


def _section(
    site: Site, section: Section, most: int, page: str, read: set[str]
) -> Iterator[Quotation | str]:
    """A section; of what was `read` above, which it adds to, only where else it stands."""
    if section.title:
        yield f"### {escape(section.title)}"
    new: list[Quotation] = []
    again: list[Quotation] = []
    for quotation in section.quotations:
        words = "".join(quotation.text.split())
        (again if len(words) >= SAME and words in read else new).append(quotation)
        read.add(words)
    yield from joined(site, new[:most])
    yield from _more(site, "page.more_quotations", new[most:], page)
    yield from _more(site, "page.same_words", again, page)


def _more(site: Site, key: str, rest: Sequence[Quotation], page: str) -> Iterator[str]:
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
        yield site.say(key, count=len(rest), reports=told)
