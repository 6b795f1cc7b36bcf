"""Passages: sentences that stand together under one node and have one role."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from kb_build.extract.roles import Decision, decide
from kb_build.extract.roles.sentences import sentences
from kb_build.extract.roles.surroundings import owners
from kb_build.lexicon.cues import cue
from kb_build.model import HIDDEN, Outline, Passage, Span

# What a sentence begins with that names the problem which it answers, or answers the one before.
NAMES = "针对"
TURNS = (NAMES, "对此", "为此")
# The report's own title is a heading, but no node.
TITLE = Decision("heading", "role:title", 1.0, "")


class _Sentence(NamedTuple):
    """A sentence, its role, and the id of its heading; empty where it has none."""

    span: Span
    decided: Decision
    node: str
    paragraph: int  # its place among the report's paragraphs


def passages(outline: Outline, visible: str, *, genre: str) -> tuple[Passage, ...]:
    """The passages in order; every sentence of the outline is in exactly one.

    The report's `genre` helps to decide roles: a plan tells what is to be done, a speech demands.
    """
    told = sentences(outline, visible, genre)
    found = decide(told.words, told.settings)
    decisions = {span.start: one for span, one in zip(told.spans, found, strict=True)}
    begun = [paragraph.start for paragraph in outline.paragraphs]
    runs: list[list[_Sentence]] = []
    for span, owner in zip(outline.sentences, owners(outline), strict=True):
        decided, paragraph = decisions.get(span.start, TITLE), bisect_right(begun, span.start)
        here = _Sentence(span, decided, owner.id if owner else "", paragraph)
        last = runs[-1][0] if runs else None
        if last and _joins(last, here) and not _apart(last, here, visible):
            runs[-1].append(here)
        else:
            runs.append([here])
    return tuple(map(_passage, runs, _ids(runs, visible)))


def _joins(first: _Sentence, here: _Sentence) -> bool:
    """Whether a sentence goes on with what the first of a run told, in the same paragraph."""
    if first.paragraph != here.paragraph or first.node != here.node:
        return False
    return first.decided[:2] == here.decided[:2]


def _apart(first: _Sentence, here: _Sentence, visible: str) -> bool:
    """Whether a sentence is linked by itself: 对此，……, or what follows 针对……问题，制定了……"""
    turns = visible.startswith(TURNS, here.span.start)
    return turns or (
        visible.startswith(NAMES, first.span.start)
        and cue("links", "problem-answered-at-once").match(visible, first.span.start) is not None
    )


def _passage(run: list[_Sentence], id: str) -> Passage:
    """A run of sentences as one passage, as sure as its least sure sentence."""
    (first, (role, rule, _, runner_up), node, _), last = run[0], run[-1]
    sure = min([sentence.decided.sure for sentence in run])
    return Passage(id, node, role, Span(first.start, last.span.end), rule, sure, runner_up)


def _ids(runs: list[list[_Sentence]], visible: str) -> Iterator[str]:
    """Ids from the words, so that they outlive edits elsewhere; repeated ones are counted."""
    seen: Counter[str] = Counter()
    for run in runs:
        words = visible[run[0].span.start : run[-1].span.end].replace(HIDDEN, "")
        digits = hashlib.sha256("".join(words.split()).encode()).hexdigest()[:8]
        seen[digits] += 1
        yield f"p{digits}-{seen[digits]}" if seen[digits] > 1 else f"p{digits}"
