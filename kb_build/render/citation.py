"""How to cite what stands on a page: its reports as references, one a paragraph, ready to copy.

They are plain paragraphs, so that they can be read, selected and printed without any script; a
script of the theme finds them by their class and adds buttons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb_build.citing.citation import citation
from kb_build.model import Facts
from kb_build.page.escape import escape
from kb_build.render.site import Site

SHOWN = 60  # references on one page


def of_report(facts: Facts) -> str:
    """The report as a reference in the form of GB/T 7714-2015."""
    words = escape(citation(facts))
    return f'{words}\n{{: .kb-citation data-report="{facts.report.id}" }}'


def section(site: Site, reports: Sequence[str]) -> Iterator[str]:
    """A section with the reports that a page is made of, in their order; nothing for none."""
    if not reports:
        return
    yield f"## {site.say('page.cite')}"
    for id in reports[:SHOWN]:
        yield of_report(site.facts[id])
    if len(reports) > SHOWN:
        yield site.say("page.more_citations", count=len(reports) - SHOWN)
