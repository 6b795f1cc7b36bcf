"""Undoes one wrong decoding that somebody saved: the bytes are still there, in disguise.

The idea is ftfy's (a table of codec pairs, accepted only where the result makes sense); ftfy knows
no GBK, and measures sense by Western letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from kb_build.errors import InputError
from kb_build.model import Notice
from kb_build.read.hanzi import HANZI, common_share, is_chinese, telling

# Pairs of (wrongly read as, really). One-byte codecs first: they lose nothing on the way.
ONE_BYTE = (
    ("cp1252", "gb18030"),  # holds latin-1 as well: "¹¤×÷"
    ("cp1252", "utf-8"),  # "å·¥ä½œ"
    ("mac_cyrillic", "utf-8"),  # "еЈ•дљЬ"
    ("cp1251", "utf-8"),
    ("mac_roman", "utf-8"),
    ("mac_roman", "gb18030"),
    ("cp1251", "gb18030"),
    ("mac_cyrillic", "gb18030"),
    ("cp1252", "big5hkscs"),
)
TWO_BYTES = (
    ("gb18030", "utf-8"),  # "宸ヤ綔"; every second sentence loses its last character
    ("big5hkscs", "utf-8"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
)

SAMPLE = 100_000  # characters; enough to choose a pair of codecs by
GARBLED_BELOW = 0.5  # share of common Hanzi in a line; real lines have 0.9 and more
MIN_TELLING = 20  # fewer disguised characters prove nothing
CLEAR = 0.97  # share of common Hanzi in a result that is believed: nearly nothing was lost
RECOGNIZABLE = 0.6  # share from which on it surely was Chinese, but too much is lost

Undo = Callable[[str], str]
_SEQUENCES = {
    "utf-8": r"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
    "gb18030": r"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\x7e\x80-\xfe]",
    "big5hkscs": r"[\x87-\xfe][\x40-\x7e\xa1-\xfe]",
}


class Mended(NamedTuple):
    """A text without disguised lines; the codecs are empty where there were none."""

    text: str
    codecs: str  # "gb18030 as cp1252"
    warnings: tuple[Notice, ...]


def mend(text: str, name: str) -> Mended:
    """Undoes a wrong decoding in the lines that show one; all other lines stay as they are.

    Raises InputError where the text was Chinese, but what is left of it is not worth reading.
    """
    lines = text.split("\n")
    garbled = [i for i, line in enumerate(lines) if common_share(line) < GARBLED_BELOW]
    sample = "\n".join(lines[i] for i in garbled)
    if telling(sample) < MIN_TELLING:
        return Mended(text, "", ())
    share, codecs, undo = _best(sample[:SAMPLE])
    if share < RECOGNIZABLE:
        return Mended(text, "", ())
    if share < CLEAR:
        raise InputError("read-garbled", name, garbled[0] + 1, codecs=codecs)
    for i in garbled:
        lines[i] = max(lines[i], undo(lines[i]), key=common_share)
    note = Notice.warning("read-mojibake", name, garbled[0] + 1, codecs=codecs, count=len(garbled))
    return Mended("\n".join(lines), codecs, (note,))


def _best(sample: str) -> tuple[float, str, Undo]:
    tries = [(_credit(undo(sample)), codecs, undo) for codecs, undo in _undoings()]
    return max(tries, key=lambda one: one[0])


def _credit(result: str) -> float:
    """The share of common Hanzi; nothing where they are none that a Chinese text would use."""
    return common_share(result) if HANZI.search(result) and is_chinese(result) else 0.0


@cache
def _undoings() -> tuple[tuple[str, Undo], ...]:
    one = ((f"{right} as {wrong}", _one_byte(wrong, right)) for wrong, right in ONE_BYTE)
    two = ((f"{right} as {wrong}", _two_bytes(wrong, right)) for wrong, right in TWO_BYTES)
    return (*one, *two)


def _one_byte(wrong: str, right: str) -> Undo:
    """Finds byte sequences of `right` in the disguise of `wrong`; all else stays."""
    disguise = {ord(bytes((b,)).decode(wrong, "replace")): b for b in range(0x80, 0x100)}
    disguise.pop(0xFFFD, None)
    # Programs differ on bytes that a codec leaves undefined: most keep them as C1 controls.
    bytes_of = defaultdict(lambda: 0xFFFF, {b: b for b in range(0x100)} | disguise)
    sequences = re.compile(f"(?:{_SEQUENCES[right]})+")

    def undo(text: str) -> str:
        # Character for byte, so that positions hold; what is no byte can be part of no sequence.
        seen = text.translate(bytes_of)
        pieces: list[str] = []
        end = 0
        for match in sequences.finditer(seen):
            pieces += text[end : match.start()], match[0].encode("latin-1").decode(right, "replace")
            end = match.end()
        return "".join((*pieces, text[end:]))

    return undo


def _two_bytes(wrong: str, right: str) -> Undo:
    def undo(text: str) -> str:
        # Windows reads byte 80 as € in its GBK; the standard knows no such byte.
        parts = (part.encode(wrong, "replace") for part in text.split("€"))
        return b"\x80".join(parts).decode(right, "replace")

    return undo
