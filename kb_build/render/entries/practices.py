"""A practice on its page: its evidence grade with the reasons, then what is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kb_build.model import Entry, Quotation, Section, replace
from kb_build.page.escape import escape
from kb_build.page.markdown import marked
from kb_build.render.entries.attribution import whose
from kb_build.render.entries.sections import shown
from kb_build.render.quotes import beginning
from kb_build.render.site import Site
from kb_build.render.tables import names

# What tells best how it is done, in the fewest words.
TELLING = ("action", "number")
MARKS = ("actor", "action", "number", "outcome", "rule", "others")
WORDS = 40  # code points of the words that carry a mark: enough to find them below


def lead(site: Site, entry: Entry) -> str:
    """Its grade, and which unit has it or how many, or only plan it; whether it is only named."""
    units = len(entry.units) or len(_actors(entry))
    one = whose(site, entry)
    key = "lead.practice_of" if one else "lead.practice" if units else "lead.practice_unknown"
    planning = len(entry.units) - len(_doers(site, entry))
    others = units > 1 and planning
    only_planned = site.say("lead.practice_planned", count=planning) if others else ""
    only_named = site.say("lead.practice_named") if entry.only_named else ""
    return site.say(key, grade=entry.grade, units=units, unit=one) + only_planned + only_named


def _doers(site: Site, entry: Entry) -> list[str]:
    """The units of which reports tell more than plans."""
    return [unit for unit in entry.units if site.own(unit, entry.id).labels != {"plan"}]


def _actors(entry: Entry) -> set[str]:
    """The bodies that its marks show as acting, where nobody is known to report on it."""
    return {q.text for mark in entry.grade_marks if mark.name == "actor" for q in mark.said}


def doing(site: Site, entry: Entry, page: str) -> str:
    """Clauses of one of its reports that tell what is done, linked to their places; "" if none has.

    A number that shows what came of it says nothing of how it is done.
    Of an entry as far as one unit tells of it (`Site.own`) only this unit's clauses are taken.
    """
    own = set(entry.reports)
    found = {m.name: [one for one in m.said if one.report in own] for m in entry.grade_marks}
    came = found.pop("outcome", [])
    told = ([one for one in found.get(name, ()) if one not in came] for name in TELLING)
    said = next(filter(None, told), [])
    of_one = [one for one in said if one.report == said[0].report]
    return site.say("page.semicolon").join(_links(site, of_one, page))


def body(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """Since when; why it has its grade: the marks, with their words; then quotations.

    Rules and figures stand with the marks only: others in the same sentence are of something else.
    """
    yield _since(site, entry)
    yield from _marks(site, entry, page)
    yield from shown(site, map(partial(_headed, site, entry), entry.sections), page)


def _headed(site: Site, entry: Entry, section: Section) -> Section:
    """A section under what it is, and under no other unit where its report names none."""
    by_unit = any(other.title for other in entry.sections if other.label == section.label)
    title = section.title or (site.say("page.unknown_unit") if by_unit else "")
    return replace(section, label=entry.shown_label(section), title=title)


def _marks(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """The six marks that are counted: those found, each with its words, then the others."""
    found = {mark.name: mark.said for mark in entry.grade_marks}
    key = "page.grade" if found else "page.grade_without"
    yield marked(site.say(key, grade=entry.grade, count=len(found)), "kb-frame")
    lines = [_mark(site, name, found[name], page) for name in MARKS if name in found]
    lacking = [_lacking(site, entry, name) for name in MARKS if name not in found]
    if lacking:
        lines.append(f"- ✗ {site.say('page.lacking', marks=site.say('page.pause').join(lacking))}")
    yield "\n".join(lines)


def _mark(site: Site, name: str, said: Sequence[Quotation], page: str) -> str:
    told = site.say("page.semicolon").join(_by_unit(site, said, page))
    return f"- ✓ {site.say('page.colon', words=site.say(f'evidence.{name}'))}{told}"


def _lacking(site: Site, entry: Entry, name: str) -> str:
    """A mark that is not found."""
    label = site.say(f"evidence.{name}")
    return label + (_called(site, entry) if name == "actor" else "")


def _by_unit(site: Site, said: Sequence[Quotation], page: str) -> Iterator[str]:
    """Links to the words, those of one unit before its name; none where no report names one."""
    told: dict[str, list[Quotation]] = {}
    for quotation in said:
        told.setdefault(site.reporters[quotation.report], []).append(quotation)
    for unit, own in told.items():
        whose = escape(unit) or (site.say("page.unknown_unit") if len(told) > 1 else "")
        links = site.say("page.semicolon").join(_links(site, own, page))
        yield " · ".join(filter(None, (links, whose)))


def _links(site: Site, said: Sequence[Quotation], page: str) -> Iterator[str]:
    """Links to what is said; of the same words in several places the first stands for all."""
    first: dict[str, Quotation] = {}
    for one in said:
        first.setdefault(beginning(site, one, WORDS, "，,。；;、"), one)
    return (site.link(one.report, page, words, one.anchor) for words, one in first.items())


def _called(site: Site, entry: Entry) -> str:
    """What the reports call the unit, where that does not tell which one it is: 局党委."""
    units = _doers(site, entry)
    return site.say("page.only_called", units=names(site, units)) if units else ""


def _since(site: Site, entry: Entry) -> str:
    """Who told of it first, where reports of other years tell of it as well.

    A report on five years is as late as the last of them.
    """
    dated = [facts for id in entry.reports if (facts := site.facts[id]).years]
    if len({facts.years[-1] for facts in dated}) < 2:
        return ""
    first = min(dated, key=lambda facts: facts.years[-1])
    unit = site.reporters[first.report.id] or site.short_title(first.report.id)
    said = site.say("page.since", year=first.years_shown, unit=escape(unit))
    return marked(said, "kb-frame")
