"""The report's own title: a line near the top that reads like one, with the others it runs over.

Of the lines that `NO_TITLE` leaves, `WAYS` tells in order what makes one the title.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from kb_build.model import Report, Span
from kb_build.parse.families import FAMILIES
from kb_build.parse.no_titles import NO_TITLE
from kb_build.parse.paragraphs import plain

# How many lines of a letterhead or web page may come before the title.
LINES = 8
# How far an announced title may be printed below its announcement, in paragraphs.
BELOW = 20
LONGEST = 60
SHORTEST = 8  # a headline
# Words that titles of reports hold.
KIND = re.compile(
    r"报告|汇报|[总小]结|方案|要点|材料|讲话|通报|计划|思路|纪要|办法|意见|函$|通知|做法|经验|述职|工作|会议|情况"
    r"|探索|实践|模式|规划|启示|调度会|讲稿|发言|简介$|概况$|台账|条例$|规定$|公报$|事迹|综述$|纪实$|(?:调查|思考|对策|建议|分析|体会|启示|章程|细则|制度|公约|预案|倡议书|公告|公示|批复|决定|决议|[预决]算)$|^.{8,}(?:活动|仪式|演练|培训班?|讲座|竞赛|大赛|座谈|调研|检查)$"
)
# Words that titles end with; a line that stops before them goes on in the next.
KIND_END = re.compile(
    r"(?:报告|汇报|总结|方案|要点|材料|讲话|通报|计划|思路|纪要|办法|意见|通知|做法|经验|(?<![员协联学商工])会议?"
    r"|情况|探索|实践|模式|启示|发言|条例|规定|交流|典型(?:问题|案例))(?:[（(].*[）)])?$"
)
SALUTATION = re.compile(r"^(?:各位|\S{2}们[、，！!]|同志们|尊敬的|亲爱的|大家)|[：:，,]$")
SENTENCE = re.compile(r"[。；;]|[！？!?].{30}|.{30}[！？!?]")
# “关于公示《某校工作总结》” announces the title that the next lines print.
ANNOUNCED = re.compile(r"《([^《》]{4,60})》")
# “——2024年1月8日在某县第十八届人民代表大会第四次会议上”
HELD = re.compile(
    r"(?:\d{4}|[一二][一二三四五六七八九〇○零]{3})年.*(?:上|会议|大会|在.*届$)|在[^，。]{4,40}(?:(?:会议|大会)上?|第[一二三四五六七八九十]+)$"
)
# What a page's headline has besides the title: （受权发布）, 汇编（2篇）, 全文发布
HEADLINE = re.compile(r"(?:[（【\[][^（）【】\[\]]*[）】\]])+|.*(?:范文|汇编|大全|发布).*")
DASH = ("—", "--", "－－", "──")
# What parts a long title: 【栏目】题目——副题.
PART = re.compile("】|—")
SUBTITLE = re.compile(rf"(?:{'|'.join(DASH)}).*\w")
# The years of a plan, below its name: （2022—2030年）
YEARS = re.compile(r"[（(]\d{4}年?\s?[-—–－~～至]+\s?\d{4}年?[）)]$")
# How a line ends that the next one goes on from, be it ever so like a whole title: 松浦县水务局|
# 关于节水工作的报告.
LEADS_ON = re.compile(r"[会府局委院校司处组室部厅站所镇乡区县市办学团队心行村党和与及暨]$")
# When or on what a line reports, so that it needs no line above it.
ABOUT = re.compile(r"关于|(?:19|20)\d\d|二[〇○零]")
STRICT = [family for family in FAMILIES if family.name in {"han", "han-paren", "arabic", "count"}]


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines before the salutation, the first sentence and the first number, by place."""

    words: tuple[str, ...]  # of every paragraph as far as the head reaches, and of the next one
    own: tuple[int, ...]  # lines that may be the title
    web: tuple[int, ...]  # lines that a web page prints above the text, with the site's name
    parted: frozenset[int]  # lines below words of the page, which no title runs over

    def follows(self, at: int) -> str:
        """The line below one; empty where none is."""
        return self.words[at + 1] if at + 1 < len(self.words) else ""


def title_of(report: Report, visible: str, blocks: tuple[Span, ...]) -> Span | None:
    """Where the title stands, its lines together; None where the text starts without one.

    The file's only heading of the first level where it has one; else a line before the salutation,
    the first sentence and the first number. A line of the web page that carried the report only
    counts where no other line does, and one that announces 《…》 yields to those words themselves.
    """
    heading = _only_heading(report)
    if heading is not None:
        return heading
    head = _head(report, visible, blocks)
    for reads in WAYS:
        for at in (*head.own, *head.web):
            if reads(head, at):
                own = _own(head, at)
                span = Span(blocks[_first(head, own)].start, blocks[_last(head, own)].end)
                return (at in head.web and _announced(visible, blocks, at)) or span
    announced = (_announced(visible, blocks, at) for at in range(min(LINES, len(blocks))))
    return next(filter(None, announced), None)


def _only_heading(report: Report) -> Span | None:
    """The title that a web page gives itself; else the first heading, if alone of level 1."""
    headings = [mark for mark in report.marks if mark.kind == "heading" and len(mark.span)]
    named = [mark.span for mark in headings if mark.rule in ("front-title", "html-title")]
    if named:
        return named[0]
    highest = [mark for mark in headings if mark.level == 1]
    return highest[0].span if len(highest) == 1 and highest[0] is headings[0] else None


