"""Measures: one entry for a headed block that tells what was or will be done, with its items.

Near-identical ones of several reports share an entry (`variants`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from kb_build.link.boilerplate import names_part
from kb_build.link.cutting import widened
from kb_build.link.entries import entry, section
from kb_build.link.measures import variants
from kb_build.link.measures.blocks import Block
from kb_build.link.measures.naming import name, tells
from kb_build.link.measures.variants import Member, Told
from kb_build.link.memory import Group, Head, Memory
from kb_build.link.near_duplicates import sketch
from kb_build.link.sources import Source
from kb_build.model import Entry, Quotation, Role, Section, replace

# （教务处牵头，11月底完成）（1分）: who answers for it and until when, not what is done.
BRACKETS = re.compile(r"\s*(?:[（(][^（）()]*[）)][\s，。；]*)+")


def groups(sources: Sequence[Source], memory: Memory) -> Iterator[Group]:
    """A group, and one entry, for each block of things done or planned, variants joined."""
    for group in variants.joined(_members(sources, memory), memory):
        about = "measure", *(str(member.head.number) for member in group)
        told_by = tuple(member.source for member in group)
        yield Group(about, told_by, partial(_made, group))


def _made(group: Sequence[Member]) -> Iterator[Entry]:
    first = group[0]
    told = _sections(first.source, first.block) if len(group) == 1 else _joined(group)
    names = [name(member.source, member.block) for member in group]
    told_by = [member.source for member in group]
    made = entry("measure", first.head.key, names[0], told, told_by, names)
    yield replace(made, status=first.head.status)


def _members(sources: Sequence[Source], memory: Memory) -> Iterator[Member]:
    for source in sources:
        told = Told(source)
        heads = memory.heads.made(source.digest, partial(_heads, source, told))
        yield from (Member(source, head, told) for head in heads)


def _heads(source: Source, told: Told) -> tuple[Head, ...]:
    heads: list[Head] = []
    again: Counter[tuple[str, ...]] = Counter()
    for number, block in enumerate(told.blocks):
        if tells(source, block):
            again[block.path] += 1
            key = (source.report.source, *block.path, str(again[block.path]))
            text = "".join(map(source.said, block.passages))
            part = block.head and names_part(block.head)  # of no two reports the same
            heads.append(Head(number, key, block.status, () if part else sketch(text)))
    return tuple(heads)


def _joined(group: Sequence[Member]) -> list[Section]:
    """The sections of an entry: the founder's path, problems answered by all, then the variants."""
    return [
        _path(group[0].source, group[0].block),
        section("problem", (q for m in group for q in _answered(m.source, m.block))),
        *variants.sections(group),
    ]


def _sections(source: Source, block: Block) -> list[Section]:
    """Path, problem, what is done item by item, outcome, then what is planned beside it.

    What is only planned stands item by item as well; brackets alone need the heading that they
    are on. A problem that is told behind what is done, unanswered, stands behind it here too.
    """
    told = _answered(source, block)
    own = [q for q in _of(source, block, "problem") if q not in told]
    acts = block.acts[0].span
    planned = block.status == "planned"
    main: Role = "plan" if planned else "measure"
    beside = [] if planned else _items(source, block, "plan", "plan")
    return [
        _path(source, block),
        section("problem", [*told, *(q for q in own if q.span < acts)]),
        *_headed(source, block, main),
        *_items(source, block, main, "item"),
        section("outcome", _of(source, block, "outcome")),
        *beside,
        section("problem", (q for q in own if q.span > acts)),
    ]


def _headed(source: Source, block: Block, main: Role) -> Iterator[Section]:
    """The heading, where it alone tells what is done: below it only brackets say who and when."""
    acts = _of(source, block, "measure") + _of(source, block, "plan")
    if block.head and all(BRACKETS.fullmatch(quotation.text) for quotation in acts):
        yield section(main, [source.quote_heading(block.head)])


def _path(source: Source, block: Block) -> Section:
    """The headings above it, with its own where that is none that names it."""
    above = source.layout.up(block.head or block.part)
    named = block.head and not names_part(block.head)
    return section("path", map(source.quote_heading, above[:-1] if named else above))


def _answered(source: Source, block: Block) -> list[Quotation]:
    """The problems that it answers, by links of the report; what is done says none by itself."""
    known = [block.head.id] if block.head else []
    known += [id for p in block.passages for id in (p.id, p.node)]
    named = dict.fromkeys(problem for id in known for problem in source.answered.get(id, ()))
    others = [id for id in named if block.head is None or id != block.head.id]
    told = (quotation for id in others if (quotation := source.quote_by_id(id)))
    return [quotation for quotation in told if quotation.role not in ("measure", "plan")]


def _of(source: Source, block: Block, role: Role) -> list[Quotation]:
    return [source.quote(passage) for passage in block.passages if passage.role == role]


def _items(source: Source, block: Block, role: Role, label: str) -> Iterator[Section]:
    """What has a role by item, under `label`; first what stands in none, under the role's."""
    said: dict[str, list[Quotation]] = defaultdict(list)
    for passage in block.passages:
        if passage.role == role:
            item = source.layout.item(passage.node) if block.head else None
            said[item.id if item else ""].append(source.quote(passage))
    for node_id, quotations in said.items():
        told = list(_with_brackets(source, quotations))
        yield _item(source, node_id, label, told) if node_id else section(role, told)


def _item(source: Source, node_id: str, label: str, told: list[Quotation]) -> Section:
    """An item under its title; one that opens a sentence has its marker quoted with that."""
    node = source.layout.nodes[node_id]
    if len(source.words(node.span)) > len(node.marker):
        return section(label, told, f"{node.marker}{node.title}")
    first, text = told[0], source.report.text
    if not source.visible[node.span.end : first.span.start].strip():
        told = [widened(first, node.span.start, first.span.end, text), *told[1:]]
    return section(label, told)


def _with_brackets(source: Source, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Quotations; brackets that stand right behind one, and only say who and when, end it."""
    text, told = source.report.text, quotations[0]
    for quotation in quotations[1:]:
        between = text[told.span.end : quotation.span.start]
        if BRACKETS.fullmatch(quotation.text) and not between.strip():
            told = widened(told, told.span.start, quotation.span.end, text)
        else:
            yield told
            told = quotation
    yield told
