"""Headings without a number: set in the format, bold, lines of their own, topic sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from kb_build.model import HIDDEN, Report, Span, last_begun
from kb_build.parse.inner_topics import CLAUSES, THEME, inner_topics
from kb_build.parse.labels import labels
from kb_build.parse.leads import COUNTED
from kb_build.parse.paragraphs import plain, trimmed
from kb_build.parse.signs import UNRANKED, Sign, heading

# The longest line and the longest first sentence that head what follows, in characters.
LONGEST_LINE = 40
LONGEST_TOPIC = 32
# A heading wherever it opens a paragraph: 高位推动、上下联动，在统筹谋划中压实责任。
PAIRED = re.compile(r"[^，。、]{2,6}、[^，。、]{2,6}，[^，。]{4,24}。")
# How many paragraphs away another topic sentence may stand. A sentence of several clauses is only
# believed right beside another: elsewhere it argues or explains.
NEIGHBOUR = 3
OPEN_END = re.compile(r"[。！？；，、：:…,.;!?]”?$")
ENDED = re.compile(r"[。！？；：:…!?;]\W*$|[”）)》】]$")
# Lines that stand alone but head nothing: salutations, dates, signatures, thanks, who takes part,
# when and what for (组长：李某, 李某：负责放水, 李某 赵某).
NO_HEAD = re.compile(
    r"^(?:各位|同志们|尊敬|大家|谢谢|汇报完毕|以上|特此|此致|附件|附[：:]|主送|抄送|来源|作者|日期|时间|【?编者按)"
    r"|^[^：:]{0,10}(?:[组人成队]\s*[长员]|[人者队]|时间|地[点址]|电话|指挥|领导|主题|对象|学生|老师|年级|部门)[：:]\s*\S|\d[：:]\d"
    r"|[：:](?:负责|在[^：:]*(?:维护|引导))|^[一-鿿]{2,3}(?:\s+[一-鿿]{2,4})+$"
    r"|^[—―\-（(]|^\d{4}(?!年.{0,12}(?:工作|任务|回顾|总结|打算|安排|目标|思路|述职|报告$|汇报$|计划$|要点$|方案$))|^[\W\d]*$|[\d\u3007一二三四五六七八九十]日$"
)
# What stands below a picture: 站长（左二）查看水尺, 与会人员合影
CAPTION = re.compile(
    r"(?<!及)[合留][影照]$|^[上下左右]?图(?:[为：:|]|\s?\d)|(?<![到在进入])现场$"
    r"|[（(][^（）()]{0,4}(?:左(?!右)|(?<!左)右)[一二三四五六\d]?[）)]"
    r"|^▲|^图[/／]|[（(]图[：:]|示意图$"
    # who does what: 三名院士|为学会揭牌, 水务局|召开护渠动员会
    "|(?:教授|老师|院士|同学|志愿者|书记|校长|院长|选手|队员|员工|博士生|嘉宾)[^，。]{0,12}?(?:[为向给在作做]|进行|参加|出席|讲[解授]"
    "|介绍|分享|发表|倾听|指导|主持|颁奖|答辩|交流|揭牌)|^[^，、]{2,16}(?:召开|举行)[^，。]{2,26}(?:会议?|仪式|论坛|典礼)$"
)
# Who speaks next: 院长　×××
SPEAKER = re.compile(
    r"(?:书记|主任|主席|经理|[院校局处所厅县市区镇乡]长)\s+[\u4e00-\u9fff×*＊]{2,4}$"
)
ENDS = ("html-block", "escape-block")  # noise that only ends a line
NEWS = re.compile("[网报社闻]讯$")  # where news come from: 望澜新闻网讯
# How many lines right below one another may head what follows: more are cells of a torn table,
# numbers among them, or names and places in a list.
MOST_LINES = 2
# 这一年，我们守好一渠水，灌溉更稳。  这一年，我们……: so many first letters, of so many of them,
# are the same. What a meeting decided one by one is none: 大会通过了……
ALIKE = re.compile(r"(?!大会|会议)[^。！？：\d]{8,60}。")
BEGIN = 2
FEWEST_ALIKE = 4
# Lines that stand before or behind all numbered parts, and hold none of them.
FRAMING = re.compile(
    "总则|附则|前言|引言|序言|结语|结束语|[^，。；]{0,16}(?:名词|术语|缩略语)(?:解释|注释|说明)|注释"
)
FRAMING_RANK = 2  # that of 一、
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"\S")  # any but blanks and noise
# What closes bold words, just behind them.
CLOSING = re.compile(f"{HIDDEN}*[。：:]")
# What is asserted, asked, admitted, told as it went on or begins to be quoted names none:
# 思想是行动的先导。欢迎监督。学习方法不优。站长作了小结。“渠修好了。夏灌不愁。”
NO_TOPIC = re.compile(
    r"^“[^”]*$|^(?:欢迎|希望|让?我们|过去的|随后|接着|会[上后])|是(?!非)|[^除为]了(?!解|$)"
    r"|(?:不够|不[优高强深实足严透]|欠缺|差距|薄弱|滞后)(?:[，,]|$)"
)
# A sentence about when or who spoke, and a line that goes on with one: 三年来，……  当前，……
TOLD = re.compile(
    r"^(?:(?:当前|目前|[今去本]年|.{1,6}来)[，,]|回顾|总结起来|综上)"
    r"|^[^，,：:]{1,10}(?:指出|要求|强调|认为|表示|提出|明确)[，,：:]|作了?[^，]{0,6}(?:讲话|发言|报告)|[，,].*[，,]"
    r"|充分肯定|(?:介绍|通报|汇报|主持|出席|解读)了|提出[^，。]{0,8}(?:建议|要求|意见|希望)$"
)
# 一年来，我们聚焦项目建设，发展后劲不断增强: on a line of its own it heads what a government did.
LOOKING_BACK = re.compile("^[半一三五]年来[，,]我们")
NO_TOPICS = (COUNTED, NO_HEAD, NO_TOPIC, TOLD, DIGIT)


def unnumbered(
    report: Report, visible: str, body: tuple[Span, ...], numbered: list[Sign]
) -> list[Sign]:
    """The signs of headings without a number; a paragraph opens with one heading at most.

    `body` has the paragraphs below the report's title, `numbered` the signs found in them before.
    Headings set in the file's format and labels are believed as they are; topic sentences only
    where a neighbouring paragraph begins with one as well; lines of their own only between
    sentences, where they cannot be letterhead or signature.
    """
    taken = {sign.paragraph.start for sign in numbered if not sign.inline}
    taken |= {mark.span.start for mark in report.marks if mark.kind == "row"}
    signs = list(_by_format(report, visible, body, numbered))
    taken |= {sign.span.start for sign in signs}
    signs += labels(visible, body, taken, numbered)
    taken |= {sign.span.start for sign in signs}
    signs += _topics(visible, body, taken)
    taken |= {sign.span.start for sign in signs}
    signs += _lines(report, visible, body, taken)
    taken |= {sign.span.start for sign in signs}
    signs += _alike(visible, body, taken)
    return signs + list(inner_topics(visible, body, [*numbered, *signs]))


def _by_format(
    report: Report, visible: str, body: tuple[Span, ...], numbered: list[Sign]
) -> Iterator[Sign]:
    """Headings by Word style, `#` or <h2>, and bold lead phrases, also within a paragraph."""
    taken = {sign.span.start for sign in numbered}
    for mark in report.marks:
        if mark.kind not in ("heading", "bold"):
            continue
        span = trimmed(visible, mark.span)
        block = last_begun(body, span.start)
        if not block or not span or span.start in taken or span.end > block.end:
            continue
        if mark.kind == "heading":
            yield heading(visible, block, span, mark.level or UNRANKED, mark.rule)
        elif _leads(visible, span, block):
            yield heading(visible, block, _with_closing(visible, span, block), UNRANKED, mark.rule)


def _leads(visible: str, bold: Span, block: Span) -> bool:
    """Bold words that fill a line, or that are set off by a full stop or colon."""
    words = bold.of(visible)
    if not 4 <= len(words) <= LONGEST_LINE * 2 or SPEAKER.search(words) or NEWS.search(words):
        return False
    at = bold.start
    while at > block.start and visible[at - 1].isspace():
        at -= 1
    if at > block.start and visible[at - 1] not in "。！？；":
        return False
    after = LETTER.search(visible, bold.end, block.end)
    return not after or visible[bold.end - 1] in "。：:" or after[0] in "。：:"


def _lines(report: Report, visible: str, body: tuple[Span, ...], taken: set[int]) -> Iterator[Sign]:
    """Short lines without a full stop that stand between sentences, few right below one another."""
    inserted = {m.span.start for m in report.marks if m.kind == "noise" and m.rule not in ENDS}
    sentences = [block.start for block in body if visible[block.end - 1] in "。！？；：:"]
    row: list[Sign | None] = []  # lines right below one another, None for those that head nothing
    goes_on = False  # whether the sentence before breaks off: 团队在|《水利学报》|上发表成果
    for block in body if sentences else ():
        line = plain(visible, block)
        open_ = block.start not in taken and _is_open(line)
        sign = None if goes_on or not open_ else _line(visible, block, sentences, inserted)
        goes_on = len(line) > LONGEST_LINE and not ENDED.search(line)
        if open_ and not (sign and sign.rank == FRAMING_RANK):
            row.append(sign)
            continue
        yield from _few(row)
        row = []
        if sign:
            yield sign
    yield from _few(row)


def _is_open(line: str) -> bool:
    """Whether a line is short and ends without a sign, as headings and cells do, not captions."""
    return len(line) <= LONGEST_LINE and not OPEN_END.search(line) and not CAPTION.search(line)


def _few(row: list[Sign | None]) -> Iterator[Sign]:
    return filter(None, row if len(row) <= MOST_LINES else ())


def _line(visible: str, block: Span, sentences: list[int], inserted: set[int]) -> Sign | None:
    """The sign of a line that frames all parts, or that reads like a heading between sentences."""
    line = plain(visible, block)
    if FRAMING.fullmatch(line):
        return heading(visible, block, block, FRAMING_RANK, "own-line")._replace(family="framing")
    between = sentences[0] < block.start < sentences[-1] and "\t" not in block.of(visible)
    if between and _is_line(line) and not _cut_off(block, inserted):
        return heading(visible, block, block, UNRANKED, "own-line")
    return None


def _cut_off(block: Span, inserted: set[int]) -> bool:
    """Whether the line ends because noise stands in the middle of a sentence, or is a caption.

    `inserted` is where such noise starts.
    """
    return not inserted.isdisjoint(range(block.end, block.end + 3))


def _topics(visible: str, body: tuple[Span, ...], taken: set[int]) -> Iterator[Sign]:
    """Topic sentences that open paragraphs, of which others near by open with one as well."""
    found = {
        at: topic
        for at, block in enumerate(body)
        if block.start not in taken and (topic := _topic(visible, block, body[at + 1 : at + 2]))
    }
    alone = {at for at, span in found.items() if span.end == body[at].end}
    for at, span in found.items():
        reach = 1 if CLAUSES.search(span.of(visible)) and at not in alone else NEIGHBOUR
        others = alone if at in alone else found.keys() - alone
        near = any(other in others for other in range(at - reach, at + reach + 1) if other != at)
        if near or PAIRED.match(span.of(visible)):
            yield heading(visible, body[at], span, UNRANKED + 1, "topic-sentence")


def _alike(visible: str, body: tuple[Span, ...], taken: set[int]) -> Iterator[Sign]:
    """Sentences that fill a paragraph each and begin alike, with a longer paragraph behind each."""
    found: dict[str, list[Span]] = defaultdict(list)
    for block, behind in pairwise(body):
        words = block.of(visible)
        if block.start not in taken and ALIKE.fullmatch(words) and len(behind) > 2 * len(block):
            found[words[:BEGIN]].append(block)
    for blocks in found.values():
        if len({block.of(visible) for block in blocks}) >= FEWEST_ALIKE:
            yield from (heading(visible, one, one, UNRANKED, "alike") for one in blocks)


def _is_line(words: str) -> bool:
    """Whether a line reads like a heading."""
    told = TOLD.search(words) and not LOOKING_BACK.match(words)
    if told or not 4 <= len(words) <= LONGEST_LINE:
        return False
    return not any(sign.search(words) for sign in (OPEN_END, NO_HEAD, SPEAKER, CAPTION))


def _topic(visible: str, block: Span, behind: tuple[Span, ...]) -> Span | None:
    """A short first sentence that names a theme: no number in it, and sentences follow.

    They may follow in the paragraph `behind` it, where it fills its own.
    """
    end = visible.find("。", block.start, min(block.end, block.start + LONGEST_TOPIC))
    told = end + 1 < block.end - LONGEST_TOPIC or bool(
        PAIRED.match(visible, block.start, block.end)
    )
    if end + 1 == block.end and THEME.fullmatch(visible, block.start, end + 1):
        told |= any(len(after) > 2 * LONGEST_TOPIC for after in behind)
    if end < 0 or not told:
        return None
    words = visible[block.start : end]
    if len(words) < 4 or any(sign.search(words) for sign in NO_TOPICS):
        return None
    return Span(block.start, end + 1)


def _with_closing(visible: str, span: Span, block: Span) -> Span:
    """Bold words with a full stop that stands just behind the bold."""
    bold = trimmed(visible, span)
    closing = CLOSING.match(visible, bold.end, block.end)
    return Span(bold.start, closing.end()) if closing else bold
