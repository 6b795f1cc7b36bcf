"""Any number of invented reports of some 5,000 characters: the same number, the same reports.

Each takes its paragraphs from two or more of the annotated invented reports, under the title of one
of 240 units, with figures of its own: so institutions are shared, and measures of different reports
are near-duplicates, as among real offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from bench.sets import INVENTED

LENGTH = 5_000  # code points
PLACES = ("清岚", "望澜", "汀洲", "云麓", "溪桥", "栖霞", "澄江", "安澜", "和畅", "松坡")
LEVELS = ("市", "区", "县")
BODIES = ("财政局", "教育局", "民政局", "水利局", "卫生健康局", "档案馆", "审计局", "信访局")
YEARS = (2010, 2025)
NUMBER = re.compile(r"\d{2,}")


def reports(count: int) -> Iterator[str]:
    """The first `count` reports as text."""
    return (report(number) for number in range(count))


def report(number: int) -> str:
    """The report of a number."""
    chance = Random(number)
    sources = chance.sample(_sources(), len(_sources()))
    body = ""
    for first, second in pairwise(sources):
        body += "\n".join((*first[: len(first) * 2 // 3], *second[len(second) // 2 :], ""))
        if len(body) >= LENGTH:
            break
    title = f"{_unit(chance, number)}{chance.randrange(*YEARS)}年工作总结（{number}）"
    text = f"{title}\n{body}"[:LENGTH]
    return NUMBER.sub(lambda _: str(chance.randrange(10, 10_000)), text)


def write(folder: Path, count: int) -> None:
    """Puts the reports into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(reports(count)):
        (folder / f"report-{number:05}.txt").write_text(text, encoding="utf-8")


def _unit(chance: Random, number: int) -> str:
    place = PLACES[number % len(PLACES)] + chance.choice(LEVELS)
    return place + BODIES[number // len(PLACES) % len(BODIES)]


@cache
def _sources() -> list[list[str]]:
    """The lines of each annotated invented report, its title left out."""
    files = sorted(INVENTED.reports.glob("*.txt"))
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in files)
    return [[line for line in text.split("\n") if line.strip()][1:] for text in texts]
