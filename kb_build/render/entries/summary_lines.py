"""Lines that gather what the quotations of a page tell: rules set up, figures; each a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb_build.model import MADE, Entry, Quotation, within
from kb_build.page.markdown import marked
from kb_build.render.figure_words import CUT, is_told, part
from kb_build.render.site import Site
from kb_build.render.tables import in_a_row

MOST = 8  # rules or figures in one line; all of them stand in the quotations below
# Sections that tell where it stands or what was wrong, not what was or will be done.
ASIDE = ("path", "problem", "cause", "mentioned")


def rules(site: Site, entry: Entry, page: str) -> str:
    """The rules and mechanisms that it set up, each with a link to where it says so."""
    made = [
        (mention.name, quotation)
        for quotation in _told(entry)
        for mention in within(site.facts[quotation.report].mentions, quotation.span)
        if mention.action in MADE
    ]
    return _line(site, "page.set_up", made, page)


def figures(site: Site, entry: Entry, page: str) -> str:
    """Its figures in the words around them; masked ones as masked."""
    found = (
        (words, quotation)
        for quotation in _told(entry)
        for facts in [site.facts[quotation.report]]
        for figure in within(facts.figures, quotation.span)
        if is_told(figure) and (words := part(site, facts, figure))
    )
    return _line(site, "page.figures", list(_apart(found)), page)


def _apart(found: Iterable[tuple[str, Quotation]]) -> Iterator[tuple[str, Quotation]]:
    """Those whose words are not nearly those before them, as of two figures in one clause."""
    before = ""
    for words, quotation in found:
        core = words.strip(CUT)
        if not before or (core not in before and before not in core):
            yield words, quotation
            before = core


def _told(entry: Entry) -> Iterator[Quotation]:
    """What was or will be done and what came of it, not the problem that it answers."""
    for section in entry.sections:
        if section.label not in ASIDE:
            yield from section.quotations


def _line(site: Site, key: str, found: Sequence[tuple[str, Quotation]], page: str) -> str:
    """One line of links, each thing once and not too many; empty where there is nothing."""
    once = dict(reversed(found))
    links = [
        site.link(quotation.report, page, words, quotation.anchor)
        for words, quotation in reversed(once.items())
    ]
    told = in_a_row(links[:MOST], len(links), site.language)
    return marked(site.say(key) + told, "kb-frame") if links else ""