def _head(report: Report, visible: str, blocks: tuple[Span, ...]) -> _Head:
    sites = {mark.span.start for mark in report.marks if mark.rule == "site-name"}
    words: list[str] = []
    own: list[int] = []
    web: list[int] = []
    for at, block in enumerate(blocks[:LINES]):
        words.append(_unspaced(plain(visible, block)))
        if any(pattern.search(words[at]) for _, pattern in NO_TITLE):
            continue
        if _begins_text(words[at]):
            break
        (web if block.end in sites else own).append(at)
    page = {*report.noise()} - {*report.code()}
    parted = (
        at
        for at, (above, block) in enumerate(pairwise(blocks[:LINES]), 1)
        if any(above.end < span.start < block.start for span in page)
    )
    return _Head(tuple(words), tuple(own), tuple(web), frozenset(parted))


def _begins_text(words: str) -> bool:
    longest = max(map(len, PART.split(words)))
    if SALUTATION.search(words) or SENTENCE.search(words) or longest > LONGEST:
        return True
    numbers = (family.pattern.match(words) for family in STRICT)
    return any(number and number.groupdict().get("word", "是") in "是要" for number in numbers)


def _unspaced(words: str) -> str:
    """Without the blanks that spread letters out, 工 作 总 结, or set off a number: 公司 2024 年.

    Those between phrases stay.
    """
    return re.sub(
        r"(?<!\S\S)\s|\s(?!\S\S)|(?<=[一-鿿])\s(?=\d+\s[一-鿿])|(?<=\d)\s(?=[一-鿿])", "", words
    )


def _subtitled(head: _Head, at: int) -> bool:
    """A line with a subtitle, ——……, below it; a mere rule and when a speech was held are none."""
    below = head.follows(at)
    return bool(SUBTITLE.match(below)) and not HELD.search(below)


def _reads_like_one(head: _Head, at: int) -> bool:
    """A line with a word of titles: 2023年工作总结."""
    words = head.words[at]
    return len(words) >= 4 and not words.startswith(DASH) and bool(KIND.search(words))


def _headline(head: _Head, at: int) -> bool:
    """The first line with prose or 一、 below it, its bylines and captions: 某局：一张清单管到底

    A line of the web page only where the text has none above its prose.
    """
    words = head.words[at]
    lines = head.words[at + 1 :]
    return (
        any(map(_begins_text, lines))
        and len(words) >= SHORTEST
        and not HELD.search(words)
        and (head.own or head.web)[:1] == (at,)
    )


def _own(head: _Head, at: int) -> int:
    """Place of the line itself, or of that below it which it is the page's headline of:
    （受权发布）工作报告 / 工作报告.
    """
    words = head.words[at]
    for below in head.own[head.own.index(at) + 1 :] if at in head.own else ():
        own = head.words[below]
        if own in words and HEADLINE.fullmatch(words.replace(own, "", 1)):
            return below
        if _shortens(own, words) and HELD.search(head.follows(below)):
            return below
    return at


def _shortens(words: str, headline: str) -> bool:
    """Whether a line is a headline without one of its parts: 2023年[松浦县]工作报告."""
    cuts = range(len(words) + 1 if len(words) < len(headline) else 0)
    return any(headline.startswith(words[:at]) and headline.endswith(words[at:]) for at in cuts)


WAYS: tuple[Callable[[_Head, int], bool], ...] = (_subtitled, _reads_like_one, _headline)


def _first(head: _Head, at: int) -> int:
    """Place of the title's first line, above `at` where it was broken: 某某局2023年 / 工作总结."""
    while at - 1 in head.own and at in head.own and _runs_on(head, at):
        at -= 1
    return at


def _runs_on(head: _Head, at: int) -> bool:
    """Whether a line ends the title that the one above it begins."""
    return at not in head.parted and _goes_on(head.words[at - 1], head.words[at])


def _goes_on(above: str, below: str) -> bool:
    """Whether two lines are one title; one below that is whole goes on only from who reports."""
    if below in above or above in below or above.startswith(DASH) or below.startswith(DASH):
        return False
    if len(above) > LONGEST // 2:
        return False
    if not LEADS_ON.search(above) and _whole(below):
        return False
    return not re.search(r"[\d\W]$(?<![”》])", above) and not KIND_END.search(above)


def _whole(words: str) -> bool:
    """Whether a line is a title by itself: 关于节水工作的报告, 2023年工作总结."""
    return bool(ABOUT.search(words) and KIND_END.search(words))


def _last(head: _Head, at: int) -> int:
    """Place of the title's last line, below `at` where it was broken or has a subtitle."""
    after = at + 1
    if after in head.own and KIND_END.search(head.words[after]):
        at = after if _runs_on(head, after) else at
    return at + 1 if _subtitled(head, at) or YEARS.match(head.follows(at)) else at


def _announced(visible: str, blocks: tuple[Span, ...], at: int) -> Span | None:
    """The lines below that print the title which the line at `at` announces: 关于公示《…》."""
    wanted = {_letters(name) for name in ANNOUNCED.findall(plain(visible, blocks[at]))}
    for first in range(at + 1, min(at + BELOW, len(blocks)) if wanted else 0):
        printed = ""
        for last in range(first, len(blocks)):
            printed += _letters(plain(visible, blocks[last]))
            if printed in wanted:
                return Span(blocks[first].start, blocks[last].end)
            if not any(name.startswith(printed) for name in wanted):
                break
    return None


def _letters(words: str) -> str:
    return re.sub(r"\W", "", words)
