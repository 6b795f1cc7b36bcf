"""Problems: what was wrong, what was done about it, which rules were made, and where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kb_build.lexicon import table
from kb_build.link.entries import entry
from kb_build.link.sources import Source, is_label
from kb_build.model import Entry, Node, Passage, Quotation, Role

# 关于“…”的问题, 针对巡察指出的“…”问题: the problem is what stands in quotation marks.
QUOTED = re.compile(r"(?:关于|针对)[^“]{0,12}“(?P<problem>.+)”的?问题")
NAME = 48  # code points at most of the clause that names a problem told in running text
MADE = ("issued", "revised")
# In this order, so that what is not finished is never called done.
STATUS = ("ongoing", "done", "standing")
ANSWERING: tuple[tuple[Role, str], ...] = (
    ("measure", "measure"), ("outcome", "outcome"), ("plan", "plan")
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One problem in one report."""

    key: str  # what identifies it within its report
    name: str
    told: tuple[Quotation, ...]
    answers: tuple[Passage, ...]


def entries(sources: Sequence[Source]) -> Iterator[Entry]:
    """One entry for each problem that a report names."""
    for source in sources:
        for case in _cases(source):
            made = entry(
                "problem", (source.report.source, case.key), case.name,
                _sections(source, case), [source],
            )  # fmt: skip
            yield replace(made, status=_status(source, case))


def _cases(source: Source) -> Iterator[Case]:
    """Problems named by headings with what is told under them, then those in running text."""
    told: dict[str, list[Passage]] = defaultdict(list)
    alone: list[Passage] = []
    for passage in source.facts.passages:
        if _tells_problem(source, passage):
            heads = [n for n in source.up(source.nodes.get(passage.node)) if n.id in source.answers]
            told[heads[-1].id].append(passage) if heads else alone.append(passage)
    for node in source.facts.outline.nodes:
        if node.id in source.answers:
            yield _of_heading(source, node, told[node.id])
    for passage in alone:
        answers = _passages(source, source.answers.get(passage.id, ()))
        name = _name(passage.span.of(source.report.text))
        yield Case(passage.id, name, (source.quote(passage),), answers)


def _tells_problem(source: Source, passage: Passage) -> bool:
    """Not a sentence that only announces problems: 主要表现在："""
    announces = passage.span.of(source.report.text).rstrip().endswith(("：", ":"))
    return passage.id in source.answers or (passage.role == "problem" and not announces)


def _of_heading(source: Source, node: Node, told: Iterable[Passage]) -> Case:
    own = tuple(told)
    ids = [*source.answers[node.id], *(id for p in own for id in source.answers.get(p.id, ()))]
    answers = tuple(p for p in _passages(source, ids) if p not in own)
    path = chr(31).join(above.title for above in source.up(node))
    quoted = (source.quote_heading(node), *map(source.quote, own))
    words = own[0].span.of(source.report.text) if is_label(node) and own else node.title
    return Case(path, _name(words) or node.marker, quoted, answers)


def _passages(source: Source, ids: Iterable[str]) -> tuple[Passage, ...]:
    """The passages meant by ids of passages and nodes, in order of the text."""
    found: dict[str, Passage] = {}
    for one in ids:
        if one in source.passages:
            found[one] = source.passages[one]
        elif one in source.nodes:
            found |= {passage.id: passage for passage in source.block(source.nodes[one])}
    return tuple(sorted(found.values(), key=lambda passage: passage.span))


def _name(text: str) -> str:
    """The words in quotation marks, or else as many of the first clauses as make a short name."""
    words = re.split(r"[。；：！？\n]", text.strip())[0].rstrip("，, ")
    if quoted := QUOTED.match(words):
        return quoted["problem"]
    clauses = re.split("(，)", words)
    name = clauses[0]
    for comma, clause in zip(clauses[1::2], clauses[2::2], strict=True):
        if len(name + comma + clause) > NAME:
            break
        name += comma + clause
    return name if len(name) <= NAME else f"{name[: NAME - 1]}…"


def _sections(source: Source, case: Case) -> list[tuple[str, str, list[Quotation]]]:
    by_role = [
        (label, "", [source.quote(p) for p in case.answers if p.role == role])
        for role, label in ANSWERING
    ]
    return [("problem", "", list(case.told)), by_role[0], ("rules", "", _rules(source, case)),
            *by_role[1:]]  # fmt: skip


def _rules(source: Source, case: Case) -> list[Quotation]:
    return [
        quotation
        for passage in case.answers
        for mention in source.mentions_in(passage.span)
        if mention.kind in ("rule", "mechanism") and mention.action in MADE
        if (quotation := source.quote_at(mention.span, mention.action))
    ]


def _status(source: Source, case: Case) -> str:
    """From the words that tell the outcome; `unstated` where there are none."""
    told = [p.span.of(source.report.text) for p in case.answers if p.role == "outcome"]
    told += [source.nodes[p.node].title for p in case.answers if p.node in source.nodes]
    words = table("linking")
    for status in STATUS:
        if any(word in text for text in told for word in words[f"status_{status}"]):
            return status
    return "unstated"
