"""What all pages need to know: where each thing's page is, what it is called, how to link to it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kb_build.addresses import FOLDERS, entry_slug, report_slug
from kb_build.escape import escape, plain
from kb_build.messages import say
from kb_build.model import Entry, EntryKind, Facts, FrontValue, Library, Page, Span
from kb_build.render.origins import origin
from kb_build.titles import report_title

SHORT = 36  # code points of a report's title where it stands beside other things
UNDATED = "0000"  # sorts reports of unknown period behind the newest


@dataclass(frozen=True)
class Site:
    """A library as pages: paths, titles and links."""

    library: Library
    language: str  # "zh" or "en"

    @cached_property
    def facts(self) -> dict[str, Facts]:
        """By report id, in order of source path; of files with the same text the first."""
        return self.library.by_report()

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """By id, in the library's order."""
        return {entry.id: entry for entry in self.library.entries}

    @cached_property
    def paths(self) -> dict[str, str]:
        """Page path of each entry and report, by id."""
        of_entries = {
            entry.id: f"{FOLDERS[entry.kind]}/{entry_slug(entry.name, entry.id)}.md"
            for entry in self.library.entries
        }
        return of_entries | self._report_paths

    @cached_property
    def _report_paths(self) -> dict[str, str]:
        """With more digits where four are not enough to tell two files of one name apart."""
        taken: dict[str, str] = {}
        for id, one in self.facts.items():
            slugs = (report_slug(one.report.source, digits) for digits in (4, 12, 64))
            paths = (f"reports/{slug}.md" for slug in slugs)
            taken.setdefault(next(path for path in paths if path not in taken), id)
        return {id: path for path, id in taken.items()}

    @cached_property
    def noise(self) -> dict[str, tuple[Span, ...]]:
        """Places that are no part of the text, in order and apart, by report id."""
        return {id: _apart(one.report.noise()) for id, one in self.facts.items()}

    @cached_property
    def quoted(self) -> dict[tuple[str, str], list[Entry]]:
        """Entries made of a passage or heading, by report id and anchor."""
        found: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
        for entry in self.library.entries:
            for section in entry.sections:
                for quotation in section.quotations:
                    if section.label != "path":
                        found[quotation.report, quotation.anchor][entry.id] = entry
        return {place: list(entries.values()) for place, entries in found.items()}

    @cached_property
    def topics(self) -> dict[str, str]:
        """Ids of the topics' entries by name."""
        return {entry.name: entry.id for entry in self.of_kind("topic")}

    @cached_property
    def reporters(self) -> dict[str, str]:
        """Who reports, by report id: as its entries call the unit, or else as printed in it."""
        called: dict[str, Counter[str]] = defaultdict(Counter)
        for entry in self.library.entries:
            if len(entry.reports) == 1 and len(entry.units) == 1:
                called[entry.reports[0]][entry.units[0]] += 1
        printed = {id: facts.organization.value for id, facts in self.facts.items()}
        return {
            id: min(called[id], key=lambda unit: (-called[id][unit], unit), default=unit)
            for id, unit in printed.items()
        }

    @cached_property
    def _namesakes(self) -> Counter[tuple[EntryKind, str]]:
        return Counter((entry.kind, entry.name) for entry in self.library.entries)

    def say(self, key: str, **values: object) -> str:
        """A message in the site's language."""
        return say(key, self.language, **values)

    def of_kind(self, *kinds: EntryKind) -> list[Entry]:
        """The entries of these kinds, in the library's order."""
        return [entry for entry in self.library.entries if entry.kind in kinds]

    def newest_first(self) -> list[Facts]:
        """The reports by period, the latest first; those without a period last."""
        by_source = sorted(self.facts.values(), key=lambda f: f.report.source)
        return sorted(by_source, key=lambda f: f.period.value or UNDATED, reverse=True)

    def title(self, id: str) -> str:
        """What an entry or report is called.

        What each unit has its own of is told apart by whose it is, other namesakes by their unit.
        """
        if id not in self.entries:
            return self.report_title(self.facts[id])
        entry = self.entries[id]
        if entry.owner:
            rule = entry.kind in ("rule", "mechanism")
            if rule and origin(entry) == "unknown":
                return self.say("page.named_by", name=plain(entry.name), unit=plain(entry.owner))
            return self.say("page.of_unit", name=plain(entry.name), unit=plain(entry.owner))
        if self._namesakes[entry.kind, entry.name] > 1 and entry.units:
            return self.say("page.of_unit", name=plain(entry.name), unit=plain(entry.units[0]))
        return plain(entry.name)

    def report_title(self, facts: Facts) -> str:
        """The printed title, or else the one that we supply."""
        return plain(report_title(facts))

    def short_title(self, facts: Facts) -> str:
        """The title, cut where it is too long for a line or a cell."""
        title = self.report_title(facts)
        return title if len(title) <= SHORT else f"{title[: SHORT - 1]}…"

    def state(self, entry: Entry) -> str:
        """An entry's grade, status or origin in a word or two; empty where its kind has none."""
        if entry.kind in ("rule", "mechanism"):
            return self.say(f"origin.{origin(entry)}")
        if entry.grade:
            return self.say("page.grade_short", grade=entry.grade)
        status = "taken" if (entry.kind, entry.status) == ("measure", "done") else entry.status
        return self.say(f"status.{status}") if status else ""

    def link(self, id: str, page: str, words: str = "", anchor: str = "") -> str:
        """A Markdown link from `page` to an entry's or report's page, or to an anchor on it."""
        target = self.paths[id]
        here = anchor and target == page
        address = "" if here else relative(target, page)
        return f"[{escape(words or self.title(id))}]({address}{'#' if anchor else ''}{anchor})"

    def to(self, target: str, page: str, words: str) -> str:
        """A Markdown link from one page to another; both are paths below docs/."""
        return f"[{escape(words)}]({relative(target, page)})"

    def page(self, path: str, blocks: list[str], **front: FrontValue) -> Page:
        """A page whose front matter is without empty values and control characters."""
        kept = tuple((key, _clean(value)) for key, value in front.items() if value)
        return Page(path, kept, tuple(block for block in blocks if block))


def unit_id(unit: str) -> str:
    """The id of a unit's page."""
    return f"unit-{hashlib.sha256(unit.encode()).hexdigest()[:10]}"


def unit_path(unit: str) -> str:
    """The page of a unit."""
    return f"units/{entry_slug(unit, unit_id(unit))}.md"


def relative(target: str, page: str) -> str:
    """The address of a page as seen from another; both are paths below docs/."""
    folder, _, name = target.rpartition("/")
    if folder == page.rpartition("/")[0]:
        return name
    return "../" * page.count("/") + target


def _apart(places: Iterable[Span]) -> tuple[Span, ...]:
    """Places in order, those that meet or touch made one."""
    found: list[Span] = []
    for place in places:
        if found and place.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, place.end))
        else:
            found.append(place)
    return tuple(found)


def _clean(value: FrontValue) -> FrontValue:
    if isinstance(value, tuple):
        return tuple(words for one in value if (words := plain(one)))
    return plain(value) if isinstance(value, str) else value
