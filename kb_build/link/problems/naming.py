"""What a problem is called, from the words that tell it; empty where they name none.

Reports announce problems (工作中还存在不少短板：), tell causes and promise remedies in one breath.
What only announces is left out; a list in one sentence is as many problems as it has parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb_build.lexicon.cues import cue
from kb_build.link.cutting import shortened
from kb_build.model import Span

LONGEST = 48  # code points of a name
LEAST = 10  # letters of words without an end or any sign of a problem: fewer are a torn line
PART = 6  # code points of a problem in a list: shorter ones are words of one problem
LISTED = 3  # problems at least that make a list where nothing announces one
# The end of a list that names no problem: ……；等等。
AND_SO_ON = re.compile(r"(?<=[；;，])\s*等{1,2}[。！]?\s*$")
ITEM = re.compile(r"[^；;]+[；;]?")  # of a list in one sentence
# 关于“…”的问题, 针对巡察指出的“…”问题: the problem is what stands in quotation marks.
QUOTED = re.compile(
    r"(?:关于|针对)(?:解决|破解|[^“，。]{0,10}(?:[指提]出|反[映馈]|发现|强烈|关[注切])的?)?"
    r"“(?P<name>[^“”]+(?:“[^“”]*”[^“”]*)*)”的?问题"
)
# 针对停车难问题，……; 为破解……难题，……; 针对水表“哑巴表”问题; 关于泵站台账登记较慢的问题
NAMED = re.compile(
    r"(?:为|着眼|着力)?(?:针对|聚焦|围绕|关于|对于?|解决|破解)(?P<name>[^，。；]{2,60}?|[^“，。；]{1,12}“[^“”]{2,40}”)"
    r"的?(?:问题|不足|短板|现象|难题|困境|顽疾|痛点|堵点)(?=[，,。；;：:、]|$)"
)
CLAUSE = re.compile(r"[^，,。；;：:！？\n]+")
SENTENCE = re.compile(r"[^。；;：！？\s][^。；;：！？\n]*")
# What joins a clause to the one before it, which is not part of the name: 但设备老化.
JOINING = re.compile(
    r"^(?:其中(?:涉及|包括)?|所以|因此|但是?(?:也(?=[存有出]))?|不过|然而|而且|并且|同时|此外|另外|再加上|加上|从而|导致|致使|(?:往往)?由于|尤其是|特别是|经(?:核实|检查|调查|查))(?=..)[，,]?\s*"
)
# What comes before it is well: 灌区运行总体平稳，但渠道老化严重.
TURN = re.compile(r"\s*(?:但|然而|不过)")
# 截至检查时仍未取得许可: how long it lasts is not part of the name.
UNTIL = re.compile(r"^截至[^，。；]{2,24}?(?=仍|尚|还|未)")
# Words without whom they are about, which stands in the sentence's first clause.
OF_WHOM = re.compile(r"(?:仍|尚|还|未|超|违|与|存在|没有|不|被|将)")
WHO = 18  # code points of whom it is about
# 该项目已投产，仍未取得许可: whom it means is told in the first sentence.
REFERRING = re.compile(r"^(?:\d{4}年(?:\d+月)?)?该.{1,40}?(?=仍|尚|未|没|不|存在)")
OPENING = 8  # clauses at most that may announce
# 起步不久，还有一些不足如登记不全: the announcement and the first problem in one clause.
AND_FIRST = re.compile(
    r"[^。；：]{0,120}?(?:存在|还有|仍有)着?(?:一些|不少|诸多|一定)?的?(?:问题|不足|短板|困难)"
    r"(?:例如|比如|如|主要是)(?=[^，。；：]{4})"
)
EXAMPLE = re.compile(r"\s*(?:例如|比如|如(?![果何期实同]))[，,：:]?")


def quoted_name(text: str) -> str:
    """The problem that words such as 针对停车难问题 name; empty where they name none."""
    words = text.strip()
    found = QUOTED.match(words) or NAMED.match(words)
    if found is None:
        return ""
    name = found["name"].strip("“”的")
    return "" if cue("ledger", "names_no_problem").search(name) else found["name"]


def told_part(text: str) -> Span:
    """Where in a text the problem itself stands, behind all that only announces it.

    Empty, at the text's end, where nothing but an announcement, a promise or a torn line is there.
    """
    first = AND_FIRST.match(text)
    start = first.end() if first else 0
    for number, clause in enumerate(CLAUSE.finditer(text, start)):
        words = clause.group().strip()
        before = text[start : clause.start()].strip()
        opens = not before and cue("ledger", "opening").search(words)
        if number < OPENING and (opens or cue("ledger", "announces").search(words)):
            behind = min(clause.end() + 1, len(text))  # the sign that ends it
            # What comes last, behind faults that were announced before, announces nothing.
            if text[behind:].strip() or not (start and has_sign(before)):
                start = behind
    if example := EXAMPLE.match(text, start):
        start = example.end()
    told = text[start:].strip()
    end = len(text.rstrip())
    if _is_problem(told):
        return Span(text.index(told, start), end)
    return Span(end, end)


def parts(text: str, told: Span) -> Iterator[Span]:
    """The problems of a list in one sentence: 结构不够优；项目少；……; else all that is told."""
    end = told.start + len(AND_SO_ON.sub("", told.of(text)))
    found = [Span(*item.span()) for item in ITEM.finditer(text, told.start, end)]
    whole = "。" not in told.of(text).rstrip("。 \n") and all(len(part) >= PART for part in found)
    announced = told.start > 0 and len(found) > 1
    if whole and (announced or (len(found) >= LISTED and all(has_sign(p.of(text)) for p in found))):
        yield from found
    elif told:
        yield told


def name(text: str) -> str:
    """The words in quotation marks, or as many of the clauses that tell it as make a short name."""
    if named := quoted_name(text):
        return shortened(named, LONGEST)
    sentences = [re.split("([，,])", words) for words in SENTENCE.findall(text)]
    telling = next(filter(None, map(_telling, sentences)), "")
    made = JOINING.sub("", telling or next((_joined(clauses) for clauses in sentences), ""))
    if REFERRING.match(made) and not REFERRING.match(sentences[0][0]):
        made = f"{sentences[0][0][:WHO]}…{REFERRING.sub('', made)}"
    return shortened(made.strip("，, ").removesuffix("等等").rstrip("，, "), LONGEST)


def has_sign(words: str) -> bool:
    """Whether words themselves tell that something is wrong."""
    return any(cue(*group).search(words) for group in (("roles", "problem"), ("ledger", "tells")))


def _telling(clauses: Sequence[str]) -> str:
    """A sentence's first clauses if they tell the problem, else its subject and what is wrong."""
    if behind := _behind_praise(clauses):
        return behind
    made = _joined(clauses)
    if has_sign(made) and not cue("ledger", "because").search(clauses[0]):
        return made
    tells = (at for at in range(0, len(clauses), 2) if _tells(clauses[at]))
    at = next(tells, None)
    if at is None:
        return ""
    told = UNTIL.sub("", _joined(clauses[at:]))
    return f"{clauses[0][:WHO]}…{told}" if at and OF_WHOM.match(told) else told


def _behind_praise(clauses: Sequence[str]) -> str:
    """The clauses from a turn on that tells what is wrong behind what is well; else empty."""
    at = next((n for n in range(2, len(clauses), 2) if TURN.match(clauses[n])), 0)
    turned = at and _tells(clauses[at]) and not has_sign("".join(clauses[:at]))
    return _joined(clauses[at:]) if turned else ""


def _tells(clause: str) -> bool:
    return has_sign(clause) and not cue("ledger", "because").search(clause)


def _joined(clauses: Sequence[str]) -> str:
    """The first of some clauses, and those behind it that make no long name and no turn."""
    made = clauses[0]
    for comma, clause in zip(clauses[1::2], clauses[2::2], strict=True):
        if len(made + comma + clause) > LONGEST or cue("ledger", "turns").search(clause.strip()):
            break
        made += comma + clause
    return made


def _is_problem(words: str) -> bool:
    if not words or words.endswith(("：", ":")) or cue("ledger", "no_problem").search(words):
        return False
    ended = words.endswith(("。", "；", ";", "！")) or sum(map(str.isalpha, words)) >= LEAST
    return ended or has_sign(words)
