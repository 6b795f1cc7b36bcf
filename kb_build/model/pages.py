"""What the site shows: entries across all reports, and pages as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kb_build.model.facts import Action, Facts
from kb_build.model.report import Notice, Span

EntryKind = Literal["rule", "mechanism", "organization", "measure", "practice", "problem", "topic"]
ENTRY_KINDS: tuple[EntryKind, ...] = (
    "rule",
    "mechanism",
    "organization",
    "measure",
    "practice",
    "problem",
    "topic",
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a report that a page shows, and the way back to them."""

    report: str  # report id
    span: Span
    text: str  # always exactly report.text[span.start:span.end]
    anchor: str  # passage or node id on the report's page
    role: str  # of the passage, or "heading"
    action: Action | None = None  # what it says was done to the rule or mechanism


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an entry: quotations under one label."""

    label: str  # message key, for instance "outcome" or "issued"
    title: str  # words of the source that head it; empty where the label says enough
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Another entry, and why it is related."""

    entry: str  # entry id
    reason: str  # message key


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing across all reports: what gets a page."""

    id: str  # "<kind>-" and 10 hexadecimal digits, from what makes it this thing and no other
    kind: EntryKind
    name: str
    aliases: tuple[str, ...]  # other printed names, sorted
    sections: tuple[Section, ...]
    reports: tuple[str, ...]  # report ids, in order of time
    units: tuple[str, ...]  # who reports on it
    years: tuple[str, ...]
    topics: tuple[str, ...]  # topic names, at most three
    related: tuple[Relation, ...] = ()
    grade: str = ""  # practices: evidence grade A–D; empty elsewhere
    grade_reasons: tuple[str, ...] = ()  # message keys
    status: str = ""  # problems: done, ongoing, standing, unstated; measures: done, planned


FrontValue = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file as data."""

    path: str  # below docs/, with forward slashes
    front: tuple[tuple[str, FrontValue], ...]  # front matter, in order
    blocks: tuple[str, ...]  # Markdown blocks; a blank line stands between two


@dataclass(frozen=True, slots=True)
class Outcome:
    """What writing did to one page."""

    path: str
    # edited: a person changed it, and nothing new was to be added; merged: what is new was added to
    # what a person changed; conflict: both changed the same, the person's text stays; stale: nobody
    # knows what a person changed, left alone; deleted: a person removed it, stays removed;
    # moved: a person renamed it, followed; taken: a page of a person's own stands there
    action: Literal[
        "created", "replaced", "unchanged", "removed", "edited", "merged", "conflict", "stale",
        "deleted", "moved", "taken",
    ]  # fmt: skip
    note: str = ""  # of "moved", where to
    notices: tuple[Notice, ...] = ()  # what a person has to see to, with file and line


@dataclass(frozen=True, slots=True)
class Library:
    """All reports with their facts, and the entries made of them."""

    facts: tuple[Facts, ...]  # in order of source path
    entries: tuple[Entry, ...]  # in order of kind and id
    notices: tuple[Notice, ...] = ()  # reports refused (errors) or doubtful (warnings)
