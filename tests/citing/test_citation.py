"""Citations in the form of GB/T 7714-2015: case by case what stands where."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kb_build.citing.citation import citation
from kb_build.citing.titles import one_line, report_title
from kb_build.model import Attribute, Facts, replace
from tests.link.invented import facts


def report(title: str, unit: str, period: str, genre: str = "work_report") -> Facts:
    return facts(
        "2023/望澜 总结.txt", "measure|走访。", title=title, unit=unit, period=period, genre=genre
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (("2023年工作总结", "清岚市水务局", "2023"), "清岚市水务局. 2023年工作总结[R]. [2023]."),
        (("2024年要点", "清岚市水务局", "2024", "plan"), "清岚市水务局. 2024年要点[Z]. [2024]."),
        (("工作总结", "", "2023-H1"), "工作总结[R]. [2023]."),
        (("工作总结", "望澜区政府", ""), "望澜区政府. 工作总结[R]."),
        # The year in which a period ends: nobody reports before.
        (("述职报告", "望澜区", "2022-07/2023-05", "duty"), "望澜区. 述职报告[R]. [2023]."),
        # The title tells that it was given in the year after; a plan's later years tell nothing.
        (("2024年政府工作报告", "望澜区", "2023"), "望澜区. 2024年政府工作报告[R]. [2024]."),
        (("迈向2025年工作报告", "望澜区", "2023"), "望澜区. 迈向2025年工作报告[R]. [2023]."),
        # Those who leave or enter a school are called by a year in which no report was given.
        (("2024届学员结业", "望澜党校", "2023", "brief"), "望澜党校. 2024届学员结业[Z]. [2023]."),
        (("2024级新生入学", "望澜党校", "2023", "brief"), "望澜党校. 2024级新生入学[Z]. [2023]."),
        # Without a title of its own: one that is supplied.
        (("", "望澜区政府", "2023"), "望澜区政府. [望澜区政府2023年工作报告][R]. [2023]."),
        (("", "水务局", "2023-H1", "plan"), "水务局. [水务局2023年上半年工作安排][Z]. [2023]."),
        (("", "", "2023", ""), "[望澜 总结 2023年][Z]. [2023]."),
        (("上行\n下行\x07", "甲\t乙", "2023"), "甲 乙. 上行 下行[R]. [2023]."),
    ],
)
def test_a_report_is_cited_by_unit_title_type_and_year(
    told: tuple[str, ...], expected: str
) -> None:
    assert citation(report(*told)) == expected


def test_a_heading_stands_in_for_the_title_before_the_files_name() -> None:
    lines = "# 一、|总体要求\n## （一）|做好河湖长制提档升级\nmeasure|走访。"
    made = facts("07_oneline.txt", lines, period="2023", genre="plan")
    assert report_title(made) == "[2023年工作安排：做好河湖长制提档升级]"


def test_the_beginning_of_a_quotation_stands_in_for_no_title() -> None:
    made = facts("08.txt", "plan|“渠长要担起主体责任，站长要担起直接责任”，这是会上的一幕。")
    assert report_title(made) == "[工作报告：这是会上的一幕]"


def test_a_heading_of_every_report_stands_in_for_no_title() -> None:
    lines = "# 一、|主要做法和工作成效\n## （一）|做好河湖长制提档升级\nmeasure|走访。"
    assert report_title(facts("09.txt", lines)) == "[工作报告：做好河湖长制提档升级]"


@given(st.text(), st.text(), st.text())
def test_a_citation_is_one_line_of_plain_text(title: str, unit: str, period: str) -> None:
    said = [Attribute(words, None, "test") for words in (title, unit, period)]
    one = replace(report("", "", ""), title=said[0], organization=said[1], period=said[2])
    cited = citation(one)
    assert cited == one_line(cited)
    assert "[R]." in cited


@given(st.text())
def test_one_line_has_no_line_end_and_no_control_sign(words: str) -> None:
    line = one_line(words)
    assert len(line.splitlines()) <= 1
    assert not [sign for sign in line if ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0]
