"""Passages: sentences that stand together under one node and have one role."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from kb_build.extract.cues import cue
from kb_build.extract.frames import owners
from kb_build.extract.judged import judged
from kb_build.extract.roles import Decision, decide
from kb_build.model import HIDDEN, Outline, Passage, Span

# With what a sentence begins that answers a problem, and that names the one it answers.
NAMES = "针对"
TURNS = (NAMES, "对此", "为此")
# The report's own title is no node and tells no fact.
TITLE = Decision("context", "role:title", 1.0, "")


class _Sentence(NamedTuple):
    """A sentence, and where it stands."""

    span: Span
    node: str  # id of the innermost node it stands under; empty before the first
    paragraph: int
    turn: int  # how many sentences before it, or it, stand apart
    decision: Decision


def passages(outline: Outline, visible: str, *, genre: str) -> tuple[Passage, ...]:
    """The passages in order; every sentence is in exactly one."""
    seen: dict[str, int] = {}
    runs = groupby(_sentences(outline, visible, genre), key=_shared)
    return tuple([_passage(tuple(run), visible, seen) for _, run in runs])


def _sentences(outline: Outline, visible: str, genre: str) -> Iterator[_Sentence]:
    told = judged(outline, visible, genre)
    decided = decide(told.words, told.settings)
    decisions = {span.start: one for span, one in zip(told.spans, decided, strict=True)}
    starts = [block.start for block in outline.paragraphs]
    turn, answered = 0, False
    for span, owner in zip(outline.sentences, owners(outline), strict=True):
        decision = decisions.get(span.start, TITLE)
        paragraph = bisect_right(starts, span.start)
        turn += answered or visible.startswith(TURNS, span.start)
        answered = _answers_at_once(visible, span.start)
        yield _Sentence(span, owner.id if owner else "", paragraph, turn, decision)


def _answers_at_once(visible: str, start: int) -> bool:
    """A sentence that names a problem and answers it is linked by itself."""
    names = visible.startswith(NAMES, start)
    return names and bool(cue("links", "problem-answered-at-once").match(visible, start))


def _shared(sentence: _Sentence) -> tuple[str, int, int, str, str]:
    """What the sentences of a passage have in common."""
    decision = sentence.decision
    return sentence.node, sentence.paragraph, sentence.turn, decision.role, decision.rule


def _passage(run: tuple[_Sentence, ...], visible: str, seen: dict[str, int]) -> Passage:
    first, span = run[0], Span(run[0].span.start, run[-1].span.end)
    return Passage(
        id=_id(span.of(visible), seen),
        node=first.node,
        role=first.decision.role,
        span=span,
        rule=first.decision.rule,
        sure=min([sentence.decision.sure for sentence in run]),
        runner_up=first.decision.runner_up,
    )


def _id(words: str, seen: dict[str, int]) -> str:
    """From the words, so that it outlives edits elsewhere; repeated ones are counted in `seen`."""
    plain = "".join(words.replace(HIDDEN, "").split())
    digits = hashlib.sha256(plain.encode()).hexdigest()[:8]
    count = seen[digits] = seen.get(digits, 0) + 1
    return f"p{digits}-{count}" if count > 1 else f"p{digits}"
