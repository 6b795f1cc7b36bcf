"""Who is what in a group: 组长：党委书记. Offices are kept, names of persons are masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb_build.link.sources import Place, Source
from kb_build.model import Mention, Quotation, Span

POST = (
    "常务副组长|第一副组长|第一组长|执行组长|副组长|组长|总召集人|副召集人|召集人"
    "|副总指挥长?|总指挥长?|副指挥长|指挥长|组员|成员"
)
WHO = r"[^，,。；;：:\n（）()]{2,60}?"
# 由党委书记任组长, 校长为副组长; 组长：李某某.
APPOINTED = re.compile(rf"(?:由|以)?(?P<who>{WHO})(?:担任|兼任|任|为)(?P<post>{POST})")
LISTED = re.compile(
    rf"(?:^|(?<=[\s，。；（(、]))(?P<post>{POST})[：:]\s*(?P<who>[^。；;\n]{{2,200}})"
)
# 成立以党委书记为组长、校长为副组长的领导小组: told ahead of the group's name.
LED = rf"[^由以，,。；;：:\n（）()]{{2,60}}?(?:担任|兼任|任|为)(?:{POST})"
AHEAD = re.compile(rf"[由以](?P<told>{LED}(?:[，,、和及]由?{LED})*)的[^，,。；;：:\n]{{0,8}}$")
AHEAD_REACH = 160  # how far ahead of a group's name
REACH = 400  # how far behind a group's name its posts are told
GROUP = re.compile("组|专班|部")  # another's name, which ends that
OFFICE = (
    r"书记|校长|院长|局长|主任|主席|董事长|总经理|经理|市长|县长|区长|镇长|乡长|部长|处长|科长|厅长|省长|所长|站长|行长"
    r"|负责人|负责同志|同志|领导|成员|班子|干部|代表|委员|秘书|骨干|教师|组长|人员|单位|部门|科室|处室|专家|职工"
)
# What bodies end with, and names of persons do not: 司法局, 林业局, 金融办.
BODY = r"[局办股处厅署委部所室站院队]$"
HELD = re.compile(rf"(?P<office>.*(?:{OFFICE}))(?P<name>[\u4e00-\u9fff]{{2,3}})$")
# The surnames that almost everybody has; 各科室 and 全体教师 are no persons.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔汤常温康施牛樊葛邢安齐伍庞颜倪庄聂章鲁岳翟殷詹申"
    "欧耿关兰焦俞左柳甘祝包宁符阮尚舒纪梅童凌毕单裴霍涂成苗谷曲盛冉翁蓝路游靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤时穆农司卓古吉缪简车"
    "项连芦麦褚娄窦戚岑党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
NAME = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}")


def posts(places: Iterable[Place]) -> list[tuple[str, list[Quotation]]]:
    """Each post and who has it, as `组长：党委书记`, with the sentences that tell it, in order."""
    found: dict[str, list[Quotation]] = {}
    for source, mention in places:
        for post, who, span in _told(source, mention):
            quotation = source.quote_at(span)
            if quotation and (holder := shown_holder(who, persons=source.corrections.persons)):
                found.setdefault(f"{post}：{holder}", []).append(quotation)
    return list(found.items())


def without_posts(before: str) -> str:
    """What stands ahead of a group's name, without the words for who is what in it."""
    return before[:-AHEAD_REACH] + AHEAD.sub("", before[-AHEAD_REACH:])


def _told(source: Source, mention: Mention) -> Iterator[tuple[str, str, Span]]:
    """Post, who has it, and where, told of a group."""
    yield from _told_ahead(source, mention)
    yield from _told_behind(source, mention)


def _told_ahead(source: Source, mention: Mention) -> Iterator[tuple[str, str, Span]]:
    """Within the sentence that names the group."""
    end, text = mention.span.start, source.report.text
    sentence = source.quote_at(mention.span)
    start = max(sentence.span.start if sentence else end, end - AHEAD_REACH)
    if ahead := AHEAD.search(text, start, end):
        for found in APPOINTED.finditer(text, *ahead.span("told")):
            yield found["post"], found["who"].strip("、和及"), Span(*found.span("post"))


def _told_behind(source: Source, mention: Mention) -> Iterator[tuple[str, str, Span]]:
    """Behind the group's name and before the next one's."""
    start, text = mention.span.end, source.report.text
    others = source.mentions_in(Span(start, start + REACH))
    ends = (m.span.start for m in others if m.kind == "organization" and m.name != mention.name)
    end = next((at for at in ends if GROUP.search(text, at, at + 30)), start + REACH)
    sentence = source.quote_at(mention.span)
    stop = sentence.span.end if sentence else start
    for found in APPOINTED.finditer(text, start, min(end, stop)):
        yield found["post"], found["who"], Span(*found.span("post"))
    for found in LISTED.finditer(text, start, end):
        if "。" not in text[start : found.start()]:
            yield found["post"], found["who"], Span(*found.span("post"))


def shown_holder(who: str, *, persons: bool) -> str:
    """Who has a post: offices as printed, persons as 李某 unless `persons` are to be shown."""
    parts = re.split(r"[、,，\s]+", who.strip())
    shown = parts if persons else [_masked(part) for part in parts if part]
    return "、".join(part for part in shown if part)


def _masked(part: str) -> str:
    plain = part.removesuffix("同志") if len(part) > 4 else part
    held = HELD.fullmatch(plain)
    office, name = (held["office"], held["name"]) if held else ("", plain)
    person = NAME.fullmatch(name) and not re.search(f"{OFFICE}|{BODY}", name)
    return f"{office}{name[0]}某" if person else part
