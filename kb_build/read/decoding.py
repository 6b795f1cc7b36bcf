"""Bytes → text of unknown encoding; warns of a guess, and refuses one that is improbable."""

from __future__ import annotations

import codecs
import math
import re
from typing import NamedTuple

from kb_build.errors import InputError
from kb_build.model import Notice
from kb_build.read.hanzi import common_share, is_chinese, telling
from kb_build.read.mojibake import mend

# Byte order marks; that of UTF-32 begins like that of UTF-16 and therefore stands before it.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Tried in order where neither mark nor strict UTF-8 decides; gb18030 holds gbk and gb2312,
# big5hkscs holds big5. Bytes without NUL cannot be UTF-16 text with a space or a newline in it.
GUESSES = ("utf-8", "gb18030", "big5hkscs")
GUESSES_WITH_NUL = ("utf-16-le", "utf-16-be")

# Right guesses have 0.99 and more common Hanzi, wrong ones 0.5 and less (see hanzi.py).
MIN_COMMON = 0.85
# A guess that gives so many telling characters, nearly all of them common Hanzi, is no chance, and
# is not warned of: warnings about a thousand old files would hide the few that need a look.
PROOF, CERTAIN = 300, 0.97
# More than that, and what is left is no longer the report.
MAX_LOST = 0.01

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# What a file of another kind begins with, and what to call it.
_SIGNATURES = (
    (b"PK\x03\x04", "zip / docx / xlsx"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "doc / xls / wps"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
)


class Decoded(NamedTuple):
    """A text, the names of its codecs, and what to tell about how they were found."""

    text: str
    encoding: str
    warnings: tuple[Notice, ...]


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """Decodes a text file; newlines become \\n and a byte order mark is dropped.

    An earlier wrong decoding is undone too, and told beside the codec: utf-8 (gb18030 as cp1252).
    `declared` is the codec that the file itself names; it is believed where it makes sense.
    Raises InputError where the bytes are no text, no codec makes Chinese of them, or too little is
    left of it.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError("read-binary", name, kind=kind)
    codec, body, guessed = _codec_of(data, name, declared)
    text = body.decode(codec, "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lost = text.count("\ufffd")  # one that stands in the file as such was lost before
    if len(_CONTROL.findall(text)) > MAX_LOST * len(text):
        raise InputError("read-no-text", name)
    if lost > MAX_LOST * len(text):
        raise InputError("read-bytes-lost", name, _line_of(text), encoding=codec, count=lost)
    doubtful = guessed and not _is_certain(text)
    notes = [Notice.warning("read-encoding-guessed", name, encoding=codec)] if doubtful else []
    if lost:
        place = _line_of(text)
        notes.append(Notice.warning("read-bytes-broken", name, place, encoding=codec, count=lost))
    mended = mend(text, name)
    encoding = f"{codec} ({mended.codecs})" if mended.codecs else codec
    return Decoded(mended.text, encoding, (*notes, *mended.warnings))


def _codec_of(data: bytes, name: str, declared: str) -> tuple[str, bytes, bool]:
    """The codec, the bytes after the byte order mark, and whether it is a guess."""
    for mark, codec in MARKS:
        if data.startswith(mark):
            return codec, data[len(mark) :], False
    if declared and _makes_sense(data, declared):
        return declared, data, False
    if _is_utf_8(data):
        return "utf-8", data, False
    if b"\0" in data:
        return _guess(data, GUESSES_WITH_NUL, name), data, True
    codec = _guess(data, GUESSES, name)
    return codec, data, codec != "utf-8"


def _guess(data: bytes, candidates: tuple[str, ...], name: str) -> str:
    """The codec that charset-normalizer finds, if it gives Chinese; else the one that loses least.

    charset-normalizer gives up on a file with a few broken bytes. Raises InputError where no codec
    gives Chinese.
    """
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(candidates)).best()
    if best is not None and _makes_sense(data, best.encoding):
        return codecs.lookup(best.encoding).name
    losses = [(_loss(data.decode(codec, "replace")), codec) for codec in candidates]
    loss, codec = min(losses, key=lambda one: one[0])
    if loss < math.inf:
        return codec
    if b"\0" in data:
        raise InputError("read-no-text", name)
    raise InputError("read-encoding-doubtful", name, tried=", ".join(candidates))


def _loss(text: str) -> float:
    """How many characters a codec lost; infinity where they are many or the rest is not Chinese."""
    kept = text.replace("\ufffd", "")
    lost = len(text) - len(kept)
    few = lost <= MAX_LOST * len(text) or lost <= telling(kept)
    return lost if few and _is_right(kept) else math.inf


def _is_right(text: str) -> bool:
    return common_share(text) >= MIN_COMMON and is_chinese(text)


def _is_certain(text: str) -> bool:
    """Whether a guessed codec gave a whole text that no wrong one can give."""
    proven = telling(text) >= PROOF and common_share(text) >= CERTAIN
    return proven and "\ufffd" not in text and is_chinese(text)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _makes_sense(data: bytes, codec: str) -> bool:
    try:
        return _is_right(data.decode(codec))
    except (UnicodeDecodeError, LookupError):
        return False


def _line_of(text: str) -> int:
    """The line, counted from 1, of the first replacement character."""
    return text.count("\n", 0, text.find("\ufffd")) + 1
