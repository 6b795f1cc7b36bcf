"""Names of works without title marks: quoted ones that are called works, bulletins, handbooks.

A work in 《》 is found by `rules.titled`; “溪边夜话”一文 and 市委主题教育简报 are works as well.
"""

from __future__ import annotations

import re
from functools import cache

from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import any_of, at_end, cue

QUOTED = re.compile(r"“[^“”\n。；]{3,30}”")
# The rest of a list: “甲”|和“乙”|两个专题.
LIST = r"(?:[、和与及]?“[^“”\n。；]{3,30}”){0,4}"
# A newspaper is named by its place and its kind: 清岚|日报.
PAPER = re.compile("(?:日报|晚报|晨报|都市报)(?![社记告表送制客])")
PLACE = re.compile("(?:^|[^一-鿿]|[在由被向和与及获])(?P<name>(?!联合|我们|每日|按时)[一-鿿]{2})$")
# How many characters before the quotation a word may stand that calls it a work.
BEFORE = 6


def works(visible: str) -> Spotted:
    """Quoted articles, courses and studies, bulletins and newspapers by name, handbooks by verb."""
    for match in QUOTED.finditer(visible):
        before = visible[max(0, match.start() - BEFORE) : match.start()]
        announced = at_end("names", "document-apposed").search(before)
        told = announced or _classed().match(visible, match.end())
        if told or _quoted_ending().search(match.group()):
            yield "document", *match.span()
    for match in cue("names", "document-known").finditer(visible):
        yield "document", *match.span()
    for match in PAPER.finditer(visible):
        first = max(0, match.start() - 3)
        if place := PLACE.search(visible[first : match.start()]):
            yield "document", first + place.start("name"), match.end()
    for match in _handbook().finditer(visible):
        yield "document", *match.span("name")


@cache
def _classed() -> re.Pattern[str]:
    """What behind a quotation, or behind the last of a list, says that they are works."""
    return re.compile(f"{LIST}(?:{any_of('names', 'document-class')})")


@cache
def _quoted_ending() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('names', 'document-quoted-ending')})”$")


@cache
def _handbook() -> re.Pattern[str]:
    """A verb of reading or writing, then a name without 一, 各, 及 and 级: 各级校本课程."""
    verbs, endings = (any_of("names", f"document-{group}") for group in ("verb", "ending"))
    name = rf"(?:(?![一各及级])[\u4e00-\u9fff]){{4,24}}?(?:{endings})"
    return re.compile(f"(?:{verbs})了?(?P<name>{name})")
