"""Spellings that a searcher takes for equal must become equal."""

import pytest
from hypothesis import given, strategies as st

from kb_build.publish.search.normalising import BREAK, normalise
from tests.publish.spellings import SPELLINGS


@pytest.mark.parametrize(("text", "normal"), SPELLINGS)
def test_a_spelling_becomes_its_normal_form(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text())
def test_normal_text_stays_as_it_is(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal


@given(st.text())
def test_breaks_stand_alone_and_between_letters(text: str) -> None:
    normal = normalise(text)
    assert BREAK * 2 not in normal
    assert normal == normal.strip(BREAK)
    assert " " not in normal


def test_a_long_gap_takes_no_longer_than_its_length() -> None:
    assert normalise("，" * 1_000_000) == ""
    assert normalise(f"a{'、' * 1_000_000}b") == f"a{BREAK}b"
