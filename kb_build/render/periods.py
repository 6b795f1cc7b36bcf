"""A report's period on a page."""

from __future__ import annotations

from kb_build.citing.periods import period_words
from kb_build.page.escape import escape
from kb_build.render.site import Site


def shown_period(site: Site, period: str) -> str:
    """A period in words as Markdown."""
    return escape(period_words(period, site.language))
