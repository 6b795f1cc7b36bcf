"""Near-identical measures of different reports on one page: what is each unit's own comes first.

A measure joins the earliest one, in order of time, that it resembles (`likeness`). That founder
gives the page its id, address and name. Reports are added as time goes on, and no later one
displaces a founder, so an address stays. Only an older report that turns up afterwards may found
the group anew: the same reports must give the same pages in any order, without a memory.
A plan never joins what was done, wholly or in part, and two measures of one report are never one.

Clauses that stand in every variant, letter by letter, are template text (套话); one with other
figures or names is its unit's own. Nothing is dropped: each variant has all its words, its own
ones and the template, and each piece is a quotation of its own report.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb_build.link.cutting import clauses, cut
from kb_build.link.likeness import Founders
from kb_build.link.measures.blocks import Block
from kb_build.link.memory import Head
from kb_build.link.sources import Source
from kb_build.model import MeasureStatus, Quotation

LEAST = 12  # letters of template text in a row that are set apart


@dataclass(frozen=True)
class Member:
    """One measure of one report."""

    source: Source
    head: Head
    told: Callable[[], Sequence[Block]]  # the blocks of its report

    @property
    def block(self) -> Block:
        """The block in which it is told."""
        return self.told()[self.head.number]


def joined(members: Iterable[Member]) -> list[list[Member]]:
    """The measures in groups, the founder of each first; they come and stay in order of time."""
    groups: list[list[Member]] = []
    founders: dict[MeasureStatus, Founders] = defaultdict(Founders)
    for member in members:
        own = member.head.sketch
        among = founders[member.head.status]
        fit = (n for n in among.near(own) if _is_new_report(groups[n], member))
        number = next(fit, None)
        if number is None:
            among.add(len(groups), own)
            groups.append([member])
        else:
            groups[number].append(member)
    return groups


def sections(members: Sequence[Member]) -> Iterator[tuple[str, str, list[Quotation]]]:
    """For each variant what is its own, headed by its unit; then the template, as each has it."""
    shared = _shared(members)
    for member in members:
        yield "variant", _whose(member), list(_quotations(member, shared, own=True))
    for member in members:
        yield "template", _whose(member), list(_quotations(member, shared, own=False))


def _is_new_report(group: Sequence[Member], member: Member) -> bool:
    """The measures of one report come one after another."""
    return group[-1].source is not member.source


def _whose(member: Member) -> str:
    """The unit, or else the report's title: what tells a reader whose words these are."""
    return member.source.called or member.source.facts.title.value


def _shared(members: Sequence[Member]) -> set[str]:
    """The clauses, without signs and blanks, that all members have."""
    counts = Counter(
        words for member in members for words in {_letters(q.text) for q in _clauses(member)}
    )
    return {words for words, count in counts.items() if count == len(members)}


def _clauses(member: Member) -> Iterator[Quotation]:
    for passage in member.block.passages:
        yield from clauses(member.source.quote(passage))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _quotations(member: Member, shared: set[str], *, own: bool) -> Iterator[Quotation]:
    """What is its own, or the template; a few shared words between own ones stay with them."""
    runs = _runs(member, _clauses(member), lambda said: _letters(said.text) not in shared)
    told = _runs(
        member,
        (run for _, run in runs),
        lambda run: len(_letters(run.text)) < LEAST or not _all_shared(run, shared),
    )
    return (run for is_own, run in told if is_own == own)


def _all_shared(run: Quotation, shared: set[str]) -> bool:
    return all(_letters(clause.text) in shared for clause in clauses(run))


def _runs(
    member: Member, pieces: Iterable[Quotation], is_own: Callable[[Quotation], bool]
) -> Iterator[tuple[bool, Quotation]]:
    """Neighbours of one passage that are all its own, or all not, each run one quotation."""
    for (anchor, own), run in groupby(pieces, lambda piece: (piece.anchor, is_own(piece))):
        said = list(run)
        whole = member.source.quote(member.source.passages[anchor])
        start, end = said[0].span.start, said[-1].span.end
        yield own, cut(whole, start - whole.span.start, end - whole.span.start)
