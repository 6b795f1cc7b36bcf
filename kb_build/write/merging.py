"""Three-way merge of lists of pieces: as last generated (base), as a person has them, and as new.

Each piece is matched with its piece in the base, then merged by itself. What only one side changed
is taken from that side; what both changed is a conflict, in which the person's text stays. Blocks
that both changed are merged line by line. The order of the pieces is the person's where a person
changed it, else the generated one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb_build.write import pieces
from kb_build.write.matching import Pairs, by_words, meeting
from kb_build.write.pieces import Known, Mark, Piece

CITED, ATTRIBUTES = ".kb-source", "{:"
IN = ":"  # between the name and the fingerprint of a line within a block
Key = tuple[str, int]  # ("base", index), or ("mine", index) or ("new", index) of one added since
# Gives the partners in the base that pieces of the second have, and pieces of the third.
Match = Callable[[Sequence[Known], Sequence[Piece], Sequence[Piece]], tuple[Pairs, Pairs]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a person and the program both changed, each in their own way."""

    mine: str  # empty where the person removed it
    generated: str  # empty where it is no longer generated
    joint: str = "\n\n"  # put between the two where both are wanted

    @property
    def both(self) -> str:
        """Both texts, the person's first; in the head the generated one becomes a comment."""
        if not (self.mine and self.generated) or not self.joint.endswith("# "):
            return self.joint.join(text for text in (self.mine, self.generated) if text)
        return "\n".join([self.mine, *(f"# {line}" for line in self.generated.split("\n"))])


# What to do about a conflict: the text that shall stand there; None leaves it open.
Choose = Callable[[Conflict], str | None]


@dataclass(frozen=True, slots=True)
class Settled:
    """The result of merging one piece, or all of them."""

    pieces: tuple[Piece, ...]
    base: tuple[Known, ...]  # the base of the next merge, so that conflicts come up again
    conflicts: tuple[tuple[int, int, Conflict], ...] = ()  # piece and line in it, both from 0


@dataclass(frozen=True, slots=True)
class Versions:
    """The three versions, matched."""

    base: Sequence[Known]
    mine: Sequence[Piece]
    new: Sequence[Piece]
    joint: str
    choose: Choose

    def merged(self, match: Match) -> Settled:
        """Merges them; `match` finds the partners that pieces of both sides have in the base."""
        of_mine, of_new = match(self.base, self.mine, self.new)
        mine = [
            ("base", of_mine[n]) if n in of_mine else ("mine", n) for n in range(len(self.mine))
        ]
        new = [("base", of_new[n]) if n in of_new else ("new", n) for n in range(len(self.new))]
        new = _shared(new, mine, self)
        at_mine, at_new = ({key: n for n, key in enumerate(keys)} for keys in (mine, new))
        settled = {key: self._settle(key, at_mine, at_new) for key in {*mine, *new}}
        whole = [("base", index) for index in range(len(self.base))]
        return Settled(
            tuple(piece for key in _order(mine, new) for piece in settled[key].pieces),
            tuple(one for key in woven(new, whole) if key in settled for one in settled[key].base),
            tuple(_placed(settled[key] for key in _order(mine, new))),
        )

    def _settle(self, key: Key, at_mine: dict[Key, int], at_new: dict[Key, int]) -> Settled:
        mine = self.mine[at_mine[key]] if key in at_mine else None
        new = self.new[at_new[key]] if key in at_new else None
        if key[0] == "base":
            if new and not mine and self._stays_away(key[1], new, at_mine, at_new):
                return _as(None, new)
            return self._three(self.base[key[1]], mine, new)
        if mine and new:  # both added it
            return self._three((new.name, ()), mine, new)
        return _as(mine or new, new)

    def _stays_away(
        self, at: int, new: Piece, at_mine: dict[Key, int], at_new: dict[Key, int]
    ) -> bool:
        """Whether a piece that the person removed says nothing new.

        With each correction of a report the way to it changes, which stands in attributes: in a
        line of its own, or in that of the source, which goes with the quotation above it.
        """
        above = ("base", at - 1)
        if CITED in new.text and above in at_new and above not in at_mine:
            return self.new[at_new[above]].mark == self.base[at - 1][1]
        said = zip(new.lines, new.mark, strict=False)  # without lines: of what is taken as a whole
        marks = {mark for line, mark in said if not line.startswith(ATTRIBUTES)}
        return bool(marks) and marks <= set(self.base[at][1])

    def _three(self, base: Known, mine: Piece | None, new: Piece | None) -> Settled:
        if _mark(mine) == _mark(new):
            return _as(mine, new)
        if _mark(mine) == base[1]:
            return _as(new, new)
        if _mark(new) == base[1]:
            return _as(mine, new)
        if mine and new and mine.lines and new.lines and len(mine.lines + new.lines) > 2:
            return self._lines(base, mine, new)
        return self._conflict(base, mine, new)

    def _lines(self, base: Known, mine: Piece, new: Piece) -> Settled:
        """Merges a block that both sides changed line by line."""
        known = [_line_of(mark) for mark in base[1]]
        lines = Versions(known, _lines_of(mine), _lines_of(new), "\n", self.choose).merged(by_words)
        text = "\n".join(line.text for line in lines.pieces)
        text = f"{text} []" if new.name and text == f"{new.name}:" else text
        marks = tuple(f"{name}{IN}{mark}" if name else mark for name, (mark,) in lines.base)
        conflicts = tuple((0, line, conflict) for line, _, conflict in lines.conflicts)
        made = (Piece(text, (), new.name),) if text else ()
        name = new.name or (meeting(pieces.block(text), new) if conflicts else "")
        return Settled(made, ((name, marks),) if marks else (), conflicts)

    def _conflict(self, base: Known, mine: Piece | None, new: Piece | None) -> Settled:
        name = mine.name if mine else new.name if new else ""
        conflict = Conflict(mine.text if mine else "", new.text if new else "", self.joint)
        choice = self.choose(conflict)
        if choice is None:
            known = ((name or meeting(mine, new), base[1]),) if base[1] else ()
            return Settled((mine,) if mine else (), known, ((0, 0, conflict),))
        return _as(Piece(choice, (), name) if choice else None, new)


