"""Names that mean one thing and names that do not: `pairs.tsv`, judged by hand, scored and pinned.

A wrong join becomes a line of that file. `held out` in its last column marks pairs that were judged
after the rules were written.
"""

from __future__ import annotations

import pytest

from tests.link.pairs import Pair, pairs, score

ALL = tuple(pairs())
KINDS = ("rule", "mechanism", "organization", "practice")


def test_there_are_many_pairs_of_each_kind() -> None:
    assert len(ALL) >= 400
    for kind in KINDS:
        assert {pair.same for pair in ALL if pair.kind == kind} == {True, False}


def test_no_pair_is_judged_twice() -> None:
    judged = [(pair.kind, frozenset(pair.names)) for pair in ALL]
    assert len(judged) == len(set(judged))


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_joined_as_people_join_them(kind: str) -> None:
    precision, recall, f1 = score(pair for pair in ALL if pair.kind == kind)
    assert precision >= 0.99, _wrong(kind)
    assert recall >= 0.97, _wrong(kind)
    assert f1 >= 0.98


def test_hard_pairs_of_different_things_stay_apart() -> None:
    apart = [pair for pair in ALL if not pair.same]
    assert sum(pair.joined for pair in apart) <= len(apart) // 200


def _wrong(kind: str) -> str:
    wrong: list[Pair] = [p for p in ALL if p.kind == kind and p.same != p.joined]
    return "\n" + "\n".join(map(str, wrong))
