"""Figures where they are told again: which of them say something, and the words around each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from kb_build.lexicon import table
from kb_build.lexicon.qualifiers import qualified
from kb_build.model import (
    Entry,
    Facts,
    Figure,
    Quotation,
    Span,
    hiding,
    last_begun,
    within,
    without,
)
from kb_build.render.site import Site

# One of these is no figure to compare: 预备党员一名, 截图一次.
COUNTERS = frozenset("个名位次项条件种家支场批期份篇本所座")
# Nor is a small number in words, 分三类, 两个月: who counts to tell of it writes digits; shares do.
SPELLED, SMALL, SHARES = frozenset("一二两三四五六七八九十"), 10, frozenset(("倍", "成"))
TIMES = frozenset(("年", "个月", "天", "日", "周"))
CUT = "…"  # where words are cut off
REACH, NEAR = 60, 14  # code points shown before and behind a figure: of its clause, in a line
FEW = 6  # more of them are shown rather than cut off: …镇新建住房12套 saves nothing
# A clause ends; not in 12,345.
STOP = re.compile(r"[，。；：！？\n;]|(?<!\d)[,:]|[,:](?!\d)")
NUMBER = re.compile(r"[\d一二三四五六七八九十百千万两*×xX]")  # a part of a list has one of its own
GREW = re.compile(r"(?:同比|环比|[比较][上去]年|年均|分别)?(?:增长|增加|提高|下降|减少|降低|上升)")
NAMING = 2  # letters beside a figure that can say what it counts


def figures(site: Site, entry: Entry, reports: Iterable[str]) -> Iterator[tuple[Quotation, Figure]]:
    """The figures with what they count in the entry's quotations of these reports, plans apart."""
    wanted = set(reports)
    said = (q for section in entry.sections for q in section.quotations if section.label != "path")
    for quotation in said:
        if quotation.report in wanted and quotation.role != "plan":
            for figure in within(site.facts[quotation.report].figures, quotation.span):
                if is_told(figure):
                    yield quotation, figure


def is_told(figure: Figure) -> bool:
    """Whether a figure says something where it stands without its sentence: no 聘请管水员1名."""
    single = figure.value == 1 and figure.unit in COUNTERS
    vague = not figure.of or figure.of in table("figures")["vague"]
    return not (single or vague) and counts(figure)


def counts(figure: Figure) -> bool:
    """Whether a figure counts, and is no way of speaking: 三个方面, 一次活动, 近5年来."""
    since = not figure.of and figure.unit in TIMES
    small = figure.value is not None and figure.value <= SMALL
    spelled = small and figure.text[:1] in SPELLED and figure.unit not in SHARES
    return not (since or spelled)


def clause(site: Site, facts: Facts, span: Span) -> str:
    """The words around a figure, up to the next comma or, with …, the reach, without noise."""
    return _around(site, facts, span, REACH)


def part(site: Site, facts: Facts, figure: Figure) -> str:
    """The few words around a figure in its part of a list; empty where there are none beside it.

    As printed: what exactly is counted, readers see better than a program; but what grew stands
    before the comma in 产值达3亿元，增长5%, and what is counted together (水渠、闸门12处) stays so.
    """
    words = _around(site, facts, figure.span, NEAR, listed=True)
    if GREW.match(words):
        return figure.of + figure_words(facts, figure)
    beside = sum(map(str.isalpha, words)) - sum(map(str.isalpha, figure.text))
    return words if beside >= NAMING else ""


def _around(site: Site, facts: Facts, span: Span, reach: int, *, listed: bool = False) -> str:
    text, around = facts.report.text, _part_of_text(facts, span)
    start = max(span.start - reach - FEW, around.start)
    noise = site.noise[facts.report.id]
    # Noise is hidden and not left out: a line end in a mark that tears a sentence ends none.
    before = STOP.split(hiding(noise, Span(start, span.start), text))[-1]
    behind = Span(span.end, min(span.end + reach + FEW, around.end))
    after = STOP.split(hiding(noise, behind, text))[0]
    first, last = (len(side) == reach + FEW for side in (before, after))  # more may be there
    before = before[FEW:] if first else before
    after = after[:reach] if last else after
    if listed:
        turned, first = _of_part(before[::-1], cut_off=first)
        before = turned[::-1]
        after, last = _of_part(after, cut_off=last)
    place = Span(span.start - len(before), span.end + len(after))
    words = without(noise, place, text).strip()
    return f"{CUT * first}{words}{CUT * last}"


def _part_of_text(facts: Facts, span: Span) -> Span:
    """The passage that a figure stands in; of one in a heading its line."""
    passage = last_begun(facts.passages, span.start)
    if passage and passage.span.holds(span):
        return passage.span
    text = facts.report.text
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))


def _of_part(words: str, *, cut_off: bool) -> tuple[str, bool]:
    """The parts of a list that share a number, and whether more of them is cut off.

    From the number on, in either direction: 泵站、水闸12座, but 改建泵站、|12座水闸.
    """
    first, *others = words.split("、")
    whole = others[: len(others) - cut_off] if first else []
    own = tuple(takewhile(lambda part: not NUMBER.search(part), whole))
    return "、".join((first, *own)), bool(first) and cut_off and own == tuple(whole)


def figure_words(facts: Facts, figure: Figure) -> str:
    """A figure as printed, with the words that say that it is not exact: 98%以上."""
    return qualified(facts.report.text, figure.span).of(facts.report.text)