def _as(piece: Piece | None, new: Piece | None) -> Settled:
    """The result `piece`; the new generated piece is the base of the next merge."""
    return Settled((piece,) if piece else (), ((new.name, new.mark),) if new else ())


def _mark(piece: Piece | None) -> Mark:
    return piece.mark if piece else ()


def _line_of(mark: str) -> Known:
    """A line of the base, from a fingerprint before which may stand what is in conflict there."""
    name, _, mark = mark.rpartition(IN)
    return name, (mark,)


def _lines_of(piece: Piece) -> list[Piece]:
    return [pieces.line(text, mark) for text, mark in zip(piece.lines, piece.mark, strict=True)]


def _shared(new: list[Key], mine: Sequence[Key], versions: Versions) -> list[Key]:
    """The keys of `new`, with the person's key for each piece that both sides added alike."""
    theirs: dict[tuple[str, Mark], list[Key]] = defaultdict(list)
    for piece, key in zip(versions.mine, mine, strict=True):
        if key[0] == "mine":
            theirs[_added(piece)].append(key)
    found = []
    for piece, key in zip(versions.new, new, strict=True):
        same = theirs[_added(piece)] if key[0] == "new" else []
        found.append(same.pop(0) if same else key)
    return found


def _added(piece: Piece) -> tuple[str, Mark]:
    """By what two added pieces count as the same: the name, or else the words."""
    return piece.name, () if piece.name else piece.mark


def _order(mine: list[Key], new: list[Key]) -> list[Key]:
    """One order for the keys of both sides: the person's where a person changed it."""
    kept = [index for kind, index in mine if kind == "base"]
    moved = any(one > other for one, other in pairwise(kept))
    return woven(mine, new) if moved else woven(new, mine)


def woven(main: Sequence[Key], other: Sequence[Key]) -> list[Key]:
    """The keys of both in the order of `main`; a key only in `other` keeps the one before it."""
    there = set(main)
    after: dict[Key | None, list[Key]] = defaultdict(list)
    last: Key | None = None
    for key in other:
        if key in there:
            last = key
        else:
            after[last].append(key)
    return [*after[None], *(one for key in main for one in (key, *after[key]))]


def _placed(all_settled: Iterable[Settled]) -> Iterator[tuple[int, int, Conflict]]:
    """The conflicts of all pieces, each with the place of its piece in the whole."""
    at = 0
    for settled in all_settled:
        for piece, line, conflict in settled.conflicts:
            yield at + piece, line, conflict
        at += len(settled.pieces)
