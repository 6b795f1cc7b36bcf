"""Near-identical measures of different reports on one page: what is each unit's own comes first.

A measure joins the earliest one, in order of time, that it resembles (`near_duplicates`) and whose
heading says the like. That founder gives the page its id, address and name. Reports are added as
time goes on, and no later one displaces a founder, so an address stays. Only an older report that
turns up afterwards may found the group anew: the same reports must give the same pages in any
order, without a memory.
A plan never joins what was done, wholly or in part, and two measures of one report are never one.

Clauses that stand in every variant, letter by letter, are template text (套话); one with other
figures or names is its unit's own. Nothing is dropped: each variant has all its words, its own
ones and the template, and each piece is a quotation of its own report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby

from kb_build.link.cutting import clauses, cut, letters, pairs
from kb_build.link.entries import section
from kb_build.link.measures.blocks import Block, blocks
from kb_build.link.memory import Head, Memory
from kb_build.link.near_duplicates import Founders, resemblance
from kb_build.link.sources import Source
from kb_build.model import MeasureStatus, Quotation, Section
from kb_build.reuse.keyed import digest
from kb_build.reuse.store import key_of

LEAST = 12  # letters of template text in a row that are set apart
# Two measures whose headings have less in common than this part of the shorter one's pairs of
# letters, as 强化网络安全体系 and 强化合同管理体系, are about different things, told in the same
# formulas, unless their texts are as much alike as only copied ones are (`near_duplicates.ALIKE`).
HEADING = 0.3
COPIED = 0.45

Clause = tuple[Quotation, str]  # and its letters, without signs and blanks


@dataclass(frozen=True)
class Told:
    """A report's blocks, found when they are first asked for."""

    source: Source

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """As `blocks` finds them."""
        return blocks(self.source)


@dataclass(frozen=True)
class Member:
    """One measure of one report."""

    source: Source
    head: Head
    told: Told

    @property
    def block(self) -> Block:
        """The block in which it is told."""
        return self.told.blocks[self.head.number]


def joined(members: Iterable[Member], memory: Memory) -> list[list[Member]]:
    """The measures in groups, the founder of each first; they come and stay in order of time.

    What a report's measures resemble follows from their heads and those of the reports before it:
    another number in a report's text changes no head, and so nothing here.
    """
    groups: list[list[Member]] = []
    founders: dict[MeasureStatus, Founders] = defaultdict(Founders)
    so_far = ""
    for _, told in groupby(members, key=lambda member: member.source.digest):
        own = [*told]
        so_far = key_of(so_far, digest([member.head for member in own]))
        found = memory.near.made(so_far, partial(_near, own, founders, groups))
        for member, near in zip(own, found, strict=True):
            number = next((n for n in near if _is_new_report(groups[n], member)), None)
            if number is None:
                founders[member.head.status].add(len(groups), member.head.sketch)
                groups.append([member])
            else:
                groups[number].append(member)
    return groups


def _near(
    members: Iterable[Member],
    founders: Mapping[MeasureStatus, Founders],
    groups: Sequence[Sequence[Member]],
) -> tuple[tuple[int, ...], ...]:
    """The founders of earlier reports that each measure resembles."""
    heads = (member.head for member in members)
    return tuple(
        tuple(
            number
            for number in founders[head.status].near(head.sketch)
            if _about_the_same(groups[number][0].head, head)
        )
        for head in heads
    )


def _about_the_same(founder: Head, head: Head) -> bool:
    one, other = (pairs(letters(named.heading)) for named in (founder, head))
    alike = len(one & other) >= HEADING * min(len(one), len(other))
    return alike or resemblance(founder.sketch, head.sketch, COPIED) >= COPIED


def sections(members: Sequence[Member]) -> Iterator[Section]:
    """For each variant what is its own, headed by its unit; then the template, as each has it."""
    told = [list(_clauses(member)) for member in members]
    shared = set.intersection(*({plain for _, plain in one} for one in told))
    runs = [list(_runs(member, one, shared)) for member, one in zip(members, told, strict=True)]
    for label, own in (("variant", True), ("template", False)):
        for member, said in zip(members, runs, strict=True):
            yield section(label, (run for is_own, run in said if is_own == own), _whose(member))


def _is_new_report(group: Sequence[Member], member: Member) -> bool:
    """The measures of one report come one after another."""
    return group[-1].source is not member.source


def _whose(member: Member) -> str:
    """The unit, or else the report's title: what tells a reader whose words these are."""
    return member.source.called or member.source.facts.title.value


def _clauses(member: Member) -> Iterator[Clause]:
    for passage in member.block.passages:
        for said in clauses(member.source.quote(passage)):
            yield said, letters(said.text)


def _runs(
    member: Member, told: Iterable[Clause], shared: Collection[str]
) -> Iterator[tuple[bool, Quotation]]:
    """Neighbours of one passage that are all its own, or all template, each run one quotation."""
    for (anchor, own), run in groupby(_owned(told, shared), lambda one: (one[1].anchor, one[0])):
        said = [clause.span for _, clause in run]
        whole = member.source.quote(member.source.passages[anchor])
        start, end = said[0].start, said[-1].end
        yield own, cut(whole, start - whole.span.start, end - whole.span.start)


def _owned(told: Iterable[Clause], shared: Collection[str]) -> Iterator[tuple[bool, Quotation]]:
    """The clauses, and whether each is its own: a few shared words between own ones are too."""
    for (_, own), run in groupby(told, lambda one: (one[0].anchor, one[1] not in shared)):
        said = list(run)
        stays = own or sum(len(plain) for _, plain in said) < LEAST
        yield from ((stays, clause) for clause, _ in said)
