"""The frame below each heading: the role that it, or words before its items, suggest for sentences.

Whether something was done or is planned is told by the section's head, hardly by the verb: 加强 and
推进 stand in both halves of a report. Where items follow an opening sentence, that sentence sets
their frame: 会议提出三点要求：一是…… makes plans of them, 取得三方面成效：一是…… outcomes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from operator import add

from kb_build.lexicon.cues import cue, present
from kb_build.lexicon.groups import Groups, Likely, by_group, stands
from kb_build.model import HIDDEN, ITEMS, Node, Outline, Role, Span, standing_at

HEAD_FRAMES: tuple[tuple[str, Role], ...] = (
    ("ahead-head", "plan"),
    ("measure-head", "measure"),
    ("problem-head", "problem"),
    ("fault-head", "problem"),
    ("plan-head", "plan"),
    ("task-head", "plan"),
    ("demand-head", "plan"),
    ("outcome-head", "outcome"),
    ("context-head", "context"),
)
INTRO_FRAMES: tuple[tuple[str, Role], ...] = (
    ("plan-intro", "plan"),
    ("measure-intro", "measure"),
)
# What else is asked of headings.
HEADS = (*(group for group, _ in HEAD_FRAMES), "mixed-head", "glossary-head")
# A marker with which a run of items begins.
FIRST = re.compile(r"[（(]?[一1１①][）)、.．是要]?|首先|第一")
# What a line end may have torn off the sentence before it.
CLOSED = "。；：，"
LABEL = "head:label"
# Headings whose frame is kept: the same ones recur, and each is asked for by every sentence below.
KEPT = 2**12


def _frame_under(above: Role | None, title: str) -> Role | None:
    """The frame below a heading with this title that itself stands in the frame `above`.

    A plan is a plan all the way down: 下一步 is not undone by a theme such as 问题整改 below it.
    Neither are lessons: 必须坚持群众路线 below 经验启示. Faults have answers where something was
    done, and 重点工作 below 上半年工作总结 is done.
    """
    lesson = above == "context" and head_says(title, "demand-head")
    answered = above == "measure" and head_says(title, "fault-head", "task-head")
    kept = (
        above == "plan" or lesson or (answered and not head_says(title, "ahead-head", "plan-head"))
    )
    return above if kept else head_frame(title) or above


@lru_cache(maxsize=KEPT)
def head_frame(title: str) -> Role | None:
    """The frame that a heading's own words set; None where they set none."""
    return next((role for group, role in HEAD_FRAMES if head_says(title, group)), None)


def head_says(title: str, *groups: str) -> bool:
    """Whether a word of any of these groups stands in a heading; only groups of `HEADS`."""
    return stands(_likely(title), title, groups)


@lru_cache(maxsize=KEPT)
def _likely(title: str) -> Likely:
    return by_group(_heads().likely(title, map(add, title, title[1:])))


@cache
def _heads() -> Groups:
    return Groups("roles", HEADS)


def frames(
    outline: Outline,
    visible: str,
    whole: Role | None,
    mixed: set[str],
    onward: list[Span],
    ahead: set[str],
) -> dict[str, Role | None]:
    """The frame of each node, by its id, and of what stands under none, by "".

    `whole` is what a document sets for all its sentences, `mixed` what `headed` gives for
    `mixed-head`; `onward` and `ahead` are what else looks ahead: places, and ids of heads.
    """
    found: dict[str, Role | None] = {"": whole}
    intros: dict[tuple[str, str], Role | None] = {}
    starts = [sentence.start for sentence in outline.sentences]
    for node in outline.nodes:
        run = (node.parent, node.rule)
        above = found[node.parent]
        if FIRST.fullmatch(node.marker):
            words = _right_before(outline, visible, node, starts)
            item = node.rule in ITEMS
            intros[run] = _introduced(words, above) if item else _announced(words)
        above = intros.get(run) or above
        if node.parent in mixed and head_frame(node.title) == "problem":
            above = None  # 存在的问题 below 存在问题和下一步打算 is no plan
        told = bool(standing_at(onward, node.span.start)) or _demands(node, above)
        planned = node.id in ahead or (told and node.rule in ITEMS)
        found[node.id] = "plan" if planned else _frame_under(above, node.title)
    return found


def _demands(node: Node, above: Role | None) -> bool:
    """Whether an item is counted as a demand: 一要……；二要……, but below a lesson."""
    return node.marker.endswith("要") and above != "context"


def headed(outline: Outline, group: str) -> set[str]:
    """Ids of the heads that a group of cues knows, and of all nodes below them.

    `mixed-head` knows those that name problems and plans alike, `glossary-head` 名词解释.
    """
    found: set[str] = set()
    for node in outline.nodes:
        if node.parent in found or head_says(node.title, group):
            found.add(node.id)
    return found


def _right_before(outline: Outline, visible: str, node: Node, starts: list[int]) -> str:
    """The sentence right before a run of items or sections; empty where there is none."""
    at = bisect_left(starts, node.span.start) - 1
    while at >= 0 and outline.sentences[at].of(visible) in CLOSED:
        at -= 1
    if at < 0:
        return ""
    before = outline.sentences[at]
    apart = visible[before.end : node.span.start].strip(" \n\t\u3000\xa0" + CLOSED + HIDDEN)
    return "" if apart else before.of(visible).rstrip(" \t\u3000" + HIDDEN)


def _introduced(words: str, above: Role | None) -> Role | None:
    """The frame that the words right before a run of items set for them; None where they set none.

    What they say of plans and demands outweighs the frame `above`; all else counts only where there
    is none, the last clause first. A full stop ends all but what comes next.
    """
    if cue("roles", "plan-next").match(words) or present("roles", "demand-intro")(words):
        return "plan"
    if above or words.endswith("。"):
        return None
    last = words.rpartition("，")[2]
    return _said(last[-40:], INTRO_FRAMES) or _said(words[-40:], INTRO_FRAMES)


def _announced(words: str) -> Role | None:
    """As `_introduced`, for sections: only a colon, or what the whole plan is for, opens them."""
    opened = words.endswith(("：", ":")) and cue("roles", "plan-next").match(words)
    return "plan" if opened or present("roles", "plan-aims")(words) else None


def _said(words: str, frames: tuple[tuple[str, Role], ...]) -> Role | None:
    for group, role in frames:
        if present("roles", group)(words):
            return role
    return None
