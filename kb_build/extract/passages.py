"""Passages: sentences that stand together under one node and have one role."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

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


def passages(outline: Outline, visible: str, *, genre: str) -> tuple[Passage, ...]:
    """The passages in order; every sentence is in exactly one."""
    told = judged(outline, visible, genre)
    found = decide(told.words, told.settings)
    decisions = {span.start: one for span, one in zip(told.spans, found, strict=True)}
    starts = [block.start for block in outline.paragraphs]
    merged: list[Passage] = []
    for span, owner in zip(outline.sentences, owners(outline), strict=True):
        decided, node = decisions.get(span.start, TITLE), owner.id if owner else ""
        here = Passage("", node, decided.role, span, decided.rule, decided.sure, decided.runner_up)
        if merged and _joins(merged[-1], here, starts) and not _apart(merged[-1], here, visible):
            merged[-1] = _joined(merged[-1], here)
        else:
            merged.append(here)
    return _named(merged, visible)


def _joins(last: Passage, here: Passage, starts: list[int]) -> bool:
    same_paragraph = bisect_right(starts, last.span.start) == bisect_right(starts, here.span.start)
    return (last.node, last.role, last.rule) == (here.node, here.role, here.rule) and same_paragraph


def _apart(last: Passage, here: Passage, visible: str) -> bool:
    """A sentence that turns to a problem, or names and answers one, is linked by itself."""
    turns = visible.startswith(TURNS, here.span.start)
    return turns or (
        visible.startswith(NAMES, last.span.start)
        and cue("links", "problem-answered-at-once").match(visible, last.span.start) is not None
    )


def _joined(last: Passage, here: Passage) -> Passage:
    span = Span(last.span.start, here.span.end)
    return replace(last, span=span, sure=min(last.sure, here.sure))


def _with_id(one: Passage, id: str) -> Passage:
    # `dataclasses.replace` takes four times as long, for every sentence of every report.
    return Passage(id, one.node, one.role, one.span, one.rule, one.sure, one.runner_up)


def _named(found: list[Passage], visible: str) -> tuple[Passage, ...]:
    """Ids from the words, so that they outlive edits elsewhere; repeated ones are counted."""
    seen: Counter[str] = Counter()
    named: list[Passage] = []
    for passage in found:
        words = "".join(passage.span.of(visible).replace(HIDDEN, "").split())
        digits = hashlib.sha256(words.encode()).hexdigest()[:8]
        seen[digits] += 1
        suffix = f"-{seen[digits]}" if seen[digits] > 1 else ""
        named.append(_with_id(passage, f"p{digits}{suffix}"))
    return tuple(named)
