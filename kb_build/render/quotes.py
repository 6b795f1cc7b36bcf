"""Quotations: a report's own words, each with the way back to its place in the report's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb_build.model import Quotation, Span, replace, without
from kb_build.page.escape import escape
from kb_build.render.site import Site

BLANKS = " \t\u3000"  # between sentences of one paragraph


def all_blocks(site: Site, told: Iterable[Quotation | str], page: str) -> Iterator[str]:
    """Quotations below each other, and blocks that stand between them as they are.

    Of one report's quotations, the first alone tells its title.
    """
    before = ""
    for one in told:
        if isinstance(one, str):
            yield one
        elif blocks := quotation_blocks(site, one, page, before):
            before = one.report
            yield from blocks


def quotation_blocks(site: Site, quotation: Quotation, page: str, before: str = "") -> list[str]:
    """The words as a block quotation, and under it the source; nothing where all of it is noise.

    `before` is the report that is quoted right above.
    """
    words = escape(shown_words(site, quotation))
    return [f"> {words}", _source_line(site, quotation, page, before)] if words else []


def first_blocks(site: Site, quotations: Iterable[Quotation], page: str) -> list[str]:
    """The blocks of the first quotation that is not all noise; nothing where there is none."""
    return next(filter(None, (quotation_blocks(site, one, page) for one in quotations)), [])


def joined(site: Site, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    """The quotations; those that follow each other in one paragraph, in one role, are one.

    Its anchor is that of the first.
    """
    whole: Quotation | None = None
    for one in quotations:
        if whole and _goes_on(site, whole, one):
            span = Span(whole.span.start, one.span.end)
            whole = replace(whole, span=span, text=span.of(site.facts[one.report].report.text))
            continue
        if whole:
            yield whole
        whole = one
    if whole:
        yield whole


def _goes_on(site: Site, whole: Quotation, one: Quotation) -> bool:
    same = (whole.report, whole.role) == (one.report, one.role)
    if not same or one.span.start < whole.span.end:
        return False
    between = Span(whole.span.end, one.span.start).of(site.facts[one.report].report.text)
    return not between.strip(BLANKS)


def _source_line(site: Site, quotation: Quotation, page: str, before: str) -> str:
    """Title, year and role of a quotation as a link to the passage on the report's page."""
    facts = site.facts[quotation.report]
    title = site.short_title(quotation.report)
    year = facts.years_shown if facts.years_shown not in title else ""
    of = (site.say("page.as_above"),) if quotation.report == before else (title, year)
    told = (*of, site.say(f"role.{quotation.role}"))
    words = site.say("page.comma").join(word for word in told if word)
    link = site.link(quotation.report, page, words, quotation.anchor)
    span = f"{quotation.span.start}-{quotation.span.end}"
    return f'{link}{{: .kb-source data-report="{quotation.report}" data-span="{span}" }}'


def beginning(site: Site, quotation: Quotation, most: int, ends: str = "") -> str:
    """The quoted words on one line, cut where they are more than `most`; `ends` go from their end.

    Empty where all of it is noise.
    """
    words = " ".join(shown_words(site, quotation).split()).rstrip(ends)
    return words if len(words) <= most else f"{words[: most - 1]}…"


def shown_words(site: Site, quotation: Quotation) -> str:
    """The quoted words without the report's noise."""
    text = site.facts[quotation.report].report.text
    return without(site.noise[quotation.report], quotation.span, text)
