"""Finds which pieces of two versions of a page belong together, moved and edited ones included.

Equal pieces are found with P. Heckel's method ("A technique for isolating differences between
files", CACM 21, 1978): first pieces that occur once in both versions, then equal neighbours of
those. It takes linear time and finds moved pieces, which a longest common subsequence does not. Of
the base only fingerprints are known; the words of a piece are taken from the version in which it is
unchanged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kb_build.write.pieces import Mark, Piece

Pairs = Mapping[int, int]  # index in a version → index in the base

# Two texts are versions of one where they share this part of their pairs of characters: below it
# invented pages had unrelated sentences of the same unit, above it edited sentences are missed.
ALIKE = 0.4
NEAR = 20  # pieces that one is compared with, so that time stays linear


def matched(
    base: Sequence[Mark], mine: Sequence[Piece], generated: Sequence[Piece]
) -> tuple[Pairs, Pairs]:
    """For pieces of `mine`, and of `generated`, the index of the partner in the base, if any."""
    ours = equal(base, [piece.mark for piece in generated])
    theirs = equal(base, [piece.mark for piece in mine])
    said = {at: mine[index].text for index, at in theirs.items()}
    said |= {at: generated[index].text for index, at in ours.items()}
    _fill(ours, len(base), generated, said)
    said = {at: generated[index].text for index, at in ours.items()} | said
    _fill(theirs, len(base), mine, said)
    return theirs, ours


def equal(base: Sequence[Mark], other: Sequence[Mark]) -> dict[int, int]:
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
    base: Sequence[Mark], other: Sequence[Mark], pairs: dict[int, int], taken: set[int]
) -> None:
    """Pairs the equal pieces that are left, in order: first with first."""
    left: dict[Mark, list[int]] = defaultdict(list)
    for at in range(len(base) - 1, -1, -1):
        if at not in taken:
            left[base[at]].append(at)
    for index, mark in enumerate(other):
        if index not in pairs and left[mark]:
            pairs[index] = left[mark].pop()


def _fill(
    pairs: dict[int, int], size: int, version: Sequence[Piece], said: Mapping[int, str]
) -> None:
    """Pairs edited pieces: those between the same neighbours, where they are alike or as many."""
    taken = set(pairs.values())
    ends = {-1: -1, len(version): size} | pairs
    for run in _runs(pairs, len(version)):
        gap = _gap(ends[run[0] - 1] + 1, 1, size, taken)
        gap = gap or _gap(ends[run[-1] + 1] - 1, -1, size, taken)[::-1]
        for index, at in _aligned(run, gap, version, said):
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
    run: list[int], gap: list[int], version: Sequence[Piece], said: Mapping[int, str]
) -> Iterator[tuple[int, int]]:
    if len(run) == len(gap):
        yield from zip(run, gap, strict=True)
        return
    first = 0
    for index in run:
        near = gap[first : first + NEAR]
        if not near:
            return
        text = version[index].text
        best = max(range(len(near)), key=lambda n: _likeness(text, said.get(near[n], "")))
        if _likeness(text, said.get(near[best], "")) >= ALIKE:
            yield index, near[best]
            first += best + 1


def _likeness(one: str, other: str) -> float:
    """Sørensen–Dice coefficient of the pairs of characters, 0 to 1."""
    pairs, others = _bigrams(one), _bigrams(other)
    return 2 * len(pairs & others) / max(1, len(pairs) + len(others))


@lru_cache(maxsize=4 * NEAR)
def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
