"""A problem on its page: where it stands, then what was done about it and what came of that."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.model import Entry
from kb_build.render.sections import sections
from kb_build.render.site import Site


def lead(site: Site, entry: Entry) -> str:
    """Its status, and how many measures and rules answer it."""
    counts = {section.label: len(section.quotations) for section in entry.sections}
    status = site.say(f"status.{entry.status}")
    measures, rules = counts.get("measure", 0), counts.get("rules", 0)
    return site.say("lead.problem", status=status, measures=measures, rules=rules)


def body(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """The words that tell it, the measures, rules and outcome."""
    return sections(site, entry, page)
