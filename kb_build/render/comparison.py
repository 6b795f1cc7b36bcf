"""Comparison 对照: for a topic, what each unit did, with which figures, outcome and rules.

A page for each topic on which two or more units report. Units stand side by side where there is
room, and one below the other on a phone: those that tell most, as many as a reader compares, those
who only plan last. How much each tells is not counted here: a page changes only where what is shown
of a unit does. An entry may be on several topics: of what it tells, the sentences on this one are
shown, by the words that gave it the topic, and none of them twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from kb_build.model import Entry, EntryKind, Page, Quotation, kind_of
from kb_build.page.escape import escape
from kb_build.page.markdown import boxed, marked
from kb_build.render import citation
from kb_build.render.excerpts import CAME, DONE, PLANNED, of_report, on_subject, sentence
from kb_build.render.figure_words import CUT, figures, part
from kb_build.render.listing import listing
from kb_build.render.quotes import quotation_blocks
from kb_build.render.site import Site
from kb_build.render.tables import names, roughly

PATH = "comparisons/index.md"
# Kinds that tell what was done, the most telling first.
ACTS: tuple[EntryKind, ...] = ("practice", "measure")
MADE: tuple[EntryKind, ...] = ("rule", "mechanism")
QUOTED, CAME_OF, NAMED = 2, 2, 4  # of each kind, outcomes, and rules or figures of a unit
UNITS = 10  # on one page, which so stays below 30 KB
SEEN = 30  # entries of a unit, the best, that are looked through for outcomes and figures

ByUnit = dict[str, list[Entry]]  # entries by who reports them


def pages(site: Site, id: str) -> Iterator[Page]:
    """The page of a topic with two or more units; none of others, nor of a class of topics."""
    topic = site.entries[id]
    by_unit = _by_unit(site, topic, ACTS)
    if topic.topics and len(by_unit) > 1:
        yield _page(site, topic, dict(sorted(by_unit.items(), key=_fullest)))


def overview(site: Site, item: str) -> Iterator[Page]:
    """The page that lists all comparisons, those with most units first."""
    told = ((topic, _units(site, topic)) for topic in site.of_kind("topic") if topic.topics)
    found = sorted(
        ((topic, units) for topic, units in told if len(units) > 1),
        key=lambda pair: (-len(pair[1]), pair[0].id),
    )
    headers = site.headers("topic", "unit")
    rows = [
        [site.to(_path(site, topic), PATH, topic.name), names(site, units)]
        for topic, units in found
    ]
    lead = [site.say("overview.comparisons_lead", count=len(rows))]
    yield from listing(site, PATH, site.say("overview.comparisons"), lead, headers, rows)


def way(site: Site, topic: Entry, page: str) -> str:
    """The link to a topic's comparison; empty where only one unit reports on it."""
    units = _units(site, topic)
    return site.to(_path(site, topic), page, site.say("compare.way")) if len(units) > 1 else ""


def _units(site: Site, topic: Entry) -> list[str]:
    """Who tells what was done on a topic."""
    return sorted({unit for id in _of_kind(topic, ACTS) for unit in site.by_unit(id)} - {""})


def _path(site: Site, topic: Entry) -> str:
    return site.address("comparisons", topic.name, topic.id)


def _by_unit(site: Site, topic: Entry, kinds: Collection[EntryKind]) -> ByUnit:
    """The topic's entries of these kinds, by who reports them and as far as they tell of them."""
    found: ByUnit = defaultdict(list)
    for id in _of_kind(topic, kinds):
        for unit in filter(None, site.by_unit(id)):
            found[unit].append(site.own(unit, id))
    return found


def _of_kind(topic: Entry, kinds: Collection[EntryKind]) -> Iterator[str]:
    return (r.entry for r in topic.related if kind_of(r.entry) in kinds)


def _page(site: Site, topic: Entry, by_unit: ByUnit) -> Page:
    path = _path(site, topic)
    title = site.say("compare.title", topic=topic.name)
    rules = _by_unit(site, topic, MADE)
    columns = (_Column(site, topic, path, *_telling(pair)) for pair in by_unit.items())
    told = ((column, [*_unit(column, rules.get(column.unit, ()))]) for column in columns)
    shown = [*islice(((column, blocks) for column, blocks in told if blocks), UNITS)]
    sides = (boxed("kb-side", [f"## {escape(column.unit)}", *blocks]) for column, blocks in shown)
    quoted = dict.fromkeys(said.report for column, _ in shown for said in column.told)
    blocks = [
        marked(site.say("compare.lead", units=len(shown)), "kb-lead"),
        _others(site, len(by_unit) - len(shown), site.link(topic.id, path)),
        *boxed("kb-sides", [*chain.from_iterable(sides)]),
        *citation.section(site, [*quoted]),
    ]
    return site.page(
        path, blocks, id=f"comparison-{topic.id}", kind="overview", title=title,
        units=tuple(column.unit for column, _ in shown), topics=(topic.name,),
    )  # fmt: skip


