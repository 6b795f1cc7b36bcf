"""What a number is worth: those that are read at once are worth what cn2an says of them."""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import given
from hypothesis.strategies import decimals, sampled_from

from kb_build.extract.figures import SMALL, value_of


def test_small_numbers_are_worth_what_cn2an_says() -> None:
    words = [word for word in SMALL if word]
    assert len(words) == 109  # 1 to 99, nine hundreds, 两
    assert [value_of(word) for word in words] == [cn2an.cn2an(word, "smart") for word in words]


@given(decimals(0, 10**6, places=3), sampled_from(["", "万", "亿"]))
def test_digits_are_worth_what_cn2an_says(digits: object, power: str) -> None:
    assert value_of(f"{digits}{power}") == float(cn2an.cn2an(f"{digits}{power}", "smart"))


@pytest.mark.parametrize(
    ("number", "value"),
    [("８．１亿８７６０万", 897_600_000), ("３万余", 30_000), ("", None), ("余", None)],
)
def test_full_width_digits_count_and_nothing_is_no_number(number: str, value: float | None) -> None:
    assert value_of(number) == value
