"""Leads from a page, an entry, a report or a place in it back to the words and rules behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from kb_build.config import Config
from kb_build.errors import InputError
from kb_build.messages import say
from kb_build.model import (
    Attribute,
    Entry,
    Facts,
    Figure,
    Library,
    Mention,
    Passage,
    Quotation,
    Series,
    Span,
)
from kb_build.page.addresses import report_page_id
from kb_build.page.reviewing import id_of

PLACE = re.compile(r"(?P<file>.+)[:：](?P<offset>\d+)$")
# The end of an entry's address, which no other entry has.
ADDRESS = re.compile(r"(-[0-9a-f]{10})\.(?:md|html)$")
# How many characters of the source are shown around a place.
AROUND = 60

Lines = Callable[[], Iterable[str]]


def place_of(target: str) -> tuple[Path, int] | None:
    """The file and offset of `FILE:OFFSET`, where the file is there; None for anything else."""
    match = PLACE.match(target)
    if match and Path(match["file"]).is_file():
        return Path(match["file"]), int(match["offset"])
    return None


def is_report(file: Path, config: Config) -> bool:
    """Whether a file is no page: it lies neither in docs/ nor site/, nor has a page's id."""
    folders = (config.docs.resolve(), config.site.resolve())
    below = any(file.resolve().is_relative_to(folder) for folder in folders)
    return file.is_file() and not below and not _id_at_head(file)


def explain_place(facts: Facts, offset: int) -> Iterator[str]:
    """Lines on what stands at an offset of a report, each with the rule that decided it.

    Raises InputError where the report is not that long.
    """
    from kb_build.extract.roles.weights import weigh

    text = facts.report.text
    if offset >= len(text):
        raise InputError("explain-offset", facts.report.source, size=len(text), offset=offset)
    yield f"{facts.report.source}:{offset}  …{_around(text, offset)}…"
    here = Span(offset, offset + 1)
    for mark in facts.report.marks:
        if mark.span.meets(here):
            yield say("explain.mark", kind=mark.kind, rule=mark.rule)
    for node in facts.outline.nodes:
        if node.span.start <= offset < node.block_end:
            title = f"{node.marker}{node.title}"
            yield say("explain.node", depth=node.depth, title=title, rule=node.rule)
    for passage in facts.passages:
        if passage.span.meets(here):
            yield _role(passage)
    for feature, weight in weigh(facts, offset):
        yield say("explain.weight", feature=feature, weight=f"{weight:+.2f}")
    for mention in facts.mentions:
        if mention.span.meets(here):
            yield _mention(mention)
    for figure in facts.figures:
        if figure.span.meets(here):
            yield _figure(figure)


def explain_report(facts: Facts) -> Iterator[str]:
    """Lines on what is said of a whole report, each with the rule that decided it."""
    yield f"{report_page_id(facts.report.text)}  {facts.report.source}"
    genre = facts.genre.value
    yield _attribute("title_of", facts.title)
    yield _attribute("organization", facts.organization)
    yield _attribute("genre", facts.genre, genre and say(f"genre.{genre}"))
    yield _attribute("period", facts.period)


def explain_page(library: Library, target: str) -> Iterable[str]:
    """Lines on how an entry, a report's page or a series of figures was made.

    `target` is its id or its page's path. Raises InputError where there is none such, and where the
    page only lists others or people wrote it.
    """
    known: dict[str, Lines] = {e.id: partial(_entry, library, e) for e in library.entries}
    known |= {one.id: partial(_series, library, one) for one in library.series}
    known |= {report_page_id(f.report.text): partial(explain_report, f) for f in library.facts}
    lines = known.get(_id_of(target)) or known.get(_id_in_address(known, target))
    if lines is None:
        there = Path(target).is_file()
        raise InputError("explain-gathered" if there else "explain-unknown", target=target)
    return lines()


