"""Bodies that a text only speaks of, so that none of them is taken for who reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb_build.extract.attributes.full_names import Body
from kb_build.extract.attributes.naming import PLACED
from kb_build.extract.openings import opening_end
from kb_build.model import HIDDEN, Span

# How far from the start the text still introduces itself, in characters.
OPENING = 800
# The longest list of bodies in brackets, in characters, and the words that give them a task.
BRACKET = 120
CHARGE = re.compile("牵头|负责|分工|配合")
# What is done to a body, with it or at its place: 对望澜监狱进行检查, 聘请清岚学院编制; and what a
# person is in charge of: 分管办公室, 带领总务处.
DONE_TO = (
    "期间", "听取", "听取了", "视察", "视察了", "考察", "考察了", "引进", "引进了", "聘请",
    "邀请", "联合", "分管", "主管", "带领", "指导", *"对到在赴向与的从",
)  # fmt: skip
# Titles of texts that tell of others: a speech (刚才，应急局通报了……), and the news of a place that
# names itself (我市召开……会议).
OF_OTHERS = re.compile("讲话|^我[省市县区州旗镇乡](?!委|政府)|^(?:【[^】]*】)?习近平：")
# Who orders what the report tells of, where that speaks of itself: 根据市财政局要求，我司…….
ORDERED = ("根据", "按照", "经", "自")
# What is asked in that way, whoever speaks: 按照县国资委党委|提出的要求, 根据县水务局|……的通知要求.
ASKS = re.compile("提出|的?(?:统一)?(?:部署|要求|安排)|[^，。\n]{2,40}(?:通知|要求|部署|安排)")
# Who tells what others have won or shall do: 省市场监管局公布了……名单; and who speaks at a meeting
# of others: 县扶贫办汇报了……
ABOVE = re.compile(
    "(?:联合|分别)?(?:公布|通报|发布|表彰|命名|授予|认定|批准|下发|印发|汇报|作了?(?:汇报|交流|发言))"
)
# Who stands above: 在市委和|省检察院|的坚强领导下.
LEADS = re.compile(
    r"(?:的|坚强|正确|大力|精心|有力|统一)[^，。；：\n]{0,16}?(?:领导|指导|支持|关心|关怀|帮助|监督|部署)"
    r"[^，。；：\n]{0,8}?下"
)
# Before whom something is reported: 县人大常委会|第十五次会议.
SESSION = re.compile(r"第?[^，。\s]{1,6}次[^，。\s]{0,2}会议")
# What follows whom a text is read to: 向县人大常委会|报告.
TOLD = re.compile("(?:作(?:工作)?)?(?:报告|汇报|述职)")
# What closes the line of who is addressed.
ADDRESS = re.compile("[：:](?:[\n\x1f]|$)")
# A body in a list is one of several: 对区民政局、区水务局等4家单位.
LISTED = re.compile(r"、|等[\d一二三四五六七八九十两多几]*[余多]?[个家所]")
CLAUSE = re.compile("[，。；：！？\n]")
# How far before the last of a list its first may stand, in characters.
REACH = 60
# An office within a body, which does not report where the body speaks of itself as 我院, 我局.
OFFICE = re.compile("(?:[科室股部]|[^省市县区]处)$")
WE = re.compile("我[院局校县区市镇乡处司厅委]|我[司行矿厂所站队社会]|我单位|我公司|我中心|我街道")

# What a body says of itself names its kind: 我校 is no 市教育局, 我镇 no 县财政局.
KINDS = {
    "校": (
        r"^(?:[校院]|党委)|(?<![国业会]科)学院|[大中小]学|学校|党校|幼儿园|[一二三四五六七八九十附]中"
        r"|处$|团委|(?<!总)工会"
    ),
    "局": "局", "镇": "镇", "乡": "乡", "街道": "街道", "矿": "矿", "院": "院|支部",
}  # fmt: skip
# Of a school whose title says 学校 or 我校, no college or office reports: 学校召开……会议.
WHOLE = re.compile(
    "[大中小]学$|学校$|幼儿园$|[一二三四五六七八九十附]中$|(?:师范|职业|专科)[一-鿿]*学院$"
)
OWN_KIND = re.compile(f"我(?P<kind>{'|'.join(KINDS)})")
# The same at the start of a title: 学校召开……, 镇政府2023年工作总结
TITLED_KIND = re.compile(
    r"(?:【[^】]*】|(?:19|20)\d\d年(?:上半年)?)*(?:(?P<校>我校|学校(?!周边|食堂)|校(?:领导|党委|长))|(?P<镇>镇政府|镇党委))"
)

# What happened at the school that tells it: 某某学会年会在校开幕, 省水利厅来校调研
AT_SCHOOL = re.compile("我校|[在来到]校(?![生园友内外区务级本])")


def opening_of(visible: str) -> str:
    """The words with which a text introduces itself, behind whatever noise stands before them."""
    return visible[: opening_end(visible, 0, OPENING)]


def own_kind(visible: str, title: str) -> str:
    """The kind of body that a text says it comes from, a key of `KINDS`; empty if none."""
    titled = TITLED_KIND.match(title)
    told = OWN_KIND.search(opening_of(visible))
    return (titled and titled.lastgroup) or (told["kind"] if told else "")


def whole_school(title: str) -> bool:
    """Whether a title says that a school as a whole reports: 学校召开……, ……在校开幕"""
    titled = TITLED_KIND.match(title)
    return (titled is not None and titled.lastgroup == "校") or bool(AT_SCHOOL.search(title))


def not_spoken_of(visible: str, title: str, bodies: Iterable[Body]) -> Iterator[Body]:
    """The bodies, with their places, of which one may report; in order, none in news of others.

    Left out is each place where a body is only spoken of (`WAYS`), a body wherever it is named that
    the text is read to, and one that only issued what the text cites.
    """
    named = [] if OF_OTHERS.search(title) else list(bodies)
    heard = {name for name, place in named if _hears(visible, place)}
    acting = {name for name, place in named if not _cited(visible, place)}
    kind = WHOLE if whole_school(title) else KINDS.get(own_kind(visible, title), "")
    for name, place in named:
        of_kind = re.search(kind, name)
        spoken_of = any(speaks(visible, place) for speaks in WAYS)
        if name in acting - heard and of_kind and not spoken_of:
            yield name, place


def _hears(visible: str, body: Span) -> bool:
    """向|县人大常委会|报告"""
    return visible.endswith("向", 0, body.start) and TOLD.match(visible, body.end) is not None


def _in_charge(visible: str, body: Span) -> bool:
    """Whether a body stands in brackets that tell who answers for a task: （县水利局牵头）."""
    line = visible.rfind("\n", max(0, body.start - BRACKET), body.start) + 1
    opening = visible.rfind("（", max(line, body.start - BRACKET), body.start)
    closing = visible.find("）", body.end, body.end + BRACKET)
    if opening < 0 or closing < 0 or "）" in visible[opening : body.start]:
        return False
    return bool(CHARGE.search(visible, opening, closing))


def _done_to(visible: str, body: Span) -> bool:
    return visible.endswith(DONE_TO, 0, body.start)


def _addressed(visible: str, body: Span) -> bool:
    """县人大常委会： on a line of its own."""
    closes = ADDRESS.match(visible, body.end) is not None
    return closes and visible[max(0, body.start - 1) : body.start] in ("", "\n", HIDDEN)


def _told_behind(visible: str, body: Span) -> bool:
    return any(words.match(visible, body.end) for words in (ABOVE, SESSION, LEADS))


def _listed(visible: str, body: Span) -> bool:
    clause = CLAUSE.split(visible[max(0, body.start - REACH) : body.start])[-1]
    last = clause.endswith(("和", "以及")) and "、" in clause
    return last or clause.endswith("、") or LISTED.match(visible, body.end) is not None


def _office(visible: str, body: Span) -> bool:
    """Whether it is an office of the body that reports and speaks of itself as 我院, 我局."""
    name = body.of(visible)
    inner = OFFICE.search(name) and not PLACED.match(name)
    return bool(inner and WE.search(opening_of(visible)))


def _ordering(visible: str, body: Span) -> bool:
    ordered = visible.endswith(ORDERED, 0, body.start)
    asks = ASKS.match(visible, body.end) or WE.search(opening_of(visible))
    return ordered and asks is not None


def _cited(visible: str, body: Span) -> bool:
    """Whether it only issued what is cited: 贯彻落实省教育厅《…意见》."""
    return visible.startswith("《", body.end)


WAYS = (
    _in_charge,
    _done_to,
    _addressed,
    _told_behind,
    _listed,
    _office,
    _ordering,
)
