"""Problems answered by what is told right behind them, without a word that refers back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kb_build.extract.cues import cue
from kb_build.extract.links.backward import answer, done_at_once, opening
from kb_build.extract.links.told import Pair, Told
from kb_build.model import Role


def turned_to_better(told: Told) -> Iterator[Pair]:
    """……还不够细。今后我将加以改进: the problem, or its list, and what will be done."""
    for at in _behind(told, ("problem",)):
        if cue("links", "turns-to-better").match(told.words(told.passages[at])):
            yield opening(told, at - 1).id, answer(told, told.passages[at])


def acted_on(told: Told) -> Iterator[Pair]:
    """……成了居民反映强烈的突出问题。街道新建车位: what was done, as far as it is told at once."""
    for at in _behind(told, ("problem", "context")):
        problem, first = told.passages[at - 1], told.passages[at]
        if first.role == "measure" and cue("links", "sticking").search(told.words(problem)):
            yield problem.id, done_at_once(told, first)


def _behind(told: Told, roles: tuple[Role, ...]) -> Iterator[int]:
    """Places of the passages right behind one of these roles under the same heading."""
    for at, (before, passage) in enumerate(pairwise(told.passages), 1):
        if before.role in roles and passage.node == before.node:
            yield at
