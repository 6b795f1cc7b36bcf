"""The blocks of a report: what its author put under one heading, with the items of it.

News and short stories without headings tell one thing, which their title names. Of other texts
without headings each paragraph is a block; so it is below a heading that only says which part of a
report follows, as 2031年工作回顾, where the paragraphs are long.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kb_build.lexicon.cues import cue
from kb_build.link.boilerplate import names_part, only_promises
from kb_build.link.sources import Source
from kb_build.model import MeasureStatus, Node, Passage, Role, Span, last_begun, standing_at

OWN_TEXT = 80  # code points of measures that a block with headed blocks under it needs for itself
ANNOUNCED = re.compile(r"[：:]\s*$|下表|附表|如下|见表")
LONG = 8  # rows that the tables of a report have, to be more than part of a measure
REACH = 20  # code points at the end of a passage in which it announces a table
NAME = 40  # code points of the first clause that names a block without a heading
STORIES = ("brief", "experience")  # genres of texts whose title says what was done
PARAGRAPHS = 12  # that a story has at most
PARAGRAPH = 150  # code points that paragraphs without a heading have on average, to be blocks


@dataclass(frozen=True)
class Block:
    """The passages that the author put under one heading, or into one paragraph without any.

    Those that only promise to do better are left out.
    """

    head: Node | None  # None: a paragraph that no heading names, or all of a story
    path: tuple[str, ...]  # the words that identify it within its report
    passages: tuple[Passage, ...]
    title: str = ""  # of a story, which is one block
    part: Node | None = None  # the part of the report in which a paragraph stands

    @property
    def status(self) -> MeasureStatus:
        """Planned, where nothing else is told; done, where no plan is; mixed, where both are."""
        if not self.length("plan"):
            return "done"
        return "mixed" if self.length("measure") or self.length("outcome") else "planned"

    @property
    def acts(self) -> tuple[Passage, ...]:
        """Its passages that tell what is done or planned."""
        return tuple(p for p in self.passages if p.role in ("measure", "plan"))

    @property
    def naming(self) -> tuple[Passage, ...]:
        """Those that may name it: of a paragraph all, since its first words say what it is on."""
        return self.passages if self.part else self.acts

    def length(self, role: Role) -> int:
        """Code points of its passages of a role."""
        return sum(len(p.span) for p in self.passages if p.role == role)


def blocks(source: Source) -> tuple[Block, ...]:
    """The blocks of a report in which something is done or planned, in order."""
    found = _headed(source) if source.layout.nodes else _unheaded(source)
    return tuple(block for block in found if block.acts)


def _headed(source: Source) -> Iterator[Block]:
    layout, last = source.layout, _last_heads(source)
    groups: dict[str, list[Passage]] = defaultdict(list)
    for passage in source.facts.passages:
        if (home := layout.home(passage.node)) and not only_promises(source.said(passage)):
            groups[home.id].append(passage)
    rows = [mark.span for mark in source.report.marks if mark.kind == "row"]
    for node_id, passages in groups.items():
        head = layout.nodes[node_id]
        path = tuple(node.title or node.marker for node in layout.up(head))
        own = _without_closing(source, passages) if node_id in last else passages
        block = Block(head, path, tuple(_told_here(source, own, rows)))
        if node_id not in layout.themes or block.length("measure") >= OWN_TEXT:
            yield from _divided(source, block, head) if names_part(head) else (block,)


def _divided(source: Source, block: Block, head: Node) -> Iterator[Block]:
    """The block of a part; where it has long paragraphs of its own, these, and then its items."""
    places = source.facts.outline.paragraphs
    own = [passage for passage in block.passages if passage.node == head.id]
    groups = groupby(own, lambda one: last_begun(places, one.span.start))
    told = [Block(None, (), tuple(group), part=head) for _, group in groups]
    if len(told) < 2 or sum(len(passage.span) for passage in own) < PARAGRAPH * len(told):
        yield block
        return
    for one in told:
        admits = one.passages[0].role == "problem" and one.status == "planned"  # and will do better
        if one.acts and not admits:
            yield replace(one, path=(*block.path, _opening(source, one)))
    items = replace(block, passages=tuple(p for p in block.passages if p.node != head.id))
    if items.acts:
        yield items


def _opening(source: Source, block: Block) -> str:
    return first_clause(source.said(block.acts[0]))


def _last_heads(source: Source) -> set[str]:
    """Ids of the nodes that are the last of several below one."""
    families = source.facts.outline.families().items()
    return {family[-1].id for parent, family in families if parent and len(family) > 1}


def _without_closing(source: Source, passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages up to a paragraph on shortcomings, or on all years, behind what was done.

    Below the last of several headings it speaks of all of them: 在总结成绩的同时，……, 五年来，…….
    """
    done = False
    sums_up = cue("measures", "closings").match
    for at, passage in enumerate(passages):
        block = last_begun(source.facts.outline.paragraphs, passage.span.start)
        opens = block is not None and block.start == passage.span.start
        closes = passage.role == "problem" or sums_up(source.said(passage).lstrip())
        if done and closes and opens:
            return passages[:at]
        done = done or passage.role in ("measure", "outcome")
    return passages


def _told_here(
    source: Source, passages: Iterable[Passage], rows: Sequence[Span]
) -> Iterator[Passage]:
    """The passages without the `rows` of long tables that the text above does not announce.

    What stands below the last item of a report, say its list of tasks, is no part of that item.
    """
    before = ""
    for passage in passages:
        tabled = len(rows) >= LONG and standing_at(rows, passage.span.start)
        if not tabled:
            before = passage.span.of(source.visible)[-REACH:]
        if not tabled or not before or ANNOUNCED.search(before):
            yield passage


def _unheaded(source: Source) -> Iterator[Block]:
    told = map(source.passages_from, source.facts.outline.paragraphs)
    kept = [tuple(p for p in one if not only_promises(source.said(p))) for one in told]
    found = [block for passages in kept if (block := Block(None, (), passages)).acts]
    title = source.facts.title.value
    if title and source.facts.genre.value in STORIES and len(found) <= PARAGRAPHS:
        yield Block(None, (title,), tuple(p for passages in kept for p in passages), title)
    else:
        yield from (replace(block, path=(_opening(source, block),)) for block in found)


def first_clause(text: str) -> str:
    """What names a block without a heading: the first clause of what is done."""
    return re.split(r"[，。；！？\n]|(?<!\d)：|：(?!\d)", text.strip())[0][:NAME]
