"""A measure on its page: done or planned, where it stands, then item by item what is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb_build.model import Entry, Quotation
from kb_build.render.places import within
from kb_build.render.quotes import shown_words
from kb_build.render.sections import sections
from kb_build.render.site import Site

MADE = ("issued", "revised")
LINE = 8  # rules or figures in one line; all of them stand in the quotations below


def lead(site: Site, entry: Entry) -> str:
    """Whether it is done or planned, and how many items it has, or how many reports tell it."""
    told = site.say(f"lead.measure_{entry.status}")
    if len(entry.reports) > 1:
        return told + site.say("lead.variants", count=len(entry.reports))
    items = sum(section.label == "item" for section in entry.sections)
    return told + (site.say("lead.items", count=items) if items else "")


def body(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """The headings above it, then the problem that it answers, its items, and its outcome."""
    yield from _path(site, entry, page)
    yield _rules(site, entry, page)
    yield _figures(site, entry, page)
    yield from sections(site, entry, page)


def _path(site: Site, entry: Entry, page: str) -> Iterator[str]:
    for section in entry.sections:
        if section.label == "path":
            yield site.say("page.path") + " › ".join(
                site.link(q.report, page, shown_words(site, q), q.anchor)
                for q in section.quotations
            )


def _rules(site: Site, entry: Entry, page: str) -> str:
    """The rules and mechanisms that it set up, each with a link to where it says so."""
    made = [
        (words, quotation)
        for quotation in _told(entry)
        for mention in within(site.facts[quotation.report].mentions, quotation.span)
        if mention.kind in ("rule", "mechanism") and mention.action in MADE
        for words in [mention.name]
    ]
    return _line(site, "page.set_up", made, page)


def _figures(site: Site, entry: Entry, page: str) -> str:
    """Its figures with what they count; masked ones as masked."""
    found = [
        (site.say("page.counted", of=figure.of, figure=figure.text), quotation)
        for quotation in _told(entry)
        for figure in within(site.facts[quotation.report].figures, quotation.span)
        if figure.of
    ]
    return _line(site, "page.figures", found, page)


def _told(entry: Entry) -> Iterator[Quotation]:
    """What was or will be done and what came of it, not the problem that it answers."""
    for section in entry.sections:
        if section.label not in ("path", "problem"):
            yield from section.quotations


def _line(site: Site, key: str, found: Sequence[tuple[str, Quotation]], page: str) -> str:
    """One line of links, each thing once and not too many; empty where there is nothing."""
    once = dict(reversed(found))
    links = [
        site.link(quotation.report, page, words, quotation.anchor)
        for words, quotation in reversed(once.items())
    ]
    if not links:
        return ""
    shown = site.say("page.pause").join(links[:LINE])
    more = len(links) > LINE
    return site.say(key) + (
        site.say("page.and_more", names=shown, count=len(links)) if more else shown
    )
