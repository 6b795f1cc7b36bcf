"""Writes rows of numbers as short ASCII text, small numbers in one character, for script files.

Base64 VLQ as in source maps (https://tc39.es/ecma426/#sec-base64-vlq) without the sign bit: five
bits a character, the lowest first; the sixth bit says that more follow.
"""

from __future__ import annotations

import string
from collections.abc import Iterable
from itertools import pairwise

DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
PAYLOAD, MORE = 31, 32


def encode(numbers: Iterable[int]) -> str:
    """The numbers (0 or more each) as text; the decoder is `theme/assets/kb/store.js`."""
    return "".join(map(_CODES.__getitem__, numbers))


def steps(ascending: Iterable[int]) -> list[int]:
    """Ascending numbers as the first one and the distances that follow."""
    numbers = list(ascending)
    return numbers[:1] + [later - earlier for earlier, later in pairwise(numbers)]


class _Codes(dict[int, str]):
    """The text of each number, worked out when it is first met."""

    def __missing__(self, number: int) -> str:
        code, rest = "", number
        while rest > PAYLOAD:
            code += DIGITS[rest & PAYLOAD | MORE]
            rest >>= 5
        self[number] = code + DIGITS[rest]
        return self[number]


_CODES = _Codes()
