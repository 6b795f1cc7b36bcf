"""What a number is worth."""

from __future__ import annotations

import pytest

from kb_build.extract.figures import value_of


@pytest.mark.parametrize(
    ("number", "value"),
    [("８．１亿８７６０万", 897_600_000), ("３万余", 30_000), ("", None), ("余", None)],
)
def test_full_width_digits_count_and_nothing_is_no_number(number: str, value: float | None) -> None:
    assert value_of(number) == value
