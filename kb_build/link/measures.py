"""Measures: one entry for a headed block that tells what was or will be done, with its items."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb_build.link.entries import entry
from kb_build.link.sources import Source, is_label
from kb_build.model import Entry, Node, Passage, Quotation, Role

OWN_TEXT = 80  # code points of measures that a block with headed blocks under it needs for itself
NAME = 40  # code points of the first clause that names a block without a heading
OTHERS: tuple[Role, ...] = ("outcome", "plan", "measure")  # sections behind the items, in order

Part = tuple[str, str, list[Quotation]]  # label, title, quotations of a section


@dataclass(frozen=True)
class Block:
    """The passages that the author put under one heading, or into one paragraph without any."""

    head: Node | None  # None: a paragraph of a report without headings
    path: tuple[str, ...]  # the words that identify it within its report
    passages: tuple[Passage, ...]

    @property
    def planned(self) -> bool:
        """Whether at least half of what it tells is still to be done."""
        return _length(self, "plan") >= _length(self, "measure")


def entries(sources: Sequence[Source]) -> Iterator[Entry]:
    """One entry for each block in which something is done or planned."""
    for source in sources:
        again: Counter[tuple[str, ...]] = Counter()
        for block in _blocks(source):
            again[block.path] += 1
            key = (source.report.source, *block.path, str(again[block.path]))
            made = entry("measure", key, block.path[-1], _sections(source, block), [source])
            yield replace(made, status="planned" if block.planned else "done")


def _blocks(source: Source) -> Iterator[Block]:
    blocks = _headed(source) if source.nodes else _unheaded(source)
    return (b for b in blocks if _length(b, "measure") or _length(b, "plan"))


def _headed(source: Source) -> Iterator[Block]:
    themes = _themes(source)
    groups: dict[str, list[Passage]] = defaultdict(list)
    for passage in source.facts.passages:
        if home := source.home(passage.node):
            groups[home.id].append(passage)
    for node_id, passages in groups.items():
        head = source.nodes[node_id]
        path = tuple(node.title or node.marker for node in source.up(head))
        block = Block(head, path, tuple(passages))
        if node_id not in themes or _length(block, "measure") >= OWN_TEXT:
            yield block


def _themes(source: Source) -> set[str]:
    """Ids of the nodes that have headed blocks under them."""
    heads = (n for n in source.facts.outline.nodes if not source.is_item(n) and not is_label(n))
    return {node.id for head in heads for node in source.up(head)[:-1]}


def _unheaded(source: Source) -> Iterator[Block]:
    for paragraph in source.facts.outline.paragraphs:
        passages = source.passages_from(paragraph)
        acts = [p for p in passages if p.role in ("measure", "plan")]
        if acts:
            words = re.split(r"[，。；：！？\n]", acts[0].span.of(source.report.text).strip())[0]
            yield Block(None, (words[:NAME],), passages)


def _length(block: Block, role: Role) -> int:
    return sum(len(p.span) for p in block.passages if p.role == role)


def _sections(source: Source, block: Block) -> list[Part]:
    """Path, problem, what is done item by item, outcome, and what is planned beside it."""
    main: Role = "plan" if block.planned else "measure"
    above = source.up(block.head)[:-1]
    return [
        ("path", "", [source.quote_heading(node) for node in above]),
        ("problem", "", _problems(source, block)),
        *_items(source, block, main),
        *((role, "", _of(source, block, role)) for role in OTHERS if role != main),
    ]


def _problems(source: Source, block: Block) -> list[Quotation]:
    """The problems that it answers, by links of the report, and those told within it."""
    known = [block.head.id] if block.head else []
    known += [id for p in block.passages for id in (p.id, p.node)]
    named = dict.fromkeys(problem for id in known for problem in source.answered.get(id, ()))
    others = [id for id in named if block.head is None or id != block.head.id]
    linked = [quotation for id in others if (quotation := source.quote_by_id(id))]
    return linked + _of(source, block, "problem")


def _of(source: Source, block: Block, role: Role) -> list[Quotation]:
    return [source.quote(passage) for passage in block.passages if passage.role == role]


def _items(source: Source, block: Block, main: Role) -> Iterator[Part]:
    said: dict[str, list[Quotation]] = defaultdict(list)
    for passage in block.passages:
        if passage.role == main:
            item = source.item(passage.node) if block.head else None
            said[item.id if item else ""].append(source.quote(passage))
    for node_id, quotations in said.items():
        title = _title(source.nodes[node_id]) if node_id else ""
        yield "item" if node_id else main, title, quotations


def _title(item: Node) -> str:
    """Marker and title; the marker alone where the title only repeats the words quoted below it."""
    opens_sentence = len(item.span) <= len(item.marker)
    return item.marker if opens_sentence else f"{item.marker}{item.title}"