def _entry(library: Library, entry: Entry) -> Iterator[str]:
    facts = library.by_report()
    yield f"{entry.id}  {say('kind.' + entry.kind)}  {entry.name}"
    if entry.aliases:
        yield say("explain.aliases", names="、".join(entry.aliases))
    yield from _grade(entry)
    for topic, words in zip(entry.topics, entry.topic_words, strict=False):
        yield say("explain.topic", topic=topic, words="、".join(words))
    if entry.kind == "topic":
        yield from _members(library, entry.name)
    for section in entry.sections:
        for quotation in section.quotations:
            yield from _quotation(facts[quotation.report], quotation, section.label)


def _members(library: Library, topic: str) -> Iterator[str]:
    """The topics of a class; of a topic its entries, each with the words that decided it."""
    for entry in library.entries:
        if topic in entry.topics:
            words = dict(zip(entry.topics, entry.topic_words, strict=False)).get(topic, ())
            yield f"  {entry.id}  {entry.name}  {'、'.join(words)}".rstrip()


def _series(library: Library, series: Series) -> Iterator[str]:
    """Each figure that counts the thing."""
    facts = library.by_report()
    yield f"{series.id}  {series.of}  {series.measure}"
    for point in series.points:
        said = facts[point.report]
        for figure in said.figures:
            if figure.span.meets(point.span):
                source = said.report.source
                yield f"  {source}:{figure.span.start}-{figure.span.end}  {_figure(figure)}"


def _grade(entry: Entry) -> Iterator[str]:
    if entry.grade:
        marks = (say(f"evidence.{mark.name}") for mark in entry.grade_marks)
        yield say("explain.grade", grade=entry.grade, reasons=", ".join(marks))


def _quotation(facts: Facts, quotation: Quotation, label: str) -> Iterator[str]:
    span = quotation.span
    yield f"  [{label}] {facts.report.source}:{span.start}-{span.end}  {_short(quotation.text)}"
    for passage in facts.passages:
        if passage.span.meets(span):
            yield "    " + _role(passage)
    for mention in facts.mentions:
        if mention.span.meets(span):
            yield "    " + _mention(mention)


def _role(passage: Passage) -> str:
    return say(
        "explain.role",
        role=say(f"role.{passage.role}"),
        rule=passage.rule,
        sure=f"{passage.sure:.2f}",
        runner_up=passage.runner_up or "–",
        anchor=passage.id,
    )


def _mention(mention: Mention) -> str:
    kind, action = say(f"kind.{mention.kind}"), mention.action or "–"
    return say("explain.mention", kind=kind, name=mention.name, rule=mention.rule, action=action)


def _figure(figure: Figure) -> str:
    value = say("explain.masked") if figure.masked else figure.value
    return say("explain.figure", text=figure.text, value=value, rule=figure.rule)


def _attribute(name: str, attribute: Attribute, shown: str = "") -> str:
    span = attribute.span
    return say(
        "explain.attribute",
        name=say(f"view.{name}"),
        value=shown or attribute.value or say("view.nothing"),
        rule=attribute.rule,
        place=f"{span.start}-{span.end}" if span else "–",
    )


def _id_of(target: str) -> str:
    return _id_at_head(Path(target)) if Path(target).is_file() else target


def _id_at_head(file: Path) -> str:
    """The id of a page; empty where it has none, and of any other file."""
    return id_of(file.read_bytes()) if file.suffix.lower() == ".md" else ""


def _id_in_address(ids: Iterable[str], target: str) -> str:
    """The one whose address this is, of a page that was deleted or moved; empty if none."""
    ending = ADDRESS.search(target)
    return next((id for id in ids if ending and id.endswith(ending[1])), "")


def _around(text: str, offset: int) -> str:
    before = text[max(0, offset - AROUND // 2) : offset]
    return " ".join(f"{before}▶{text[offset : offset + AROUND]}".split())


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= AROUND else words[:AROUND] + "…"
