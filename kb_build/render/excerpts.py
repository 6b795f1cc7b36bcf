"""What an entry says in short: its first sentences, and the figures in what it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kb_build.lexicon import table
from kb_build.lexicon.qualifiers import qualified
from kb_build.model import Entry, Facts, Figure, Quotation, Span, within
from kb_build.render.quotes import cut
from kb_build.render.site import Site

MOST = 110  # code points of a short quotation, about three lines on a phone
# One of these is no figure to compare: 预备党员一名, 截图一次.
COUNTERS = frozenset("个名位次项条件种家支场批期份篇本所座")
# Nor is a small number in words, 分三类, 两个月: who counts to tell of it writes digits; shares do.
SPELLED, SMALL, SHARES = frozenset("一二两三四五六七八九十"), 10, frozenset(("倍", "成"))
TIMES = frozenset(("年", "个月", "天", "日", "周"))
LEAST = 12  # that its words should have: less is a label
STATUS = 6  # no more than this has a mere status: “长期坚持。”
# What tells nothing where it stands alone: 经费支出情况如下：; 整改状态：已完成。
BARE = re.compile(
    r"[：:]\s*$|^(?:整改|完成|办理|落实|进展)(?:状态|情况|进度)[：:][^，。；]{1,10}[。；]?$"
)
REACH, NEAR = 60, 14  # code points shown before and behind a figure: of its clause, in a line
STOP = re.compile(r"[，。；：！？\n;]|(?<!\d)[,:]|[,:](?!\d)")  # a clause ends; not in 12,345
NUMBER = re.compile(r"[\d一二三四五六七八九十百千万两*×xX]")  # a part of a list has one of its own
GREW = re.compile(r"(?:同比|环比|[比较][上去]年|年均|分别)?(?:增长|增加|提高|下降|减少|降低|上升)")
NAMING = 2  # letters beside a figure that can say what it counts
SENTENCE = re.compile(r"[。！？；](?=\s*\S|\s*$)")
# What an entry says was done, in the order in which it is looked for.
DONE = ("done", "measure", "item", "issued", "revised", "improved", "repealed", "enforced")
CAME = ("outcome",)
OPEN = ("plan", "problem")


def short(quotation: Quotation) -> Quotation:
    """The quotation cut behind its last sentence that ends within the bound; whole if none does."""
    ends = [match.end() for match in SENTENCE.finditer(quotation.text[:MOST])]
    end = max((end for end in ends if end >= LEAST), default=len(quotation.text))
    start = quotation.span.start
    return replace(quotation, text=quotation.text[:end], span=Span(start, start + end))


def of_report(entry: Entry, reports: Iterable[str], labels: tuple[str, ...]) -> Iterator[Quotation]:
    """What the entry quotes of these reports under any of the labels, in order, shortened.

    Labels such as “已完成。” and what only announces tell nothing without what stands around them,
    and are left out.
    """
    return map(short, _told(entry, reports, labels))


def on_subject(
    entry: Entry, reports: Iterable[str], labels: tuple[str, ...], words: Sequence[str]
) -> Iterator[Quotation]:
    """The quotations of `of_report` with one of the words, from the sentence that has it on."""
    for quotation in _told(entry, reports, labels):
        places = (place for word in words if (place := quotation.text.find(word)) >= 0)
        if (first := min(places, default=-1)) >= 0:
            yield short(_from(quotation, first))


def sentence(quotation: Quotation, place: int) -> str:
    """The sentence of a quotation in which a place of the report's text stands."""
    return SENTENCE.split(_from(quotation, place - quotation.span.start).text, maxsplit=1)[0]


def _told(entry: Entry, reports: Iterable[str], labels: tuple[str, ...]) -> Iterator[Quotation]:
    wanted = set(reports)
    for label in labels:
        for section in entry.sections:
            if section.label == label:
                said = (q for q in section.quotations if q.report in wanted)
                yield from (q for q in said if _tells(q.text.strip()))


def _from(quotation: Quotation, place: int) -> Quotation:
    """The quotation from the sentence on that holds a place in it."""
    ends = [match.end() for match in SENTENCE.finditer(quotation.text, 0, place)]
    text = quotation.text[max(ends, default=0) :].lstrip()
    start = quotation.span.end - len(text)
    return replace(quotation, text=text, span=Span(start, quotation.span.end))


def _tells(words: str) -> bool:
    return len(words) > STATUS and not BARE.search(words)


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
    """Whether a figure says something where it stands without its sentence."""
    return bool(figure.of) and figure.of not in table("figures")["vague"] and counts(figure)


def counts(figure: Figure) -> bool:
    """Whether a figure counts, and is no way of speaking: 三个方面, 一次活动, 近5年来."""
    single = figure.value == 1 and figure.unit in COUNTERS
    since = not figure.of and figure.unit in TIMES
    small = figure.value is not None and figure.value <= SMALL
    spelled = small and figure.text[:1] in SPELLED and figure.unit not in SHARES
    return not (single or since or spelled)


def clause(site: Site, facts: Facts, figure: Figure) -> str:
    """The words around a figure, up to the next comma or, with …, the reach, without noise."""
    return _around(site, facts, figure.span, REACH)


def part(site: Site, facts: Facts, figure: Figure) -> str:
    """The same of its part of a list, in few words; empty where it has none beside the figure.

    As printed: what exactly is counted, readers see better than a program; but what grew stands
    before the comma in 产值达3亿元，增长5%, and what is counted together (水渠、闸门12处) stays so.
    """
    words = _around(site, facts, figure.span, NEAR, listed=True)
    if GREW.match(words):
        return figure.of + figure_words(facts, figure)
    beside = sum(map(str.isalpha, words)) - sum(map(str.isalpha, figure.text))
    return words if beside >= NAMING else ""


def _around(site: Site, facts: Facts, span: Span, reach: int, *, listed: bool = False) -> str:
    text = facts.report.text
    before = STOP.split(text[max(span.start - reach, 0) : span.start])[-1]
    after = STOP.split(text[span.end : span.end + reach])[0]
    first, last = len(before) == reach, len(after) == reach  # whether more of the clause is there
    if listed:
        turned, first = _of_part(before[::-1], cut_off=first)
        before = turned[::-1]
        after, last = _of_part(after, cut_off=last)
    place = Span(span.start - len(before), span.end + len(after))
    pieces = cut(place, site.noise[facts.report.id])
    words = "".join(piece.of(text) for piece, is_noise in pieces if not is_noise).strip()
    return f"{'…' * first}{words}{'…' * last}"


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
