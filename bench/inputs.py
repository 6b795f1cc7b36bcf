"""Texts to measure speed on: long reports like ordinary ones, and texts made to be slow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count

from bench.sets import INVENTED
from kb_build.read.reading import MAX_TEXT

DIGITS = "0123456789"
# Characters of place names, which change places in each round: names that recur are looked up once.
PLACES = "江河湖海山川城林原泉州阳安平"


def report(characters: int) -> str:
    """A report of this length, joined from the bundled ones, which vary in each round."""
    pieces: list[str] = []
    size = 0
    for round_ in count():
        changed = _varied(round_)
        for text in _bundled():
            pieces.append(text.translate(changed))
            size += len(text)
            if size >= characters:
                return "".join(pieces)[:characters]
    raise AssertionError("count() does not end")


@cache
def _bundled() -> tuple[str, ...]:
    return tuple(text.read_text(encoding="utf-8") for _, _, text in INVENTED.annotated())


def _varied(round_: int) -> dict[int, int]:
    """Other digits and other places in each round, the same in every run."""
    return {
        ord(sign): ord(signs[(at + round_) % len(signs)])
        for signs in (DIGITS, PLACES)
        for at, sign in enumerate(signs)
    }


@dataclass(frozen=True, slots=True)
class Slow:
    """A text made to be slow for a program that looks too far, or back and forth."""

    name: str
    size: int  # how many times at full size
    make: Callable[[int], str]  # that many times → the text


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    return lambda times: opening * times + "督查" + closing * times + "。"


def _repeated(words: str, head: str = "") -> Callable[[int], str]:
    return lambda times: head + words * times


def _one_line(times: int) -> str:
    """A report without any line end."""
    return report(times).replace("\n", "")


SLOW: tuple[Slow, ...] = (
    Slow("一是；", 100_000, _repeated("一是；")),
    Slow("；二是…", 100_000, _repeated("；二是修订请假办法", "为此，一是设立意见箱")),
    Slow("items on lines", 10_000, _repeated("一是修订请假办法。\n二是设立意见箱。\n")),
    Slow("levels", 10_000, _repeated("一、服务\n（一）管水\n1.清淤\n（1）巡查\n")),
    Slow("heads only", 20_000, _repeated("加强水费管理\n")),
    Slow("nested （）", 100_000, _nested("（", "）")),
    Slow("nested “”", 100_000, _nested("“", "”")),
    Slow("nested 《》", 100_000, _nested("《", "》")),
    Slow("open 《", 100_000, _repeated("《水")),
    Slow("open “", 100_000, _repeated("从“水")),
    Slow("one digit", 200_000, _repeated("1")),
    Slow("masks", 200_000, _repeated("*")),
    Slow("white space", 200_000, _repeated("　", "水务所")),
    Slow("blanks", 200_000, _repeated(" ", "水务所")),
    Slow("line ends", 200_000, _repeated("\n", "水务所")),
    Slow("one word", 200_000, _repeated("水")),
    Slow("bodies", 20_000, _repeated("县水务局")),
    Slow("clauses", 40_000, _repeated("修订制度，")),
    Slow("tags", 20_000, _repeated("<b><!--")),
    Slow("problem, answer", 10_000, _repeated("账目不够清楚。针对上述问题，修订办法。")),
    Slow("one line as long as a report may be", MAX_TEXT, _one_line),
)
