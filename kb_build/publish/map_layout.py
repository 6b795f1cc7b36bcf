"""Places the boxes of a relation map: two columns, in groups, related ones near each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

# The groups of each column, from the top: what units did is opposite to them, and what was made is
# opposite to the problems that it answers.
COLUMNS: tuple[tuple[str, ...], ...] = (("unit", "problem"), ("doing", "made"))

# Pixels. A telephone of 390 pixels shows all of the width at nearly its own size.
WIDTH, BOX, LETTER = 372, 142, 13
LINE, PADDING, GAP, HEAD = 17, 11, 9, 30
LETTERS, LINES = 9.0, 3  # Chinese characters on a line of a box, lines in a box
NARROW = 0.56  # of a Chinese character's width: a Latin letter's
# A line does not begin with these, which hang over its end, nor end with those (GB/T 15834-2011).
CLOSING = frozenset("，。、；：！？）》〉”’】")
OPENING = frozenset("（《〈“‘【")
SWEEPS = 4  # rounds of putting each box near the mean of its neighbours; more change nothing

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Thing:
    """What is to be placed."""

    id: str
    group: str  # one of those in COLUMNS
    words: str
    focus: bool  # whether all others are around it


@dataclass(frozen=True, slots=True)
class Box:
    """A thing in its place; `x` and `y` are those of its upper left corner."""

    thing: Thing
    column: int
    x: float
    y: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The height at which lines meet it."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """All boxes, the position of each group's heading, and the total height."""

    boxes: tuple[Box, ...]
    heads: tuple[tuple[str, float, float], ...]  # group, x, y
    height: float


def layout(things: Sequence[Thing], pairs: Iterable[Pair]) -> Layout:
    """Places the things; the same things in the same order always get the same places."""
    order = _ordered(things, _neighbours(pairs))
    boxes: list[Box] = []
    heads: list[tuple[str, float, float]] = []
    heights = [_height(column) for column in order]
    for number, column in enumerate(order):
        x = number * (WIDTH - BOX)
        y = (max(heights) - heights[number]) / 2
        for group, members in column.items():
            heads.append((group, x, y + HEAD - 11))
            y += HEAD
            for thing in members:
                lines = wrapped(thing.words)
                boxes.append(Box(thing, number, x, y, _box(lines), lines))
                y += _box(lines) + GAP
    return Layout(tuple(boxes), tuple(heads), max(heights))


@lru_cache(maxsize=4096)  # the same few units and rules stand on many maps
def wrapped(words: str) -> tuple[str, ...]:
    """The words in at most LINES lines of nearly the same length; too long ones are cut."""
    lines = _broken(words, LETTERS)
    if len(lines) > LINES:
        return *lines[: LINES - 1], lines[LINES - 1][:-1] + "…"
    # In narrower lines than these the words have no room, but for signs over the ends.
    width = sum(_width(letter) for letter in words if letter not in CLOSING)
    least = max(4, int(2 * width / max(1, len(lines))))
    narrower = (_broken(words, room / 2) for room in range(least, int(2 * LETTERS)))
    return tuple(next((some for some in narrower if len(some) == len(lines)), lines))


def _broken(words: str, room: float) -> list[str]:
    """The words in lines of so many Chinese characters."""
    lines, left = [""], room
    for letter in words:
        width = _width(letter)
        if left < width and letter not in CLOSING:
            carried = lines[-1][-1:] if lines[-1][-1:] in OPENING else ""
            lines[-1] = lines[-1].removesuffix(carried)
            lines.append(carried)
            left = room - len(carried)
        lines[-1] += letter
        left -= width
    return [line for line in lines if line]


def _width(letter: str) -> float:
    return NARROW if letter < "\u2e80" else 1


# ---------------------------------------------------------------------------------- order

Column = Mapping[str, Sequence[Thing]]  # by group, from the top


def _neighbours(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def _ordered(things: Sequence[Thing], neighbours: Mapping[str, Sequence[str]]) -> list[Column]:
    """The barycentre method (Sugiyama, Tagawa and Toda 1981), group by group."""
    columns: list[Column] = [
        {group: members for group in groups if (members := [t for t in things if t.group == group])}
        for groups in COLUMNS
    ]
    for sweep in range(SWEEPS):
        places = {id: at for column in columns for id, at in _places(column)}
        at = sweep % len(columns)
        columns[at] = {
            group: sorted(members, key=lambda thing: _mean(thing, neighbours, places))
            for group, members in columns[at].items()
        }
    return columns


def _places(column: Column) -> Iterator[tuple[str, float]]:
    """Each thing with its place from 0 to 1."""
    ids = [thing.id for members in column.values() for thing in members]
    return ((id, at / len(ids)) for at, id in enumerate(ids))


def _mean(
    thing: Thing, neighbours: Mapping[str, Sequence[str]], places: Mapping[str, float]
) -> tuple[bool, float]:
    near = [places[id] for id in neighbours.get(thing.id, ())]
    return not thing.focus, sum(near) / len(near) if near else 1.0


# ---------------------------------------------------------------------------------- sizes


def _box(lines: Sequence[str]) -> float:
    return LINE * len(lines) + PADDING


def _height(column: Column) -> float:
    boxes = (_box(wrapped(thing.words)) + GAP for things in column.values() for thing in things)
    return HEAD * len(column) + sum(boxes)
