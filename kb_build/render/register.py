"""The register of rules (制度清单): every rule and mechanism by unit, year, action and topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kb_build.model import Entry, Page
from kb_build.page.escape import escape
from kb_build.render.entries.institutions import first_year
from kb_build.render.kind_lists import actions
from kb_build.render.listing import listing
from kb_build.render.origins import FILE, origin
from kb_build.render.site import Site
from kb_build.render.tables import names

PATH = "institutions/register.md"
COLUMNS = ("owner", "name", "kind", "origin", "year", "action", "topic")
LAST = "\uffff"  # sorts behind every unit and year


def pages(site: Site, item: str) -> Iterator[Page]:
    """One table, on several pages where it is very long."""
    entries = site.of_kind("rule", "mechanism")
    units = _units(entries)
    headers = site.headers(*COLUMNS)
    rows = sorted(_placed(site, entry, units) for entry in entries)
    lead = [site.say("overview.register_lead", count=len(rows))]
    shown = [row for _, row in rows]
    yield from listing(site, PATH, site.say("overview.register"), lead, headers, shown)


def _units(entries: Iterable[Entry]) -> dict[str, str]:
    """Each owner as it is printed most, by its normal form; nobody's own is empty."""
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        owner = entry.key[1]
        from_name = "" if FILE & set(owner) else owner
        printed[owner][entry.owner or from_name or next(iter(entry.units), "")] += bool(owner)
    return {
        owner: min(names, key=lambda name: (-names[name], name)) if owner else ""
        for owner, names in printed.items()
    }


def _whose(entry: Entry, units: Mapping[str, str]) -> str:
    """The owner, or else the one unit that has a thing which is not the whole country's."""
    only = next(iter(entry.units), "") if origin(entry) != "common" else ""
    return units[entry.key[1]] or only


def _placed(
    site: Site, entry: Entry, units: Mapping[str, str]
) -> tuple[tuple[str, ...], list[str]]:
    """A row behind its sort key: unit, then year; what has no owner comes last."""
    unit, year = _whose(entry, units), first_year(site, entry)
    row = [
        escape(unit) or site.say("page.common"),
        site.link(entry.id, PATH, entry.name),
        site.say(f"kind.{entry.kind}"),
        site.state(entry),
        year,
        actions(site, entry),
        names(site, entry.topics),
    ]
    return (unit or LAST, entry.key[1], year or LAST, entry.name, entry.id), row
