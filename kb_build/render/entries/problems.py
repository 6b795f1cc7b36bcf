"""A problem on its page: where it stands, then what was done about it and what came of that."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.model import Entry
from kb_build.render.entries.attribution import whose
from kb_build.render.entries.sections import sections
from kb_build.render.ledger import path_of
from kb_build.render.site import Site


def lead(site: Site, entry: Entry) -> str:
    """Who reports it, its status, and how many measures, plans and rules answer it."""
    counts = {section.label: len(section.quotations) for section in entry.sections}
    unit = whose(site, entry)
    by = site.say("lead.reported_by", unit=unit) if unit else ""
    if entry.status == "unstated":
        return site.say("lead.problem_unstated", whose=by)
    told = site.say("lead.problem", whose=by, status=site.say(f"status.{entry.status}"))
    for label in ("measure", "plan", "rules"):
        if counts.get(label):
            told += site.say(f"lead.problem_{label}", count=counts[label])
    return told + site.say("lead.end")


def body(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """Its place in the report's ledger, then the words that tell it, measures, rules, outcome."""
    if entry.ledger:
        words = site.say("page.ledger_line", number=entry.ledger.number)
        yield site.to(path_of(site, entry.ledger.report), page, words)
    yield from sections(site, entry, page)
