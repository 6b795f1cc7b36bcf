"""The register of rules (制度清单): every rule and mechanism by unit, year, action and topic."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.model import Entry, Page
from kb_build.render.escape import escape
from kb_build.render.institutions import DONE, first_year
from kb_build.render.site import Site
from kb_build.render.tables import listing, names

PATH = "institutions/register.md"
COLUMNS = ("owner", "name", "kind", "year", "action", "topic")
LAST = "\uffff"  # sorts behind every unit and year


def pages(site: Site) -> Iterator[Page]:
    """One table, on several pages where it is very long."""
    entries = sorted(site.of_kind("rule", "mechanism"), key=lambda entry: _place(site, entry))
    headers = [site.say(f"column.{key}") for key in COLUMNS]
    rows = [_row(site, entry) for entry in entries]
    lead = [site.say("overview.register_lead", count=len(rows))]
    yield from listing(site, PATH, site.say("overview.register"), lead, headers, rows)


def _place(site: Site, entry: Entry) -> tuple[str, ...]:
    """By unit, then by year; what is nobody's own comes last."""
    return _unit(entry) or LAST, first_year(site, entry) or LAST, entry.name, entry.id


def _unit(entry: Entry) -> str:
    """Whose it is: the unit's, or the place's or body's that its name tells; else empty."""
    _, owner = entry.key
    if entry.owner or not owner:
        return entry.owner
    from_name = owner if not any(sign in owner for sign in "./\\") else ""
    return from_name or next(iter(entry.units), "")


def _row(site: Site, entry: Entry) -> list[str]:
    done = (section.label for section in entry.sections if section.label in DONE)
    actions = site.say("page.pause").join(site.say(f"section.{label}") for label in done)
    return [
        escape(_unit(entry)) or site.say("page.common"),
        site.link(entry.id, PATH, entry.name),
        site.say(f"kind.{entry.kind}"),
        first_year(site, entry),
        actions,
        names(site, entry.topics),
    ]
