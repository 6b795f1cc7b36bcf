"""Merges a page that a person edited with the page as it is generated now.

What the next build has to know is written into the page's head: `kb_base` is the hash of the
generated text that the page was last merged with, `kb_conflicts` lists generated text that was not
taken over. For pieces in conflict the record keeps the old generated text; so each build finds the
conflict again, in its newest form, until somebody decides. Deleting `kb_conflicts` decides for the
page as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb_build.model import replace
from kb_build.page.frontmatter import dump
from kb_build.page.keys import BASE, CONFLICTS, SOURCE
from kb_build.write import pieces, record
from kb_build.write.matching import by_name, by_words
from kb_build.write.merging import Choose, Conflict, Settled, Versions
from kb_build.write.page_text import STAMP_SIZE
from kb_build.write.pieces import Cut, Piece
from kb_build.write.record import State

# Characters of a conflict that the page's head shows. Of generated text a person must see enough to
# decide; a person's own words can be read on the page itself.
GENERATED_SHOWN, MINE_SHOWN = 2_000, 60


@dataclass(frozen=True, slots=True)
class Located:
    """A conflict, and where it is in the page."""

    line: int  # counted from 1; for text that is not in the page, the line above
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class Merged:
    """The page made of the three versions."""

    text: str
    state: State  # what the record says of it
    conflicts: tuple[Located, ...]
    edited: bool  # whether anything in it is a person's


def merge(mine: Cut, base: State, new: Cut, now: State, choose: Choose) -> Merged:
    """Merges `mine`, the page on disk, edited since `base`, with the newly generated page."""
    front, body = _both(mine, base, new, choose)
    words = [_words(conflict) for _, _, conflict in (*front.conflicts, *body.conflicts)]
    told = pieces.fingerprint("\n".join(words))
    # The head told of just these conflicts, and a person took that out: the page is decided.
    if words and CONFLICTS not in mine.own and f"{CONFLICTS}={told}" in base.front.split():
        front, body = _both(mine, base, new, lambda conflict: conflict.mine)
        words = []
    state = _state(now.id, front, body, told) if words else now
    own: dict[str, object] = {BASE: state.sha256[:STAMP_SIZE]}
    if words:
        own[CONFLICTS] = words
    text, lines = _composed(front.pieces, body.pieces, own)
    edited = any(
        record.of(made.pieces) != record.of(wanted)
        for made, wanted in ((front, new.front), (body, new.body))
    )
    return Merged(text, state, tuple(_located(front, body, lines)), edited)


def orphaned(mine: Cut) -> str:
    """The page on disk with a note in its head that its source is gone."""
    own = {key: value for key, value in mine.own.items() if key != SOURCE}
    return _composed(mine.front, mine.body, own | {SOURCE: "gone"})[0]


def state_of(page: Cut, id: str, sha256: str) -> State:
    """The state of a generated page, as the record has it."""
    return State(id, sha256, record.of(page.front), record.of(page.body))


def _both(mine: Cut, base: State, new: Cut, choose: Choose) -> tuple[Settled, Settled]:
    known = tuple(one for one in record.known(base.front) if one[0] != CONFLICTS)
    heads = Versions(known, mine.front, new.front, "\n# ", choose)
    blocks = Versions(record.known(base.body), mine.body, new.body, "\n\n", choose)
    return heads.merged(by_name), blocks.merged(by_words)


def _words(conflict: Conflict) -> str:
    """A conflict as a line of `kb_conflicts`: `+` text now generated, `-` no longer generated."""
    if conflict.generated:
        return pieces.told("+", conflict.generated, GENERATED_SHOWN)
    return pieces.told("-", conflict.mine, MINE_SHOWN)


def _state(id: str, front: Settled, body: Settled, told: str) -> State:
    """The state of a page with conflicts; `told` is the fingerprint of these."""
    known = (*front.base, (CONFLICTS, (told,)))
    state = State(id, "", record.written(known), record.written(body.base))
    return replace(state, sha256=hashlib.sha256(repr(state).encode()).hexdigest())


def _composed(
    front: Sequence[Piece], body: Sequence[Piece], own: dict[str, object]
) -> tuple[str, tuple[list[int], list[int]]]:
    """A page's text; the lines on which keys begin, with the line after; those of blocks."""
    keys = [piece.text for piece in front]
    head = "\n".join(["---", *keys, f"{dump(own)}---"])
    at_keys, end = _starts(keys, 2, 0)
    at_blocks, _ = _starts([piece.text for piece in body], head.count("\n") + 3, 1)
    text = "\n\n".join([head, *(piece.text for piece in body)]) + "\n"
    return text, ([*at_keys, end], at_blocks or [1])


def _starts(texts: Sequence[str], line: int, between: int) -> tuple[list[int], int]:
    found = []
    for text in texts:
        found.append(line)
        line += text.count("\n") + 1 + between
    return found, line


def _located(
    front: Settled, body: Settled, lines: tuple[list[int], list[int]]
) -> Iterator[Located]:
    for settled, starts in ((front, lines[0]), (body, lines[1])):
        for piece, line, conflict in settled.conflicts:
            at = starts[min(piece, len(starts) - 1)] + line
            yield Located(at, conflict)
