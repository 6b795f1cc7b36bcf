"""The pages that list all entries of a kind: rules and organizations, measures, practices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kb_build.model import Entry, EntryKind, Page, Span
from kb_build.page.addresses import LISTS
from kb_build.render import register
from kb_build.render.entries.practices import doing
from kb_build.render.site import Site, relative
from kb_build.render.tables import by_letter, names

Cell = Callable[[Site, Entry], str]

MADE = ("issued", "revised", "improved")  # labels of sections that tell of it


def _units(site: Site, entry: Entry) -> str:
    return names(site, entry.units, 3)


def _years(site: Site, entry: Entry) -> str:
    return names(site, entry.years)


def _topics(site: Site, entry: Entry) -> str:
    return names(site, entry.topics)


def _doing(site: Site, entry: Entry) -> str:
    """What is done, in the words of a report: names alone tell nobody which practice to open."""
    return doing(site, entry, LISTS["practice"])


def _reports(site: Site, entry: Entry) -> str:
    return str(len(entry.reports))


def _body(site: Site, entry: Entry) -> str:
    return site.say(f"body.{entry.body}") if entry.body else ""


def _actions(site: Site, entry: Entry) -> str:
    done = (section.label for section in entry.sections if section.label != "mentioned")
    return site.say("page.pause").join(site.say(f"section.{label}") for label in done)


def _by_reports(entry: Entry) -> tuple[object, ...]:
    return -len(entry.reports), entry.name, entry.id


def _by_making(entry: Entry) -> tuple[object, ...]:
    """What some unit made itself before what reports only go by: it can be borrowed."""
    made = any(section.label in MADE for section in entry.sections)
    return -len(entry.reports), not made, entry.name, entry.id


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
    columns: tuple[tuple[str, Cell], ...]  # behind the name; headers are `column.<key>`

    @property
    def path(self) -> str:
        """Where the list begins."""
        return LISTS[self.kind]


OVERVIEWS = (
    Overview(
        "rules", "rule", _by_making,
        (("unit", _units), ("origin", Site.state), ("year", _years), ("action", _actions),
         ("topic", _topics), ("reports", _reports)),
    ),
    Overview(
        "mechanisms", "mechanism", _by_making,
        (("unit", _units), ("origin", Site.state), ("year", _years), ("topic", _topics),
         ("reports", _reports)),
    ),
    Overview(
        "organizations", "organization", _by_reports,
        (("body", _body), ("unit", _units), ("year", _years), ("reports", _reports)),
    ),
    Overview(
        "measures", "measure", _by_unit,
        (("unit", _units), ("year", _years), ("state", Site.state), ("topic", _topics)),
    ),
    Overview(
        "practices", "practice", _by_grade,
        (("doing", _doing), ("grade", Site.state), ("unit", _units), ("year", _years),
         ("topic", _topics)),
    ),
)  # fmt: skip
# What is listed together is linked together.
INSTITUTIONS = ("rules", "mechanisms", "organizations")


def kinds(site: Site) -> list[str]:
    """The names of the lists."""
    return [overview.name for overview in OVERVIEWS]


def pages(site: Site, name: str) -> list[Page]:
    """The list of a kind, split where it is very long."""
    overview = next(one for one in OVERVIEWS if one.name == name)
    entries = sorted(site.of_kind(overview.kind), key=overview.order)
    headers = [site.say(f"column.{key}") for key in ("name", *dict(overview.columns))]
    rows = [
        (entry.name, [site.link(entry.id, overview.path), *cells])
        for entry in entries
        for cells in [[cell(site, entry) for _, cell in overview.columns]]
    ]
    named = sum(entry.only_named for entry in entries)
    words = site.say(f"overview.{overview.name}_lead", count=len(entries), named=named)
    lead = [words, _others(site, overview)]
    title = site.say(f"overview.{overview.name}")
    return by_letter(site, overview.path, title, lead, headers, rows)


def _others(site: Site, overview: Overview) -> str:
    if overview.name not in INSTITUTIONS:
        return ""
    links = [
        f"**{site.say(f'overview.{one.name}')}**" if one is overview
        else f"[{site.say(f'overview.{one.name}')}]({one.path.rpartition('/')[2]})"
        for one in OVERVIEWS if one.name in INSTITUTIONS
    ]  # fmt: skip
    address = relative(register.PATH, overview.path)
    return " · ".join((*links, f"[{site.say('overview.register')}]({address})"))
