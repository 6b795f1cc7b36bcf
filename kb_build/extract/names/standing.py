"""Whether a body's name stands for the body: not 县政协|主席, nor in “全县教育系统先进个人”."""

from __future__ import annotations

import re

from kb_build.model import Span

# What names no more than its own kind or level, 校党委, 县政协, and who holds a post in it.
PLAIN = re.compile(
    "(?:(?!机关)[\u4e00-\u9fff]{0,2}(?:教师|教工|学生)?(?:党委|党总支|[党团]支部|党工委|纪委|团委|政协|委员会)"
    "|(?:[省市县区州旗镇乡]|自治区)委|自治区党委|中共中央|全国政协)"
)
HELD = re.compile(
    "(?:政治局|兼职)?副?(?:书记|常委(?!会)|委员(?!会)|主席|秘书长)|主要(?:领导|负责人|负责同志)(?!批示)"
)
# A line that signs or heads the report: 市审计局局长　某某.
LINE = re.compile(r"[^。，；\n\x1f]{0,12}(?:[\n\x1f]|$)")
# A line that signs by both posts names the body itself: 望澜医院|党委书记、院长　某某.
SIGNED = re.compile(r"副?书记、[^。，；\n\x1f]{0,12}(?:[\n\x1f]|$)")
PARTY = "党委"
# The words of a quotation on both sides of a name, in characters at most.
QUOTED = 24
BEFORE = re.compile(r"“(?P<words>[^“”。，；\n]*)\Z")
BEHIND = re.compile(r"(?P<words>[^“”。，；\n]*)”")
# What one was given by those who judge: 获批“全县先进党支部”.
HONOURED = re.compile(
    r"(?:获[得评批]?|[评授列定名]为|授予|入选|争创)了?[^，。“”]{0,12}\Z|[首第][一二三四五六]?批\Z"
)
# （以下简称“指挥部”）: marks that set off a name, not part of it.
CALLED = ("简称", "简称：", "简称:")

# What a body was called before is its name by itself: 原|环境保护部; not 原平市财政局.
FORMER = re.compile("原(?![平阳州])(?=[\u4e00-\u9fff]{4})")


def standing(visible: str, body: Span) -> Span | None:
    """The place of the name with the quotation marks that it fills; None where it is no mention.

    No body is meant by who holds a post in one without a name, in running text, by a part of a
    quotation (“松浦县教育系统先进个人”), or by a quotation that is an honour.
    """
    plain = PLAIN.fullmatch(visible, body.start, body.end)
    signed = visible.endswith(PARTY, body.start, body.end) and SIGNED.match(visible, body.end)
    if signed and not plain:
        body = Span(body.start, body.end - len(PARTY))
    held = HELD.match(visible, body.end) if plain else None
    if held and not LINE.match(visible, held.end()):
        return None
    start = body.start + (visible[body.start] == "“" and "”" not in body.of(visible))
    start += FORMER.match(visible, start, body.end) is not None
    before = BEFORE.search(visible, max(0, start - QUOTED), start)
    behind = BEHIND.match(visible, body.end, body.end + QUOTED) if before else None
    if before is None or behind is None or visible.endswith(CALLED, 0, before.start()):
        return Span(start, body.end)
    honour = HONOURED.search(visible, max(0, before.start() - QUOTED), before.start())
    if honour or before["words"] or behind["words"]:
        return None
    return Span(before.start(), behind.end())
