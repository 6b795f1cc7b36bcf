from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kb_build.read import pdf as reader
from tests.read.showing import refusal, report_of, shown

FONT = "STSong-Light"  # one of Adobe's Chinese fonts that need not be embedded
SIZE, LEADING, LEFT, TOP, WIDTH = 14, 25, 85, 740, 30  # points; 30 Hanzi a line

LONG = (
    "全年共办理群众来信来访三百余件，办结率达到百分之九十八，"
    "群众满意程度持续提高，各项工作有序推进。"
)


def canvas() -> tuple[Canvas, io.BytesIO]:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    return Canvas(stream, pagesize=A4), stream


def typeset(paragraph: str, indent: int = 2) -> list[tuple[int, str]]:
    """The lines of a paragraph with their left edges: the first indented by two Hanzi."""
    first, rest = paragraph[: WIDTH - indent], paragraph[WIDTH - indent :]
    lines = [(LEFT + indent * SIZE, first)]
    return lines + [(LEFT, rest[at : at + WIDTH]) for at in range(0, len(rest), WIDTH)]


def printed(pages: Iterable[Iterable[str]], head: str = "", foot: str = "") -> bytes:
    """A PDF of pages of paragraphs, with a header and a footer in which # is the page's number."""
    page, stream = canvas()
    for number, paragraphs in enumerate(pages, 1):
        page.setFont(FONT, SIZE)
        y = TOP
        for x, line in (line for words in paragraphs for line in typeset(words)):
            page.drawString(x, y, line)
            y -= LEADING
        page.drawCentredString(300, 800, head)
        page.drawCentredString(300, 40, foot.replace("#", str(number)))
        page.showPage()
    page.save()
    return stream.getvalue()


def test_lines_are_joined_to_paragraphs(tmp_path: Path) -> None:
    paragraphs = ["一、主要工作", LONG, "（一）抓学习", LONG * 3, "下一步，继续推进改革。"]
    report = report_of(tmp_path, printed([paragraphs]), "a.pdf")
    assert report.text.split("\n") == paragraphs
    assert (report.encoding, report.marks, report.warnings) == ("pdf", (), ())


def test_a_line_goes_on_where_a_quotation_mark_had_no_room_left(tmp_path: Path) -> None:
    """No line ends with an opening mark: with “早、 the line above lacks up to three letters."""
    first, second = f"{LONG[: WIDTH - 5]}1", "“早、细、实”三字诀，"
    lines = [*typeset(LONG * 3), (LEFT + 2 * SIZE, first), (LEFT, second)]
    page, stream = canvas()
    page.setFont(FONT, SIZE)
    for at, (x, line) in enumerate(lines):
        page.drawString(x, TOP - at * LEADING, line)
    page.save()
    report = report_of(tmp_path, stream.getvalue(), "a.pdf")
    assert report.text.split("\n") == [LONG * 3, first + second]


def test_a_paragraph_goes_on_over_the_page_and_its_number_follows_it(tmp_path: Path) -> None:
    words = LONG * 4
    cut = WIDTH - 2 + 3 * WIDTH
    page, stream = canvas()
    pages = (typeset(words[:cut]), [(LEFT, words[cut:][:WIDTH])])
    for number, lines in enumerate(pages, 1):
        page.setFont(FONT, SIZE)
        for at, (x, line) in enumerate(lines):
            page.drawString(x, TOP - at * LEADING, line)
        page.drawCentredString(300, 40, f"- {number} -")
        page.showPage()
    page.save()
    report = report_of(tmp_path, stream.getvalue(), "a.pdf")
    assert shown(report) == f"{words[: cut + WIDTH]}\n⟦- 1 -⟧\n⟦- 2 -⟧"


