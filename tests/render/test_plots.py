"""Plots as SVG: what is drawn is what is told, whatever the numbers and words are."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from kb_build.render.plots import chart, number
from kb_build.render.plots.lines import APART, BOTTOM, HEIGHT, MOST, SHAPES, WIDTH, lines
from kb_build.render.plots.matrix import matrix

YEARS = st.integers(1990, 2040).map(str)
VALUES = st.floats(0, 1e12, allow_nan=False)
HOSTILE = '<script>alert("1")</script> & \u202e'


def svg(block: str) -> etree._Element:
    (found,) = etree.fromstring(block)
    return found


@given(st.lists(st.tuples(st.text(max_size=40), VALUES), min_size=1, max_size=8))
def test_a_bar_is_as_long_as_its_value(bars: list[tuple[str, float]]) -> None:
    _, plot, table, _ = chart("图", ("甲", "乙"), bars)
    lengths = [int(rect.get("width", "")) for rect in svg(plot).iter("rect")]
    order = sorted(range(len(bars)), key=lambda at: bars[at][1])
    assert [lengths[at] for at in order] == sorted(lengths)
    assert table.count("\n") == len(bars) + 1


@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.dictionaries(YEARS, VALUES, min_size=1, max_size=6)),
        min_size=1, max_size=9,
    )
)  # fmt: skip
def test_every_point_of_a_line_lies_within_the_plot(
    named: list[tuple[str, dict[str, float]]],
) -> None:
    drawn = svg(lines("图", named))
    points = [
        text
        for text in drawn.iter("text")
        if text.text in SHAPES and text.get("text-anchor") == "middle"
    ]
    assert len(points) == sum(len(line) for _, line in named[:MOST])
    for point in points:
        assert 0 < float(point.get("x", "")) < WIDTH
        assert 0 < float(point.get("y", "")) < HEIGHT


@given(st.lists(st.floats(0, 100), min_size=1, max_size=MOST))
def test_no_number_of_a_year_lies_upon_another(values: list[float]) -> None:
    drawn = svg(lines("图", [(f"单位{n}", {"2022": value}) for n, value in enumerate(values)]))
    numbers = [
        float(text.get("y", ""))
        for text in drawn.iter("text")
        if text.get("text-anchor") == "middle" and text.text not in (*SHAPES, "2022")
    ]
    assert numbers
    assert all(below - above >= APART for above, below in pairwise(sorted(numbers)))
    assert max(numbers) < HEIGHT - BOTTOM


def test_lines_differ_without_colour() -> None:
    drawn = svg(lines("图", [(f"单位{n}", {"2022": n, "2023": n + 1}) for n in range(MOST)]))
    dashes = [
        path.get("stroke-dasharray") for path in drawn.iter("path") if path.get("stroke-dasharray")
    ]
    assert len(set(dashes)) == MOST
    assert len(set(SHAPES)) == MOST


@pytest.mark.parametrize("label", ["2023", "望澜区河湖管护和渠道疏浚服务中心"])
def test_bars_are_readable_on_a_telephone(label: str) -> None:
    drawn = svg(chart("图", ("a", "b"), [(label, 50), (label, 100)])[1])
    width = float(drawn.get("viewBox", "").split()[2])
    half, whole = (float(bar.get("width", "")) for bar in drawn.iter("rect"))
    assert width <= 450
    assert abs(whole - 2 * half) <= 1
    assert whole >= 100


def test_lines_are_readable_on_a_telephone_with_their_names_below() -> None:
    names = [f"单位{n}" for n in range(MOST)]
    drawn = svg(lines("图", [(name, {"2022": 1, "2023": 2}) for name in names]))
    width, height = map(float, drawn.get("viewBox", "").split()[2:])
    assert width <= 450  # drawn at 360 pixels, letters of 14 are 11 high
    told = [text for text in drawn.iter("text") if (text.text or "")[2:] in names]
    places = [float(text.get("y", "")) for text in told]
    assert len(set(places)) == MOST
    assert all(HEIGHT < place < height for place in places)


def test_a_missing_year_leaves_its_room() -> None:
    drawn = svg(lines("图", [("甲", {"2020": 1.0, "2021": 2.0, "2024": 3.0})]))
    at = [float(text.get("x", "")) for text in drawn.iter("text") if text.text == SHAPES[0]]
    assert round((at[2] - at[1]) / (at[1] - at[0])) == 3


def test_a_circles_area_is_its_count() -> None:
    counts = {("a", "2022"): 100, ("a", "2023"): 25}
    years = {"2022": "2022", "2023": "2023"}
    _, _, plot, *_ = matrix("图", "动作", [("a", "制定")], years, counts, "")
    first, second = (float(circle.get("r", "")) for circle in svg(plot).iter("circle"))
    assert round(first / second, 1) == 2


def test_hostile_words_stay_words() -> None:
    for plot in (
        chart(HOSTILE, ("a", "b"), [(HOSTILE, 1)])[1],
        lines(HOSTILE, [(HOSTILE, {"2022": 1})]),
    ):
        assert not svg(plot).findall(".//script")
        assert "<script" not in plot


@given(VALUES)
def test_a_number_is_short(value: float) -> None:
    assert re.fullmatch(r"\d+(?:\.\d{1,2})?[万亿]?", number(value))


def test_large_numbers_are_counted_by_ten_thousands() -> None:
    told = [number(value) for value in (0, 98.5, 1260, 36000, 3.6e8, 21800e8)]
    assert told == ["0", "98.5", "1260", "3.6万", "3.6亿", "21800亿"]


def test_a_matrix_shows_the_years_between_and_a_row_for_each_that_has_any() -> None:
    counts = {("a", "2019"): 2, ("a", "2022"): 1}
    years = {"2019": "[2019](2019.md)", "2022": "2022"}
    cut, _, plot, table, *_ = matrix("图", "年份", [("a", "制定")], years, counts, "未画全")
    shown = [text.text or "" for text in svg(plot).iter("text")]
    assert [words for words in shown if len(words) == 4] == ["2019", "2020", "2021", "2022"]
    lines = [line for line in table.split("\n") if "20" in line]
    assert lines == ["| 2022 | 1 |", "| [2019](2019.md) | 2 |"]
    assert cut == ""


def test_a_matrix_says_that_years_are_not_drawn() -> None:
    counts = {("a", "1996"): 2, ("a", "2022"): 1}
    years = {"1996": "1996", "2022": "2022"}
    cut, _, plot, table, *_ = matrix("图", "年份", [("a", "制定")], years, counts, "未画全")
    assert cut == "未画全"
    assert "1996" not in plot
    assert "1996" in table
