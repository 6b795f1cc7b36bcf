from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx as word
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from kb_build.model import Report
from kb_build.read import docx as reader
from tests.read.showing import refusal, report_of, shown

Made = Callable[[Document], Report]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def save(document: Document) -> Report:
        stream = io.BytesIO()
        document.save(stream)
        return report_of(tmp_path, stream.getvalue(), "报告.docx")

    return save


def add(document: Document, xml: str) -> None:
    """Puts elements before the section's properties, which end the body."""
    for element in parse_xml(f"<w:body {nsdecls('w', 'wp')} {MORE}>{xml}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)


MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def test_paragraphs_headings_and_bold_words(made: Made) -> None:
    document = word.Document()
    document.add_heading("某局2024年工作总结", 0)
    document.add_heading("一、主要做法", 1)
    document.add_heading("（一）抓学习", 2)
    paragraph = document.add_paragraph()
    paragraph.add_run("健全制度。").bold = True
    paragraph.add_run("修订管理办法3项。")
    document.add_paragraph("")
    document.add_paragraph("第二段。")
    report = made(document)
    assert report.encoding == "docx"
    assert report.text == (
        "某局2024年工作总结\n一、主要做法\n（一）抓学习\n健全制度。修订管理办法3项。\n第二段。"
    )
    headings = [
        (m.level, m.rule, m.span.of(report.text)) for m in report.marks if m.kind == "heading"
    ]
    assert headings == [
        (0, "word-title", "某局2024年工作总结"),
        (1, "word-heading", "一、主要做法"),
        (2, "word-heading", "（一）抓学习"),
    ]
    assert "健全制度。" in [m.span.of(report.text) for m in report.marks if m.kind == "bold"]


def test_outline_level_and_bold_are_inherited_through_styles(made: Made) -> None:
    document = word.Document()
    base = document.styles.add_style("公文标题", 1)
    base.font.bold = True
    base.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>'))
    derived = document.styles.add_style("公文标题变体", 1)
    derived.base_style = base
    document.add_paragraph("二、存在问题", style="公文标题变体")
    quiet = document.add_paragraph(style="公文标题变体")
    quiet.add_run("正文。").bold = False
    quiet._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="9"/>'))
    assert shown(made(document)) == "«<2|二、存在问题»>\n正文。"


def test_a_style_without_a_level_heads_by_its_name(made: Made) -> None:
    document = word.Document()
    for name in ("标题 2", "标题 3"):
        document.styles.add_style(name, 1, builtin=False)
    document.add_paragraph("一、水源保护", style="标题 2")
    document.add_paragraph("（一）划定边界", style="标题 3")
    assert shown(made(document)) == "<2|一、水源保护>\n<3|（一）划定边界>"


def test_styles_that_are_based_on_each_other_end(made: Made) -> None:
    document = word.Document()
    for name, other in (("甲", "乙"), ("乙", "甲")):
        style = document.styles.add_style(name, 1)
        style.element.append(parse_xml(f'<w:basedOn {nsdecls("w")} w:val="{other}"/>'))
    document.add_paragraph("正文。", style="甲")
    assert made(document).text == "正文。"


def test_rows_of_a_table_are_lines_with_tabs(made: Made) -> None:
    document = word.Document()
    document.add_paragraph("前文。")
    table = document.add_table(rows=3, cols=3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"格{number}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "竖并"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "横并"
    table.cell(1, 1).text = "第一行\n第二行"
    document.add_paragraph("后文。")
    assert shown(made(document)) == (
        "前文。\n<row|格0\t横并>\n<row|竖并\t第一行 第二行\t格5>\n<row|\t格7\t格8>\n后文。".replace(
            "<row|\t格7", "\t<row|格7"
        )
    )


def test_a_table_of_one_column_is_only_a_frame(made: Made) -> None:
    document = word.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "第一段。"
    cell.add_paragraph("第二段。")
    assert shown(made(document)) == "第一段。\n第二段。"


def test_what_is_no_text_is_left_out(made: Made) -> None:
    document = word.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="x">{run("插入")}</w:ins>'
    hidden = run("隐藏", "<w:vanish/>")
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    add(document, f"<w:p>{run('保留')}{deleted}{inserted}{hidden}{field}{run('。')}</w:p>")
    assert made(document).text == "保留插入。"


def test_contents_are_noise(made: Made) -> None:
    document = word.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、主要做法\t1", style="toc 1")
    document.add_paragraph("一、主要做法")
    assert shown(made(document)) == "⟦一、主要做法\t1⟧\n一、主要做法"


def test_content_controls_links_and_line_breaks_are_read(made: Made) -> None:
    document = word.Document()
    control = f"<w:sdt><w:sdtContent><w:p>{run('控件')}</w:p></w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('链接')}</w:hyperlink>"
    add(document, f"{control}<w:p>{link}<w:r><w:br/><w:t>换行</w:t><w:tab/></w:r>{run('完')}</w:p>")
    assert made(document).text == "控件\n链接\n换行\t完"


def test_a_text_box_follows_its_paragraph_once(made: Made) -> None:
    document = word.Document()
    box = f"<w:txbxContent><w:p>{run('框内文字')}</w:p></w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wps:txbx>{box}"
        f"</wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    add(document, f"<w:p>{run('段落前半')}{drawing}{run('后半')}</w:p><w:p>{run('下一段')}</w:p>")
    assert made(document).text == "段落前半后半\n框内文字\n下一段"


def test_page_data_in_word_is_noise_too(made: Made) -> None:
    document = word.Document()
    document.add_paragraph("正文。")
    document.add_paragraph("##paidend##")
    assert shown(made(document)) == "正文。\n⟦##paidend##⟧"


# --------------------------------------------------------------------------- numbering

LISTS = {
    "chapters": [
        ("chineseCountingThousand", "第%1章"),
        ("chineseCounting", "（%2）"),
        ("decimal", "%3."),
    ],
    "plain": [("chineseCounting", "%1、"), ("decimal", "%1.%2"), ("decimalEnclosedCircle", "%3")],
    "letters": [("upperLetter", "%1."), ("lowerRoman", "%2)"), ("ideographTraditional", "%3.")],
    "bullets": [("bullet", "\uf0b7"), ("bullet", "——"), ("decimalFullWidth", "（%3）")],
}


def with_lists(document: Document, extra: str = "", nums: str = "") -> Document:
    """Gives the document the lists of LISTS as w:numId 1, 2, 3, 4, and more that a test adds."""
    root = document.part.numbering_part.element
    for element in list(root):
        root.remove(element)
    definitions, own = "", ""
    for number, levels in enumerate(LISTS.values(), 1):
        inner = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for at, (form, text) in enumerate(levels)
        )
        definitions += f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'
        own += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    wrapped = f"<w:numbering {nsdecls('w')}>{definitions}{extra}{own}{nums}</w:numbering>"
    for element in parse_xml(wrapped):
        root.append(element)
    return document


def item(document: Document, words: str, num: int, level: int = 0) -> Paragraph:
    paragraph = document.add_paragraph(words)
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))
    return paragraph


