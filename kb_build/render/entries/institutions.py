"""Rules, mechanisms and organizations on their pages: what was done to them and when, who is in."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.model import ACTIONS, Entry, Quotation, Section
from kb_build.page.escape import escape
from kb_build.render.dates import Date, When, shown_when, when
from kb_build.render.entries.attribution import whose
from kb_build.render.entries.sections import shown
from kb_build.render.origins import origin
from kb_build.render.site import Site
from kb_build.render.tables import listed

TOLD_IN = 40  # lines of a history on one page

Event = tuple[When, Section, Quotation]


def lead(site: Site, entry: Entry) -> str:
    """What it is, who tells of it and what was done to it, and whose it is."""
    kind = site.say(f"body.{entry.body}") if entry.body else site.say(f"kind.{entry.kind}")
    return _told(site, entry, kind) + _whose(site, entry) + _planned(site, entry)


def _planned(site: Site, entry: Entry) -> str:
    """That it is planned, or, of a rule or mechanism, that only plans name it."""
    if entry.state == "planned":
        return site.say("lead.only_planned")
    said = (quotation.role for section in entry.sections for quotation in section.quotations)
    named = entry.kind != "organization" and {*said} == {"plan"}
    return site.say("lead.named_in_plans") if named else ""


def _told(site: Site, entry: Entry, kind: str) -> str:
    """Which unit's reports tell what of it, or how many reports and units name it."""
    reports, units = len(entry.reports), len(entry.units)
    done = (s.label for s in entry.sections if s.label in ACTIONS and s.label != "planned")
    doings = [site.say(f"section.{label}") for label in done]
    if unit := whose(site, entry):
        words = site.say("page.pause").join(dict.fromkeys(doings))
        key = "lead.told_by" if doings else "lead.named_by"
        return site.say(key, kind=kind, unit=unit, doings=words)
    key = "lead.named" if units else "lead.named_unknown"
    return site.say(key, kind=kind, reports=reports, units=units)


def _whose(site: Site, entry: Entry) -> str:
    """Of which unit an inner body is, who made or changed a rule; else under whom it is listed.

    That is not said again where the same unit alone tells of it.
    """
    of = "own" if entry.kind == "organization" else origin(entry)
    listed = f"lead.listed_{of}" if of in ("unknown", "planned") else ""
    if listed and entry.units == (entry.owner,):
        return site.say("lead.made_by_nobody") if of == "unknown" else ""
    return site.say(listed or "lead.owned", owner=entry.owner) if entry.owner else ""


def body(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """The history of a rule or mechanism, the posts of a group, then the reports' words."""
    if entry.kind == "organization":
        yield from _posts(site, entry, page)
    else:
        yield from _history(site, entry, page)
    yield from shown(site, (s for s in entry.sections if s.label != "post"), page)


def _history(site: Site, entry: Entry, page: str) -> Iterator[str]:
    """A line for each thing done to it, in order of time, with a link to the first words on it.

    What a report tells twice of one time is one thing. One thing without a date is told by the
    head of its words.
    """
    once: dict[tuple[Date, str, str], Event] = {}
    for event in sorted(_events(site, entry), key=lambda event: event[0].date):
        time, section, quotation = event
        once.setdefault((time.date, section.label, quotation.report), event)
    lines = [_line(site, event, page) for event in once.values()]
    if len(lines) > 1 or any(time.dated for time, _, _ in once.values()):
        yield f"## {site.say('page.history')}"
        yield "\n".join(lines[:TOLD_IN])
        if len(lines) > TOLD_IN:
            yield site.say("page.more_events", count=len(lines) - TOLD_IN)


def _events(site: Site, entry: Entry) -> Iterator[Event]:
    for section in entry.sections:
        for quotation in section.quotations if section.label in ACTIONS else ():
            yield when(site, quotation), section, quotation


def first_year(site: Site, entry: Entry) -> str:
    """The year of the first thing told to be done to it; empty where none has a date."""
    return min((time.year for time, _, _ in _events(site, entry) if time.year), default="")


def _line(site: Site, event: Event, page: str) -> str:
    time, section, quotation = event
    unit = site.reporters[quotation.report] or site.title(quotation.report)
    action = site.say(f"section.{section.label}")
    link = site.link(quotation.report, page, unit, quotation.anchor)
    return f"- **{shown_when(site, time)}** {action} · {link}"


def _posts(site: Site, entry: Entry, page: str) -> Iterator[str]:
    rows = []
    for section in entry.sections:
        if section.label == "post":
            post, _, holder = section.title.partition("：")
            quotation = section.quotations[0]
            report = site.short_title(quotation.report)
            link = site.link(quotation.report, page, report, quotation.anchor)
            rows.append([escape(post), escape(holder), link])
    if rows:
        yield f"## {site.say('section.post')}"
        yield listed(site.headers("post", "holder", "report"), rows)