@pytest.mark.parametrize("foot", ["#", "— # —", "第 # 页", "第#页 共4页"])
def test_headers_and_page_numbers_are_noise_on_their_own_lines(tmp_path: Path, foot: str) -> None:
    pages = [[f"第{name}部分。", LONG] for name in "一二三四"]
    report = report_of(tmp_path, printed(pages, "某局工作简报", foot), "a.pdf")
    noise = [mark.span.of(report.text) for mark in report.marks if mark.kind == "noise"]
    assert sorted(noise) == sorted(["某局工作简报"] * 4 + [foot.replace("#", n) for n in "1234"])
    rest = [line for line in report.text.split("\n") if line not in noise]
    assert rest == [words for page in pages for words in page]


def test_cells_of_one_line_are_a_row(tmp_path: Path) -> None:
    page, stream = canvas()
    page.setFont(FONT, SIZE)
    for at, row in enumerate((("项目", "数量"), ("培训班", "12期"))):
        for column, cell in enumerate(row):
            page.drawString(LEFT + column * 150, TOP - at * LEADING, cell)
    page.save()
    assert shown(report_of(tmp_path, stream.getvalue(), "a.pdf")) == (
        "<row|项目\t数量>\n<row|培训班\t12期>"
    )


def test_a_title_on_two_lines_is_one(tmp_path: Path) -> None:
    page, stream = canvas()
    page.setFont(FONT, 22)
    page.drawCentredString(300, 780, "关于二〇二四年度重点工作任务")
    page.drawCentredString(300, 750, "完成情况的报告")
    page.setFont(FONT, SIZE)
    for at, (x, line) in enumerate(typeset(LONG * 2)):
        page.drawString(x, 700 - at * LEADING, line)
    page.save()
    text = report_of(tmp_path, stream.getvalue(), "a.pdf").text
    assert text == f"关于二〇二四年度重点工作任务完成情况的报告\n{LONG * 2}"


def test_western_words_keep_a_space_between_lines(tmp_path: Path) -> None:
    page, stream = canvas()
    page.setFont(FONT, SIZE)
    first = "一" * 22 + "report"
    page.drawString(LEFT, TOP, "二" * 25)
    page.drawString(LEFT, TOP - LEADING, first)
    page.drawString(LEFT, TOP - 2 * LEADING, "system" + "三" * 20)
    page.save()
    assert "report system三" in report_of(tmp_path, stream.getvalue(), "a.pdf").text


def picture(page: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    page.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, *A4)


def test_a_page_that_is_a_picture_is_told(tmp_path: Path) -> None:
    page, stream = canvas()
    page.setFont(FONT, SIZE)
    page.drawString(LEFT, TOP, "全年共办理群众来信来访三百余件，办结率持续提高。")
    page.showPage()
    picture(page)
    page.showPage()
    page.save()
    (notice,) = report_of(tmp_path, stream.getvalue(), "a.pdf").warnings
    assert (notice.key, notice.details) == ("read-pdf-blank-pages", (("pages", "2"),))


def test_a_scan_is_refused(tmp_path: Path) -> None:
    page, stream = canvas()
    for _ in range(2):
        picture(page)
        page.setFont(FONT, 8)
        page.drawString(20, 20, "扫描件")
        page.showPage()
    page.save()
    assert refusal(tmp_path, stream.getvalue(), "a.pdf") == "read-pdf-scan"


def test_a_pdf_without_anything_is_refused(tmp_path: Path) -> None:
    page, stream = canvas()
    page.showPage()
    page.save()
    assert refusal(tmp_path, stream.getvalue(), "a.pdf") == "read-pdf-scan"


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    page = Canvas(stream, encrypt="secret")
    page.drawString(100, 100, "words")
    page.save()
    assert refusal(tmp_path, stream.getvalue(), "a.pdf") == "read-pdf-encrypted"


def test_broken_files_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"no pdf at all", "a.pdf") == "read-pdf-broken"
    assert refusal(tmp_path, b"%PDF-1.7\n%%EOF", "a.pdf") == "read-pdf-broken"


def test_a_book_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = printed([[LONG], [LONG]])
    monkeypatch.setattr(reader, "MAX_PAGES", 1)
    assert refusal(tmp_path, data, "a.pdf") == "read-pdf-long"
