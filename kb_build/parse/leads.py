"""Whether the words after a marker are a heading of their own, and what its title is."""

from __future__ import annotations

import re

from kb_build.model import Span
from kb_build.parse.paragraphs import plain

# Longest lead phrases seen in official writing: a paired heading of two clauses and a purpose.
LONGEST_LEAD = 46
# A heading on its own line may be a little longer.
LONGEST_LINE = 70
# A heading of more clauses than these has short ones: 聚合力，添活力，激发内生动力。
MOST_CLAUSES = 2
LONGEST_PARALLEL = 10
SENTENCE_END = re.compile(r"[。！？!?：:；;\n]")
CLAUSE_END = re.compile(r"[，,。；;：:！？!?\n]")
# The second half of a heading on a line of its own: 缘起：一封从山里寄来的信
SUBTITLE = re.compile(r"[^，,。；;：:、！？!?\d]{5,24}")
CLOSING = "。！？!?：:；;，,、 \t\u3000\x1f"
# A number with its unit tells an act or result, not a theme.
COUNTED = re.compile(r"[\d*＊X×]+\s*[余多]?\s*[个项次名人场期篇家万亿元％%份件户公里处所]")
# Who acts, or until when, in more than one clause: 学校成立领导小组，统筹推进……
ACTED = re.compile(
    r"(?:(?:学校|学院|公司|集团|我[校院局县市区镇])(?:成立|制定|建立|组织|开展|将|对|为|每)|每[位名个]|20\d\d年(?:\d+月)?底前)"
    r"[^，,]*[，,]"
)
BRACKET = re.compile(r"[（(][^（）()]*[）)][。；;]?")


def lead(
    visible: str, start: int, stop: int, paragraph_end: int, *, inline: bool
) -> tuple[str, int]:
    """The title after a marker that ends at `start`, and where its heading ends.

    `stop` is where the next marker of the paragraph stands, or the paragraph's end. The second
    value is 0 where the marker opens an acting sentence, so that only the marker is the heading.
    """
    match = SENTENCE_END.search(visible, start, stop)
    end = match.start() if match else stop
    closing = match.group() if match else ""
    after = visible[match.end() : stop].strip() if match else ""
    last = stop == paragraph_end
    if last and not inline and closing == "：" and SUBTITLE.fullmatch(after):
        return plain(visible, Span(start, stop)), stop
    words = plain(visible, Span(start, end))
    if _is_heading(words, closing, after, alone=last and not inline, followed=not last):
        return words.strip(CLOSING), match.end() if match else stop
    clause = CLAUSE_END.search(visible, start, stop)
    return plain(visible, Span(start, clause.start() if clause else stop)).strip(CLOSING), 0


def _is_heading(words: str, closing: str, after: str, *, alone: bool, followed: bool) -> bool:
    if not words or closing in {"；", ";"}:
        return False
    if not closing:
        open_end = words[-1] not in "，,、"  # the next marker stands right behind the heading
        followed = followed and open_end and len(words) <= LONGEST_LEAD
        return followed or (alone and len(words) <= LONGEST_LINE)
    if closing in {"：", ":"} and after:
        return len(words) <= LONGEST_LEAD // 2
    if _assigned(after) or ACTED.match(words):
        return False
    theme = len(words) <= LONGEST_LEAD and not COUNTED.search(words) and not _tells(words)
    return theme and (bool(after) or alone)


def _assigned(after: str) -> bool:
    """Whether only a bracket follows that tells who does what the item says: （县水务局负责）"""
    return BRACKET.fullmatch(after) is not None


def _tells(words: str) -> bool:
    """Whether it is a sentence of acts or faults: 制度滞后，台账登记不够及时准确，值守不严。"""
    clauses = CLAUSE_END.split(words)
    return len(clauses) > MOST_CLAUSES and max(map(len, clauses)) > LONGEST_PARALLEL
