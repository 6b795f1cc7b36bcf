"""The frame of each sentence: the role that heads above it, or words before its items, suggest.

Whether something was done or is planned is told by the section's head, hardly by the verb: 加强 and
推进 stand in both halves of a report. Where items follow an opening sentence, that sentence sets
their frame: 会议提出三点要求：一是…… makes plans of them, 取得三方面成效：一是…… outcomes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from kb_build.extract.roles.outlook import carried_on, stretches, told_ahead
from kb_build.lexicon.cues import cue, present
from kb_build.model import HIDDEN, ITEMS, Node, Outline, Role, Span, standing_at

HEAD_FRAMES: tuple[tuple[str, Role], ...] = (
    ("ahead-head", "plan"),
    ("open-head", "problem"),
    ("measure-head", "measure"),
    ("problem-head", "problem"),
    ("fault-head", "problem"),
    ("plan-head", "plan"),
    ("demand-head", "plan"),
    ("outcome-head", "outcome"),
    ("context-head", "context"),
)
INTRO_FRAMES: tuple[tuple[str, Role], ...] = (
    ("plan-intro", "plan"),
    ("problem-intro", "problem"),
    ("outcome-intro", "outcome"),
    ("measure-intro", "measure"),
)
# A marker with which a run of items begins.
FIRST = re.compile(r"[（(]?[一1１①][）)、.．是要]?|首先|第一")
# No opening has more sentences: where none is headed, what comes later tells what was done.
OPENING = 4
# So many sentences below a heading can lead in its items; what comes later tells for itself.
LEADING = 2
# What a line end may have torn off the sentence before it.
CLOSED = "。；：，"
# A head that names a year and no more of what it tells: 2026年主要工作.
BARE_YEAR = re.compile("年的?(?:主要)?工作$")
# A label that says what was done about what stands before it: 整改情况： below 3．台账管理混乱。
ANSWERING = re.compile("整改(?:落实|进展|完成)?(?:情况|措施|进展|结果)")
LABEL = "head:label"
# What a number calls a problem: 问题1：台账登记不全。
NUMBERED = "marker:problem"
# Frames that stay where a problem is told and answered: a plan is none the less planned.
APART = ("plan", "context")
# Headings whose frame is kept: the same ones recur, and each is asked for by every sentence below.
KEPT = 2**12


class Setting(NamedTuple):
    """What surrounds a sentence; empty where it would tell of a heading and none stands above."""

    frame: Role | None  # set by the heads above; None where none of them says
    genre: str
    opening: bool  # it stands before the first heading or item
    first_of_paragraph: bool
    block: str = ""  # id of the innermost heading or item that it stands under
    first_of_block: bool = False  # it is the first sentence right under that
    depth: int = 0  # of that
    own: Role | None = None  # what that heading's own words say, whatever stands above
    leads_in: bool = False  # the items of that heading follow
    mixed: bool = False  # a head above says plan, and problem too: 存在问题和下一步打算

    @property
    def in_block(self) -> bool:
        """Whether it stands under some heading or item."""
        return bool(self.block)


def settings(
    outline: Outline, visible: str, genre: str, whole: Role | None = None
) -> list[Setting]:
    """What surrounds each sentence of the outline, in order.

    `whole` is the frame that a document sets for all its sentences, as a rulebook does ("plan");
    heads add to it as they do to the frame of a head above them.
    """
    mixed = _mixed(outline)
    innermost = owners(outline)
    onward = stretches(outline, visible, innermost)
    ahead = _ahead(outline) | _answering(outline, visible) | carried_on(outline, visible, innermost)
    frames = _frames(outline, visible, whole, mixed, onward, ahead)
    first = _end_of_opening(outline)
    leading = _first_items(outline)
    begun = {block.start for block in outline.paragraphs}
    starts = [node.span.start for node in outline.nodes]
    over = present("roles", "done")
    found: list[Setting] = []
    last: Node | None = None
    since = 0  # sentences of the same heading before this one
    for sentence, owner in zip(outline.sentences, innermost, strict=True):
        since = since + 1 if owner is last else 0
        last = owner
        frame = frames[owner.id if owner else ""]
        if onward and told_ahead(onward, sentence, outline) and not over(sentence.of(visible)):
            frame = "plan"
        opening, begins = sentence.start < first, sentence.start in begun
        if owner is None:
            found.append(Setting(frame, genre, opening, begins))
            continue
        at = bisect_right(starts, sentence.start)
        answered = at < len(starts) and _answers(owner, outline.nodes[at])
        if frame not in APART and (answered or (owner.rule == NUMBERED and since == 0)):
            frame = "problem"
        found.append(
            Setting(
                frame,
                genre,
                opening,
                begins,
                block=owner.id,
                first_of_block=since == 0,
                depth=owner.depth,
                own=_head_frame(owner.title),
                leads_in=since < LEADING and sentence.start < leading.get(owner.id, 0),
                mixed=owner.id in mixed,
            )
        )
    return found


def owners(outline: Outline) -> list[Node | None]:
    """The innermost node of each sentence: the last one begun whose block is not over."""
    found: list[Node | None] = []
    open_: list[Node] = []
    at = 0
    for sentence in outline.sentences:
        while at < len(outline.nodes) and outline.nodes[at].span.start <= sentence.start:
            open_.append(outline.nodes[at])
            at += 1
        while open_ and open_[-1].block_end <= sentence.start:
            open_.pop()
        found.append(open_[-1] if open_ else None)
    return found


def _answers(owner: Node, after: Node) -> bool:
    """Whether what stands right below a heading is what the label after it answers."""
    labels = after.rule == LABEL != owner.rule
    return labels and ANSWERING.fullmatch(after.title) is not None


def _frame_under(above: Role | None, title: str) -> Role | None:
    """The frame below a heading with this title that itself stands in the frame `above`.

    A plan is a plan all the way down: 下一步 is not undone by a theme such as 问题整改 below it.
    Neither lessons (必须坚持群众路线 below 经验启示) nor 名词解释 are; faults have answers there.
    """
    if present("roles", "glossary-head")(title):
        return "context"
    lesson = above == "context" and present("roles", "demand-head")(title)
    answered = above == "measure" and present("roles", "fault-head")(title)
    return above if above == "plan" or lesson or answered else _head_frame(title) or above


@lru_cache(maxsize=KEPT)
def _head_frame(title: str) -> Role | None:
    return _said(title, HEAD_FRAMES)


def _frames(
    outline: Outline,
    visible: str,
    whole: Role | None,
    mixed: set[str],
    onward: list[Span],
    ahead: set[str],
) -> dict[str, Role | None]:
    """The frame of each node, by its id; parents come before their children."""
    frames: dict[str, Role | None] = {"": whole}
    before: dict[str, Role | None] = {}  # by parent, the frame of the last head below it
    intros: dict[tuple[str, str], Role | None] = {}
    starts = [sentence.start for sentence in outline.sentences]
    for node in outline.nodes:
        run = (node.parent, node.rule)
        above = frames[node.parent]
        if FIRST.fullmatch(node.marker):
            words = _right_before(outline, visible, node, starts)
            item = node.rule in ITEMS
            intros[run] = _introduced(words, above) if item else _announced(words)
        above = intros.get(run) or above
        if node.parent in mixed and _head_frame(node.title) == "problem":
            above = None  # 存在的问题 below 存在问题和下一步打算 is no plan
        told = bool(standing_at(onward, node.span.start)) or _demands(node, above)
        goes_on = before.get(node.parent) == "plan" and present("roles", "own-house")(node.title)
        planned = node.id in ahead or goes_on or (told and node.rule in ITEMS)
        frames[node.id] = "plan" if planned else _frame_under(above, node.title)
        before[node.parent] = frames[node.id]
    return frames


def _demands(node: Node, above: Role | None) -> bool:
    """Whether an item is counted as a demand: 一要……；二要……, but below a lesson."""
    return node.marker.endswith("要") and above != "context"


def _ahead(outline: Outline) -> set[str]:
    """Ids of heads that plan a bare year, behind one that looks back: 五年工作回顾, 2026年主要工作.

    Not where a later head beside them says what is planned: then that year is over too.
    """
    found: dict[str, str] = {}  # parent → the head below it
    looked_back: set[str] = set()
    for node in outline.nodes:
        if "回顾" in node.title:
            looked_back.add(node.parent)
        elif node.parent in looked_back and BARE_YEAR.search(node.title):
            found[node.parent] = node.id
        elif _head_frame(node.title) == "plan":
            found.pop(node.parent, None)
    return set(found.values())


def _answering(outline: Outline, visible: str) -> set[str]:
    """Ids of heads 整改措施 behind a head of faults, with no sign below that anything is over.

    A self-criticism ends with such plans. Not so labels: 整改措施： below each fault tells what was
    done.
    """
    found: set[str] = set()
    faulted: set[str] = set()  # parents of heads of faults
    for node in outline.nodes:
        if node.rule == LABEL:
            continue
        if node.parent in faulted and present("roles", "answer-head")(node.title):
            if not present("roles", "done")(visible[node.span.end : node.block_end]):
                found.add(node.id)
        elif _head_frame(node.title) == "problem":
            faulted.add(node.parent)
    return found


def _mixed(outline: Outline) -> set[str]:
    """Ids of the nodes below a head that names problems and plans alike, and of itself."""
    found: set[str] = set()
    for node in outline.nodes:
        if node.parent in found or present("roles", "mixed-head")(node.title):
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
    apart = visible[before.end : node.span.start].strip(" \n\t\u3000" + CLOSED + HIDDEN)
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


def _end_of_opening(outline: Outline) -> int:
    """Where the opening is over: at the first heading or item, or after OPENING sentences."""
    heads = [node.span.start for node in outline.nodes[:1]]
    later = [sentence.start for sentence in outline.sentences[OPENING : OPENING + 1]]
    return min([*heads, *later], default=len(outline.report.text))


def _first_items(outline: Outline) -> dict[str, int]:
    """Where the first item below each heading stands, by the heading's id."""
    places: dict[str, int] = {}
    for node in outline.nodes:
        places.setdefault(node.parent, node.span.start)
    return places
