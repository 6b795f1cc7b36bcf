"""Near-identical measures of different reports on one page: what is each unit's own comes first.

A measure joins the earliest one, in order of time, that it resembles (`likeness`). That founder
gives the page its id, address and name. Reports are added as time goes on, and no later one
displaces a founder, so an address stays. Only an older report that turns up afterwards may found
the group anew: the same reports must give the same pages in any order, without a memory.
A plan never joins what was done, and two measures of one report are never one.

Sentences that stand in every variant, letter by letter, are template text (套话); a sentence with
other figures or names is its unit's own. Nothing is dropped: each variant has all its sentences,
its own ones and the template, and each is a quotation of its own report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb_build.link.blocks import Block
from kb_build.link.cutting import cut, sentences
from kb_build.link.likeness import Founders, sketch
from kb_build.link.sources import Source
from kb_build.model import Quotation


@dataclass(frozen=True)
class Member:
    """One measure of one report."""

    source: Source
    block: Block
    key: tuple[str, ...]  # what its id is made of


def joined(members: Iterable[Member]) -> list[list[Member]]:
    """The measures in groups, the founder of each first; they come and stay in order of time."""
    groups: list[list[Member]] = []
    founders = {False: Founders(), True: Founders()}
    for member in members:
        own = sketch(_text(member))
        among = founders[member.block.planned]
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
    return all(other.source is not member.source for other in group)


def _text(member: Member) -> str:
    return "".join(p.span.of(member.source.report.text) for p in member.block.passages)


def _whose(member: Member) -> str:
    """The unit, or else the report's title: what tells a reader whose words these are."""
    return member.source.unit or member.source.facts.title.value


def _shared(members: Sequence[Member]) -> set[str]:
    """The sentences, without signs and blanks, that all members have."""
    counts = Counter(
        words for member in members for words in {_letters(q) for q in _sentences(member)}
    )
    return {words for words, count in counts.items() if count == len(members)}


def _sentences(member: Member) -> Iterator[Quotation]:
    for passage in member.block.passages:
        yield from sentences(member.source.quote(passage))


def _letters(quotation: Quotation) -> str:
    return re.sub(r"[\W_]", "", quotation.text)


def _quotations(member: Member, shared: set[str], *, own: bool) -> Iterator[Quotation]:
    """Runs of sentences that are all its own, or all template, each run one quotation."""

    def kind(said: Quotation) -> tuple[str, bool]:
        return said.anchor, _letters(said) not in shared

    for (anchor, is_own), run in groupby(_sentences(member), kind):
        if is_own == own:
            first, *others = run
            whole = member.source.quote(member.source.passages[anchor])
            end = others[-1].span.end if others else first.span.end
            yield cut(whole, first.span.start - whole.span.start, end - whole.span.start)
