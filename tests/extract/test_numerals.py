"""Chinese numerals: what is written is read again, and what is no number has no value."""

from __future__ import annotations

import pytest

from kb_build.lexicon.numerals import value_of, written


def test_what_is_written_is_read_again() -> None:
    assert [value_of(written(number)) for number in range(1, 10_000)] == [*range(1, 10_000)]


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (110, "一百一十"),
     (2010, "二千零一十"), (3005, "三千零五"), (9600, "九千六百")],
)  # fmt: skip
def test_numbers_are_written_as_people_count(number: int, words: str) -> None:
    assert written(number) == words


def test_sums_of_money_have_signs_of_their_own() -> None:
    assert [written(number, legal=True) for number in (11, 205)] == ["壹拾壹", "贰佰零伍"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        *(
            ("12.5", 12.5),
            ("1.2万", 12_000),
            ("３５０", 350),
            ("3千5百", 3_500),
            ("15万5千", 155_000),
        ),
        *(
            ("两百", 200),
            ("一百十", 110),
            ("一百零三", 103),
            ("二〇二四", 2024),
            ("三千零二十", 3_020),
        ),
        *(("一百二", 120), ("三千六", 3_600), ("一万二", 12_000), ("一万零二", 10_002)),
        *(("十万零三百", 100_300), ("二十三万五", 235_000), ("一百二十万", 1_200_000)),
        *(("一亿零十万", 100_100_000), ("1亿2千万", 120_000_000), ("1.2万亿", 1.2e12)),
        *(("十二点五", 12.5), ("零点零五", 0.05), ("〇", 0)),
    ],
)
def test_numbers_are_read(words: str, value: float) -> None:
    assert value_of(words) == value


@pytest.mark.parametrize(
    "words",
    ["", "2-3", "百", "百万", "十百", "二三万", "三四十", "三亿五", "一点", "一点十", "很多"],
)
def test_what_is_no_certain_number_has_no_value(words: str) -> None:
    assert value_of(words) is None
