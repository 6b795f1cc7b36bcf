"""What a figure counts: the thing named behind its unit (30名|党员) or before it (满意率|98%).

Word classes come from rjieba, as for names; only a short window on each side of a number is cut
into words, so the cost grows with the figures and not with the text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kb_build.extract.cues import at_end, cue, present
from kb_build.extract.names.phrases import KEPT, noun, tagged
from kb_build.model import Figure, Span

REACH = 24  # code points looked at on each side of a number; longer names are cut
STOP = re.compile(r"[，。；：！？、,;:!?“”‘’（）()《》\s\x1f]")
# What a clause of its own, or a name in quotation marks, does not begin with: then an act before
# the number has its object behind it (跑遍11个地市, 围绕1个“…”), and is not what is counted.
ENDED = re.compile(r"[，。；：！？、,;:!?”’）)\s\x1f]")
ACTS = ("v", "vn", "vi", "vg")


def counted(visible: str, sentence: Span, number: Span, unit: str, last: Figure | None) -> str:
    """What a number with its unit counts; empty where nothing tells.

    `sentence` is the sentence or heading that it stands in, `last` the figure before it there.
    """
    start = last.span.end if last else sentence.start
    before = visible[max(start, number.start - REACH) : number.start]
    after = visible[number.end : min(sentence.end, number.end + REACH)]
    clause = STOP.split(before)[-1]
    if not present("units", "measure")(unit):
        behind = _things(STOP.split(after, 1)[0])
        if behind:
            return behind
        if after and not ENDED.match(after) and _acts_last(clause):
            return ""
    clause = _joins().sub("", clause)
    if change := at_end("figures", "changes").search(clause):
        subject = _subject(clause[: change.start()]) or (last.of if last else "")
        return f"{subject}{change.group()}" if subject else ""
    return _subject(clause)


@lru_cache(maxsize=KEPT)
def _things(text: str) -> str:
    """The run of nouns that a text begins with: 重点任务 of 重点任务落实到位."""
    run = last = ""
    for word, tag in tagged(text):
        if not _is_noun(word, tag):
            break
        run, last = run + word, tag
    return run if len(run) > 1 and last != "a" else ""  # a quality alone is no thing


@lru_cache(maxsize=KEPT)
def _subject(text: str) -> str:
    """The run of nouns that a text ends with, and the act before it: 新建公厕, 培训干部.

    A verb at the very end heads the name as a noun would: 旅游收入, 新增就业.
    """
    run = ""
    for word, tag in reversed(tagged(text)):
        acts = tag in ACTS
        if not run and tag == "a":  # a quality at the end is no thing: 具体15项
            break
        if not acts and not _is_noun(word, tag):
            break
        opens = acts and tag != "vn" and len(run) > 1  # 执行 of 执行率 is no act
        run = word + run
        if opens:
            break
    return run if len(run) > 1 else ""


@lru_cache(maxsize=KEPT)
def _acts_last(clause: str) -> bool:
    """Whether the words before a number end in an act or a quality, of which no thing is told."""
    words = tagged(clause)
    tag = words[-1][1] if words else ""
    return tag.startswith(("v", "a", "l", "d")) and tag not in ("vn", "an")


def _is_noun(word: str, tag: str) -> bool:
    return noun(tag) or (tag in ("vn", "a") and len(word) > 1)


@cache
def _joins() -> re.Pattern[str]:
    """All words at the end of a text that only join a thing to its number: 培训干部|累计达到."""
    return re.compile(f"(?:{cue('figures', 'joins').pattern})+$")
