"""Numbers in words: read as people mean them, and none where there is no single one."""

from __future__ import annotations

import pytest

from kb_build.lexicon.numerals import MONEY, MONEY_UNITS, chinese, number_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十", 10), ("十五", 15), ("二十", 20), ("一百零三", 103), ("三百一十", 310),
        ("三百十", 310), ("一百二", 120), ("一千零二十", 1_020), ("三千五百", 3_500),
        ("一万三", 13_000), ("十万零一千", 101_000), ("两亿三千万", 230_000_000),
        ("三亿五", 350_000_000), ("二〇二一", 2_021), ("零点五", 0.5), ("九十九点八七", 99.87),
        ("12", 12), ("73.4亿", 7_340_000_000), ("1.2万", 12_000), ("１２万", 120_000),
        ("3百万", 3_000_000), ("12万5千", 125_000), ("12亿3000万", 1_230_000_000),
        ("1.86千亿", 186_000_000_000), ("0.7", 0.7),
    ],
)  # fmt: skip
def test_a_number_has_the_value_that_people_mean(words: str, value: float) -> None:
    assert number_of(words) == value


@pytest.mark.parametrize(
    "words", ["", "点", "三四百", "二三十", "2-3", "百分", "三千三千", "一点", "五点三万", "9" * 50]
)
def test_what_is_no_single_number_has_none(words: str) -> None:
    assert number_of(words) is None


def test_every_number_is_read_as_it_is_written() -> None:
    assert all(number_of(chinese(number)) == number for number in range(1, 10_000))
    assert [chinese(number) for number in (10, 12, 110, 1_001)] == [
        "十", "十二", "一百一十", "一千零一",
    ]  # fmt: skip
    assert (chinese(0), chinese(10_203)) == ("零", "一零二零三")
    assert chinese(3_080, MONEY, MONEY_UNITS) == "叁仟零捌拾"
