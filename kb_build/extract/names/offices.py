"""Bodies that end in a common word (站, 庭, 队) and are known by where they stand: 县|森防站.

Such a word ends a name where one of these tells so:
- a level stands before the name, and the phrase ends behind it: 镇|综治办|、
- the name opens a clause and acts: ，|立案庭|设立
- a verb before it sets the body up: 成立|共产党员服务队
- the name of a body goes on with it: 市公路局|养护科
"""

from __future__ import annotations

import re
from functools import cache

from kb_build.extract.names.body_starts import TOP, in_name, leads, start_of_level
from kb_build.extract.names.no_bodies import no_level
from kb_build.extract.names.spotted import Spotted
from kb_build.lexicon.cues import any_of, at_end, cue
from kb_build.lexicon.tagging import tagged

# Characters of grammar and counts, which no such name holds.
GRAMMAR = (
    "的了在是将被等与和及为把由各从对向让使就都也并每其这那该本我不到或以但而于之若均已又再更"
    "所很个两某他她们你过要按依请"
)
CLAUSE = r"[，。；：、！？（）,;:!?()+＋\s\x1f]"
# A character of a name. Written as a class of all others, which is faster than a look-ahead.
LETTER = rf"[^{GRAMMAR}\x00-)+-\x7f\s，。；：、！？（）《》“”‘’—…·％]"
# The words before the kind of a body that opens its clause, and the longest, with the sign before.
OPENED = re.compile(
    rf"(?:{CLAUSE}|由|或|移交|会同|经|协调|联合|责成|听取了?)(?P<words>(?!经[\u4e00-\u9fff]{{2}}[市县区]){LETTER}{{2,9}})$"
)
LONGEST = 12
# What opens no name: 全县, 有关.
WHOLE = ("全", "有")
# A further body, which no name goes on over: 党中央|国务院, 县委巡察办联系|县纪委监委.
OTHER = re.compile(rf"{TOP.pattern}|[省市县区](?:[纪监]委|委|政府|人大|政协)")
# Classes of verbs, adverbs and prepositions.
DOING = ("v", "d", "p")


def offices(visible: str) -> Spotted:
    """Bodies by level, by acting, and by being set up."""
    for match in _of_level().finditer(visible):
        name = match["words"] + match["kind"]
        general = cue("names", "organization-general").fullmatch(name)
        common = at_end("names", "organization-common").search(match["words"])
        start = start_of_level(visible, match)
        if _opens_name(name) and not (general or common or no_level(visible, start, match.end())):
            yield "organization", start, match.end()
    for match in _acting().finditer(visible):
        if match["acts"] is None and not cue("names", "office-listed").fullmatch(match["kind"]):
            continue
        opened = OPENED.search(visible[max(0, match.start() - LONGEST) : match.start()])
        if opened and named(opened["words"], match["kind"]):
            yield "organization", match.start() - len(opened["words"]), match.end()
    for match in _set_up().finditer(visible):
        if named(match["words"], match["kind"]):
            yield "organization", match.start("words"), match.end()


def end_with_office(visible: str, end: int) -> int:
    """Where the name of a body that ends at `end` is over with that of its office: 市公路局|养护科.

    `end` itself where none follows.
    """
    inner = _office_of_body().match(visible, end)
    return inner.end() if inner and named(inner["words"], inner["kind"]) else end


def _opens_name(rest: str) -> bool:
    """Whether what follows a level is a name, and not what is done there: 镇|建立医院."""
    words = tagged(rest)
    if OTHER.search(rest):
        return False
    return not _does(*words[0]) and not any(_stops(word, tag) for word, tag in words)


def _does(word: str, tag: str) -> bool:
    """Whether a word is what somebody does: 建立, but not 服务 of 服务中心."""
    act = len(word) == 1 or cue("word_classes", "act", "cause").fullmatch(word) is not None
    return tag in DOING and act and cue("names", "inner-verb").fullmatch(word) is None


def _changes(word: str) -> bool:
    """Whether a word is what is done to a body or by its help: 深化|人民法院|调解."""
    change = cue("word_classes", "change", "cause").fullmatch(word)
    return bool(change) and cue("names", "inner-verb").fullmatch(word) is None


def _stops(word: str, tag: str) -> bool:
    """Whether a name holds no such word: 开展, 有关."""
    if tag.startswith("n") or cue("names", "inner-verb").fullmatch(word):
        return False
    return cue("names", "organization-stop").fullmatch(word) is not None


def named(words: str, kind: str) -> bool:
    """Whether words and the kind of body behind them make a name: 立案|庭, but not 各业务|科室."""
    if cue("names", "organization-general").fullmatch(words + kind) or OTHER.search(words + kind):
        return False
    found = tagged(words)
    acts = cue("names", "office-acts").match(words)
    if acts or words.startswith(WHOLE) or leads(found[0][0]) or _changes(found[0][0]):
        return False
    return all(in_name(word, tag) for word, tag in found)


@cache
def _of_level() -> re.Pattern[str]:
    groups = ("office-level", "office-of-level", "office-behind")
    level, kind, behind = (any_of("names", group) for group in groups)
    verbs = any_of("word_classes", "change", "cause")
    signs = rf"(?=$|{CLAUSE}|{behind}|{verbs}|{_acts()})"
    return re.compile(rf"(?:{level})(?P<words>{LETTER}{{1,11}}?)(?P<kind>{kind}){signs}")


@cache
def _acting() -> re.Pattern[str]:
    kind = any_of("names", "office-acting", "office-listed")
    acts = rf"(?P<acts>(?=(?:[、和与及]{LETTER}{{2,9}}?(?:{kind})){{0,6}}(?:{_acts()})))"
    return re.compile(rf"(?P<kind>{kind})(?:{acts}|(?=[、，。；）和与及或,;)]))")


@cache
def _office_of_body() -> re.Pattern[str]:
    kind = any_of("names", "office-acting", "office-within")
    behind = any_of("names", "office-behind")
    return re.compile(
        rf"(?P<words>{LETTER}{{2,10}}?)(?P<kind>{kind})(?=$|{CLAUSE}|{behind}|{_acts()})"
    )


@cache
def _set_up() -> re.Pattern[str]:
    verbs, kind = any_of("names", "organization-set-up"), any_of("names", "office-set-up")
    return re.compile(
        rf"(?:{verbs})[了起]?(?P<words>(?:{LETTER}|[和与及](?![省市县区镇](?!域))){{2,20}}?)(?P<kind>{kind})"
        rf"(?={CLAUSE}|[和与对为]|{_acts()})"
    )


def _acts() -> str:
    """Verbs of who acts; a body that is 扩建 or 改造 does not act."""
    acts = any_of("word_classes", "act", "speak", "win")
    return f"(?![新改扩]建|改造|翻新|修缮)(?:{acts}|{any_of('names', 'office-acts')})"
