"""Which states of a problem a sentence tells: done, under way, kept up; by `lexicon/ledger.yml`.

A clause tells a state only where it says nothing else, so that a thing done is not taken for the
problem's end. Where two states are told the less finished one counts, and no plan makes a problem
done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from kb_build.lexicon.cues import any_of, cue
from kb_build.model import LedgerStatus, Quotation

# In this order, so that what is not finished is never called done.
STATUS: tuple[LedgerStatus, ...] = ("ongoing", "done", "standing")
CLAUSE = re.compile(r"[^，,。；;：:！（）()\n]+")
LONGEST = 30  # code points of a clause that tells a status: longer ones tell of something else


def status(
    progress: Iterable[Quotation],
    done: Sequence[Quotation],
    planned: Sequence[Quotation],
    outcome: Sequence[Quotation],
) -> LedgerStatus:
    """The least finished of the states told; where none is, what else is told of the problem.

    What was done or planned and what came of it do not say that the problem is over, but they are
    told.
    """
    told = {state for quotation in progress for state in states(quotation)}
    stated = next((state for state in STATUS if state in told), None)
    if stated is None and not all(map(only_states, outcome)):
        return "with_outcome"
    return stated or ("with_measures" if done else "with_plans" if planned else "unstated")


def states(quotation: Quotation) -> set[LedgerStatus]:
    """The states that a sentence tells of the problem itself; a plan is at best under way."""
    found: set[LedgerStatus] = set()
    for clause in CLAUSE.findall(quotation.text):
        words = clause.strip()
        if len(words) <= LONGEST:
            subject = cue("ledger", "all").search(words)
            told = words[subject.end() :] if subject else words
            found |= {state for state in STATUS if tells(state, told)}
    return found & {"ongoing"} if quotation.role == "plan" else found


def tells(state: LedgerStatus, clause: str) -> bool:
    """Whether a clause tells a state and nothing else."""
    pattern = _telling(state)
    if state == "ongoing":  # 资料补齐中, 最后一处正在推进: whatever stands before
        return any(found.end() == len(clause) for found in pattern.finditer(clause))
    return bool(pattern.fullmatch(clause))


def only_states(quotation: Quotation) -> bool:
    """Whether a sentence tells nothing but the status: 目前已完成整改。"""
    return all(
        any(_telling(group).fullmatch(words) for group in (*STATUS, "neutral"))
        or cue("ledger", "deadline_clause").fullmatch(words)
        for clause in CLAUSE.findall(quotation.text)
        if (words := clause.strip())
    )


@cache
def _telling(group: str) -> re.Pattern[str]:
    """A word of the group, after any number of words that tell nothing."""
    return re.compile(f"(?:{any_of('ledger', 'neutral')})*(?:{any_of('ledger', group)})")
