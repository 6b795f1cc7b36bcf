"""What the site shows: entries across all reports, and pages as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, cast, get_args

from kb_build.model.facts import Action, Facts
from kb_build.model.report import Notice, Span
from kb_build.model.value import Value

EntryKind = Literal["rule", "mechanism", "organization", "measure", "practice", "problem", "topic"]
ENTRY_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
# What reports tell of; topics only group it.
THING_KINDS = tuple(kind for kind in ENTRY_KINDS if kind != "topic")
# Kinds of pages that are made of lists; beside these and entries there are reports.
LIST_KINDS = ("unit", "series", "overview")


def kind_of(id: str) -> EntryKind:
    """The kind of an entry, with which its id begins."""
    return cast(EntryKind, id.partition("-")[0])


class Quotation(Value, frozen=True):
    """Words of a report that a page shows, and the way back to them."""

    report: str  # report id
    span: Span
    text: str  # always exactly report.text[span.start:span.end]
    anchor: str  # passage or node id on the report's page
    role: str  # of the passage, or "heading"
    action: Action | None = None  # what it says was done to the rule or mechanism


class Section(Value, frozen=True):
    """A part of an entry: quotations under one label."""

    label: str  # message key, for instance "outcome" or "issued"
    title: str  # words of the source that head it; empty where the label says enough
    quotations: tuple[Quotation, ...]


class GradeMark(Value, frozen=True):
    """One mark of the evidence for a practice, and the words that carry it."""

    name: str  # message key `evidence.<name>`
    said: tuple[Quotation, ...]  # never empty


class Relation(Value, frozen=True):
    """Another entry, and why it is related."""

    entry: str  # entry id
    reason: str  # message key


# Of a problem whose end is not told with_outcome, with_measures and with_plans say what else is.
LedgerStatus = Literal[
    "done", "ongoing", "standing", "with_outcome", "with_measures", "with_plans", "unstated"
]
LEDGER_STATUSES: tuple[LedgerStatus, ...] = get_args(LedgerStatus)
MeasureStatus = Literal["done", "mixed", "planned"]


class LedgerRow(Value, frozen=True):
    """One problem of one report as a line of the ledger 台账, in the order that offices print it.

    All but number and status are the report's own words; an empty tuple: the report does not say.
    """

    report: str  # report id
    number: int  # from 1 within its report, in order of the text
    problem: tuple[Quotation, ...]  # 反馈问题: heading or sentences that tell it
    measures: tuple[Quotation, ...]  # 整改措施: what was done, then what is planned (role "plan")
    responsible: tuple[Quotation, ...]  # 责任单位: who leads or answers for it, the words only
    deadline: tuple[Quotation, ...]  # 整改时限: the words that set it, "于6月底前"
    status: LedgerStatus  # 完成情况
    progress: tuple[Quotation, ...]  # the sentences that tell the status
    outcome: tuple[Quotation, ...]  # what came of it
    evidence: tuple[Quotation, ...]  # 佐证: sentences that name a rule or mechanism made for it


class Entry(Value, frozen=True):
    """One thing across all reports: what gets a page."""

    id: str  # "<kind>-" and 10 hexadecimal digits, from what makes it this thing and no other
    kind: EntryKind
    name: str
    aliases: tuple[str, ...]  # other printed names, sorted
    sections: tuple[Section, ...]
    reports: tuple[str, ...]  # report ids, in order of time
    units: tuple[str, ...]  # who reports on it
    years: tuple[str, ...]
    topics: tuple[str, ...]  # topic names, at most three; of a topic, the class it is in
    topic_words: tuple[tuple[str, ...], ...] = ()  # for each topic the words that decided it
    related: tuple[Relation, ...] = ()
    grade: str = ""  # practices: evidence grade A–D; empty elsewhere
    grade_marks: tuple[GradeMark, ...] = ()  # what the grade counts
    key: tuple[str, ...] = ()  # rules, mechanisms, organizations: normal form of name and owner
    owner: str = ""  # whose it is, as printed, where the name does not tell; empty elsewhere
    body: str = ""  # organizations: party, government, group, school, …; empty elsewhere
    status: str = ""  # problems: a LedgerStatus; measures: a MeasureStatus
    ledger: LedgerRow | None = None  # problems; None elsewhere
    # Stands for all of it but what is related, as `link` made it; empty where anybody changed it.
    version: str = ""

    @property
    def labels(self) -> frozenset[str]:
        """The labels of its sections."""
        return frozenset(section.label for section in self.sections)

    @property
    def state(self) -> str:
        """What its page says of it as status: its own, or "named" where it is only named.

        Of a rule or mechanism "planned" where all that is told of it is a plan.
        """
        if self.labels == {"planned"}:
            return "planned"
        return "named" if self.only_named else self.status

    @property
    def only_named(self) -> bool:
        """Whether it is a practice that reports only mention, without method or outcome."""
        marks = {mark.name for mark in self.grade_marks}
        return bool(self.grade) and marks <= {"actor", "others"}

    def shown_label(self, section: Section) -> str:
        """What a section is shown as: of a practice only named nothing tells how it is done."""
        told = self.only_named and section.label in ("done", "outcome")
        return "mentioned" if told else section.label


class Point(Value, frozen=True):
    """One figure of a series."""

    report: str  # report id
    year: str  # that the report is on, or years, 2014–2016; empty if unknown
    span: Span  # of number and unit of measure, with words such as 约 and 以上 beside them
    anchor: str  # passage or node id on the report's page
    role: str  # of the passage, or "heading": a plan's figure is a target
    value: float | None  # in the series' measure; None where masked or not a single value
    comparable: bool  # whether the report gives it as the one value: no plan, told only once


class Series(Value, frozen=True):
    """All figures that count the same thing in the same measure, in all reports."""

    id: str  # "series-" and 10 hexadecimal digits, from thing and measure
    of: str  # what is counted
    measure: str  # the common unit of measure: 元 for 万元 and 亿元
    points: tuple[Point, ...]  # in order of year, report and place


FrontValue = str | int | bool | tuple[str, ...]


class Page(Value, frozen=True):
    """A Markdown file as data."""

    path: str  # below docs/, with forward slashes
    front: tuple[tuple[str, FrontValue], ...]  # front matter, in order
    blocks: tuple[str, ...]  # Markdown blocks; a blank line stands between two

    @property
    def id(self) -> str:
        """The page's id; empty where it has none."""
        value = dict(self.front).get("id")
        return value if isinstance(value, str) else ""


