"""Names of rules and mechanisms: in 《》, in quotation marks, or known to every office."""

from __future__ import annotations

import re
from functools import cache

from kb_build.extract.names.no_practices import BEFORE_HONOUR, REACH
from kb_build.extract.names.phrases import balanced
from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import any_of, at_end, cue
from kb_build.model import MentionKind

TITLED = re.compile(r"《[^《》\n。]{1,70}(?:《[^《》\n]{1,40}》[^《》\n。]{0,40})?》")
# What follows the head noun of a title: 《节水办法|（试行）》, 《节水规划|（2023—2025年）》.
VERSION = re.compile(r"(?:[（(][^（）()]{1,14}[）)])?$")
QUOTED = r"“[^“”\n。；]{1,24}”"
# A rule that carries out another: 《节水条例》|实施办法.
CARRIED_OUT = re.compile("的?实施(?:办法|细则|意见|条例|方案|规定)")
# What a library on the web calls the page itself: 《工作总结.docx》.
FILE = re.compile(r"\.(?:docx?|pdf|pptx?|txt|wps)", re.IGNORECASE)
# What a rule without 《》 is called, behind what it is about: 关于支持节水改造|的若干措施,
# 推动节水改造12条|措施.
OF_CONTENTS = re.compile(
    "的(?:若干|实施|指导|暂行)?(?:意见|决定|决议|规定|办法|(?:政策)?措施)"
    "|实施意见(?=[，。；、])|措施(?=[，。；、])(?<!等措施)(?<!等政策措施)"
)
# How long that is with the verb before it, in characters.
CONTENTS = 64
# How such a name begins where it has no 关于: 制定|加强河湖管护的意见.
AIM = (
    "(?:(?!出台|印发|实施)[\u4e00-\u9fff]{2})?(?:进一步|加强|加快|促进|推进|推动|支持|规范|全面|深化|鼓励|做好|落实|强化|改进"
    "|完善|健全|提升|构建|建设|打造|优化)"
)


def titled(visible: str) -> Spotted:
    """《…办法》 is a rule, 《…台账》 a mechanism, any other 《…》 a document."""
    for match in TITLED.finditer(visible):
        if FILE.search(match.group()):
            continue
        title = VERSION.sub("", match.group()[1:-1])
        mechanism = at_end("names", "titled-mechanism-ending").search(title)
        rule = at_end("names", "rule-ending").search(title)
        own = CARRIED_OUT.match(visible, match.end()) if rule else None
        kind: MentionKind = "mechanism" if mechanism else "rule" if rule else "document"
        yield kind, match.start(), (own or match).end()


def known_mechanisms(visible: str) -> Spotted:
    """Mechanisms and rules that every office knows by name."""
    for match in cue("names", "mechanism-known").finditer(visible):
        yield "mechanism", *balanced(visible, *match.span())
    for match in cue("names", "rule-known").finditer(visible):
        yield "rule", *match.span()


def told_rules(visible: str) -> Spotted:
    """Rules without 《》 by what they are about: 出台|关于支持节水改造的若干措施."""
    for called in OF_CONTENTS.finditer(visible):
        at = called.start()
        told = _told().search(visible, max(0, at - CONTENTS), at)
        if told:
            yield "rule", told.start("about" if told["about"] else "aim"), called.end()


def quoted_mechanisms(visible: str) -> Spotted:
    """“名称”制度, and a quoted name that is itself one: “党员服务机制”."""
    for match in _quoted().finditer(visible):
        before = visible[max(0, match.start() - REACH) : match.start()]
        if not BEFORE_HONOUR.search(before):
            yield "mechanism", *match.span()


@cache
def _told() -> re.Pattern[str]:
    """The verb of a rule, then its name: with 关于 also behind who made it."""
    made, kept = any_of("names", "issued", "revised"), any_of("names", "enforced")
    word = r"[^，。；：“”《》〈〉\n]"
    return re.compile(
        rf"(?:(?:{made}|{kept}|转发){word}{{0,14}}?(?P<about>关于)(?!{word}*关于)"
        rf"|(?:(?:{made})(?:并?实施)?|实施)了?(?P<aim>{AIM})){word}{{4,40}}$"
    )


@cache
def _quoted() -> re.Pattern[str]:
    """“三问四查”制度, “溪畔夜谈”的常态机制: a quotation and the word behind it for what it is."""
    ending = any_of("names", "mechanism-ending", "mechanism-quoted-ending")
    verbs = any_of("names", "rule-verb")
    named = rf"“(?!{verbs})[^“”\n。，；]{{2,20}}?(?:{ending})”(?:制度)?"
    behind = any_of(
        "names", "mechanism-ending", "mechanism-quoted-ending", "mechanism-framed-ending"
    )
    grammar = "[和与或及等的为由是将被向以]|在(?!线)|对(?!接)|相关|有关|各项|带动|纳入|获批"
    between = rf"(?:(?!{verbs}|{grammar})[\u4e00-\u9fff]){{0,8}}?"
    of = r"的(?!规范化|常态化|长效)[\u4e00-\u9fff]{0,4}?"
    return re.compile(
        rf"(?:{named}|{QUOTED}(?:{between}|{of})(?:{behind}))(?!化|体系|体制|(?<=体系)建设)(?<!体制机制)"
        rf"|{QUOTED}(?=(?:[、和]?{QUOTED}){{0,12}}等新?[\u4e00-\u9fff]{{0,6}}?(?:制度|机制))"
    )
