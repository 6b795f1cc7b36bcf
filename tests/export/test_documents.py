"""Documents to read: every quotation has its source, and Word sets the page as officials do."""

from __future__ import annotations

import io
import re

import docx
import markdown
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import example, given, settings, strategies as st
from lxml import html

from kb_build.citing.citation import citation
from kb_build.citing.titles import one_line
from kb_build.export import Selection, export, plain_text, word as word_file
from kb_build.export.document import Block, blocks, chinese
from kb_build.export.items import LibraryIndex
from kb_build.export.markdown import literal
from kb_build.link import link
from kb_build.model import Library
from tests.export.libraries import HOSPITAL, LIBRARY
from tests.link.invented import facts
from tests.render.shown import SCHOOL

INDEX = LibraryIndex(LIBRARY)
ENTRIES = tuple(item for item in INDEX.items if item.entry)
BLOCKS = blocks(INDEX, ENTRIES, "zh")


def word(made: list[Block]) -> docx.document.Document:
    return docx.Document(io.BytesIO(word_file.typeset(made, "zh")))


def shown_text(body: str) -> str:
    return str(html.fromstring(f"<main>{body}</main>").xpath("string()"))


def test_every_quotation_leads_to_the_report_that_says_it() -> None:
    sources = {block.source: block.text for block in BLOCKS if block.style == "source"}
    cited = {citation(one): " ".join(one.report.text.split()) for one in (SCHOOL, HOSPITAL)}
    assert sorted(sources.values()) == sorted(cited)
    told = [block for block in BLOCKS if block.style == "quotation"]
    assert len(told) > 10
    for block in told:
        assert block.text in cited[sources[block.source]].replace("【广告】", "")


def test_sources_are_numbered_in_the_order_of_quoting() -> None:
    first = list(dict.fromkeys(block.source for block in BLOCKS if block.style == "quotation"))
    assert first == [block.source for block in BLOCKS if block.style == "source"]
    assert first == list(range(1, len(first) + 1))


def test_what_is_planned_stands_under_a_heading_that_says_so() -> None:
    above, found = "", []
    for block in BLOCKS:
        if block.style in ("entry", "section"):
            above = block.text
        elif block.style == "told":
            above += block.text
        elif "力争明年建成" in block.text:
            found.append(above)
    assert found
    assert all("计划" in words for words in found)


def test_a_practice_that_is_only_named_is_not_told_as_done() -> None:
    report = facts("town.txt", "measure|推行[practice “七彩”课堂]。", unit="临湖镇")
    index = LibraryIndex(Library((report,), link([report])))
    (practice,) = (item for item in index.items if item.kind == "practice")
    (quote,) = index.quotes(practice)
    assert quote.label == "mentioned"  # as on its page


def test_items_of_a_plan_say_that_they_are_planned() -> None:
    report = facts(
        "plan.txt",
        "# 一、|明年打算\nplan|明年抓好管护。\n- 一是|plan|新建管护站3座。\n- 二是|plan|配齐人员。",
        unit="临湖镇",
    )
    index = LibraryIndex(Library((report,), link([report])))
    measures = [item for item in index.items if item.kind == "measure"]
    heads = [block.text for block in blocks(index, measures, "zh") if block.style == "section"]
    assert len(heads) == 2
    assert all("计划" in head for head in heads)
    told = [block.text for block in blocks(index, measures, "zh")]
    assert any("一是新建管护站3座。" in words for words in told)


def test_the_page_is_that_of_official_documents() -> None:
    document = word(BLOCKS)
    (section,) = document.sections
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin] == [37, 35, 28, 26]
    sides = (section.page_width, section.page_height)
    assert [round(side.mm) for side in sides if side] == [210, 297]
    fonts = {
        name: (style.element.rPr.rFonts.get(qn("w:eastAsia")), style.font.size)
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Normal")
        if (style := document.styles[name])
    }
    assert fonts == {
        "Title": ("方正小标宋简体", Pt(22)),
        "Heading 1": ("黑体", Pt(16)),
        "Heading 2": ("楷体_GB2312", Pt(16)),
        "Heading 3": ("仿宋_GB2312", Pt(16)),
        "Normal": ("仿宋_GB2312", Pt(16)),
    }


def test_page_numbers_stand_outside_between_dashes() -> None:
    (section,) = word(BLOCKS).sections
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert "".join(paragraph._p.xpath(".//w:t/text()")) == "— 1 —"
        assert paragraph._p.xpath("w:fldSimple/@w:instr") == ["PAGE"]
        assert paragraph._p.xpath("w:pPr/w:jc/@w:val") == [side]


def test_word_has_every_block_in_order_with_numbers_on_its_headings() -> None:
    texts = [paragraph.text for paragraph in word(BLOCKS).paragraphs]
    assert len(texts) == len(BLOCKS)
    assert texts[0] == "政策知识库摘编"
    assert texts[2:4] == ["一、制度文件", f"（一）{ENTRIES[0].name}"]
    quotation = next(at for at, block in enumerate(BLOCKS) if block.style == "quotation")
    assert texts[quotation] == f"{BLOCKS[quotation].text}[{BLOCKS[quotation].source}]"
    runs = word(BLOCKS).paragraphs[quotation].runs
    assert runs[-1].font.superscript


@settings(max_examples=40)  # each makes a whole file
@given(st.text())
def test_word_takes_words_of_any_content(words: str) -> None:
    (paragraph,) = word([Block("told", one_line(words))]).paragraphs
    assert paragraph.text == one_line(words)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])))
@example(": 文")
def test_markdown_shows_words_letter_by_letter(words: str) -> None:
    line = " ".join(words.split())
    body = markdown.markdown(literal(line), extensions=["tables", "attr_list"])
    shown = shown_text(body)
    assert " ".join(shown.split()) == line


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "[甲](x.md)", "1. 首先", "- 项", "# 题", "> 引", "a|b", "**粗**",
     "https://example.invalid/", "+ 加", "&lt;", "{: #x }", "`x`"],
)  # fmt: skip
def test_hostile_words_stay_words(words: str) -> None:
    body = markdown.markdown(literal(words), extensions=["tables", "attr_list"])
    tree = html.fromstring(f"<main>{body}</main>")
    assert shown_text(body) == words
    assert [element.tag for element in tree.iter()] == ["main", "p"]


def test_plain_text_and_markdown_say_the_same() -> None:
    text = export(LIBRARY, "txt", Selection(), "zh")[1].decode()
    body = markdown.markdown(export(LIBRARY, "md", Selection(), "zh")[1].decode())
    shown = shown_text(body)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
    assert "\n\u3000\u3000采用“板凳会”议事法" in text


def test_a_report_and_a_figure_can_be_read_too() -> None:
    items = [item for item in INDEX.items if not item.entry]
    told = [block.text for block in blocks(INDEX, items, "zh")]
    assert "数值：*万元；单位：清岚师范学院；年份：2022" in told
    assert plain_text.write(INDEX, items, "zh").decode().count("\n[") == 2


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (110, "一百一十")],
)
def test_headings_count_as_people_do(number: int, words: str) -> None:
    assert chinese(number) == words
