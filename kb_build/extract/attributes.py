"""What is said about the whole report: its title, who reports, its genre, and the period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb_build.extract.cues import cue
from kb_build.lexicon import table
from kb_build.model import HIDDEN, Attribute, Mention, Outline, Span

# How far from the start the text still introduces itself, in characters.
OPENING = 800
FRONT_TITLE = re.compile(r"^title: *[\"']?(?P<title>.+?)[\"']?$", re.MULTILINE)
# What web pages put around a title: “某大学->”, “ | 网站名”, “--栏目-单位”.
DECORATION = re.compile(r"\s\|\s|->|--|\s_\s|\s-\s")
YEARS = re.compile(
    r"(?P<first>(?:19|20)\d\d)年?\s?(?:[-—–~至到]|——)\s?(?P<last>(?:19|20)\d\d)年?|(?P<year>(?:19|20)\d\d)(?:年|学年)"
)
HALF = {"上半年": "-H1", "下半年": "-H2"}
QUARTER = re.compile(r"第?([一二三四1-4])季度")
REVIEW = re.compile(r"回顾|总结|情况|工作$|以来")
SPEAKER = re.compile(
    r"代表(?P<name>[^，,。：:\s]{3,24}?)(?:党委|党组)?(?:班子)?(?:，|,|向|作|就|汇报|报告)"
)
# A body above the reporting one: it orders or receives the report.
ABOVE = re.compile(
    r"^(?:党?中央|国务院|省|自治区|市委|市政府|区委|区政府|县委|县政府|中央)[^党校]{0,8}$|指导组|巡[察视]组|督导组|审计[署厅局]|联络组"
)


@dataclass(frozen=True, slots=True)
class About:
    """The four attributes of a report."""

    title: Attribute
    organization: Attribute
    genre: Attribute
    period: Attribute


def attributes(outline: Outline, visible: str, named: tuple[Mention, ...]) -> About:
    """The attributes as far as the text says them; empty values where it does not."""
    title = _title(outline, visible)
    return About(
        title,
        _organization(outline, visible, title, named),
        _genre(outline, visible, title),
        _period(outline, visible, title),
    )


def _title(outline: Outline, visible: str) -> Attribute:
    if outline.title is not None:
        words = "".join(outline.title.of(visible).replace(HIDDEN, "").split("\n"))
        return Attribute(
            _undecorated(re.sub(r"[ \t\u3000]+", "", words)), outline.title, "title:line"
        )
    for span in outline.report.noise()[:3]:
        match = FRONT_TITLE.search(outline.report.text, span.start, span.end)
        if match:
            return Attribute(
                _undecorated(match["title"]), Span(*match.span("title")), "title:front-matter"
            )
    return Attribute("", None, "title:none")


def _undecorated(words: str) -> str:
    return max(DECORATION.split(words), key=len).strip()


def _organization(
    outline: Outline, visible: str, title: Attribute, named: tuple[Mention, ...]
) -> Attribute:
    """Who reports: named in the title, speaking, in letterhead or signature, or acting first."""
    bodies = [m for m in named if m.kind == "organization" and not ABOVE.search(m.name)]
    for rule, found in (
        ("title", [m for m in bodies if title.span is not None and title.span.holds(m.span)]),
        ("speaker", list(_speakers(visible))),
        ("own-line", list(_own_lines(outline, bodies))),
        ("subject", _most_common(m for m in bodies if _opens_sentence(outline, visible, m))),
        ("most-named", _most_common(m for m in bodies if m.span.start < OPENING)),
    ):
        if found:
            name, span = _in_full(found[0], bodies)
            return Attribute(name, span, f"organization:{rule}")
    return Attribute("", None, "organization:none")


def _speakers(visible: str) -> Iterator[Mention]:
    match = SPEAKER.search(visible[:OPENING])
    if match:
        span = Span(*match.span("name"))
        yield Mention("organization", match["name"], match["name"], span, "speaker")


def _own_lines(outline: Outline, bodies: list[Mention]) -> Iterator[Mention]:
    """Bodies that fill a line of the letterhead or of the signature."""
    lines = {*outline.paragraphs[:4], *outline.paragraphs[-3:]}
    return (m for m in bodies if m.span in lines)


def _opens_sentence(outline: Outline, visible: str, mention: Mention) -> bool:
    before = visible[max(0, mention.span.start - 1) : mention.span.start]
    return before in ("", "\n", "。", "，", "\u3000", " ") and mention.span.start < OPENING


def _most_common(bodies: Iterable[Mention]) -> list[Mention]:
    """The mention of the body named most often; of equals the first."""
    found = list(bodies)
    counts = Counter(mention.name for mention in found)
    return [max(found, key=lambda m: (counts[m.name], -m.span.start))] if found else []


def _in_full(chosen: Mention, bodies: list[Mention]) -> tuple[str, Span]:
    """The name as the report prints it in full, where `chosen` is its short form: 区人民政府."""
    longer = [m for m in bodies if m.name.endswith(chosen.name) and m.span.start < OPENING]
    best = max((chosen, *longer), key=lambda m: len(m.name))
    return best.name, best.span


def _genre(outline: Outline, visible: str, title: Attribute) -> Attribute:
    opening = visible[:OPENING]
    for place, words in (("title", title.value), ("opening", opening)):
        for genre in table("genres") if words else ():
            match = cue("genres", genre).search(words)
            if match and (place == "title" or genre not in WEAK_IN_OPENING):
                return Attribute(genre, None, f"genre:{place}")
    return Attribute("work_report" if "汇报" in opening else "other", None, "genre:rest")


# Words of these genres are common in any report's first lines.
WEAK_IN_OPENING = {"experience", "brief", "plan", "speech", "research"}


def _period(outline: Outline, visible: str, title: Attribute) -> Attribute:
    heads = " ".join(node.title for node in outline.nodes[:12] if REVIEW.search(node.title))
    for place, words in (("title", title.value), ("head", heads), ("opening", visible[:OPENING])):
        match = YEARS.search(words)
        if match:
            around = words if place == "title" else heads
            value = _range(match) or match["year"] + _part(around)
            return Attribute(value, None, f"period:{place}")
    return Attribute("", None, "period:none")


def _range(match: re.Match[str]) -> str:
    return f"{match['first']}-01/{match['last']}-12" if match["first"] else ""


def _part(words: str) -> str:
    for half, sign in HALF.items():
        if half in words:
            return sign
    quarter = QUARTER.search(words)
    return f"-Q{'一二三四1234'.index(quarter[1]) % 4 + 1}" if quarter else ""
