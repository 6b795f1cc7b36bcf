"""Series of figures: what is the same thing in the same measure, and which values compare."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kb_build.link.measuring import COMMON, common, in_common
from kb_build.link.series import counted
from kb_build.model import Facts, Figure, Series, replace
from tests.link.invented import facts, series

Told = tuple[str, float | None, str]  # what is counted, value, unit as printed


def report(source: str, year: str, unit: str, *told: Told, role: str = "outcome") -> Facts:
    """A report with one figure a sentence."""
    words = "".join(f"第{n}句有[figure {n}个]。" for n, _ in enumerate(told, 1))
    made = facts(source, f"{role}|{source}{words}", unit=unit, period=year)
    figures = tuple(
        replace(figure, of=of, value=value, unit=printed, masked=value is None)
        for figure, (of, value, printed) in zip(made.figures, told, strict=True)
    )
    return replace(made, figures=figures)


def one(made: tuple[Series, ...], of: str) -> Series:
    (found,) = [series for series in made if series.of == of]
    return found


def test_the_same_thing_is_one_series_in_one_measure() -> None:
    made = series(
        [
            report("a.txt", "2022", "清岚师范学院", ("科研经费", 360e4, "元")),
            report("b.txt", "2023", "清岚师范学院", ("全年科研经费", 0.05, "亿元")),
        ]
    )
    found = one(made, "科研经费")
    assert found.measure == "元"
    assert [(point.year, point.value) for point in found.points] == [("2022", 3.6e6), ("2023", 5e6)]
    assert all(point.comparable for point in found.points)


def test_other_measures_are_other_series() -> None:
    made = series([report("a.txt", "2022", "甲", ("学员", 10, "人"), ("学员", 9, "人次"))])
    assert [(found.of, found.measure) for found in made] == [
        ("学员", "人"),
        ("学员", "人次"),
    ]


def test_two_values_of_one_report_do_not_compare_and_a_repeated_one_does() -> None:
    made = series(
        [
            report("a.txt", "2022", "甲", ("参训学员", 30, "名"), ("参训学员", 50, "名")),
            report("b.txt", "2023", "甲", ("参训学员", 40, "名"), ("参训学员", 40, "位")),
        ]
    )
    points = one(made, "参训学员").points
    assert [point.comparable for point in points] == [False, False, True, True]


def test_masked_values_and_plans_do_not_compare() -> None:
    made = series(
        [
            report("a.txt", "2022", "甲", ("满意率", None, "%")),
            report("b.txt", "2023", "甲", ("满意率", 99, "%"), role="plan"),
        ]
    )
    points = one(made, "满意率").points
    assert [(point.value, point.comparable) for point in points] == [(None, False), (99, False)]


@pytest.mark.parametrize(
    ("words", "shown", "comparable"),
    [
        ("预算执行率[figure 97%]", "97%", True),
        ("预算执行率[figure 97%]以上", "97%以上", False),
        ("预算执行率超过[figure 97%]", "超过97%", False),
        ("预算执行率约为[figure 97%]", "约为97%", False),
        ("预算执行率以上年[figure 97%]计", "97%", True),
        ("培训干部[figure 40余名]", "40余名", False),
        ("走访农户[figure 80多户]", "80多户", False),
    ],
)
def test_what_bounds_a_value_is_shown_with_it_and_not_compared(
    words: str, shown: str, comparable: bool
) -> None:
    made = facts("a.txt", f"outcome|{words}。", unit="甲", period="2022")
    (figure,) = made.figures
    told = replace(made, figures=(replace(figure, of="预算执行率", value=97, unit="%"),))
    (point,) = one(series([told]), "预算执行率").points
    assert point.span.of(told.report.text) == shown
    assert point.comparable == comparable


def test_a_value_of_several_years_is_nobodys_year() -> None:
    (found,) = series([report("a.txt", "2021-01/2023-12", "甲", ("满意率", 97, "%"))])
    (point,) = found.points
    assert (point.year, point.comparable) == ("2021–2023", False)


@pytest.mark.parametrize(
    "of", ["", "工作", "全市工作", "企业", "同学", "板块", "一等奖", "增长", "压缩", "一" * 17]
)
def test_what_is_vague_is_in_no_series(of: str) -> None:
    assert series([report("a.txt", "2022", "甲", (of, 3, "项"))]) == ()


def test_the_order_of_reports_does_not_matter() -> None:
    reports = [
        report(f"{n}.txt", str(2020 + n), "甲", ("满意率", 90 + n, "%"), ("党支部", n, "个"))
        for n in range(4)
    ]
    assert series(reports) == series(reports[::-1])


@given(st.sampled_from(sorted(COMMON)), st.floats(0.01, 1e6))
def test_a_common_unit_has_none_of_its_own_and_keeps_the_order(unit: str, value: float) -> None:
    assert common(common(unit)) == common(unit)
    first, second = in_common(value, unit), in_common(value * 2, unit)
    assert first is not None
    assert second is not None
    assert second >= first >= 0


def test_signs_and_fronts_make_no_other_thing() -> None:
    figure = Figure(facts("x", "outcome|[figure 3个]").figures[0].span, "3个", 3, "个", "",
                    False, "test")  # fmt: skip
    assert {counted(replace(figure, of=of)) for of in ("全市公厕", "公厕", "累计“公厕”")} == {
        "公厕"
    }
