"""Forms: what is filled in comes back as pages, what is wrong is told at its cell, traps fail."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from string import ascii_uppercase
from typing import Any, Protocol

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kb_build.contribute import form_document, form_workbook, forms, new_pages
from kb_build.contribute.forms import KINDS
from kb_build.contribute.packages import MOST_UNPACKED
from kb_build.errors import InputError
from kb_build.messages import LANGUAGES, say, text_of
from kb_build.page.keys import fields

# The smallest picture: a GIF of one dot.
DOT = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
Row = dict[str, str | int | float | datetime]
GOOD: Row = {
    "标题*": "“板凳会”议事法",
    "单位*": "清岚市水务局、望澜区水务局",
    "年份": 2023,
    "证据等级": "B",
    "具体做法": "搬条板凳，*当面*议事。\n一周一次。",
}


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places are named in the reader's language."""
    monkeypatch.setenv("KB_LANG", "zh")


class Savable(Protocol):
    """A document of python-docx, or a workbook of openpyxl."""

    def save(self, file: Any, /) -> object: ...


def saved(file: Savable) -> bytes:
    """What a person's program would have on the disk."""
    file.save(data := io.BytesIO())
    return data.getvalue()


def sheet(rows: list[Row], lang: str = "zh", kind: str = "经验做法") -> bytes:
    """The Excel form with rows filled in, as openpyxl (and so a person's program) saves it."""
    book = openpyxl.load_workbook(io.BytesIO(form_workbook.workbook(KINDS, lang)))
    page = book[kind]
    heads = {str(cell.value): int(cell.column or 0) for cell in page[1]}
    for number, row in enumerate(rows, 2):
        for label, value in row.items():
            page.cell(number, heads[label], value)
    return saved(book)


def document(answers: Mapping[str, str], lang: str = "zh") -> bytes:
    """The Word form with the first table filled in."""
    form = docx.Document(io.BytesIO(form_document.document(("practice", "problem"), lang)))
    for row in form.tables[0].rows:
        if row.cells[0].text in answers:
            row.cells[1].text = answers[row.cells[0].text]
    return saved(form)


def faults(filled: list[forms.Filled]) -> list[str]:
    return [text_of(notice, "zh") for notice in forms.new_pages(filled)[1]]


def test_a_filled_sheet_becomes_pages() -> None:
    (page,), wrong = forms.new_pages(form_workbook.read(sheet([GOOD]), "表.xlsx"))
    assert wrong == []
    assert (page.kind, page.title) == ("practice", "“板凳会”议事法")
    assert page.values["units"] == ["清岚市水务局", "望澜区水务局"]
    assert (page.values["years"], page.values["grade"]) == (["2023"], "B")
    text = new_pages.text_of(page, "zh")
    assert text.endswith("## 具体做法\n\n搬条板凳，\\*当面\\*议事。\n\n一周一次。\n")


def test_a_filled_document_becomes_a_page() -> None:
    answers = {label: str(value) for label, value in GOOD.items()}
    data = document(answers)
    assert form_document.is_form(data)
    found = forms.new_pages(form_document.read(data, "表.docx"))
    assert found == forms.new_pages(form_workbook.read(sheet([GOOD]), "表.xlsx"))


def test_cells_are_read_as_they_look_whatever_their_type() -> None:
    rows: list[Row] = [
        {"标题*": "甲\u3000 ", "单位*": "乙局\n", "年份": datetime(2023, 5, 1)},
        {"标题*": " ", "单位*": "\u3000"},  # blanks only: nothing was filled in
        {"标题*": 110.0, "单位*": "乙局", "年份": 2023.0},
    ]
    (first, second), wrong = forms.new_pages(form_workbook.read(sheet(rows), "表.xlsx"))
    assert wrong == []
    assert first.title == "甲"
    assert (first.values["units"], first.values["years"]) == (["乙局"], ["2023"])
    assert (second.title, second.values["years"]) == ("110", ["2023"])


def test_a_value_of_failed_formulas_is_told() -> None:
    (told,) = faults(form_workbook.read(sheet([GOOD | {"标题*": "#REF!"}]), "表.xlsx"))
    assert told.startswith("表.xlsx 工作表 经验做法!A2: 这一格显示的是错误值“#REF!”")


def written(answer: str) -> bytes:
    """The Word form with a title, and XML in place of what the second cell of 单位 holds."""
    form = docx.Document(io.BytesIO(document({"标题*": "甲"})))
    rows = form.tables[0].rows
    rows[1].cells[0].text = "标 题："  # as somebody typed it anew
    cell = rows[2].cells[1]._tc
    for paragraph in cell.p_lst:
        cell.remove(paragraph)
    cell.append(parse_xml(answer.replace(">", f" {nsdecls('w')}>", 1)))
    rows[2]._tr.remove(rows[2].cells[2]._tc)  # the answer took the place of the hint
    cell.grid_span = 2
    return saved(form)


