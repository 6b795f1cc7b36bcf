"""Figures by what they count: the same thing in the same measure, over years and across units.

A point is comparable where its report gives one exact value only for the thing, and not as a plan:
two values are two events (培训干部30人, 培训干部50人), and which of them is the year's nobody says.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, partial

from kb_build.lexicon import table
from kb_build.lexicon.qualifiers import is_exact, qualified
from kb_build.link.measuring import common, in_common
from kb_build.link.memory import Counted, Memory
from kb_build.link.sources import Source
from kb_build.model import Figure, Point, Series, replace
from kb_build.page.addresses import id_digits

LONGEST = 16  # code points of a counted thing: longer ones are half sentences, and never shared

Key = tuple[str, str]  # what is counted, and in which measure


def series(sources: Iterable[Source], memory: Memory) -> tuple[Series, ...]:
    """The series of all reports, in order of thing and measure, whatever order they come in.

    `memory` is what was made of the same reports before; it takes note.
    """
    groups: dict[Key, list[Point]] = defaultdict(list)
    for source in sources:
        for key, point in memory.counted.made(source.digest, partial(_points, source)):
            groups[key].append(point)
    for points in groups.values():
        points.sort(key=lambda point: (point.year, point.report, point.span))
    return tuple(
        Series(f"series-{id_digits(*key)}", *key, tuple(points))
        for key, points in sorted(groups.items())
    )


def counted(figure: Figure) -> str:
    """What a figure counts, in a form equal across reports; empty where that is too vague."""
    words = re.sub(r"\W", "", unicodedata.normalize("NFKC", figure.of))
    words = _fronts().sub("", words)
    vague = any(words in table("figures")[group] for group in ("vague", "broad", "changes"))
    return "" if vague or len(words) > LONGEST else words


def _points(source: Source) -> tuple[Counted, ...]:
    found = [((of, common(f.unit)), f) for f in source.facts.figures if (of := counted(f))]
    points = [(key, _point(source, figure)) for key, figure in found]
    once = _told_once(points)
    return tuple(
        (key, replace(point, comparable=point.comparable and key in once)) for key, point in points
    )


def _told_once(points: Iterable[Counted]) -> set[Key]:
    """The things to which the report gives one value only, plans left aside."""
    done = {(key, point.value) for key, point in points if point.comparable}
    times = Counter(key for key, _ in done)
    return {key for key, count in times.items() if count == 1}


def _point(source: Source, figure: Figure) -> Point:
    passage, node = source.passage_at(figure.span.start), source.node_at(figure.span.start)
    role = passage.role if passage else "heading"
    value = in_common(figure.value, figure.unit)
    place = qualified(source.report.text, figure.span)
    exact = is_exact(source.report.text, figure.span)
    one_year = len(source.facts.years) < 2  # else nobody knows which year's
    return Point(
        report=source.report.id,
        year=source.facts.years_shown,
        span=place,
        anchor=passage.id if passage else node.id if node else "",
        role=role,
        value=value,
        comparable=value is not None and role != "plan" and exact and one_year,
    )


@cache
def _fronts() -> re.Pattern[str]:
    fronts = sorted(table("figures")["fronts"], key=lambda word: (-len(word), word))
    return re.compile(f"^(?:{'|'.join(map(re.escape, fronts))})+(?=..)")
