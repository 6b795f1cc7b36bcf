"""Leads from a page, an entry or a place in a report back to the words and rules behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kb_build.errors import InputError
from kb_build.messages import say
from kb_build.model import Entry, Facts, Library, Mention, Passage, Quotation, Span
from kb_build.page import frontmatter

PLACE = re.compile(r"(?P<file>.+):(?P<offset>\d+)$")
# The end of an entry's address, which no other entry has.
ADDRESS = re.compile(r"(-[0-9a-f]{10})\.(?:md|html)$")
# How many characters of the source are shown around a place.
AROUND = 60


def place_of(target: str) -> tuple[Path, int] | None:
    """The file and offset of `FILE:OFFSET`, where the file is there; None for anything else."""
    match = PLACE.match(target)
    if match and Path(match["file"]).is_file():
        return Path(match["file"]), int(match["offset"])
    return None


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
            value = say("explain.masked") if figure.masked else figure.value
            yield say("explain.figure", text=figure.text, value=value, rule=figure.rule)


def explain_entry(library: Library, target: str) -> Iterator[str]:
    """Lines on how an entry was made; `target` is its id or a page's path.

    Raises InputError where there is no such entry.
    """
    wanted = _id_of(target)
    ids = {entry.id: entry for entry in library.entries}
    entry = ids.get(wanted) or ids.get(_id_in_address(library, target))
    if entry is None:
        raise InputError("explain-unknown", target=target)
    facts = library.by_report()
    yield f"{entry.id}  {say('kind.' + entry.kind)}  {entry.name}"
    if entry.aliases:
        yield say("explain.aliases", names="、".join(entry.aliases))
    yield from _grade(entry)
    for topic, words in zip(entry.topics, entry.topic_words, strict=False):
        yield say("explain.topic", topic=topic, words="、".join(words))
    for section in entry.sections:
        for quotation in section.quotations:
            yield from _quotation(facts[quotation.report], quotation, section.label)


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


def _id_of(target: str) -> str:
    path = Path(target)
    if not path.is_file():
        return target
    text = frontmatter.decode(path.read_bytes(), target)
    return frontmatter.parse(text, target).id


def _id_in_address(library: Library, target: str) -> str:
    """The id of the entry whose address this is, of a page that was deleted or moved."""
    ending = ADDRESS.search(target)
    ids = (entry.id for entry in library.entries if ending and entry.id.endswith(ending[1]))
    return next(ids, "")


def _around(text: str, offset: int) -> str:
    before = text[max(0, offset - AROUND // 2) : offset]
    return " ".join(f"{before}▶{text[offset : offset + AROUND]}".split())


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= AROUND else words[:AROUND] + "…"