def labels(report: Report) -> list[str]:
    return [line.removesuffix("文") for line in report.text.split("\n")]


def test_numbers_are_printed_and_lower_levels_begin_anew(made: Made) -> None:
    document = with_lists(word.Document())
    for level in (0, 1, 1, 2, 0, 1, 2, 2):
        item(document, "文", 1, level)
    document.add_paragraph("无号文")
    assert labels(made(document)) == [
        "第一章 ", "（一）", "（二）", "1. ", "第二章 ", "（一）", "1. ", "2. ", "无号",
    ]  # fmt: skip


def test_the_twelfth_and_the_hundred_and_fifth(made: Made) -> None:
    document = with_lists(word.Document())
    for _ in range(105):
        item(document, "文", 2)
    found = labels(made(document))
    assert [found[n - 1] for n in (10, 11, 20, 21, 100, 105)] == [
        "十、", "十一、", "二十、", "二十一、", "一百、", "一百零五、",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("num", "expected"),
    [(3, ["A. ", "i)", "甲. "]), (4, ["• ", "—— ", "（１）"]), (2, ["一、", "一.1 ", "① "])],
)
def test_other_formats(made: Made, num: int, expected: list[str]) -> None:
    document = with_lists(word.Document())
    for level in range(3):
        item(document, "文", num, level)
    assert labels(made(document)) == expected


def test_a_legal_level_prints_all_numbers_in_digits(made: Made) -> None:
    legal = (
        '<w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/>'
        '<w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl></w:lvlOverride>'
    )
    nums = f'<w:num w:numId="9"><w:abstractNumId w:val="2"/>{legal}</w:num>'
    document = with_lists(word.Document(), nums=nums)
    for level in range(2):
        item(document, "文", 9, level)
    assert labels(made(document)) == ["一、", "1.1 "]


def test_a_bullet_is_noise_and_a_dash_is_the_authors(made: Made) -> None:
    document = with_lists(word.Document())
    item(document, "文", 4)
    item(document, "文", 4, 1)
    assert shown(made(document)) == "⟦•⟧ 文\n—— 文"


def test_lists_of_one_definition_count_on_unless_overridden(made: Made) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    nums = (
        '<w:num w:numId="11"><w:abstractNumId w:val="2"/></w:num>'
        f'<w:num w:numId="12"><w:abstractNumId w:val="2"/>{override}</w:num>'
    )
    document = with_lists(word.Document(), nums=nums)
    for num in (2, 11, 12, 12, 2):
        item(document, "文", num)
    assert labels(made(document)) == ["一、", "二、", "五、", "六、", "七、"]


def test_levels_begin_with_their_override_whenever_they_begin(made: Made) -> None:
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for level, start in ((0, 1), (1, 3))
    )
    nums = f'<w:num w:numId="13"><w:abstractNumId w:val="2"/>{starts}</w:num>'
    document = with_lists(word.Document(), nums=nums)
    for level in (1, 1, 0, 1):
        item(document, "文", 13, level)
    assert labels(made(document)) == ["一.3 ", "一.4 ", "二、", "二.3 "]


