"""Writes rows of numbers as short ASCII text, small numbers in one character, for script files.

Base64 VLQ as in source maps (https://tc39.es/ecma426/#sec-base64-vlq) without the sign bit: five
bits a character, the lowest first; the sixth bit says that more follow.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from itertools import pairwise

DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
PAYLOAD, MORE = 31, 32
# A number: digits after which more follow, and one after which none does.
NUMBER = re.compile(f"[{re.escape(DIGITS[MORE:])}]*[{re.escape(DIGITS[:MORE])}]")


def encode(numbers: Iterable[int]) -> str:
    """The numbers (0 or more each) as text; the decoder is `theme/assets/kb/store.js`."""
    return b"".join(map(CODES.__getitem__, numbers)).decode("ascii")


def split(row: str) -> tuple[list[int], list[str]]:
    """The numbers of a row, and the text of each."""
    texts = NUMBER.findall(row)
    return [*map(_NUMBERS.__getitem__, texts)], texts


def steps(ascending: Iterable[int]) -> list[int]:
    """Ascending numbers as the first one and the distances that follow."""
    numbers = list(ascending)
    return numbers[:1] + [later - earlier for earlier, later in pairwise(numbers)]


class _Codes(dict[int, bytes]):
    """The text of each number, worked out when it is first met."""

    def __missing__(self, number: int) -> bytes:
        digits, rest = "", number
        while rest > PAYLOAD:
            digits += DIGITS[rest & PAYLOAD | MORE]
            rest >>= 5
        self[number] = (digits + DIGITS[rest]).encode("ascii")
        return self[number]


class _Numbers(dict[str, int]):
    """The number of each text, worked out when it is first met: few are different."""

    def __missing__(self, text: str) -> int:
        self[text] = sum((_VALUES[digit] & PAYLOAD) << 5 * at for at, digit in enumerate(text))
        return self[text]


CODES: Mapping[int, bytes] = _Codes()  # each number as text in ASCII
_NUMBERS = _Numbers()
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}
