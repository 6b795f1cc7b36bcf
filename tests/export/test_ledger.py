"""The ledger 台账: what stands on its sheets, and that a long line is not lost on paper."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given, strategies as st

from kb_build.export import Selection, export
from kb_build.export.ledger import COLUMNS
from kb_build.export.ledger_rows import MOST_LINES, Line, rows_of
from kb_build.export.workbook import HIGHEST, height, line_count, sheet_name
from tests.export.libraries import LIBRARY

WIDTHS = [width for _, width in COLUMNS]
HEADS = ["序号", "反馈问题", "整改措施", "责任单位", "整改时限", "完成情况", "佐证"]


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    count, data = export(LIBRARY, "ledger", Selection(), "zh")
    assert count == 2
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_first_sheet_counts_where_problems_stand(book: openpyxl.Workbook) -> None:
    rows = [[cell.value for cell in row] for row in book.worksheets[0].rows]
    assert rows[2] == [
        "序号", "报告", "单位", "年份", "问题数", "已完成", "正在推进", "长期坚持",
        "有成效（未写明是否完成）", "有举措（未写明是否完成）", "只有计划", "未说明",
    ]  # fmt: skip
    assert rows[3][1:4] == ["清岚师范学院2022年工作总结", "清岚师范学院", "2022"]
    assert rows[3][4:] == [1, 1, 0, 0, 0, 0, 0, 0]
    assert rows[-1][4:] == [2, 1, 0, 0, 0, 0, 0, 1]
    assert len(rows) == 3 + 2 + 1


def test_each_report_has_a_sheet_as_offices_print_it(book: openpyxl.Workbook) -> None:
    school, hospital = book.worksheets[1:]
    rows = [[cell.value for cell in row] for row in school.rows]
    assert rows[0][0] == "清岚师范学院2022年工作总结问题整改台账"
    assert "填报单位" in str(rows[1][0])
    assert "填表日期" in str(rows[1][0])
    assert rows[2] == HEADS
    assert rows[3] == [
        1, "培训管理宽松",
        "修订《经费支出管理办法》\n推行“板凳会”议事法\n【计划】力争明年建成",
        None, None, "已完成", "出处：清岚师范学院2022年工作总结",
    ]  # fmt: skip
    assert hospital["A4"].value == 1


def test_a_sheet_is_set_for_print(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows == "$3:$3"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        cell = sheet["B4"]
        assert cell.alignment.wrap_text
        assert cell.border.left.style == cell.border.bottom.style == "thin"


def test_filters_hold_for_the_ledger_and_other_kinds_have_none() -> None:
    count, data = export(LIBRARY, "ledger", Selection(facets={"status": ("done",)}), "zh")
    assert count == 1
    assert len(openpyxl.load_workbook(io.BytesIO(data)).sheetnames) == 2
    assert export(LIBRARY, "ledger", Selection(("rule",)), "zh") == (0, b"")


def test_a_cell_has_as_many_lines_as_its_words_need() -> None:
    assert [line_count(words, 22) for words in ("", "甲\n乙", "甲" * 10, "甲" * 11, "a" * 21)] == [
        1,
        2,
        1,
        2,
        2,
    ]


paragraphs = st.lists(st.text("整改a，", min_size=1, max_size=2000), max_size=6).map(tuple)


@given(st.tuples(*[paragraphs] * 6))
def test_a_line_is_continued_in_rows_that_fit_and_loses_nothing(
    columns: tuple[tuple[str, ...], ...],
) -> None:
    rows = list(rows_of(7, Line("r", "done", columns), WIDTHS))
    assert [row[0] for row in rows] == [7] + [""] * (len(rows) - 1)
    for row in rows:
        assert max(map(line_count, map(str, row), WIDTHS)) <= MOST_LINES
        assert height(row, WIDTHS) < HIGHEST
    for at, words in enumerate(columns, 1):
        shown = "".join(str(row[at]) for row in rows)
        assert shown.replace("\n", "") == "".join(words)


@pytest.mark.parametrize("title", ["总结[1]:*?/\\'", "长" * 50, "", "History", "\ud800"])
def test_any_title_makes_a_name_that_excel_takes(title: str) -> None:
    name = sheet_name(3, title)
    assert len(name) <= 31
    assert name.startswith("3")
    assert not set(name) & set("[]:*?/\\'")