@pytest.mark.parametrize(
    "answer",
    [
        "<w:p><w:r><w:t>乙</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>局</w:t></w:r></w:p>",
        "<w:p><w:ins><w:r><w:t>乙局</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>丙局</w:delText></w:r></w:del></w:p>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>乙局</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:hyperlink><w:r><w:t>乙局</w:t></w:r>"
        "</w:hyperlink><w:r><w:tab/></w:r></w:p>",
    ],
    ids=["styles", "tracked changes", "content control", "link and tab stops"],
)
def test_a_document_is_read_as_it_looks_whatever_word_made_of_it(answer: str) -> None:
    (page,), wrong = forms.new_pages(form_document.read(written(answer), "表.docx"))
    assert wrong == []
    assert page.title == "甲"
    assert page.values["units"] == ["乙局"]


def test_an_english_form_is_understood_too() -> None:
    row: Row = {"title*": "甲", "units*": "乙局", "evidence grade": "c", "Outcome": "好。"}
    (page,), wrong = forms.new_pages(
        form_workbook.read(sheet([row], "en", "practice"), "form.xlsx")
    )
    assert (wrong, page.values["grade"], page.parts["outcome"]) == ([], "C", "好。")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_blank_forms_are_no_pages_and_come_out_the_same_each_time(lang: str) -> None:
    for make, read in (
        (form_workbook.workbook, form_workbook.read),
        (form_document.document, form_document.read),
    ):
        data = make(KINDS, lang)
        assert data == make(KINDS, lang)
        assert forms.new_pages(read(data, "form")) == ([], [])


def test_what_is_wrong_is_told_at_its_cell() -> None:
    rows: list[Row] = [GOOD | {"年份": "去年", "证据等级": "优"}, {"单位*": "甲局"}, GOOD, GOOD]
    told = faults(form_workbook.read(sheet(rows), "表.xlsx"))
    column = {field.key.name: ascii_uppercase[at] for at, field in enumerate(fields("practice"))}
    assert [line.partition(": ")[0] for line in told] == [
        f"表.xlsx 工作表 经验做法!{column['years']}2",
        f"表.xlsx 工作表 经验做法!{column['grade']}2",
        f"表.xlsx 工作表 经验做法!{column['title']}3",
        "表.xlsx 工作表 经验做法 第 5 行",
    ]
    assert "A, B, C, D" in told[1]
    assert "标题" in told[2]
    assert "第 4 行" in told[3]


def test_an_answer_in_the_column_of_hints_is_taken() -> None:
    form = docx.Document(io.BytesIO(document({"标题*": "甲", "单位*": "乙局", "成效": "好。"})))
    for row in form.tables[0].rows:
        if row.cells[0].text in ("年份", "成效"):
            row.cells[2].text = {"年份": "2024", "成效": "快了一半。"}[row.cells[0].text]
    (page,), wrong = forms.new_pages(form_document.read(saved(form), "表.docx"))
    assert wrong == []
    assert (page.title, page.values["years"]) == ("甲", ["2024"])
    assert [words for words in page.parts.values() if words.strip()] == ["好。\n快了一半。"]


def test_an_answer_joined_with_its_hint_says_what_was_written() -> None:
    form = docx.Document(io.BytesIO(document({"标题*": "甲", "单位*": "乙局", "成效": "好。"})))
    for row in form.tables[0].rows[1:]:
        row.cells[1].merge(row.cells[2])
    (page,), wrong = forms.new_pages(form_document.read(saved(form), "表.docx"))
    assert wrong == []
    assert (page.title, page.values["units"]) == ("甲", ["乙局"])
    assert [words for words in page.parts.values() if words.strip()] == ["好。"]


def test_a_picture_in_a_document_is_told_at_its_line() -> None:
    form = docx.Document(io.BytesIO(document({"标题*": "甲", "单位*": "乙局"})))
    form.tables[0].rows[-1].cells[1].paragraphs[0].add_run().add_picture(io.BytesIO(DOT))
    (told,) = faults(form_document.read(saved(form), "表.docx"))
    assert told.startswith("表.docx 第 1 张表 “推广建议”: 这里有图片")


