"""An item that begins with its problem and goes on to what is done about it."""

from __future__ import annotations

from collections.abc import Iterator

from kb_build.extract.links.following import list_before
from kb_build.extract.links.told import ANSWERING, DONE, Pair, Told
from kb_build.extract.roles.frames import head_says
from kb_build.lexicon.cues import cue
from kb_build.model import Passage


def in_item(told: Told) -> Iterator[Pair]:
    """Each item that tells a problem and its answer; a heading that names it stands for it."""
    inner = {node.parent for node in told.outline.nodes}
    faults = _among_faults(told)
    for node in told.outline.nodes:
        block = told.block(node)
        rest = _at_once(told, block) if node.id in inner else block[1:]
        if not block or (node.id in inner and not rest):
            continue
        turns = told.begins(block[0], "turns-to-answer")
        if turns and cue("roles", "problem").search(node.title):
            if not list_before(told, block[0]):
                yield node.id, block
        elif rest and block[0].role == "problem" and _answers(told, rest, node.id in faults):
            yield told.asked(block[0]), rest


def _among_faults(told: Told) -> set[str]:
    """Ids of the nodes whose title names faults, and of those below them."""
    found: set[str] = set()
    for node in told.outline.nodes:
        if node.parent in found or head_says(node.title, "problem-head", "fault-head"):
            found.add(node.id)
    return found


def _at_once(told: Told, block: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """What an item with items of its own goes on to tell in its first line.

    Nothing where a later passage of the item is no act or result.
    """
    if len(block) < 2 or any(passage.role not in DONE for passage in block[1:]):
        return ()
    return told.between(block[1].span.start, told.line_end(block[1].span.start))


def _answers(told: Told, rest: tuple[Passage, ...], among_faults: bool) -> bool:
    """Whether the rest of an item answers its problem.

    It turns to what will be done, or tells throughout what is planned or was done. `among_faults`
    tells that the item stands below 存在问题, where a fact beside a fault is no answer.
    """
    if list_before(told, rest[0]):
        return False
    if told.begins(rest[0], "turns-to-answer") or told.says(rest[0], "settled"):
        return True
    roles = {passage.role for passage in rest}
    acts = "plan" in roles or (not among_faults and "measure" in roles)
    return acts and roles <= set(ANSWERING)
