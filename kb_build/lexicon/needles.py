"""What letters a pattern needs, so that it is asked only of texts in which some of them stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

# What of a pattern is read as one: letters, the beginning of a group, a class, how often, a sign.
TOKEN = re.compile(
    r"(?:[^\\()\[\]|.^$?*+{}](?![?*+{]))+|\((?:\?(?:<?[=!]|:))?|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|[?*+][?+]?|\{\d*,?\d*\}[?+]?|\\?.",
    re.DOTALL,
)
ASIDE = ("^", "$", "(?=", "(?!", "(?<=", "(?<!")  # what takes no place in the text
REPEATED = ("?", "*", "+", "{")
OPTIONAL = re.compile(r"[?*]|\{0?[,}]")
# What stands for one of some letters, [市县] or \(; but not \d, [一-鿿], [^。].
LETTERS = re.compile(r"[^\\.\[]|\\\W|\[[^\\^\[\]-]+\]")
# What parts clauses: no needle holds it, so that those of a sentence are those of its clauses.
PARTING = re.compile(r"[，,；;：:。！？\s]")
# What is no piece by itself, and escapes that are not read: \u4e00.
UNREAD = re.compile(r"[?*+{].*|\[|\\[^\WbBdDsSwW]")
# A letter costs as much as so many pairs, by how many more texts have it: one of the commonest, any
# other. Instead of so many pairs letters will do.
COMMON = "，、。的一是在有不和了要年上为作"
COMMON_COSTS, COSTS, MANY = 9, 3, 100

Needles = frozenset[str]  # letters and pairs, of which one is needed; empty where none is known
NONE: Needles = frozenset()


class _Seen(NamedTuple):
    """What is known of a piece of a pattern: its needles, and the letters at its two ends."""

    needles: Needles = NONE
    first: Needles = NONE
    last: Needles = NONE


UNKNOWN = _Seen()


class _UnreadError(Exception):
    """A pattern has signs that are not read here, or is none."""


def needles(pattern: str) -> Needles:
    """Letters and pairs of letters of which one stands wherever a pattern matches.

    Of 修订|[印下]发(?:通知)? they are 修订, 印发 and 下发. Empty where none is known.
    """
    tokens = TOKEN.findall(pattern)[::-1]
    try:
        found = _choice(tokens).needles
    except _UnreadError:
        return NONE
    return NONE if tokens else found


def _choice(tokens: list[str]) -> _Seen:
    """Takes choices from the end of the tokens, where the first ones stand, up to their bracket."""
    choices = [_sequence(tokens)]
    while tokens and tokens[-1] == "|":
        tokens.pop()
        choices.append(_sequence(tokens))
    return _Seen(*map(_either, zip(*choices, strict=True))) if len(choices) > 1 else choices[0]


def _either(sets: Iterable[Needles]) -> Needles:
    known = list(sets)
    return NONE.union(*known) if all(known) else NONE


def _sequence(tokens: list[str]) -> _Seen:
    pieces: list[_Seen] = []
    while tokens and tokens[-1] not in ("|", ")"):
        token = tokens.pop()
        piece = _piece(token, tokens)
        repeated = tokens.pop() if tokens and tokens[-1].startswith(REPEATED) else ""
        if token not in ASIDE:
            pieces.append(UNKNOWN if repeated and OPTIONAL.match(repeated) else piece)
    if len(pieces) < 2:
        return pieces[0] if pieces else UNKNOWN
    found = [*(piece.needles for piece in pieces), *(_pairs(a, b) for a, b in pairwise(pieces))]
    best = min(filter(None, found), key=_cost, default=NONE)
    return _Seen(best, pieces[0].first, pieces[-1].last)


def _piece(token: str, tokens: list[str]) -> _Seen:
    if token[0] == "(":
        seen = _choice(tokens)
        if not tokens or tokens.pop() != ")":
            raise _UnreadError
        return seen
    if UNREAD.fullmatch(token):
        raise _UnreadError
    if len(token) > 1 and token[0] not in "[\\":
        pair = [a + b for a, b in pairwise(token) if not PARTING.search(a + b)][:1]
        return _Seen(_known(*pair), _known(token[0]), _known(token[-1]))
    letters = _known(*token.strip("[]\\")) if LETTERS.fullmatch(token) else NONE
    return _Seen(letters, letters, letters)


def _known(*letters: str) -> Needles:
    """Letters or pairs, one of which stands there, as needles; none where one parts clauses."""
    return NONE if PARTING.search("".join(letters)) else frozenset(letters)


def _pairs(before: _Seen, behind: _Seen) -> Needles:
    if len(before.last) * len(behind.first) > MANY:
        return NONE
    return frozenset([one + other for one in before.last for other in behind.first])


def _cost(found: Needles) -> int:
    return sum([1 if len(one) > 1 else COMMON_COSTS if one in COMMON else COSTS for one in found])
