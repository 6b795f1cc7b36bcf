"""Tells headings from items: whether the words behind a marker head what follows, or say it all.

一、|强化学习。…… is a heading. In 一是|修订值班办法，…… the marker opens a sentence that acts; then
only the marker is the node's place, and the first clause its title.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from kb_build.model import Node, Span, replace
from kb_build.parse.paragraphs import plain

# The longest heading before its text in official writing: two clauses in parallel and a purpose.
LONGEST_LEAD = 46
# A heading on its own line may be a little longer.
LONGEST_LINE = 70
# A heading of more clauses than these has short ones: 聚合力，添活力，激发内生动力。
MOST_CLAUSES = 2
LONGEST_PARALLEL = 10
COLON = r"[：:](?!(?<=\d.)\d)"  # not that of a time: 8：40
SENTENCE_END = re.compile(rf"[。！？!?；;\n]|{COLON}")
CLAUSE_END = re.compile(rf"[，,。；;！？!?\n]|{COLON}")
# The second half of a heading on a line of its own: 缘起：一封从山里寄来的信
SUBTITLE = re.compile(r"[^，,。；;：:、！？!?\d]{5,24}")
CLOSING = "。！？!?：:；;，,、 \t\u3000\x1f"
# A number with its unit, or the time, tells an act or result, not a theme.
COUNTED = re.compile(
    r"[\d*＊X×]+\s*[余多]?\s*[个项次名人场期篇家万亿元％%份件户公里处所]|\d[：:]\d"
)
# Who acts, or until when, in more than one clause: 学校成立领导小组，统筹推进……
ACTED = re.compile(
    r"(?:(?:学校|学院|公司|集团|我[校院局县市区镇])(?:成立|制定|建立|组织|开展|将|对|为|每)|每[位名个]|20\d\d年(?:\d+月)?底前)"
    r"[^，,]*[，,]"
)
# What is told in the first person: 一方面，我们主动对接用水户。
FIRST_PERSON = re.compile("我们(?!的)")
# Families that number sections, whatever their sentences tell.
SECTIONS = ("marker:han", "marker:han-paren")
BRACKET = re.compile(r"[（(][^（）()]*[）)][。；;]?")


def lead(
    visible: str, start: int, stop: int, paragraph_end: int, *, inline: bool, opens: bool
) -> tuple[str, int]:
    """The title behind a marker that ends at `start`, and where its heading ends.

    `stop` is where the next marker of the paragraph stands, or the paragraph's end; `opens` tells
    that a run of items begins there. `inline` tells that the marker does not open its paragraph.
    The second value is 0 where the marker opens an acting sentence and is all of the heading.
    """
    match = SENTENCE_END.search(visible, start, stop)
    end = match.start() if match else stop
    closing = match.group() if match else ""
    after = visible[match.end() : stop].strip() if match else ""
    last = stop == paragraph_end
    if last and not inline and closing == "：" and SUBTITLE.fullmatch(after):
        return plain(visible, Span(start, stop)), stop
    words = plain(visible, Span(start, end))
    alone = last and not inline
    if _is_heading(words, closing, after, alone=alone, followed=not last, opens=opens):
        return words.strip(CLOSING), match.end() if match else stop
    clause = CLAUSE_END.search(visible, start, stop)
    return plain(visible, Span(start, clause.start() if clause else stop)).strip(CLOSING), 0


def _is_heading(
    words: str, closing: str, after: str, *, alone: bool, followed: bool, opens: bool
) -> bool:
    if not words or closing in {"；", ";"}:
        return False
    if not closing:
        open_end = words[-1] not in "，,、"  # the next marker stands right behind the heading
        followed = followed and open_end and len(words) <= LONGEST_LEAD
        return followed or (alone and len(words) <= LONGEST_LINE)
    if closing in {"：", ":"} and after:
        return len(words) <= LONGEST_LEAD // 2
    if _assigned(after) or ACTED.match(words) or FIRST_PERSON.search(words):
        return False
    theme = len(words) <= LONGEST_LEAD and not COUNTED.search(words) and not _tells(words)
    return theme and (bool(after) or alone or opens)


def _assigned(after: str) -> bool:
    """Whether only a bracket follows that tells who does what the item says: （县水务局负责）"""
    return BRACKET.fullmatch(after) is not None


def _tells(words: str) -> bool:
    """Whether it is a sentence of acts or faults: 制度滞后，台账登记不够及时准确，值守不严。"""
    clauses = CLAUSE_END.split(words)
    return len(clauses) > MOST_CLAUSES and max(map(len, clauses)) > LONGEST_PARALLEL


def settled(visible: str, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes; whole numbered sentences that were taken for headings become items again.

    A sentence that closes with a full stop is a heading only where something lies below it:
    1.热爱本职工作，师德良好。2.…… says it all itself. Not so where the sibling before is a heading:
    then only the text breaks off. Where the sibling before is an item, a paragraph of its own
    behind the sentence does not count as what lies below. Behind a heading a section's item is one
    too where it fills its line above a longer paragraph: （四）投资突破60亿。
    """
    found: list[Node] = []
    heads: dict[tuple[str, str], bool] = {}  # whether the latest sibling of a family is a heading
    for node, after in zip_longest(nodes, nodes[1:]):
        siblings = (node.parent, node.rule)
        headed = heads.get(siblings)  # None where it is the first of them
        bare = not headed and _bare(visible, node, after, listed=headed is False)
        found.append(_item(node) if bare else _topped(visible, node) if headed else node)
        heads[siblings] = len(found[-1].span) > len(node.marker)
    return tuple(found)


def _bare(visible: str, node: Node, after: Node | None, *, listed: bool) -> bool:
    """Whether a closed sentence has nothing below it; where `listed`, nothing in its paragraph."""
    closed = node.marker and visible[node.span.end - 1] in "。！？"
    if not closed or (after and after.parent == node.id):
        return False
    below = visible[node.span.end : node.block_end]
    return (listed and below.startswith("\n")) or not below.strip()


def _topped(visible: str, node: Node) -> Node:
    """The node; a heading where it is a section's item that fills its line, and more is below."""
    line, _, below = visible[node.span.start : node.block_end].partition("\n")
    longer = len(below.lstrip().partition("\n")[0]) > 2 * len(line)
    section = node.rule in SECTIONS and len(node.span) == len(node.marker)
    if not (section and longer and len(line) <= LONGEST_LEAD):
        return node
    title = line.removeprefix(node.marker).strip(CLOSING)
    return replace(node, title=title, span=Span(node.span.start, node.span.start + len(line)))


def _item(node: Node) -> Node:
    """The node of which only the marker is the heading."""
    start = node.span.start
    span = Span(start, start + len(node.marker))
    return replace(node, title=first_clause(node.title), span=span)


def first_clause(title: str) -> str:
    """The title of an item: the first clause of its sentence."""
    return CLAUSE_END.split(title)[0]
