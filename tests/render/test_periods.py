"""Periods in words."""

from __future__ import annotations

import pytest

from kb_build.model import Library
from kb_build.render.dates import shown_period
from kb_build.render.site import Site


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("2024", "2024"),
        ("2024-H1", "2024年上半年"),
        ("2024-H2", "2024年下半年"),
        ("2024-Q3", "2024年第3季度"),
        ("2024-05", "2024年5月"),
        ("2024-10", "2024年10月"),
        ("2023-11/2024-05", "2023年11月至2024年5月"),
        ("2024-02/2024-11", "2024年2月至11月"),
        ("2024-05/2024-05", "2024年5月"),
        ("2021/2023", "2021至2023"),
        ("", ""),
        ("近年来", "近年来"),
    ],
)
def test_a_period_in_words(period: str, shown: str) -> None:
    assert shown_period(Site(Library((), ()), "zh"), period) == shown