def _others(site: Site, count: int, above: str) -> str:
    """The way to the topic, where all entries of all units are."""
    if not count:
        return site.say("compare.topic", topic=above)
    return site.say("compare.others", units=roughly(count, UNITS), topic=above)


def _fullest(pair: tuple[str, list[Entry]]) -> tuple[bool, int, str]:
    """Sorts those who only plan behind the others.

    Then by powers of two, so that units do not change places for little more text.
    """
    unit, entries = pair
    only_plans = all(entry.status == "planned" for entry in entries)
    return only_plans, -len(entries).bit_length(), unit


def _telling(pair: tuple[str, list[Entry]]) -> tuple[str, list[Entry]]:
    """A unit with its entries; practices that are only named give way to those that tell more."""
    unit, entries = pair
    return unit, [entry for entry in entries if not entry.only_named] or entries


@dataclass(frozen=True, slots=True)
class _Column:
    """Where one unit's share of a topic is told."""

    site: Site
    topic: Entry
    path: str  # of the page
    unit: str
    entries: Sequence[Entry]  # of the unit, the best first
    told: list[Quotation] = field(default_factory=list)  # what the page shows of them so far


def _unit(column: _Column, rules: Sequence[Entry]) -> Iterator[str]:
    """What a unit tells on the topic; nothing where it was only a problem."""
    site, topic, entries = column.site, column.topic, column.entries
    acts = [act for kind in ACTS for act in _of_acts(column, kind)]
    yield from chain.from_iterable(acts)
    said_of = (_first_untold(column, _came(entry, topic)) for entry in entries[:SEEN])
    if came := list(islice(filter(None, said_of), CAME_OF)):
        yield f"### {site.say('section.outcome')}"
        yield from chain.from_iterable(came)
    if counted := list(islice(_figures(column), NAMED)):
        yield f"### {site.say('column.figures')}"
        yield "\n".join(f"- {one}" for one in counted)
    if rules:
        yield f"### {site.say('compare.rules')}"
        yield "\n".join(f"- {site.link(rule.id, column.path)}" for rule in rules[:NAMED])


def _of_acts(column: _Column, kind: EntryKind) -> Iterator[list[str]]:
    """The first entries of a kind that tell of the topic."""
    site, found = column.site, 0
    for entry in islice((entry for entry in column.entries if entry.kind == kind), SEEN):
        if quoted := _first_untold(column, _acts(entry, column.topic)):
            state = " · ".join(filter(None, (site.say(f"kind.{entry.kind}"), site.state(entry))))
            yield [f"### {site.link(entry.id, column.path)}", state, *quoted]
            found += 1
        if found == QUOTED:
            return


def _words(entry: Entry, topic: Entry) -> tuple[str, ...]:
    """The words that gave an entry the topic."""
    return dict(zip(entry.topics, entry.topic_words, strict=True))[topic.name]


def _is_named(entry: Entry, topic: Entry) -> bool:
    """Whether an entry's own name tells the topic: then all that it tells is on it."""
    return any(word in entry.name for word in _words(entry, topic))


def _acts(entry: Entry, topic: Entry) -> Iterator[Quotation]:
    """What was done or is planned, or came of it, on the topic; all of it where the name tells.

    Where the name tells another thing, what has most of the topic's words comes first.
    """
    words, named = _words(entry, topic), _is_named(entry, topic)
    for labels in ((*DONE, *PLANNED), CAME):
        said = on_subject(entry, entry.reports, labels, words)
        yield from said if named else sorted(said, key=lambda q: -sum(w in q.text for w in words))
    if named:
        yield from of_report(entry, entry.reports, (*DONE, *PLANNED))


def _came(entry: Entry, topic: Entry) -> Iterator[Quotation]:
    """What came of it on the topic."""
    yield from on_subject(entry, entry.reports, CAME, _words(entry, topic))
    yield from of_report(entry, entry.reports, CAME) if _is_named(entry, topic) else ()


def _first_untold(column: _Column, said: Iterable[Quotation]) -> list[str]:
    """The first quotation with words that were not shown yet; adds them to `told`."""
    for quotation in said:
        same = (other for other in column.told if other.report == quotation.report)
        again = any(
            quotation.span.meets(other.span) or quotation.text == other.text for other in same
        )
        if not again and (blocks := quotation_blocks(column.site, quotation, column.path)):
            column.told.append(quotation)
            return blocks
    return []


def _figures(column: _Column) -> Iterator[str]:
    """The words around each figure, once, a link to the place where the report says so.

    Of two figures in one clause the words around the first tell the second as well.
    """
    site, told = column.site, list[str]()
    for entry in column.entries[:SEEN]:
        every, words = _is_named(entry, column.topic), _words(entry, column.topic)
        for quotation, figure in figures(site, entry, entry.reports):
            around = sentence(quotation, figure.span.start)
            shown = part(site, site.facts[quotation.report], figure)
            core = shown.strip(CUT)
            apt = shown and (every or any(word in around for word in words))
            if apt and not any(core in other or other in core for other in told):
                told.append(core)
                yield site.link(quotation.report, column.path, shown, quotation.anchor)
