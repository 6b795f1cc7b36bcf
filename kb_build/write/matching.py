"""Finds which pieces of two versions of a page belong together, moved and edited ones included.

Equal pieces are found with P. Heckel's method ("A technique for isolating differences between
files", CACM 21, 1978): first pieces that occur once in both versions, then equal neighbours of
those. It takes linear time and finds moved pieces, which a longest common subsequence does not. Of
the base only fingerprints are known; the words of a piece are taken from the version in which it is
unchanged. In an open conflict no version has it unchanged: there the base names the two that met.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from kb_build.write.pieces import Known, Mark, Piece, fingerprint

Pairs = Mapping[int, int]  # index in a version → index in the base

# Two texts are versions of one where they share this part of their pairs of characters: below it
# invented pages had unrelated sentences of the same unit, above it edited sentences are missed.
ALIKE = 0.4
NEAR = 20  # pieces that one is compared with, so that time stays linear
MET = "/"  # between the tags of the pieces in conflict, a person's first; no tag: there is none


def by_name(
    base: Sequence[Known], mine: Sequence[Piece], generated: Sequence[Piece]
) -> tuple[Pairs, Pairs]:
    """Matches keys of front matter by their names; gives what `by_words` does."""
    at = {name: index for index, (name, _) in enumerate(base)}
    theirs, ours = (
        {index: at[piece.name] for index, piece in enumerate(version) if piece.name in at}
        for version in (mine, generated)
    )
    return theirs, ours


def by_words(
    base: Sequence[Known], mine: Sequence[Piece], generated: Sequence[Piece]
) -> tuple[Pairs, Pairs]:
    """Matches blocks or lines that say the same, or nearly the same in the same place.

    Gives the index of the partner in the base for pieces of `mine`, and of `generated`, if any.
    """
    met = {at: name.partition(MET)[::2] for at, (name, _) in enumerate(base) if name}
    marks = [mark for _, mark in base]
    theirs, ours = (
        _same(marks, version, {at: tags[side] for at, tags in met.items()})
        for side, version in enumerate((mine, generated))
    )
    said = {at: mine[index].text for index, at in theirs.items()}
    said |= {at: generated[index].text for index, at in ours.items()}
    _fill(ours, marks, generated, said, {at for at, tags in met.items() if not tags[1]})
    said = {at: generated[index].text for index, at in ours.items()} | said
    _fill(theirs, marks, mine, said, {at for at, tags in met.items() if not tags[0]})
    return theirs, ours


def meeting(mine: Piece | None, generated: Piece | None) -> str:
    """The name of a piece of the base at which these two are in conflict; `by_words` reads it."""
    return MET.join(_tag(piece.mark) if piece else "" for piece in (mine, generated))


def _same(base: Sequence[Mark], version: Sequence[Piece], met: Mapping[int, str]) -> dict[int, int]:
    """Pairs of equal pieces, and of those that `met` in a conflict, by their tags."""
    marks = [piece.mark for piece in version]
    if not met:
        return equal(base, marks)
    tags = [met.get(at, _tag(mark)) for at, mark in enumerate(base)]
    pairs = equal(tags, [_tag(mark) for mark in marks])
    _in_turn(base, marks, pairs, set(pairs.values()))  # those that became again what they were
    return pairs


def _tag(mark: Mark) -> str:
    return fingerprint(" ".join(mark))


def equal(base: Sequence[Hashable], other: Sequence[Hashable]) -> dict[int, int]:
    """Pairs of equal pieces: index in `other` → index in `base`."""
    pairs = {-1: -1, len(other): len(base)}
    once = Counter(base)
    only = {mark: at for at, mark in enumerate(base) if once[mark] == 1}
    counts = Counter(other)
    pairs |= {
        index: only[mark] for index, mark in enumerate(other) if counts[mark] == 1 and mark in only
    }
    taken = set(pairs.values())
    for index, step in _steps(len(other)):
        at = pairs.get(index, -2) + step
        near = index + step
        free = index in pairs and near not in pairs and at not in taken
        if free and 0 <= at < len(base) and 0 <= near < len(other) and base[at] == other[near]:
            pairs[near] = at
            taken.add(at)
    _in_turn(base, other, pairs, taken)
    del pairs[-1]
    pairs.pop(len(other))
    return pairs


def _steps(size: int) -> Iterator[tuple[int, int]]:
    """Each index with the step to the neighbour to look at: first going down, then going up."""
    yield from ((index, 1) for index in range(-1, size))
    yield from ((index, -1) for index in range(size, -1, -1))


def _in_turn(
    base: Sequence[Hashable], other: Sequence[Hashable], pairs: dict[int, int], taken: set[int]
) -> None:
    """Pairs the equal pieces that are left, in order: first with first."""
    left: dict[Hashable, list[int]] = defaultdict(list)
    for at in range(len(base) - 1, -1, -1):
        if at not in taken:
            left[base[at]].append(at)
    for index, mark in enumerate(other):
        if index not in pairs and left[mark]:
            pairs[index] = left[mark].pop()


def _fill(
    pairs: dict[int, int],
    base: Sequence[Mark],
    version: Sequence[Piece],
    said: Mapping[int, str],
    gone: Set[int],
) -> None:
    """Pairs edited pieces: those between the same neighbours, where they are alike or as many.

    Those of the base that are known to be `gone` from this version have no partner in it.
    """
    size = len(base)
    taken = {*gone, *pairs.values()}
    ends = {-1: -1, len(version): size} | pairs
    for run in _runs(pairs, len(version)):
        gap = _gap(ends[run[0] - 1] + 1, 1, size, taken)
        gap = gap or _gap(ends[run[-1] + 1] - 1, -1, size, taken)[::-1]
        for index, at in _aligned(run, gap, version, base, said):
            pairs[index] = at
            taken.add(at)


def _runs(pairs: Pairs, size: int) -> list[list[int]]:
    """Indices without a partner, neighbours together."""
    runs: list[list[int]] = []
    for index in range(size):
        if index not in pairs:
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
    return runs


def _gap(start: int, step: int, size: int, taken: set[int]) -> list[int]:
    """Indices of the base's unpaired pieces from `start` on, in one direction."""
    found = []
    while 0 <= start < size and start not in taken:
        found.append(start)
        start += step
    return found


def _aligned(
    run: list[int],
    gap: list[int],
    version: Sequence[Piece],
    base: Sequence[Mark],
    said: Mapping[int, str],
) -> Iterator[tuple[int, int]]:
    if len(run) == len(gap):
        yield from zip(run, gap, strict=True)
        return
    first = 0
    for index in run:
        near = gap[first : first + NEAR]
        if not near:
            return
        piece = version[index]
        likeness = [_likeness(piece, base[at], said.get(at)) for at in near]
        best = max(range(len(near)), key=likeness.__getitem__)
        if likeness[best] >= ALIKE:
            yield index, near[best]
            first += best + 1


def _likeness(piece: Piece, mark: Mark, words: str | None) -> float:
    """How like one of the base a piece is, 0 to 1: by words, or by lines if none are known."""
    if words is None:
        return dice(set(piece.mark), set(mark))
    return dice(bigrams(piece.text), bigrams(words))


def dice(one: Set[str], other: Set[str]) -> float:
    """Sørensen–Dice coefficient of two sets, 0 to 1."""
    return 2 * len(one & other) / max(1, len(one) + len(other))


@lru_cache(maxsize=4 * NEAR)
def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
