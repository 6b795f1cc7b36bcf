"""Tables and records: what programs read back is what the library says, never a formula."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from hypothesis import given, strategies as st

from kb_build.errors import InputError
from kb_build.export import FORMATS, Selection, export, workbook
from kb_build.export.columns import guarded
from kb_build.model import ENTRY_KINDS, Library, replace
from tests.export.libraries import FORMULA, HOSPITAL, LIBRARY, library
from tests.render.shown import SCHOOL

KINDS = {"rule", "mechanism", "organization", "measure", "practice", "problem", "report", "figure"}


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def of(form: str, *kinds: str, language: str = "zh") -> bytes:
    return export(LIBRARY, form, Selection(kinds), language)[1]


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.rows]
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_is_the_same_for_the_same_reports_in_any_order(
    form: str, language: str
) -> None:
    turned = Library(LIBRARY.facts, tuple(LIBRARY.entries))
    assert export(LIBRARY, form, Selection(), language) == export(
        turned, form, Selection(), language
    )
    entries_only = Selection(tuple(KINDS - {"report", "figure"}))
    if form != "ledger":  # lists reports as they are given
        again = library(HOSPITAL, SCHOOL)
        assert export(LIBRARY, form, entries_only, language) == export(
            again, form, entries_only, language
        )


def test_a_table_tells_who_said_what_where() -> None:
    rows = table(of("csv", "practice"))
    (row,) = [row for row in rows if "花费*万元" in row["引文"]]
    assert row["名称"] == "“板凳会”议事法"
    assert row["类别"] == "经验做法"
    assert row["单位"] == "清岚师范学院、清岚市第三人民医院"
    assert row["报告"] == "清岚师范学院2022年工作总结"
    assert (
        row["参考文献格式（GB/T 7714）"] == "清岚师范学院. 清岚师范学院2022年工作总结[R]. [2022]."
    )
    start, end = map(int, row["原文位置"].split("–"))
    assert SCHOOL.report.text[start:end].strip() == row["引文"]


def test_a_table_begins_with_the_mark_that_excel_needs() -> None:
    assert of("csv", "rule").startswith(b"\xef\xbb\xbf")


def test_noise_is_left_out_and_masked_values_stay_masked() -> None:
    rows = table(of("csv", "measure", "figure"))
    assert not [row for row in rows if "广告" in row["引文"]]
    (masked,) = [row for row in rows if row["数值"] == "*万元"]
    assert (masked["其中隐去"], masked["数值（数字）"]) == ("是", "")
    assert "花费*万元" in masked["引文"]


def test_a_plan_is_never_told_as_done() -> None:
    planned = [row for row in table(of("csv", "measure")) if "力争明年建成" in row["引文"]]
    assert {(row["状态"], row["性质"]) for row in planned} == {("计划", "计划")}


def test_columns_speak_both_languages() -> None:
    chinese, english = (next(csv.reader([of("csv", language=lang).decode("utf-8-sig")
                        .splitlines()[0]])) for lang in ("zh", "en"))  # fmt: skip
    assert len(chinese) == len(english) == len(set(english))
    assert "引文" in chinese
    assert "Quotation" in english


def test_words_that_look_like_a_formula_are_text_in_every_table() -> None:
    rows = table(of("csv", "rule"))
    assert [row["引文"] for row in rows if FORMULA in row["引文"]]
    assert not [cell for row in rows for cell in row.values() if cell.startswith("=")]
    book = openpyxl.load_workbook(io.BytesIO(of("xlsx", "rule")))
    cells = [cell for sheet in book.worksheets for row in sheet.rows for cell in row]
    assert {cell.data_type for cell in cells if FORMULA in str(cell.value)} == {"s"}


@given(st.text())
def test_no_guarded_cell_begins_as_a_formula(words: str) -> None:
    cell = guarded(words)
    assert str(cell).removeprefix("'") in (words, words.removeprefix("'"))
    assert not str(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_workbook_has_a_sheet_of_items_and_one_of_quotations() -> None:
    items, quotations = sheets(of("xlsx", "practice")).values()
    practices = [entry for entry in LIBRARY.entries if entry.kind == "practice"]
    assert [row[2] for row in items[1:]] == [entry.name for entry in practices]
    assert [row["引文"] for row in table(of("csv", "practice"))] == [
        row[quotations[0].index("引文")] for row in quotations[1:]
    ]


def test_a_workbook_prints_one_page_wide_with_its_header() -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(of("xlsx", "practice"))).worksheets:
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.freeze_panes == "A2"


def test_a_workbook_holds_words_of_any_length_and_content() -> None:
    entry = next(entry for entry in LIBRARY.entries if entry.kind == "rule")
    odd = replace(entry, name="长" * 40_000, aliases=("\x01\ud800", "_x0041_"))
    _, data = export(Library(LIBRARY.facts, (odd,)), "xlsx", Selection(("rule",)), "zh")
    items, _ = sheets(data).values()
    assert items[1][2] == "长" * 32_766 + "…"
    assert "_x0041_" in str(items[1][3])


def test_more_rows_than_excel_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(InputError) as caught:
        of("xlsx")
    assert caught.value.notice.key == "export-rows"


def test_records_are_one_a_line_with_quotations_that_are_the_source() -> None:
    records = [json.loads(line) for line in of("jsonl").decode().splitlines()]
    assert {record["kind"] for record in records} == KINDS
    texts = {one.report.id: one.report.text for one in LIBRARY.facts}
    quotations = [quotation for record in records for quotation in record["quotations"]]
    assert quotations
    for quotation in quotations:
        source = texts[quotation["report"]][quotation["start"] : quotation["end"]]
        assert quotation["text"] == " ".join(source.replace("【广告】", "").split())


def test_linked_data_names_every_report_that_it_quotes() -> None:
    graph = json.loads(of("json-ld", "measure", "practice"))["@graph"]
    names = {node["@id"] for node in graph}
    quoted = {part["isPartOf"]["@id"] for node in graph for part in node.get("subjectOf", {})
              .get("hasPart", ())}  # fmt: skip
    assert quoted
    assert quoted <= names
    assert all(value for node in graph for value in (*node.values(), *_inner(node)))
    (plan,) = [node for node in graph if node["name"] == "力争明年建成"]
    assert plan["@type"] == "Action"
    assert plan["actionStatus"] == "https://schema.org/PotentialActionStatus"


def _inner(node: dict[str, object]) -> list[object]:
    told = node.get("subjectOf", {})
    return [*told.values()] if isinstance(told, dict) else []


def test_every_kind_but_topics_can_be_taken_along() -> None:
    assert {*ENTRY_KINDS} - {"topic"} < KINDS
    for kind in KINDS:
        assert export(LIBRARY, "csv", Selection((kind,)), "zh")[0] > 0, kind