@pytest.mark.parametrize(("restart", "expected"), [("0", "（三）"), ("1", "（一）")])
def test_a_level_restarts_as_it_says(made: Made, restart: str, expected: str) -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        f'<w:lvlRestart w:val="{restart}"/><w:lvlText w:val="（%2）"/></w:lvl>'
    )
    document = with_lists(
        word.Document(),
        extra=f'<w:abstractNum w:abstractNumId="30">{levels}</w:abstractNum>',
        nums='<w:num w:numId="30"><w:abstractNumId w:val="30"/></w:num>',
    )
    for level in (0, 1, 1, 0, 1):
        item(document, "文", 30, level)
    assert labels(made(document))[-1] == expected


def test_numbering_is_inherited_from_a_style_and_can_be_taken_away(made: Made) -> None:
    document = with_lists(word.Document())
    style = document.styles.add_style("编号标题", 1)
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    style.element.get_or_add_pPr().append(parse_xml(xml))
    document.add_paragraph("文", style="编号标题")
    document.add_paragraph("文", style="编号标题")
    bare = document.add_paragraph("文", style="编号标题")
    none = f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>'
    bare._p.get_or_add_pPr().append(parse_xml(none))
    assert labels(made(document)) == ["（一）", "（二）", ""]


def test_a_level_is_found_by_its_style(made: Made) -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:pStyle w:val="A2"/>'
        '<w:lvlText w:val="%2．"/></w:lvl>'
    )
    document = with_lists(
        word.Document(),
        extra=f'<w:abstractNum w:abstractNumId="40">{levels}</w:abstractNum>',
        nums='<w:num w:numId="40"><w:abstractNumId w:val="40"/></w:num>',
    )
    style = document.styles.add_style("A2", 1)
    style.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="40"/></w:numPr>')
    )
    document.add_paragraph("文", style="A2")
    assert labels(made(document)) == ["1．"]


def test_a_definition_that_links_to_a_list_style(made: Made) -> None:
    document = with_lists(
        word.Document(),
        extra='<w:abstractNum w:abstractNumId="50"><w:numStyleLink w:val="L"/></w:abstractNum>',
        nums='<w:num w:numId="50"><w:abstractNumId w:val="50"/></w:num>',
    )
    style = (
        f'<w:style {nsdecls("w")} w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    document.styles.element.append(parse_xml(style))
    item(document, "文", 50)
    item(document, "文", 2)
    assert labels(made(document)) == ["一、", "二、"]


def test_an_unknown_list_or_level_prints_nothing(made: Made) -> None:
    document = with_lists(word.Document())
    item(document, "文", 77)
    item(document, "文", 1, 55)
    assert labels(made(document)) == ["", ""]


# --------------------------------------------------------------------------- notes and refusals


def packed(document: Document) -> dict[str, bytes]:
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    document = word.Document()
    document.add_paragraph("正文。")
    parts = packed(document)
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'>"
        f"<w:p>{run('线')}</w:p></w:footnote><w:footnote w:id='1'>"
        f"<w:p>{run('注释一。')}</w:p></w:footnote></w:footnotes>"
    )
    parts["word/footnotes.xml"] = notes.encode()
    rels = "word/_rels/document.xml.rels"
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    )
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    types = "[Content_Types].xml"
    override = (
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    parts[types] = parts[types].replace(b"</Types>", override.encode())
    assert report_of(tmp_path, repacked(parts), "a.docx").text == "正文。\n注释一。"


def test_files_that_are_no_word_files_are_refused(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refusal(tmp_path, ole, "a.docx") == "read-docx-old"
    assert (
        refusal(tmp_path, ole + "EncryptedPackage".encode("utf-16-le"), "a.docx")
        == "read-docx-encrypted"
    )
    assert refusal(tmp_path, b"plain words", "a.docx") == "read-docx-broken"
    assert refusal(tmp_path, repacked({"a.txt": b"x"}), "a.docx") == "read-docx-broken"
    other = packed(word.Document()) | {"word/document.xml": b"<other/>"}
    assert refusal(tmp_path, repacked(other), "a.docx") == "read-docx-broken"


def test_an_empty_document_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, repacked(packed(word.Document())), "a.docx") == "read-empty"


@pytest.mark.parametrize("bound", ["MAX_UNPACKED", "MAX_XML", "MAX_PARTS"])
def test_a_file_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    document = word.Document()
    document.add_paragraph("正文。")
    data = repacked(packed(document))
    assert report_of(tmp_path, data, "a.docx").text == "正文。"
    monkeypatch.setattr(reader, bound, 5)
    assert refusal(tmp_path, data, "a.docx") == "read-docx-bomb"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    document = word.Document()
    document.add_paragraph("正文MARK。")
    parts = packed(document)
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    body = parts["word/document.xml"].replace(b"MARK", b"&x;")
    declaration = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    body = body.replace(b"<w:document", declaration + b"<w:document", 1)
    parts["word/document.xml"] = body
    text = report_of(tmp_path, repacked(parts), "a.docx").text
    assert (text[:2], "秘密" in text) == ("正文", False)
