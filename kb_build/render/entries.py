"""The page of an entry: what it is, the facts that matter, then evidence in the reports' words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb_build.model import Entry, EntryKind, Page, Section
from kb_build.render import citation
from kb_build.render.escape import escape
from kb_build.render.quotes import quotation_blocks, shown_words
from kb_build.render.site import Site
from kb_build.render.tables import names, table

MARKS = ("actor", "action", "number", "outcome", "rule", "others")
SHOWN = 60  # quotations of a section on one page
TELLING = 6  # units and years in the line that sums up an action


def pages(site: Site) -> Iterator[Page]:
    """A page for each entry; topics have pages of another make."""
    for entry in site.library.entries:
        if entry.kind != "topic":
            yield _page(site, entry)


def _page(site: Site, entry: Entry) -> Page:
    path, lead = site.paths[entry.id], LEADS[entry.kind](site, entry)
    title = site.title(entry.id)
    blocks = [
        f"# {escape(title)}",
        f"{lead}\n{{: .kb-lead }}",
        *_path(site, entry, path),
        _facts(site, entry, path),
        _history(site, entry),
        *_evidence(site, entry),
        *_sections(site, entry, path),
        *_related(site, entry, path),
        *citation.of_entry(site, entry),
    ]
    genres = {site.facts[id].genre.value for id in entry.reports} - {""}
    return site.page(
        path, blocks,
        id=entry.id, kind=entry.kind, title=title, aliases=entry.aliases, units=entry.units,
        years=entry.years, genres=tuple(sorted(genres)), topics=entry.topics, grade=entry.grade,
        status=entry.status, description=lead, reports=len(entry.reports),
    )  # fmt: skip


def _named_lead(site: Site, entry: Entry) -> str:
    kind = site.say(f"kind.{entry.kind}")
    return site.say("lead.named", kind=kind, reports=len(entry.reports), units=len(entry.units))


def _measure_lead(site: Site, entry: Entry) -> str:
    items = sum(section.label == "item" for section in entry.sections)
    lead = site.say(f"lead.measure_{entry.status}")
    return lead + (site.say("lead.items", count=items) if items else "")


def _practice_lead(site: Site, entry: Entry) -> str:
    return site.say("lead.practice", grade=entry.grade, units=len(entry.units))


def _problem_lead(site: Site, entry: Entry) -> str:
    counts = {section.label: len(section.quotations) for section in entry.sections}
    status = site.say(f"status.{entry.status}")
    measures, rules = counts.get("measure", 0), counts.get("rules", 0)
    return site.say("lead.problem", status=status, measures=measures, rules=rules)


LEADS: dict[EntryKind, Callable[[Site, Entry], str]] = {
    "rule": _named_lead,
    "mechanism": _named_lead,
    "organization": _named_lead,
    "measure": _measure_lead,
    "practice": _practice_lead,
    "problem": _problem_lead,
}


def _path(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """The headings above a measure, as links into its report."""
    for section in entry.sections:
        if section.label == "path":
            yield site.say("page.path") + " › ".join(
                site.link(q.report, page, shown_words(site, q), q.anchor)
                for q in section.quotations
            )


def _facts(site: Site, entry: Entry, page: str) -> str:
    """A table of one row: who, when, where, on what."""
    links = (site.link(id, page, site.short_title(site.facts[id])) for id in entry.reports[:3])
    reports = site.say("page.pause").join(links)
    if len(entry.reports) > len(entry.reports[:3]):
        reports = site.say("page.and_more", names=reports, count=len(entry.reports))
    topics = (site.link(id, page) for id in _topic_ids(site, entry))
    cells = (
        ("unit", names(site, entry.units)),
        ("year", names(site, entry.years)),
        ("report", reports),
        ("topic", site.say("page.pause").join(topics)),
        ("aliases", names(site, entry.aliases)),
    )
    filled = [(site.say(f"column.{key}"), cell) for key, cell in cells if cell]
    return table([head for head, _ in filled], [[cell for _, cell in filled]])


def _topic_ids(site: Site, entry: Entry) -> list[str]:
    return [site.topics[topic] for topic in entry.topics if topic in site.topics]


def _history(site: Site, entry: Entry) -> str:
    """Who did what to a rule or mechanism and when, in order of time; a line an action."""
    if entry.kind not in ("rule", "mechanism"):
        return ""
    done = (section for section in entry.sections if section.label != "mentioned")
    return "\n".join(f"- **{_label(site, s)}**{_told_by(site, s)}" for s in done)


def _told_by(site: Site, section: Section) -> str:
    told: dict[str, None] = {}
    for quotation in section.quotations:
        facts = site.facts[quotation.report]
        unit = facts.organization.value or site.report_title(facts)
        told[site.say("page.when", unit=unit, year=facts.year) if facts.year else unit] = None
    return names(site, tuple(told), TELLING)


def _evidence(site: Site, entry: Entry) -> Iterator[str]:
    """Why a practice has its grade: the marks found, and those not found."""
    if entry.grade:
        marks = (
            f"{'✓' if mark in entry.grade_reasons else '✗'} {site.say(f'evidence.{mark}')}"
            for mark in MARKS
        )
        yield site.say("page.grade", grade=entry.grade, marks=" · ".join(marks))


def _sections(site: Site, entry: Entry, page: str) -> Iterator[str]:
    last = ""
    for section in entry.sections:
        if section.label == "path":
            continue
        if section.label != last:
            yield f"## {site.say(f'section.{section.label}')}"
        last = section.label
        if section.title:
            yield f"### {escape(section.title)}"
        for quotation in section.quotations[:SHOWN]:
            yield from quotation_blocks(site, quotation, page)
        if len(section.quotations) > SHOWN:
            yield site.say("page.more_quotations", count=len(section.quotations) - SHOWN)


def _related(site: Site, entry: Entry, page: str) -> Iterator[str]:
    if entry.related:
        yield f"## {site.say('page.related')}"
        yield "\n".join(
            f"- {site.link(relation.entry, page)} · {_kind(site, relation.entry)}"
            f" · {site.say(f'reason.{relation.reason}')}"
            for relation in entry.related
        )


def _kind(site: Site, id: str) -> str:
    return site.say(f"kind.{site.entries[id].kind}")


def _label(site: Site, section: Section) -> str:
    return site.say("page.colon", words=site.say(f"section.{section.label}"))
