"""What rules say of a sentence's role, from the frame that it stands in (`frames`) and its words.

`RULES` is an ordered table; the first rule that answers has its say. A rule takes the words of the
sentence and what surrounds it, and gives a role, or None where it has nothing to say. The model in
`roles` weighs this with what stands around.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from kb_build.extract.roles.clauses import opening_class, says, seen_in
from kb_build.extract.roles.surroundings import Setting
from kb_build.lexicon.cues import cue
from kb_build.model import Role

CLAUSE = re.compile(r"[，,；;]")
# What a document is called tells nothing of what was done: 《水源地保护率先突破行动方案》.
TITLED = re.compile(r"《[^《》\n]{1,80}》")
# A number that is no part of a date: what is counted is told, not led in.
COUNTED = re.compile(r"\d(?![\d.]*\s*[年月日届])")
# Who has to do something: 指挥部|要在三天内清淤, but not 我们也要看到, 过去要跑四趟
SHALL = re.compile(
    "(?!过去|从前|以前)[^，。；：“”的向]{2,12}(?<![主重需必紧首次摘概纪提只想简还快就正将不索既])"
    "要(?![求素点闻害是对件领旨紧么义道塞职务说看])"
)
# A first clause that tells by what means something came about: 通过分类监管，|投诉减少三成。
BY_MEANS = re.compile("通过|经过|随着")
# What makes an act of it, since somebody made things better: 通过轮训，|提升了服务水平。
BETTERED = re.compile(
    "(?:也|更|还|进一步|有效|切实|不断|有力|大大|极大|充分|全面)*地?(?:提升|提高|增强|激发|推动|促进"
    "|营造|改善|优化|锤炼|凝聚|强化|夯实|丰富|拓宽|解决|保证|确保|保障)"
)
# An act is told for the honour that ends it: 推行节水，被评为先进所。
HONOURED = re.compile("(?:并|还|先后)?(?:荣获|荣膺|获评|被(?:[^，。；]{2,20})?(?:评为|授予|命名))")
# Up to when it is told: 截至9月底，隐患已消除301处。
BY_NOW = re.compile("截[至止]|目前|迄今|至今")
# What is only named: 把“水价一定要公道”写上墙
QUOTED = re.compile("“[^“”]*”")
# How lessons and demands speak: 必须依靠群众。管水没有捷径，更要常抓不懈。
MUST = re.compile(
    "(?:^|[，；：])[还更也都]?(?:必须|务必|要(?!求)|应(?![急用对届聘邀征变诉收约到]|.尽))|一定要"
)
# A saying in two halves: 水清岸绿，人心自安。
HALF = r"[^，。；\d了要将应须]{4,8}"
HALVES = re.compile(f"{HALF}，{HALF}(?:；{HALF}，{HALF})?[。！]?")
# The kinds of words with which it may begin: none that somebody does.
STILL = ("-", "be", "mind", "how", "grow")
# A sentence that only names who answers for the one before it.
ASSIGNED = re.compile(r"[（(][^（）()]{2,200}(?:牵头|负责|配合|落实)[^（）()]{0,12}[）)]")
# By whose order the work was done: 根据县里统一部署，5月起我县开展水源地整治。
ORDERED = re.compile(
    "(?:为[^，。]*，)?(?:根据|按照)[^，。]{2,40}(?:部署|安排|要求|通知|计划)，(?!会议)"
)
# When an act was done and how often, before its verb: 去年先后|修订办法12项。
WHEN = re.compile(r"^(?:(?:全|[今去当]|\d{4})年|先后|累计|共|还|并|已)+")
# What is said to be lacking where faults are told: 短板还需要下大力气补齐
LACKING = re.compile("(?:还|仍|尚)(?:需|要|须|待)[^，。；]*")


class Saying(NamedTuple):
    """What the rules say of one sentence."""

    role: Role
    rule: str


def say(words: str, setting: Setting) -> Saying:
    """The role of a sentence by the first rule that answers; `rest` always does."""
    words = TITLED.sub("《》", words) if "《" in words else words
    for name, rule in RULES:
        if role := rule(words, setting):
            return Saying(role, name)
    raise AssertionError("`rest` always answers")


def _formal(words: str, setting: Setting) -> Role | None:
    return "context" if says(words, "formal") else None


def _assigned(words: str, setting: Setting) -> Role | None:
    """Who answers for what is planned goes with it: （水务局牵头，各镇负责）"""
    return "plan" if _is_ahead(setting) and ASSIGNED.fullmatch(words) else None


def _explained(words: str, setting: Setting) -> Role | None:
    """What a term means was not done, whatever it tells: “双水行动”：百校联百渠，已联通30条。"""
    return "context" if setting.explains else None


def _cell(words: str, setting: Setting) -> Role | None:
    """Words of a torn table or list that tell nothing: 一号泵站."""
    return "context" if setting.cell and not seen_in(words).groups else None


def _listed(words: str, setting: Setting) -> Role | None:
    """Faults listed behind a colon, whatever acts are told: 主要问题是：落实轮灌不到位，……"""
    return "problem" if says(words, "problem-list") else None


def _is_ahead(setting: Setting) -> bool:
    """Whether a sentence stands where plans are told; a plan tells faults below 存在问题 too."""
    return setting.frame == "plan" or (setting.genre == "plan" and setting.frame != "problem")


def _guiding(words: str, setting: Setting) -> Role | None:
    """The guiding thought of a plan: what stands below 指导思想."""
    ahead = _is_ahead(setting) and setting.own == "context"
    return "context" if ahead and not re.search("(?<!为)目标", words) else None


def _plan_frame(words: str, setting: Setting) -> Role | None:
    if not _is_ahead(setting):
        return None
    if _stated(words) or _saying(words):
        return "context"
    if setting.mixed and says(words, "problem"):
        return "plan" if says(words, "plan") else "problem"
    acts = says(words, "measure", "plan-aims")
    return "plan" if setting.in_block or acts else "context"


def _problem_frame(words: str, setting: Setting) -> Role | None:
    if setting.frame != "problem":
        return None
    words = LACKING.sub("", words)
    return "plan" if says(words, "plan") or MUST.search(words) else "problem"


def _owned(words: str, setting: Setting) -> Role | None:
    """Faults owned up to, whatever else the sentence demands: 也要清醒地看到，差距还不小。"""
    return "problem" if says(words, "problem-owned") else None


def _planned(words: str, setting: Setting) -> Role | None:
    """What is to be done; what a lesson says must be is none: 必须依靠群众 below 几点启示."""
    if setting.frame == "context" and MUST.match(words):
        return "context"
    return "plan" if says(words, "plan") else None


def _bound(words: str, setting: Setting) -> Role | None:
    """What has to be, whoever may do it: 管好水，必须先算清账。"""
    words = QUOTED.sub("“”", words) if "“" in words else words
    if not MUST.search(words) and not SHALL.match(words):
        return None
    return "context" if setting.frame == "context" else "plan"


def _problem(words: str, setting: Setting) -> Role | None:
    return "problem" if says(words, "problem") and not _answers(words) else None


def _answers(words: str) -> bool:
    """Whether problem words are the object of an act: 针对……不够的问题，制定……"""
    return says(words, "problem-answered") and says(words, "measure", "act")


def _outcome(words: str, setting: Setting) -> Role | None:
    """A result in the sentence's last clause, or at its start, is what the sentence is for.

    So is how many of how many are done, unless acts are told before.
    """
    clauses, results = _told(words)
    if says(words, "status") and not any(map(_acted, clauses[:-1])):
        return "outcome"
    if not any(results):
        return None
    acts = [
        "act" in seen_in(clause).groups and not result
        for clause, result in zip(clauses, results, strict=True)
    ]
    honoured = len(clauses) == 2 and HONOURED.match(clauses[1])
    if honoured or BY_NOW.match(words):
        return "outcome"
    if _acted(clauses[0]) and not results[0]:
        return None
    if sum(results) > sum(acts) or (results[0] and not acts[0]):
        return "outcome"
    return None


@lru_cache(maxsize=1)  # several rules ask for it in turn
def _told(words: str) -> tuple[list[str], list[bool]]:
    """The clauses, at least one, without a first one that only tells by what means.

    Behind them, which of them tell a result.
    """
    parts = [clause.strip() for clause in CLAUSE.split(words.rstrip("。！"))]
    clauses = list(filter(None, parts)) or [words]
    if len(clauses) > 1 and BY_MEANS.match(clauses[0]) and not BETTERED.match(clauses[1]):
        del clauses[0]
    return clauses, ["outcome" in seen_in(clause).groups for clause in clauses]


def _acted(clause: str) -> bool:
    """Whether a clause begins with what somebody did; who and when may be left out."""
    return bool(cue("roles", "measure", "completed").match(WHEN.sub("", clause)))


def _context(words: str, setting: Setting) -> Role | None:
    """What surrounds the work, unless an act comes right behind: 一年来，所里修订办法12项。

    Nor where results follow: 会议指出，漏损率降到8%，水质全部达标。
    """
    if not says(words, "context"):
        return None
    clauses, results = _told(words)
    return None if sum(results) > 1 or any(map(_acted, clauses[:2])) else "context"


def _maxim(words: str, setting: Setting) -> Role | None:
    return "context" if _stated(words) else None


def _stated(words: str) -> bool:
    """Whether a sentence tells what holds at all times, and no act: 台账是管水的眼睛。"""
    return says(words, "stated") and not says(words, "act", "outcome")


def _saying(words: str) -> bool:
    """Whether a sentence is a saying in two halves: 水清岸绿，人心自安。"""
    if not HALVES.fullmatch(words) or says(words, "act", "measure", "outcome", "plan"):
        return False
    return all(opening_class(half) in STILL for half in CLAUSE.split(words))


def _measure(words: str, setting: Setting) -> Role | None:
    acting = says(words, "measure")
    return "measure" if acting and (setting.in_block or says(words, "act")) else None


def _lead_in(words: str, setting: Setting) -> Role | None:
    """A general sentence before the items that say what was done."""
    if not setting.leads_in and not setting.opening:
        return None
    telling = says(words, "act", "outcome") or COUNTED.search(words) or _acted(_told(words)[0][0])
    ordered = setting.opening and ORDERED.match(words)
    general = ordered or words.endswith(("：", ":")) or says(words, "lead-in") or not telling
    return "context" if general else None


def _rest(words: str, setting: Setting) -> Role | None:
    return "measure"


RULES: tuple[tuple[str, Callable[[str, Setting], Role | None]], ...] = (
    ("explained", _explained),
    ("cell", _cell),
    ("listed", _listed),
    ("owned-up", _owned),
    ("formal", _formal),
    ("assigned", _assigned),
    ("guiding", _guiding),
    ("plan-frame", _plan_frame),
    ("problem-frame", _problem_frame),
    ("plan-words", _planned),
    ("problem-words", _problem),
    ("must-words", _bound),
    ("context-words", _context),
    ("outcome-words", _outcome),
    ("lead-in", _lead_in),
    ("maxim", _maxim),
    ("measure-words", _measure),
    ("rest", _rest),
)
