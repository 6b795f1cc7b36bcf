"""Which pieces of an edited page are those of the generated one, also where some went or moved."""

from __future__ import annotations

from collections.abc import Sequence

from kb_build.write.matching import Pairs, by_words
from kb_build.write.pieces import block

FIRST = "甲镇每月清扫一次街道。"
SECOND = "乙村每周开放图书室两天。"
THIRD = "丙社区组织老人学用手机。"
LAST = "丁校每天检查一次食堂。"


def partners(base: Sequence[str], mine: Sequence[str]) -> Pairs:
    """For each block of an edited page, which of the generated blocks it was."""
    generated = [*map(block, base)]
    theirs, _ = by_words([("", one.mark) for one in generated], [*map(block, mine)], generated)
    return theirs


def test_an_edited_piece_is_found_by_the_neighbour_that_stayed() -> None:
    edited = "全新的一句。"
    moved_from_above = (FIRST, edited, LAST, SECOND)
    assert partners((FIRST, SECOND, THIRD, LAST), moved_from_above) == {0: 0, 1: 2, 2: 3, 3: 1}
    moved_from_below = (FIRST, edited, THIRD, LAST)
    assert partners((FIRST, SECOND, LAST, THIRD), moved_from_below)[1] == 1


def test_of_several_pieces_the_one_that_is_alike_was_edited() -> None:
    base = (FIRST, SECOND, THIRD, LAST)
    # Half of its pairs of characters are those of the third.
    assert partners(base, (FIRST, "丙社区组织青年读书。", LAST)) == {0: 0, 1: 2, 2: 3}
    assert partners(base, (FIRST, "全新的一句。", LAST)) == {0: 0, 2: 3}
