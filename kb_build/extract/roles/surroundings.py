"""What surrounds each sentence: its frame, and where it stands in its block and paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb_build.extract.roles.chapters import looking_ahead
from kb_build.extract.roles.frames import LABEL, frames, head_frame, headed
from kb_build.extract.roles.outlook import carried_on, stretches, told_ahead
from kb_build.lexicon.cues import present
from kb_build.model import Node, Outline, Role, Span

# No opening has more sentences: where none is headed, what comes later tells what was done.
OPENING = 4
# So many sentences below a heading can lead in its items; what comes later tells for itself.
LEADING = 2
# A label that says what was done about what stands before it: 整改情况： below 3．台账管理混乱。
ANSWERING = re.compile("整改(?:落实|进展|完成)?(?:情况|措施|进展|结果)")
# What ends a list of faults: 对此，我们将……
PROMISE = re.compile("[对为]此|对于?(?:这些|上述)|针对|我们(?:一定|必须|将|要)|下一?步|今后")
# A line of a table that was torn into its cells, or of a list, and how many stand in a row.
CELL = re.compile(r"[^，。；：！？,;:!?\n]+")
LONGEST_CELL = 12
CELLS = 3
# The date at a report's end, above which stands who signs it, in so many letters at most.
DATED = re.compile(r"[\d〇○零一二三四五六七八九xX×*]{4}\s?年[^，。年]{1,4}月(?:[^，。月]{1,4}日)?")
LONGEST_NAME = 30
# Frames that stay where a problem is told and answered: a plan is none the less planned.
APART = ("plan", "context")


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
    explains: bool = False  # a head above says 名词解释
    # One of several short lines without any sign, as in a torn table, or who signs the report.
    cell: bool = False

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
    innermost, mixed = owners(outline), headed(outline, "mixed-head")
    glossary = headed(outline, "glossary-head")
    first, leading = _end_of_opening(outline), _first_items(outline)
    begun = {block.start for block in outline.paragraphs}
    since, onward = _since(innermost), stretches(outline, visible, innermost)
    ahead = looking_ahead(outline, visible, genre, head_frame)
    ahead |= carried_on(outline, visible, innermost)
    of_nodes = frames(outline, visible, whole, mixed, onward, ahead)
    framed = _framed(outline, visible, of_nodes, onward, innermost)
    found: list[Setting] = []
    cells = set(_cells(outline, visible))
    places = zip(outline.sentences, innermost, since, framed, strict=True)
    for sentence, owner, before, frame in places:
        opening, begins = sentence.start < first, sentence.start in begun
        if owner is None:
            found.append(Setting(frame, genre, opening, begins, cell=sentence in cells))
            continue
        found.append(
            Setting(
                frame,
                genre,
                opening,
                begins,
                block=owner.id,
                first_of_block=before == 0,
                depth=owner.depth,
                own=head_frame(owner.title),
                leads_in=before < LEADING and sentence.start < leading.get(owner.id, 0),
                mixed=owner.id in mixed,
                explains=owner.id in glossary,
                cell=sentence in cells,
            )
        )
    return found


def _cells(outline: Outline, visible: str) -> Iterator[Span]:
    """The sentences that are short lines without any sign, several right behind one another.

    So are those above the date at the end, which say who signs: 松浦县水务局
    """
    row: list[Span] = []
    for sentence in (*outline.sentences, Span(0, 0)):
        if 0 < len(sentence) <= LONGEST_CELL and CELL.fullmatch(sentence.of(visible)):
            row.append(sentence)
            continue
        yield from row if len(row) >= CELLS else ()
        row = []
    *above, last = outline.sentences[-CELLS:] or [Span(0, 0)]
    if DATED.fullmatch(last.of(visible)):
        signs = (one for one in above if len(one) <= LONGEST_NAME)
        yield from (one for one in signs if CELL.fullmatch(one.of(visible)))


def _since(innermost: list[Node | None]) -> list[int]:
    """How many sentences of the same heading stand right before each."""
    found: list[int] = []
    last: Node | None = None
    for owner in innermost:
        found.append(found[-1] + 1 if found and owner is last else 0)
        last = owner
    return found


def _framed(
    outline: Outline,
    visible: str,
    of_nodes: Mapping[str, Role | None],
    onward: list[Span],
    innermost: list[Node | None],
) -> Iterator[Role | None]:
    """The frame of each sentence: its heading's, unless a plan begins or a fault is told there.

    What is told as over among plans stands in none: 我局已换表300户 below 下一步打算.
    """
    starts = [node.span.start for node in outline.nodes]
    over, past = present("roles", "done"), present("roles", "past")
    faults = set(_announced(outline, visible))
    for sentence, owner in zip(outline.sentences, innermost, strict=True):
        frame = of_nodes[owner.id if owner else ""]
        if sentence in faults and frame not in APART:
            frame = "problem"
        if onward and told_ahead(onward, sentence, outline) and not over(sentence.of(visible)):
            frame = "plan"
        if owner and frame not in APART:
            at = bisect_right(starts, sentence.start)
            if at < len(starts) and _answers(owner, outline.nodes[at]):
                frame = "problem"
        if frame == "plan" and past(sentence.of(visible)):
            frame = None
        yield frame


def _announced(outline: Outline, visible: str) -> Iterator[Span]:
    """The sentences of a paragraph behind one that owns up to faults, as far as a promise."""
    paragraphs = iter(outline.paragraphs)
    paragraph, listing, announced = Span(0, 0), False, present("roles", "problem-announced")
    for sentence in outline.sentences:
        if sentence.start >= paragraph.end:
            listing = False
            paragraph = next((one for one in paragraphs if sentence.start < one.end), paragraph)
        words = sentence.of(visible)
        listing = listing and not PROMISE.match(words)
        if listing:
            yield sentence
        listing = listing or announced(words)


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
