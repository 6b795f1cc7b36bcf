"""A list of faults, and what answers it in the section after it: 存在的问题, then 整改措施."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kb_build.extract.links.told import ANSWERING, Pair, Told, has_words, letter_pairs
from kb_build.extract.roles.frames import head_says
from kb_build.lexicon.cues import cue
from kb_build.model import Node, Passage

# How much of an item is compared with its answer, in characters.
COMPARED = 60
# Pairs of letters that an item and its answer share at least where the lists are as long as each
# other and no head says that the second one answers.
SHARED = 2


def listed(told: Told) -> Iterator[Pair]:
    """The faults of each section that the one after it answers in the same order."""
    below = told.outline.families()
    for sections in below.values():
        for before, after in pairwise(sections):
            faults, answers = below.get(before.id, ()), below.get(after.id, ())
            if _in_same_order(told, faults, answers, _is_headed(before, after)):
                in_order = zip(faults, answers, strict=True)
                yield from ((naming(told, fault), _answer(told, by)) for fault, by in in_order)


def naming(told: Told, node: Node) -> str:
    """Id of the heading that names a problem, or of the sentence of an item that tells it."""
    block = told.block(node)
    return block[0].id if block and not has_words(node) else node.id


def _is_headed(before: Node, after: Node) -> bool:
    faulty = head_says(before.title, "problem-head")
    return faulty and cue("links", "answer-section").search(after.title) is not None


def _in_same_order(
    told: Told, faults: Sequence[Node], answers: Sequence[Node], headed: bool
) -> bool:
    """Whether there are as many answers as faults, and most share words with theirs.

    Where no head says that the second list answers the first, only plans do.
    """
    if not len(faults) == len(answers) > 1:
        return False
    least = 1 if headed else SHARED
    alike = sum(
        _can_answer(told, fault, answer, headed)
        and len(letter_pairs(_words(told, fault)) & letter_pairs(_words(told, answer))) >= least
        for fault, answer in zip(faults, answers, strict=True)
    )
    return 2 * alike > len(faults)


def _can_answer(told: Told, fault: Node, answer: Node, headed: bool) -> bool:
    """Whether one item tells a fault that nothing answers at once, and the other an answer."""
    found, answering = ([p.role for p in told.block(node)] for node in (fault, answer))
    answered = answering and answering[0] in (ANSWERING if headed else ("plan",))
    return bool(answered and found[:1] == ["problem"] and "measure" not in found)


def _answer(told: Told, node: Node) -> tuple[Passage, ...]:
    return tuple(p for p in told.block(node) if p.role in ANSWERING)


def _words(told: Told, node: Node) -> str:
    return told.visible[node.span.start : min(node.block_end, node.span.start + COMPARED)]
