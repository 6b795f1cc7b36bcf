"""What entries and reports are called on pages, where one name may be that of several things.

Names are told apart by whose they are, and of which years where one unit has several.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kb_build.citing.titles import report_title
from kb_build.messages import say
from kb_build.model import Entry, Facts, Library
from kb_build.page.escape import plain
from kb_build.render.origins import origin

SHORT = 36  # code points of a report's title where it stands beside other things
PLAIN = 12  # code points of a title that tells no more than what kind of report it is
BROUGHT = re.compile(r"关于(?:印发|转发|下发|发布|公布)(《[^《》]+》)的通知$")  # by this notice
WITHIN = str.maketrans("（）", "〔〕")  # brackets within brackets
YEAR = re.compile(r"(?:19|20)\d\d")


def titles(library: Library, language: str) -> dict[str, str]:
    """What each entry and report is called, by id."""
    reports = _of_reports(library.by_report().values(), language)
    return reports | _of_entries(library.entries, reports, language)


def short(title: str) -> str:
    """A report's title where it is too long for a line or a cell: the rule that it brings, or cut.

    The square brackets of a title that we supply stay closed.
    """
    if len(title) <= SHORT:
        return title
    brought = BROUGHT.search(title)
    if brought and len(brought[1]) <= SHORT:
        return brought[1]
    end = "…]" if title.startswith("[") else "…"
    return title[: SHORT - len(end)] + end


def printed_title(facts: Facts) -> str:
    """A report's own title, or the one that we supply, where unit and year stand beside it."""
    return plain(report_title(facts))


def _of_reports(reports: Iterable[Facts], language: str) -> dict[str, str]:
    """Titles of reports, told apart by their own words, so that new reports rename no others."""
    found = {}
    for facts in reports:
        title, unit = printed_title(facts), facts.organization.value
        many = len(title) <= PLAIN and unit not in title
        year = "" if facts.years_shown in title else facts.years_shown
        whose = (unit, year) if many else ()
        found[facts.report.id] = _told_apart("page.of_unit", title, whose, language)
    return found


def _of_entries(
    entries: Iterable[Entry], reports: Mapping[str, str], language: str
) -> dict[str, str]:
    namesakes = Counter((entry.kind, entry.name) for entry in entries)
    found = {}
    for entry in entries:
        key = "page.named_by" if _only_named(entry) else "page.of_unit"
        several = namesakes[entry.kind, entry.name] > 1
        whose = (entry.owner,) if entry.owner else _whose(entry, several, reports)
        found[entry.id] = _told_apart(key, plain(entry.name), whose, language)
    return found


def _only_named(entry: Entry) -> bool:
    """Whether nobody tells whose a rule is, or of which place a body: 市委 in a school's report."""
    if entry.kind == "organization":
        return not entry.owner and bool(entry.key[1])
    return bool(entry.owner) and entry.kind in ("rule", "mechanism") and origin(entry) == "unknown"


def _whose(entry: Entry, several: bool, reports: Mapping[str, str]) -> tuple[str, ...]:
    """The unit of a name that several have, and the years of what a report tells of itself.

    Where no unit is known, the report stands for it.
    Of what several reports tell the first year only: one more does not rename it on all pages that
    name it, and the last year would be another unit's.
    """
    if not several:
        return ()
    dated = entry.kind in ("measure", "problem") and not YEAR.search(entry.name)
    last = entry.years[-1:] if len(entry.reports) == 1 else ()
    years = dict.fromkeys((*entry.years[:1], *last)) if dated else ()
    units = entry.units[:1] or [short(reports[one]) for one in entry.reports[:1]]
    return (*(unit for unit in units if unit != entry.name), "–".join(years))


def _told_apart(key: str, name: str, whose: Sequence[str], language: str) -> str:
    if not any(whose):  # as of most
        return name
    words = say("page.comma", language).join(map(plain, filter(None, whose))).translate(WITHIN)
    return say(key, language, name=name, unit=words) if words else name
