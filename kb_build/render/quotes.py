"""Quotations: a report's own words, each with the way back to its place in the report's page."""

from __future__ import annotations

from kb_build.model import Quotation, without
from kb_build.page.escape import escape
from kb_build.render.site import Site


def quotation_blocks(site: Site, quotation: Quotation, page: str) -> list[str]:
    """The words as a block quotation, and under it the source; nothing where all of it is noise."""
    words = escape(shown_words(site, quotation))
    return [f"> {words}", source_line(site, quotation, page)] if words else []


def source_line(site: Site, quotation: Quotation, page: str) -> str:
    """Title, year and role of a quotation as a link to the passage on the report's page."""
    facts = site.facts[quotation.report]
    title = site.short_title(quotation.report)
    year = facts.years_shown if facts.years_shown not in title else ""
    told = (title, year, site.say(f"role.{quotation.role}"))
    words = site.say("page.comma").join(word for word in told if word)
    link = site.link(quotation.report, page, words, quotation.anchor)
    span = f"{quotation.span.start}-{quotation.span.end}"
    return f'{link}{{: .kb-source data-report="{quotation.report}" data-span="{span}" }}'


def shown_words(site: Site, quotation: Quotation) -> str:
    """The quoted words without the report's noise."""
    text = site.facts[quotation.report].report.text
    return without(site.noise[quotation.report], quotation.span, text)