class LazyPage(Value, frozen=True, gc=True):  # what makes it may hold anything
    """A page that is made only when its words are needed."""

    path: str
    id: str
    version: str  # with the path it stands for the page's words; empty: nobody knows
    page: Callable[[], Page]  # makes it

    @classmethod
    def of(cls, page: Page) -> LazyPage:
        """A page that is made already."""
        return cls(page.path, page.id, "", lambda: page)


class Recent(Value, frozen=True):
    """Ids of pages that are news of the reports that came last, in order of path."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


class Earlier(Value, frozen=True, gc=True):
    """What is known of the pages that were there before."""

    # Ids of entries whose pages a person removed: their pages are made, since only writing decides
    # what becomes of them, but no list, count or plot has them.
    deleted: frozenset[str] = frozenset()
    # Titles that people gave entries on their pages, by id: other pages call them so too.
    called: Mapping[str, str] = {}
    # Tells which of all pages but the home page, which shows them, are new or changed.
    news: Callable[[Iterable[LazyPage]], Recent] = lambda pages: Recent()


class Outcome(Value, frozen=True):
    """What writing did to one page."""

    path: str
    # edited: a person changed it, and nothing new was to be added; merged: what is new was added to
    # what a person changed; conflict: both changed the same, the person's text stays; stale: nobody
    # knows what a person changed, left alone; deleted: a person removed it, stays removed;
    # moved: a person renamed it, followed; taken: a page of a person's own stands there;
    # draft: a person made it a draft, so that nothing wants it until it is released
    action: Literal[
        "created", "replaced", "unchanged", "removed", "edited", "merged", "conflict", "stale",
        "deleted", "moved", "taken", "draft",
    ]  # fmt: skip
    note: str = ""  # of "moved", where to; of "draft", where it lies
    notices: tuple[Notice, ...] = ()  # what a person has to see to, with file and line


class Library(Value, frozen=True):
    """All reports with their facts, and the entries made of them."""

    facts: tuple[Facts, ...]  # in order of source path
    entries: tuple[Entry, ...]  # in order of kind and id
    notices: tuple[Notice, ...] = ()  # reports refused (errors) or doubtful (warnings)
    series: tuple[Series, ...] = ()  # figures by what they count, in order of that and measure

    def by_report(self) -> dict[str, Facts]:
        """The facts by report id, in order; of reports with the same text the first."""
        found: dict[str, Facts] = {}
        for one in self.facts:
            found.setdefault(one.report.id, one)
        return found

    @property
    def ledger(self) -> tuple[Entry, ...]:
        """The problems in the ledger's order: by the source path of their report, then by place."""
        last_first = sorted(self.facts, key=lambda one: one.report.source, reverse=True)
        paths = {one.report.id: one.report.source for one in last_first}
        lines = [(entry, entry.ledger) for entry in self.entries if entry.ledger]
        lines.sort(key=lambda line: (paths[line[1].report], line[1].number))
        return tuple(entry for entry, _ in lines)
