"""Named ways of working: “板凳会”议事法, 从“…”到“…”, “…”与“…”相结合, and those known everywhere."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kb_build.extract.names.campaigns import campaigns
from kb_build.extract.names.no_practices import WORK, names_none
from kb_build.extract.names.phrases import EDGE, KEPT, balanced, name_start
from kb_build.extract.names.practice_starts import (
    TOGETHER,
    in_practice,
    launch,
    start_of_practice,
)
from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import any_of, at_end, cue
from kb_build.lexicon.tagging import tagged

QUOTED = re.compile(r"“[^“”\n。；;]{2,24}(?:“[^“”\n。；]{1,12}”[^“”\n。；]{0,12})?”")
# “甲”与班子“乙”相结合, 从“甲”到“乙”: two quotations that name one way together.
PAIR = r"“[^“”\n。；]{2,16}”"
SIDE = rf"(?:[\u4e00-\u9fff]{{1,4}}{PAIR}|{PAIR})"
PAIRED = re.compile(
    rf"{PAIR}(?:与|和|同){SIDE}(?:相|有机)?结合(?:起来)?|从{PAIR}到{PAIR}"
    + "".join(
        rf"|{one}{PAIR}(?:与|和|同){SIDE}相结合"
        for one in ("领导班子", "领导干部", "班子", "党员", "干部", "个人", "集体")
    )
)
THEMED = re.compile(
    r"为主题的[\u4e00-\u9fff]{0,6}?(?:行动|活动)|(?:庆祝|纪念|喜迎)[^，。；、\n]{2,18}?系列活动"
)
# “发包到户、按亩分摊、轮流放水、按月公示”管水模式: a method told in full, longer than any brand.
TOLD_WHOLE = re.compile(
    r"“[^“”\n。；]{25,60}”(?:[\u4e00-\u9fff]{2}){0,3}(?:模式|工作法|教学法|管理法|培养法)"
)
# “线上+线下”, “5+N”
SUM = re.compile(r"[^+＋“”]{2,}[+＋][^+＋“”]{2,}|\d[+＋][+＋\dNnXx]+$")
# What calls a list of quotations ways of working as a whole: “甲”“乙”|等做法.
WAY = re.compile(
    r"的?(?:形式|方式|做法)|等[\u4e00-\u9fff]{0,6}(?:方法|方式|形式)|等(?:一批|系列|特色|主题|创新)?[\u4e00-\u9fff]{0,4}?(?:活动|主题(?:宣传)?教育|载体|品牌|平台|行动|工程|项目|做法|模式)|等(?:一?系列|多项)?(?:便民|惠民|改革|创新|服务|特色)*(?:举措|(?<=[列项])措施)"
)
# What is known by name is none as a part of a longer quotation: “|一窗通办|、一次办好”.
PART = 24
PART_BEFORE = re.compile(r"“[^“”\n。；]*$")
PART_BEHIND = re.compile(r"[^“”\n。；]{0,24}”")
REVIEW = re.compile("“回头看”")
# A change from one state to another is no way of working: 从“有没有”到“好不好”的转变.
CHANGE = re.compile(
    r"再到|的(?:巨大|深刻|重大|华丽|历史性|根本性|精彩)?(?:变化|转变|转身|[蝶蜕]变|跨越|飞跃)"
)
# What two ways are joined to: “线上+线下”融合, “专职+兼职”结合.
JOINED = re.compile("相?(?:结合|融合|联动)(?!发展|体)")
# A quotation that says of which sort its head is, and needs it: “6+1”多元调处, “菜单式”就业指导.
SORT = re.compile(r"[\dA-Za-z+＋]+$|.*[式化型]$")
# Two things counted in one breath: “三建三带”, “一月一主题”.
COUNTED = re.compile(r"(?:[一二两三四五六七八九十][^一二两三四五六七八九十、，]{1,3}){2,4}")
# A sort and what is done in it: “嵌入式巡护”, but not “一体化发展”.
IN_SORT = re.compile(
    r"[\u4e00-\u9fff]{2,}[式化](?!建设|发展|改革|[强大]国|水平|进程|程度|道路|方向)[\u4e00-\u9fff]{2}"
)
# A formula says nothing by itself: “1+1+N”.
FORMULA = re.compile(r"[\dA-Za-z+＋]+")
# The nouns behind a quotation, up to where their phrase ends.
HEAD = re.compile(r"[\u4e00-\u9fff]{2,16}?(?=[，。；：、！？）)”\n]|[和与及等的]|$)")
# What is done with or for what is named: 推进“渠畔先锋”|建设, 设立“渠畔管家”|岗位.
NO_HEAD = re.compile(
    "(?:建设|创建|工作|岗位|仪式|成果|任务|检查|结对|品牌|体系|文章|原则|精神|亮点|特色|事项|专项|直播间|二维码|召开|举行|进行"
    "|推进|推广|推开|铺开|落实|落地|见效|扩面|(?:全面|显著)提升|基础上|常态化|抓手|(?:交流|推进|分享|动员|总结|研讨|观摩|报告)大?会)$"
)
# A list that is called what a unit does in its own way: 推进青年夜谈、清渠课堂等特色做法.
OWN_WAYS = re.compile(
    "(?:推进|开展|推出|探索|创新|形成|推行|实施|打造)了?(?P<items>[\u4e00-\u9fff]{3,8}(?:、[\u4e00-\u9fff]{3,8}){1,4})"
    "等(?:特色|创新|典型|亮点)(?:做法|品牌)"
)
ITEM = re.compile("[^、]+")
# What stands between a launching verb and the quotation: 打造了一批“…”, 推出3个“…”.
LINK = r"(?:了|出|起|好|以|过|了?一批|[\d一二两三四五六七八九十]+[个项场次]){0,2} ?"
# 、“乙” behind a name of the same list, 、望澜“乙”, and 42条、“乙”
NEXT = re.compile(r"(?<=”)|(?:[\d.]+余?[\u4e00-\u9fff]{1,2})?(?:、|和|以及|及)[\u4e00-\u9fff]{0,3}")
# What is done in a way of such a list, behind it: “网格化”管控、“树状图”追踪等一系列措施.
DEED = re.compile("[\u4e00-\u9fff]{2}(?=[、和及等])")
# What follows a quotation that makes a rule of it: “渠畔+”行动计划.
RULED = re.compile("(?:行动|实施|工作)计划")
# What is tried out, but not where: “先用后付”|试点, not “文明新风”试点社区.
TRIED = re.compile("试点(?![城社单地学村乡县市区高院校企方])")
# How many characters before the quotation its verb may stand, how far behind it its head noun.
FRAME = 10
# What so few letters name, only a noun or a list tells: “河超”等赛事活动, but 以“头年”开局.
SHORT = 2
TAIL = 14
# The last word of the name of a method or an activity, whatever was done with it:
# “板凳会”议事法|培训, “护渠百佳”评比活动|评选.
METHOD = re.compile("(?:法|模式|活动)$")


def practices(visible: str) -> Spotted:
    """Brands, methods, models and patterns; quoted slogans are none."""
    for match in cue("names", "practice-known").finditer(visible):
        start, end = balanced(visible, *match.span())
        if not (_part_of_quotation(visible, start, end) or visible.startswith("率", end)):
            yield "practice", start, end
    for match in PAIRED.finditer(visible):
        if not CHANGE.match(visible, match.end()):
            yield "practice", *match.span()
    for match in TOLD_WHOLE.finditer(visible):
        yield "practice", *match.span()
    yield from _quoted(visible)
    yield from _reviewed(visible)
    yield from campaigns(visible)
    yield from _bare(visible)


def _part_of_quotation(visible: str, start: int, end: int) -> bool:
    before = PART_BEFORE.search(visible, max(0, start - PART), start)
    return before is not None and PART_BEHIND.match(visible, end) is not None


def _quoted(visible: str) -> Spotted:
    """Quotations that name a practice, with the noun behind them: “板凳会”议事法."""
    quoted = [(m, _name_end(visible, m)) for m in QUOTED.finditer(visible)]
    ways = _ways(visible, quoted)
    last = 0  # the end of the name before, whose list this quotation may go on with
    for match, end in quoted:
        listed = last and NEXT.fullmatch(visible, last, match.start())
        told = listed or match.start() in ways or _is_told(visible, match, end)
        if told and not names_none(visible, match, end):
            last = max(end, ways.get(match.start(), 0))
            last = last if last > match.end() else _head_end(visible, match, bool(listed))
            if last > match.end() or not FORMULA.fullmatch(match.group()[1:-1]):
                ruled = RULED.search(visible, match.end(), last)
                yield "rule" if ruled else "practice", start_of_practice(visible, match, last), last


def _is_told(visible: str, quotation: re.Match[str], end: int) -> bool:
    """Whether words in or around a quotation tell that it names a practice.

    A noun behind it (“板凳会”|议事法) or in it (“板凳议事法”), a sum (“线上+线下”), that it is
    tried out, or a verb that launches it (打造了|“渠畔先锋”).
    """
    inner = quotation.group()[1:-1]
    if end > quotation.end() or visible.startswith(WORK, end) or TRIED.match(visible, end):
        return True
    before = visible[max(0, quotation.start() - FRAME) : quotation.start()]
    launched = _launched().search(before) is not None
    if len(inner) <= SHORT:
        return launched and _head_end(visible, quotation, False) > quotation.end()
    if at_end("names", "practice-ending").search(inner) or SUM.search(inner):
        return True
    return bool(COUNTED.fullmatch(inner) or IN_SORT.fullmatch(inner)) or launched


def _ways(visible: str, quoted: list[tuple[re.Match[str], int]]) -> dict[int, int]:
    """The quotations of lists that are called ways as a whole: “甲”“乙”排查等做法.

    Where each starts, and where its name ends.
    """
    found: dict[int, int] = {}
    after = -1  # where the next quotation starts
    for match, named in reversed(quoted):
        head = DEED.match(visible, named) if named == match.end() else None
        deed = head and all(tag.startswith("v") for _, tag in tagged(head.group()))
        for end in (named, head.end()) if head and deed else (named,):
            goes_on = after in found and NEXT.fullmatch(visible, end, after)
            if goes_on or WAY.match(visible, end):
                found[match.start()] = end
                break
        after = match.start()
    return found


def _name_end(visible: str, quotation: re.Match[str]) -> int:
    """Where the name ends: behind the noun that follows the quotation, else with the quotation."""
    together = TOGETHER.match(visible, quotation.end())
    end = _tail_end(visible, together.end() if together else quotation.end())
    if together and end == together.end():
        end = quotation.end()
    joined = JOINED.match(visible, quotation.end()) if SUM.search(quotation.group()[1:-1]) else None
    return max(end, joined.end()) if joined else end


def _head_end(visible: str, quotation: re.Match[str], listed: bool) -> int:
    """Where the nouns end behind a quotation that is launched, or that says of which sort they are.

    办好“渠畔夜读”|文艺展演, “菜单式”|就业指导; also in a list of such. Its own end for any other.
    """
    before = visible[max(0, quotation.start() - FRAME) : quotation.start()]
    sort = SORT.match(quotation.group()[1:-1])
    if not sort and not listed and not _launched().search(before):
        return quotation.end()
    head = HEAD.match(visible, quotation.end())
    if head is None or NO_HEAD.search(head.group()) or not _noun_phrase(head.group()):
        return quotation.end()
    return head.end()


def _noun_phrase(text: str) -> bool:
    """Whether a text is one thing, which may be done with something: 亲子阅读空间, 礼仪展演."""
    words = tagged(text)
    cut = cue("names", "practice-cut").fullmatch
    if at_end("names", "practice-cut").search(text) or any(cut(word) for word, _ in words):
        return False
    return in_practice(*words[0]) and all(in_practice(*word) or _deed(*word) for word in words[1:])


def _tail_end(visible: str, start: int) -> int:
    """Where the head noun ends that follows a quotation; `start` itself where none does."""
    themed = THEMED.match(visible, start)
    if themed:
        return themed.end()
    stop = _stop().search(visible, start, start + TAIL)
    limit = min(stop.start() if stop else start + TAIL, len(visible))
    ending, end = cue("names", "practice-ending"), start
    for at in range(start, limit):
        head = ending.match(visible, at)
        if head is None or head.end() > limit:
            continue
        end = max(end, head.end())
        if METHOD.search(head.group()) and not visible.startswith("品牌", head.end()):
            break
    return end


def _reviewed(visible: str) -> Spotted:
    """What was looked at again belongs to the name: 整改成效“回头看”."""
    for match in REVIEW.finditer(visible):
        start = name_start(visible, *match.span(), in_practice)
        if start < match.start():
            yield "practice", start, match.end()


def _bare(visible: str) -> Spotted:
    """A name without quotation marks that its ending or its list tells: 道德讲堂."""
    for match in cue("names", "practice-bare-ending").finditer(visible):
        start = name_start(visible, *match.span(), in_practice, launch())
        start = max(start, visible.find("“", start, match.start()))  # a quotation begins its name
        start -= visible.startswith("新时代", start - 1)  # which the dictionary cuts in two
        if start < match.start():
            yield "practice", start, match.end()
    for ways in OWN_WAYS.finditer(visible):
        for item in ITEM.finditer(visible, *ways.span("items")):
            yield "practice", *item.span()


@lru_cache(maxsize=KEPT)
def _deed(word: str, tag: str) -> bool:
    return tag in ("v", "q") and cue("names", "practice-stop").fullmatch(word) is None


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(rf"{EDGE.pattern}| |“|”|（|）|\(|\)|{any_of('names', 'practice-cut')}")


@cache
def _launched() -> re.Pattern[str]:
    verbs, heads = (any_of("names", f"practice-{group}") for group in ("verb", "apposed"))
    return re.compile(f"(?:{verbs}){LINK}$|(?:{heads})$")
