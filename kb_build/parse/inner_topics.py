"""Topic sentences within a paragraph: 工业稳中有升。（几句话）旅游持续升温。（几句话）"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

from kb_build.model import Span
from kb_build.parse.leads import COUNTED
from kb_build.parse.paragraphs import trimmed
from kb_build.parse.signs import UNRANKED, Sign, heading

CLAUSES = re.compile(r"[，,：:；;]")
FULL_STOP = re.compile(r"[。！？]")
# A theme without number or bracket, of one clause or two, and the longest there can be.
LONGEST_THEME = 42
THEME = re.compile(r"[^，,。；;：:\d（）()]{4,22}(?:[，,、][^，,。；;：:\d（）()]{3,18})?。")
# What is done, demanded or explained names no theme: 建成两个广场。逐步提高待遇。
NO_THEME = re.compile(
    r"^(?:顺利|成功|建成|启动|(?:全面)?完成|全面实施|举办|召开|成立|荣获|获得|逐步|认真|进一步|继续|确保|力争|争取|必须)"
    r"|[就才仍正]?是(?!非)|成为"
    r"|(?:上线|投运|投用|启用|挂牌|揭牌|竣工|通车|开通|落成|开馆|开园|开业|首飞|下线|获批|闭幕|开幕|举行)(?:运行|使用|运营)?。"
)
# How long at least the sentence is that tells of the theme before it, in characters.
SHORTEST_TELLING = 20
# What follows a sentence and does not tell of it: （县水务局牵头）, 供水方面，……
OTHER = re.compile(r"[（(]|[一-鿿]{2,6}方面，")
# How many topic sentences a paragraph needs before any of them is believed: two where the first
# states how things are (水质不断改善。), or where they begin it with one clause each of one length;
# else three, and two more than the sentences before that. So many sentences may introduce the
# topics where their heading stands on a line of its own.
SHORTEST_PARALLEL = 2
SHORTEST_RUN = 3
STATED = re.compile(
    "(?:不断|持续|更加|逐步|明显|显著|稳步|扎实|日益|进一步|步伐|进程)[一-鿿]{2,4}。"
)
INTRODUCTION = 2
# Of so many paragraphs of at least LONG sentences one has a run of topic sentences, where any has.
RUNS = 9
LONG = 4


def inner_topics(visible: str, body: tuple[Span, ...], signs: list[Sign]) -> Iterator[Sign]:
    """Topic sentences within a paragraph, which come in a run: 工业稳中有升。……旅游持续升温。……

    None where as many sentences like them are followed by nothing that tells of them, or where the
    run begins late: then the paragraph only tells one fact or task after the other. None either
    where hardly any paragraph has such a run: who writes so does it throughout.
    """
    starts = sorted(sign.span.start for sign in signs)
    headed = {sign.span.start: sign for sign in signs if not sign.inline}
    runs: list[list[Sign]] = []
    for block in body:
        head = headed.get(block.start)
        themes = list(_themes(visible, block))
        found = [span for span, told in themes if told and not _near(starts, span)]
        found = _of_one_form(visible, found)
        facts = sum(not told for _, told in themes)
        if len(found) > facts and len(found) >= _shortest_run(visible, block, head, found):
            rank = max(UNRANKED, head.rank if head else 0) + 1
            run = [heading(visible, block, span, rank, "inner-topic") for span in found]
            runs.append([sign._replace(inline=True) for sign in run])
    if not runs:
        return
    sentences = (len(FULL_STOP.findall(visible, block.start, block.end)) for block in body)
    if RUNS * len(runs) >= sum(count >= LONG for count in sentences):
        yield from chain.from_iterable(runs)


def _shortest_run(visible: str, block: Span, head: Sign | None, topics: list[Span]) -> int:
    """How many topic sentences a paragraph needs in which these stand."""
    start = head.span.end if head else block.start
    before = len(FULL_STOP.findall(visible, start, topics[0].start))
    first = topics[0].of(visible)
    parallel = len(set(map(len, topics))) == 1 and not before and not CLAUSES.search(first)
    if parallel or STATED.search(first):
        return SHORTEST_PARALLEL
    return max(SHORTEST_RUN, 2 + (before if head else before - INTRODUCTION))


def _of_one_form(visible: str, topics: list[Span]) -> list[Span]:
    """The topics; where most have one clause, those with two behind the first only tell more.

    They name no topic of their own: 治理河道。……|疏浚支渠，提高灌溉水平。|……保护水源。……
    """
    plainer = [span for span in topics[1:] if not CLAUSES.search(span.of(visible))]
    return [*topics[:1], *plainer] if 2 * len(plainer) >= len(topics) else topics


def _near(starts: list[int], span: Span) -> bool:
    """Whether a sign begins within the sentence or right behind it."""
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] <= span.end + 1


def _themes(visible: str, block: Span) -> Iterator[tuple[Span, bool]]:
    """Sentences that name a theme, and whether a longer one follows, which tells of it."""
    ends = [match.end() for match in FULL_STOP.finditer(visible, block.start, block.end)]
    told = False
    for before, end, after in zip(ends, ends[1:], [*ends[2:], block.end], strict=False):
        words = visible[before:end].strip()
        theme = not told and len(words) <= LONGEST_THEME and THEME.fullmatch(words)
        told = False
        if theme and not (COUNTED.search(words) or NO_THEME.search(words)):
            longer = after - end > max(SHORTEST_TELLING, 1.5 * len(words))
            told = longer and not OTHER.match(visible, end)
            yield trimmed(visible, Span(before, end)), told
