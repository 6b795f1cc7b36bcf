"""The pages that list all entries of a kind: rules and organizations, measures, practices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb_build.model import SHAPED, Entry, EntryKind, Page, Span
from kb_build.page.addresses import LISTS
from kb_build.render import kind_lists, register
from kb_build.render.kind_lists import DOING, Cell, actions
from kb_build.render.listing import by_letter
from kb_build.render.site import Site
from kb_build.render.tables import names

# A list of all has room for more units and years, and tells how many there are.
CELLS: Mapping[str, Cell] = {
    **kind_lists.CELLS,
    "unit": lambda site, entry, here: names(site, entry.units, 3),
    "year": lambda site, entry, here: names(site, entry.years),
    "action": lambda site, entry, here: actions(site, entry),
    "body": lambda site, entry, here: site.say(f"body.{entry.body}") if entry.body else "",
    "reports": lambda site, entry, here: str(len(entry.reports)),
}


def _by_reports(entry: Entry) -> tuple[object, ...]:
    return -len(entry.reports), entry.name, entry.id


def _by_making(entry: Entry) -> tuple[object, ...]:
    """What some unit made itself before what reports only go by: it can be borrowed."""
    return -len(entry.reports), entry.labels.isdisjoint(SHAPED), entry.name, entry.id


def _by_unit(entry: Entry) -> tuple[object, ...]:
    said = (q for section in entry.sections if section.label != "path" for q in section.quotations)
    first = min((quotation.span for quotation in said), default=Span(0, 0))
    return not entry.units, entry.units, entry.years, entry.reports, first, entry.id


def _by_grade(entry: Entry) -> tuple[object, ...]:
    return entry.grade, entry.only_named, -len(entry.grade_marks), *_by_reports(entry)


@dataclass(frozen=True)
class Overview:
    """One list of entries."""

    name: str  # of its messages, `overview.<name>`
    kind: EntryKind
    order: Callable[[Entry], tuple[object, ...]]
    columns: tuple[str, ...]  # keys of CELLS, behind the name

    @property
    def path(self) -> str:
        """Where the list begins."""
        return LISTS[self.kind]


OVERVIEWS = (
    Overview("rules", "rule", _by_making, ("unit", "state", "year", "action", "topic", "reports")),
    Overview("mechanisms", "mechanism", _by_making, ("unit", "state", "year", "topic", "reports")),
    Overview("organizations", "organization", _by_reports, ("body", "unit", "year", "reports")),
    Overview("measures", "measure", _by_unit, ("unit", "year", "state", "topic")),
    Overview("practices", "practice", _by_grade, (DOING, "state", "unit", "year", "topic")),
)
# What is listed together is linked together.
REGISTER = ("register", register.PATH)
INSTITUTIONS = ("rules", "mechanisms", "organizations")


def ids(site: Site) -> list[str]:
    """The names of the lists."""
    return [overview.name for overview in OVERVIEWS]


def pages(site: Site, name: str) -> list[Page]:
    """The list of a kind, split where it is very long."""
    overview = next(one for one in OVERVIEWS if one.name == name)
    entries = sorted(site.of_kind(overview.kind), key=overview.order)
    here, columns = overview.path, overview.columns
    headers = kind_lists.headers(site, overview.kind, columns)
    rows = [
        (entry.name, [site.link(entry.id, here), *(CELLS[c](site, entry, here) for c in columns)])
        for entry in entries
    ]
    named = sum(entry.only_named for entry in entries)
    words = site.say(f"overview.{overview.name}_lead", count=len(entries), named=named)
    lead = [words, _others(site, overview)]
    title = site.say(f"overview.{overview.name}")
    return by_letter(site, here, title, lead, headers, rows)


def _others(site: Site, overview: Overview) -> str:
    if overview.name not in INSTITUTIONS:
        return ""
    lists = [(one.name, one.path) for one in OVERVIEWS if one.name in INSTITUTIONS]
    named = ((site.say(f"overview.{name}"), path) for name, path in (*lists, REGISTER))
    here = overview.path
    return " · ".join(
        f"**{words}**" if path == here else site.to(path, here, words) for words, path in named
    )
