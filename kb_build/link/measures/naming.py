"""What a measure is called: the heading of its block, or words that say more where that is empty.

A heading such as 活动内容, 年底前 or 下一步打算 names no measure. `lexicon/measures.yml` lists
them: some get the heading above them in front, some give way to the titles of their items or to the
first clause that acts, some tell the problem that is answered, some head no measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from kb_build.lexicon.cues import cue
from kb_build.link.boilerplate import SIGNS, is_label, names_part
from kb_build.link.cutting import clauses, letters, shortened
from kb_build.link.measures.blocks import NAME, Block, first_clause
from kb_build.link.measures.predicates import hangs, names_person, tells_act
from kb_build.link.sources import Source
from kb_build.model import Node, Span

WHOLE = 600  # code points of a part of a report that tells too much to be called by one clause
NEAR = 6  # clauses among which the one is that names what is done
ACTING = 4  # letters of a clause that can name what is done
CLOSED = 60  # letters in which a quotation that a heading begins is closed
COMMAS = ("，", ",")
# Left of 一，是…; and of what somebody says of himself: 我们开展巡渠, 这里我要强调渠道清淤.
LEFT = re.compile(
    r"^(?:是(?![否非])|(?:这里)?我要?强调(?:一下)?|我(?=认真|始终|切实)|我们(?![的是党国省市县区乡镇村校学院]))"
)
# 要持续抓好收尾: what a leader said is to be done is called by what is to be done.
BIDDING = re.compile(r"^(?:我们)?要(?![求点素件闻害塞务事职])")
UNCLOSED = re.compile(r"“([^“”\"]*)\"")  # 一网通办 between one Chinese and one English mark
# What a heading is worth in an assessment is no part of its name: 线上进一网（2分）.
POINTS = re.compile(r"\s*[（(]\s*\d{1,3}(?:\.\d{1,2})?\s*分\s*[）)]\s*$")
# 值班补贴（牵头科室：办公室）: a bracket that a colon or a full stop cuts.
CUT_BRACKET = re.compile(r"(?<=.{4})[（(][^（）()]*$")
CLOSING = "”’）)》，、"  # what words from behind a torn quotation begin with
OPENS = re.compile(
    r"^(?:[（(][^（）()]*[）)]|其中|同时|此外|另外|目前|以及|最终|最后"
    r"|并且?(?![购轨网联行举存列重]))?[：:，,\s]*"
)


def tells(source: Source, block: Block) -> bool:
    """Whether a block is a measure, and tells more of it than its heading."""
    if block.head is None:
        return any(True for _ in _clauses(source, block))
    told = "".join(letters(source.said(passage)) for passage in block.acts)
    return told not in letters(block.head.title) and not _is("asides", block.head.title)


def name(source: Source, block: Block) -> str:
    """What a block is called, never empty, without what only spoken words begin with."""
    if block.title:
        return block.title
    return _paired(UNCLOSED.sub(r"“\1”", _unspoken(_name(source, block))))


def _unspoken(words: str) -> str:
    return BIDDING.sub("", LEFT.sub("", _untimed(words)))


def _paired(words: str) -> str:
    """Words without signs of quotations and brackets of which the other half is elsewhere."""
    whole = CUT_BRACKET.sub("", words).lstrip(CLOSING) or words
    return whole if whole.count("“") == whole.count("”") else whole.removeprefix("“")


def _untimed(words: str) -> str:
    """Words without the time limit in front of what is done."""
    limit = cue("measures", "times").match(words)
    rest = words[limit.end() :] if limit else ""
    return rest if len(rest) >= ACTING else words


def _name(source: Source, block: Block) -> str:
    """The heading, what it answers, the one above it with it, or the first acting clause."""
    head, printed = block.head, POINTS.sub("", _printed(source, block))
    title = POINTS.sub("", head.title).strip(SIGNS) if head else printed
    above = _named_above(source, head) if head else ""
    if _is("problems", title):
        return f"针对“{title}”"
    part = head is not None and names_part(head)
    opens = head is None or _goes_on(source, head)
    empty = any(_is(group, title) for group in ("parts", "openings")) or names_person(title)
    told_behind = opens and (hangs(title) if head else not tells_act(title))
    if title and not part and not empty and not told_behind:
        return _by_means(source, block, title) if opens and _is("means", title) else printed
    if _is("parts", title) and above:
        return f"{above}：{title}"
    if part and (items := _of_items(source, block)):
        return items
    if part and sum(len(passage.span) for passage in block.passages) > WHOLE:
        return printed
    told = list(_with_means(_clauses(source, block)))
    near = list(filter(tells_act, told[:NEAR]))
    named = chain(filter(_acts, near), near, filter(_acts, told), told)
    return next(named, "") or above or printed


def _of_items(source: Source, block: Block) -> str:
    """The titles of the items that tell what is done, as many as a name has room for."""
    items = dict.fromkeys(item for p in block.acts if (item := source.layout.item(p.node)))
    titles = (_unspoken(item.title.strip(SIGNS)) for item in items)
    return shortened("、".join(words for words in titles if len(words) >= ACTING), NAME)


def _by_means(source: Source, block: Block, title: str) -> str:
    """What only tells the means, with the clause behind it: 通过数据平台，实现一网通办."""
    return next(_with_means(dict.fromkeys((title, *_clauses(source, block)))))


def _printed(source: Source, block: Block) -> str:
    """The words that identify the block, of running text without the noise in them."""
    if block.head:
        return _closed(source, block.head, block.path[-1])
    return first_clause(source.words(block.naming[0].span))


def _closed(source: Source, head: Node, title: str) -> str:
    """A heading with the rest of a quotation that a comma cuts: 针对“渠道淤塞，闸门失修”."""
    text = source.report.text
    at = text.find(title, head.span.start)
    end = text.find("”", at, at + CLOSED) + 1
    cut = title.count("“") > title.count("”") and at >= 0
    return source.words(Span(at, end)) if cut and end else title


def _goes_on(source: Source, head: Node) -> bool:
    """Whether a heading is but the first clause of a sentence: 通过数据平台，实现一网通办."""
    text = source.report.text
    at = text.find(head.title, head.span.start)
    closed = head.title.count("“") == head.title.count("”")
    return at >= 0 and closed and text.startswith(COMMAS, at + len(head.title))


def _is(group: str, title: str) -> bool:
    return bool(cue("measures", group).fullmatch(title.strip(SIGNS)))


def _named_above(source: Source, head: Node) -> str:
    """The nearest heading above that says what it is about; empty where there is none."""
    for node in reversed(source.layout.up(head)[:-1]):
        empty = any(_is(group, node.title) for group in ("parts", "openings", "asides"))
        if node.title and not empty and not is_label(node) and not names_part(node):
            return node.title
    return ""


def _clauses(source: Source, block: Block) -> Iterator[str]:
    """The clauses that may name it."""
    for passage in block.naming:
        for clause in clauses(source.quote(passage)):
            words = OPENS.sub("", source.words(clause.span)).strip(SIGNS)
            if len(words) >= ACTING and not _is("openings", words):
                yield words


def _with_means(clauses: Iterable[str]) -> Iterator[str]:
    """Clauses as names; what tells only by what means stands with the one behind it."""
    told: list[str] = []
    for words in clauses:
        told.append(words)
        if not _is("means", words):
            yield _fitting(told)
            told = []
    if told:
        yield _fitting(told)


def _fitting(told: Sequence[str]) -> str:
    """The last clauses, as many as fit into a name; a single longer one is cut."""
    wholes = ("，".join(told[first:]) for first in range(len(told)))
    fitting = (whole for whole in wholes if len(whole) <= NAME)
    return next(fitting, shortened(told[-1], NAME))


def _acts(words: str) -> bool:
    return any(cue("roles", group).search(words) for group in ("act", "measure"))