def test_a_picture_in_a_workbook_is_told() -> None:
    data = io.BytesIO(sheet([GOOD]))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("xl/media/image1.gif", DOT)
    with pytest.raises(InputError) as found:
        form_workbook.read(data.getvalue(), "表.xlsx")
    assert found.value.notice.key == "form-picture"


def test_what_is_wrong_in_a_document_is_told_at_its_line() -> None:
    answers = {"标题*": "甲", "单位*": "乙局", "年份": "去年"}
    told = faults(form_document.read(document(answers), "表.docx"))
    assert [line.partition(": ")[0] for line in told] == ["表.docx 第 1 张表 “年份”"]


def test_formulas_are_not_worked_out() -> None:
    (told,) = faults(
        form_workbook.read(sheet([GOOD | {"标题*": '=HYPERLINK("x","y")'}]), "表.xlsx")
    )
    assert told.startswith("表.xlsx 工作表 经验做法!A2: 这一格是公式")


def test_a_column_that_nobody_asked_for_is_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet([GOOD])))
    book["经验做法"]["K1"], book["经验做法"]["K2"] = "电话", "12345"
    (told,) = faults(form_workbook.read(saved(book), "表.xlsx"))
    assert told.startswith("表.xlsx 工作表 经验做法!K2: 登记表里没有“电话”")


def test_a_sheet_that_was_filled_in_under_another_name_is_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet([GOOD])))
    book["经验做法"].title = "经验做法 (2)"
    book.create_sheet("填表说明")["A1"] = "标题"
    with pytest.raises(InputError) as caught:
        form_workbook.read(saved(book), "表.xlsx")
    assert caught.value.notice.key == "form-sheet"
    assert "“经验做法 (2)”" in text_of(caught.value.notice, "zh")
    del book["经验做法 (2)"]
    assert all(row.is_blank for row in form_workbook.read(saved(book), "表.xlsx"))


def packed(parts: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def entity(data: bytes, part: str, encoding: str) -> bytes:
    """An Office file one of whose parts declares an entity that names a file."""
    trap = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts[part].decode().partition("?>")[2]
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return packed(parts | {part: f"{head}{trap}{body}".encode(encoding)})


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"not an archive", "form-broken"),
        (b"\xd0\xcf\x11\xe0 old", "form-old"),
        (packed({"a.xml": bytes(MOST_UNPACKED + 1)}), "form-bomb"),
        (packed({f"{n}.txt": b"" for n in range(1001)}), "form-bomb"),
        (packed({"a.txt": b""}), "form-broken"),
        (entity(sheet([GOOD]), "xl/worksheets/sheet1.xml", "utf-8"), "form-entities"),
        (entity(sheet([GOOD]), "xl/workbook.xml", "utf-16"), "form-entities"),
    ],
)
def test_hostile_and_broken_files_are_refused(data: bytes, key: str) -> None:
    for read in (form_workbook.read, form_document.read):
        with pytest.raises(InputError) as caught:
            read(data, "表")
        assert caught.value.notice.key == key
    assert not form_document.is_form(data)


def test_a_workbook_without_a_sheet_of_ours_is_refused() -> None:
    with pytest.raises(InputError, match="Sheet"):
        form_workbook.read(saved(openpyxl.Workbook()), "表.xlsx")


def test_a_key_that_takes_several_values_says_so_and_offers_no_choice() -> None:
    unit, year, grade = (
        next(one for one in forms.questions("practice", "zh") if one.label.startswith(label))
        for label in ("单位", "年份", "证据等级")
    )
    several = say("form.several", "zh")
    assert [several in one.hint for one in (unit, year, grade)] == [True, True, False]
    assert (unit.choices, bool(grade.choices)) == ((), True)


def test_more_rows_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_workbook, "MOST_ROWS", 2)
    assert len(forms.new_pages(form_workbook.read(sheet([GOOD] * 2), "表.xlsx"))[0]) == 2
    with pytest.raises(InputError) as caught:
        form_workbook.read(sheet([GOOD] * 3), "表.xlsx")
    assert caught.value.notice.key == "form-rows"


def test_other_tables_of_a_form_are_passed_over() -> None:
    form = docx.Document(io.BytesIO(document({"标题*": "“板凳会”议事法"})))
    form.add_table(1, 2).cell(0, 0).text = "类别"
    assert len(form_document.read(saved(form), "表.docx")) == 2


def test_a_report_with_tables_is_no_form(tmp_path: Path) -> None:
    report = docx.Document()
    table = report.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "类别", "数量"
    table.cell(1, 0).text, table.cell(1, 1).text = "培训", "12"
    report.save(str(tmp_path / "a.docx"))
    assert not form_document.is_form((tmp_path / "a.docx").read_bytes())
