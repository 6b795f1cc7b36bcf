"""A problem's line in the ledger: what was done, who answers for it, until when, where it stands.

Where two states are told the less finished one counts, and no plan makes a problem done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kb_build.link.cases import Case
from kb_build.link.cues import cue, matches
from kb_build.link.cutting import cut, sentences
from kb_build.link.sources import Source
from kb_build.model import LedgerRow, LedgerStatus, Passage, Quotation, Role

MADE = ("issued", "revised")
# In this order, so that what is not finished is never called done.
STATUS: tuple[LedgerStatus, ...] = ("ongoing", "done", "standing")
CLAUSE = re.compile(r"[^，,。；;：:！\n]+")
LONGEST = 30  # code points of a clause that tells a status: longer ones tell of something else


def row(source: Source, case: Case, number: int) -> LedgerRow:
    """The line of the `number`-th problem of a report."""
    said = [sentence for passage in case.answers for sentence in sentences(source.quote(passage))]
    progress = [quotation for quotation in said if _states(quotation)]
    return LedgerRow(
        report=source.report.id,
        number=number,
        problem=case.told,
        measures=(
            *_of(source, case.answers, "measure", progress),
            *_of(source, case.answers, "plan", progress),
        ),
        responsible=tuple(_named(source, case, "responsible", "who")),
        deadline=tuple(_named(source, case, "deadline", "until")),
        status=_status(progress),
        progress=tuple(progress),
        outcome=tuple(_of(source, case.answers, "outcome", progress)),
        evidence=tuple(_rules(source, case.answers)),
    )


def _status(progress: Iterable[Quotation]) -> LedgerStatus:
    """The least finished of the states told; `unstated` where there are none."""
    told = {state for quotation in progress for state in _states(quotation)}
    return next((state for state in STATUS if state in told), "unstated")


def _states(quotation: Quotation) -> set[LedgerStatus]:
    """The states that a sentence tells of the problem itself; a plan is at best under way."""
    found: set[LedgerStatus] = set()
    for clause in CLAUSE.findall(quotation.text):
        words = clause.strip()
        if len(words) <= LONGEST:
            found |= {state for state in STATUS if _tells(state, words)}
    return found & {"ongoing"} if quotation.role == "plan" else found


def _tells(state: LedgerStatus, clause: str) -> bool:
    pattern = cue("ledger", state, "neutral")
    if state == "ongoing":  # 资料补齐中, 最后一处正在推进: whatever stands before
        return any(found.end() == len(clause) for found in pattern.finditer(clause))
    return bool(pattern.fullmatch(clause))


def _of(
    source: Source, answers: Sequence[Passage], role: Role, progress: Sequence[Quotation]
) -> Iterator[Quotation]:
    """What passages of a role tell beside the status: whole, or the sentences that are left."""
    stated = {(quotation.anchor, quotation.span) for quotation in progress}
    for passage in answers:
        if passage.role == role:
            said = list(sentences(source.quote(passage)))
            left = [q for q in said if (q.anchor, q.span) not in stated or not _only_states(q)]
            yield from [source.quote(passage)] if len(left) == len(said) else left


def _only_states(quotation: Quotation) -> bool:
    """Whether a sentence tells nothing but the status: 目前已完成整改。"""
    return all(
        any(cue("ledger", group, "neutral").fullmatch(words) for group in (*STATUS, "neutral"))
        or cue("ledger", "deadline_clause").fullmatch(words)
        for clause in CLAUSE.findall(quotation.text)
        if (words := clause.strip())
    )


def _named(source: Source, case: Case, group: str, part: str) -> Iterator[Quotation]:
    """Who answers for the problem, or until when: the words only, each once."""
    seen: set[str] = set()
    for passage in case.answers:
        whole = source.quote(passage)
        for found in matches("ledger", group, whole.text):
            if (words := found[part].strip()) and words not in seen:
                seen.add(words)
                at = whole.text.index(words, found.start(part))
                yield cut(whole, at, at + len(words))


def _rules(source: Source, answers: Iterable[Passage]) -> Iterator[Quotation]:
    said = (
        source.quote_at(mention.span, mention.action)
        for passage in answers
        for mention in source.mentions_in(passage.span)
        if mention.kind in ("rule", "mechanism") and mention.action in MADE
    )
    return iter(dict.fromkeys(filter(None, said)))
