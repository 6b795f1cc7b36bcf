"""Bodies whose kind no list names, known by where they stand: 县森防站, 立案庭, 共产党员服务队.

A level before and the end of the phrase behind (镇|综治办|、), a clause that it opens as who acts
(，|立案庭|设立), or a verb that sets it up (成立|青年讲师团) tell that a common last word ends a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb_build.extract.cues import cue
from kb_build.extract.names.body_starts import in_name, leads, start_of_level
from kb_build.extract.names.phrases import tagged
from kb_build.model import MentionKind

Found = Iterator[tuple[MentionKind, int, int]]

# Words of grammar and counts, of which no such name is made.
GRAMMAR = (
    "的了在是将被等与和及为把由各从对向让使就都也并每其这那该本我全有无不到或以但而于之若均已又再更最"
    "所很个两某他她们你过给"
)
CLAUSE = r"[，。；：、！？（）\s\x1f]"
# Letters of names; told by what is none, which is tried once, not by a choice and a look-ahead.
LETTER = rf"[^{GRAMMAR}\x00-)+-\x7f\s，。；：、！？（）《》“”‘’—…·％]"
# The words before the kind of a body that opens its clause, and the longest, with the sign before.
OPENED = re.compile(rf"{CLAUSE}(?P<words>{LETTER}{{2,9}})$")
LONGEST = 10
# Classes of verbs, adverbs and prepositions.
DOING = ("v", "d", "p")


def offices(visible: str) -> Found:
    """Bodies by level, by acting, by being set up, as far as their words are such as names have."""
    for match in _of_level().finditer(visible):
        if _opens_name(match["rest"]):
            yield "organization", start_of_level(visible, match), match.end()
    for match in _acting().finditer(visible):
        if match["acts"] is None and not _listed().fullmatch(match["kind"]):
            continue
        opened = OPENED.search(visible[max(0, match.start() - LONGEST) : match.start()])
        if opened and _named(opened["words"], match["kind"]):
            yield "organization", match.start() - len(opened["words"]), match.end()
    for match in _set_up().finditer(visible):
        if _named(match["words"], match["kind"]):
            yield "organization", match.start("words"), match.end()


def _opens_name(rest: str) -> bool:
    """Whether what follows a level is a name, and not what is done there: 镇|建立医院."""
    words = tagged(rest)
    verb = words[0][1] in DOING and cue("names", "inner-verb").fullmatch(words[0][0]) is None
    return not verb and not any(_stops(word, tag) for word, tag in words)


def _stops(word: str, tag: str) -> bool:
    return not tag.startswith("n") and bool(cue("names", "organization-stop").fullmatch(word))


def _named(words: str, kind: str) -> bool:
    if cue("names", "organization-general").fullmatch(words + kind):
        return False
    found = tagged(words)
    return not leads(found[0][0]) and all(in_name(word, tag) for word, tag in found)


@cache
def _of_level() -> re.Pattern[str]:
    level, kind, behind = (_words(f"office-{group}") for group in ("level", "of-level", "behind"))
    signs = rf"(?=$|{CLAUSE}|{behind}|{_acts()})"
    return re.compile(rf"(?:{level})(?P<rest>{LETTER}{{1,11}}?(?:{kind})){signs}")


@cache
def _acting() -> re.Pattern[str]:
    kind = cue("names", "office-acting", "office-listed").pattern
    acts = rf"(?P<acts>(?=(?:[、和与及]{LETTER}{{2,9}}?(?:{kind})){{0,6}}(?:{_acts()})))"
    return re.compile(rf"(?P<kind>{kind})(?:{acts}|(?=[、，。；）和与及]))")


@cache
def _listed() -> re.Pattern[str]:
    return cue("names", "office-listed")


@cache
def _set_up() -> re.Pattern[str]:
    verbs, kind = _words("organization-set-up"), _words("office-set-up")
    return re.compile(
        rf"(?:{verbs})[了起]?(?P<words>{LETTER}{{2,14}}?)(?P<kind>{kind})(?={CLAUSE}|[和与对为])"
    )


def _acts() -> str:
    """Verbs of who acts; a body that is 扩建 or 改造 does not act."""
    acts = cue("word_classes", "act", "speak", "win").pattern
    return f"(?![新改扩]建|改造|翻新|修缮)(?:{acts}|{_words('office-acts')})"


def _words(group: str) -> str:
    return cue("names", group).pattern
