"""Readers take quotations along: into the basket, in their order, out as Word, Markdown or text."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from playwright.sync_api import Page, expect

from kb_build.page.markdown import boxed
from tests.browser.conftest import both_ways, site_of

TITLE = "“日读一文、月览一书”学习法"
CITATION = "青禾县档案馆. 青禾县档案馆2023年工作总结[R]. [2023]."
ENTRY = "practices/ri-du-yi-wen-3f2a9c10.html"
REPORT = "reports/qinghe-2023-a1b2.html"
HOSTILE = "practices/hostile-00000bad.html"
SOURCE = "[总结](../reports/a.md#p1){{: .kb-source data-report='r1' data-span='1-{}' }}"


def take(page: Page, address: str, *paths: str) -> None:
    for path in paths:
        page.goto(address + path)
        page.get_by_role("button", name="收入材料夹").click()
        expect(page.get_by_role("button", name="已收入").first).to_be_visible()


def saved(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def titles(page: Page) -> list[str]:
    return page.locator(".kb-basket__item h2").all_inner_texts()


@both_ways
def test_an_entry_goes_into_the_basket_with_its_quotations(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    quoted = page.locator("article blockquote p:last-child").evaluate_all(
        "all => all.map(one => one.firstChild.textContent.trim())"
    )
    take(page, address, ENTRY)
    expect(page.locator("[data-kb=basket-count]")).to_have_text("1")
    page.get_by_role("link", name="材料夹").click()
    expect(page.locator(".kb-basket__item h2")).to_have_text([TITLE])
    kept = page.locator(".kb-basket__quotes blockquote").all_inner_texts()
    assert kept == quoted
    assert len(kept) > 0
    page.locator(".kb-basket__source").first.click()
    expect(page).to_have_url(re.compile("/reports/.*#"))


@pytest.fixture
def compared(tmp_path: Path) -> str:
    """The address of a site with a comparison of two units."""
    sides = [
        "\n\n".join(boxed("kb-side", [f"## {unit}", "### 读书", f"> {said}", SOURCE.format(at)]))
        for at, unit, said in ((2, "甲水局", "晨读。"), (3, "乙水局", "夜读。"))
    ]
    cited = "甲水局. 总结[R]. [2031].\n{: .kb-citation data-report='r1' }"
    head = "---\nkind: overview\ntitle: 对照：读书\nunits: [甲水局]\n---"
    text = "\n\n".join([head, *sides, "## 引用", cited])
    return site_of({"comparisons/a.md": text, "reports/a.md": "# 总结\n"}, tmp_path)


def test_what_units_did_is_taken_from_a_comparison_with_their_names(
    page: Page, compared: str
) -> None:
    page.goto(f"{compared}comparisons/a.html")
    expect(page.get_by_role("button", name="连同出处复制")).to_have_count(2)
    page.get_by_role("button", name="收入材料夹").click()
    page.goto(f"{compared}basket.html")
    assert titles(page) == ["对照：读书"]
    assert page.locator(".kb-basket__section").all_inner_texts() == ["甲水局：读书", "乙水局：读书"]
    assert {*page.locator(".kb-basket__source").all_inner_texts()} == {"甲水局. 总结[R]. [2031]."}
    _, made = saved(page, "导出纯文本")
    assert "（二）乙水局：读书" in made.decode("utf-8-sig")


def test_a_comparison_is_taken_from_search_results(page: Page, compared: str) -> None:
    page.goto(f"{compared}search.html?q=对照：读书")
    page.get_by_role("button", name="收入材料夹").first.click()
    expect(page.get_by_role("button", name="已收入")).to_be_visible()
    page.goto(f"{compared}basket.html")
    assert titles(page) == ["对照：读书"]


def test_one_quotation_alone_can_be_taken_and_put_back(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    page.locator("blockquote").first.get_by_role("button", name="收入这段").click()
    page.goto(f"{address}basket.html")
    expect(page.locator(".kb-basket__quotes > li")).to_have_count(1)
    page.goto(address + ENTRY)
    page.locator("blockquote").first.get_by_role("button", name="已收入").click()
    page.goto(f"{address}basket.html")
    expect(page.locator(".kb-basket__quotes > li")).to_have_count(0)


def test_entries_are_ordered_noted_and_removed(page: Page, address: str) -> None:
    take(page, address, ENTRY, REPORT)
    page.goto(f"{address}basket.html")
    first, second = titles(page)
    page.get_by_role("button", name=f"下移 {first}").press("Enter")
    assert titles(page) == [second, first]
    page.get_by_role("textbox", name=f"{first}").fill("可在本单位试行。")
    page.reload()
    assert titles(page) == [second, first]
    expect(page.get_by_role("textbox", name=f"{first}")).to_have_value("可在本单位试行。")
    page.get_by_role("button", name=f"移出 {second}").click()
    assert titles(page) == [first]
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="清空").click()
    expect(page.get_by_role("status")).to_contain_text("材料夹是空的")


def test_only_notes_that_say_something_are_printed(page: Page, address: str) -> None:
    take(page, address, ENTRY, REPORT)
    page.goto(f"{address}basket.html")
    first, second = page.get_by_role("textbox", name="按语").all()
    first.fill("可在本单位试行。")
    page.emulate_media(media="print")
    expect(first).to_be_visible()
    expect(second).to_be_hidden()


def test_a_search_result_is_taken_with_its_source(
    page: Page, search: Callable[..., list[str]], address: str
) -> None:
    search("日读一文", kind="practice")
    page.get_by_role("button", name=f"收入材料夹 {TITLE}").click()
    expect(page.get_by_role("button", name=f"已收入 ✓ {TITLE}")).to_be_visible()
    search("日读一文")  # whoever asks again sees what is there already
    expect(page.get_by_role("button", name=f"已收入 ✓ {TITLE}")).to_be_disabled()
    search("读书516册", kind="passage")
    page.locator(".kb-hit__take").first.click()
    expect(page.get_by_role("button", name="已收入")).to_be_visible()
    page.goto(f"{address}basket.html")
    assert len(titles(page)) == 2
    assert page.locator(".kb-basket__quotes > li").count() >= 2
    assert set(page.locator(".kb-basket__source").all_inner_texts()) == {CITATION}


def test_a_search_result_without_quotations_is_not_taken(
    page: Page, search: Callable[..., list[str]]
) -> None:
    assert search("读书打卡", kind="topic")
    assert page.locator(".kb-hit__take").count() == 0


@both_ways
def test_word_is_typeset_as_official_documents_are(page: Page, address: str) -> None:
    take(page, address, ENTRY)
    page.goto(f"{address}basket.html")
    page.get_by_role("textbox", name="材料标题").fill("阅读活动经验：汇编")
    name, data = saved(page, "导出 Word")
    assert name == "阅读活动经验：汇编.docx"
    document = Document(io.BytesIO(data))
    about = document.core_properties
    assert (about.title, about.author) == ("阅读活动经验：汇编", "政策知识库")
    (section,) = document.sections
    assert [
        round(side.mm)
        for side in (
            section.page_width,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        if side is not None
    ] == [210, 37, 35, 28, 26]
    looks = {p.style.name: p.style for p in document.paragraphs if p.style is not None}
    fonts = {name: style.element.rPr.rFonts.get(qn("w:eastAsia")) for name, style in looks.items()}
    assert fonts["Title"] == "方正小标宋简体"
    assert fonts["Heading 1"] == "黑体"
    assert fonts["Heading 2"] == "楷体_GB2312"
    assert fonts["Quote"] == "仿宋_GB2312"
    assert looks["Title"].font.size == Pt(22)
    assert looks["Quote"].font.size == Pt(16)
    words = [p.text for p in document.paragraphs]
    assert words[0] == "阅读活动经验：汇编"
    assert words[1] == f"一、{TITLE}"
    assert words[-2:] == ["引用的报告", f"[1] {CITATION}"]
    assert words[4].endswith("全年共读书516册。[1]")


def test_a_document_without_a_title_is_called_what_it_holds(page: Page, address: str) -> None:
    take(page, address, ENTRY)
    page.goto(f"{address}basket.html")
    expect(page.get_by_role("textbox", name="材料标题")).to_have_attribute(
        "placeholder", "可借鉴的经验做法"
    )
    take(page, address, REPORT)
    page.goto(f"{address}basket.html")
    expect(page.get_by_role("textbox", name="材料标题")).to_have_attribute(
        "placeholder", "材料摘编"
    )
    name, _ = saved(page, "导出 Word")
    assert name == "材料摘编.docx"


def test_markdown_and_text_hold_the_same_words(page: Page, address: str) -> None:
    take(page, address, ENTRY)
    page.goto(f"{address}basket.html")
    quoted = page.locator(".kb-basket__quotes blockquote").first.inner_text()
    name, markdown = saved(page, "导出 Markdown")
    assert name.endswith(".md")
    assert f"> {quoted}" in markdown.decode("utf-8").replace("\\", "")
    _, plain = saved(page, "导出纯文本")
    text = plain.decode("utf-8-sig")
    assert quoted in text
    assert f"一、{TITLE}\r\n" in text


def test_what_two_items_quote_is_written_once(page: Page, address: str) -> None:
    take(page, address, ENTRY)
    page.goto(f"{address}basket.html")
    quoted = page.locator(".kb-basket__quotes blockquote").first.inner_text()
    # The same passage as taken from the report's own page, and another report's of equal words.
    page.evaluate(
        """() => {
          const kept = kb.basket.read();
          const [item] = kept.items;
          const quotes = [item.quotes[0]];
          const again = { ...item, page: "reports/again.html", title: "总结", quotes };
          const citations = { [quotes[0].report]: "另一单位. 总结[R]. [2022]." };
          const other = { ...again, page: "reports/other.html", title: "别处", citations };
          const key = `kb-basket ${kb.basket.root.pathname}`;
          localStorage.setItem(key, JSON.stringify({ ...kept, items: [item, again, other] }));
        }"""
    )
    page.reload()
    _, plain = saved(page, "导出纯文本")
    text = plain.decode("utf-8-sig")
    assert text.count(quoted) == 2
    second = text.partition("二、总结")[2].partition("三、别处")[0]
    assert quoted not in second
    assert TITLE in second
    assert f"{quoted}[2]" in text.partition("三、别处")[2]


def test_hostile_words_stay_words(page: Page, address: str) -> None:
    take(page, address, HOSTILE)
    page.goto(f"{address}basket.html")
    expect(page.locator(".kb-basket__item h2")).to_contain_text("<script>window.broken=1</script>")
    assert page.locator("article script, article img").count() == 0
    _, data = saved(page, "导出 Word")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
    assert any("<script>" in p.text for p in Document(io.BytesIO(data)).paragraphs)
    _, markdown = saved(page, "导出 Markdown")
    assert "\\<script\\>" in markdown.decode("utf-8")


KEPT = (
    "nonsense",
    json.dumps({"items": [None, 7, {"page": "javascript:window.broken=1", "title": ["x"]}]}),
    json.dumps({"items": [{"page": "//elsewhere.example/x.html", "title": "外", "quotes": {}}]}),
    json.dumps({"items": [{"page": "http://[", "title": "不是地址"}]}),
)


@pytest.mark.parametrize("kept", KEPT)
def test_whatever_else_was_kept_breaks_nothing(page: Page, address: str, kept: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}basket.html")
    page.evaluate(
        "kept => localStorage.setItem(`kb-basket ${kb.basket.root.pathname}`, kept)", kept
    )
    page.reload()
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.locator(".kb-basket__item a[href]").count() == 0
    assert faults == []


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (115, "一百一十五")],
)
def test_headings_are_numbered_in_chinese(page: Page, site: Path, number: int, words: str) -> None:
    page.goto((site / "basket.html").as_uri())
    block = {"style": "entry", "text": "做法", "number": number}
    assert page.evaluate("block => kb.paper.numbered(block)", block) == f"{words}、做法"


def test_passages_of_a_report_are_taken_one_by_one(page: Page, address: str) -> None:
    page.goto(address + REPORT)
    mode = page.get_by_role("button", name="逐段收入")
    assert page.locator(".kb-passage__take").count() == 0
    mode.focus()
    page.keyboard.press("Enter")
    buttons = page.locator(".kb-passage__take")
    passages = page.locator(".kb-passage[id], .kb-heading[id]")
    expect(buttons).to_have_count(passages.count())
    words = passages.nth(2).inner_text().strip()
    buttons.nth(2).click()
    expect(buttons.nth(2)).to_have_text("已收入 ✓")
    buttons.nth(3).click()
    buttons.nth(3).click()  # put back
    mode.click()
    expect(buttons).to_have_count(0)
    page.get_by_role("link", name="材料夹").click()
    expect(page.locator(".kb-basket__quotes blockquote")).to_have_count(1)
    assert words in page.locator(".kb-basket__quotes blockquote").inner_text()


def test_a_plan_says_that_it_is_one_in_a_document(page: Page, address: str) -> None:
    page.goto(address + REPORT)
    page.get_by_role("button", name="逐段收入").click()
    plan = page.locator(".kb-passage.kb-plan[id]").first
    words = plan.inner_text().strip()
    page.locator(f".kb-passage__take[aria-describedby={plan.get_attribute('id')}]").click()
    page.get_by_role("link", name="材料夹").click()
    _, data = saved(page, "导出纯文本")
    lines = data.decode().split("\r\n\r\n")
    (at,) = (n for n, line in enumerate(lines) if words[:8] in line)
    assert lines[at - 1] == "（一）计划"


def test_a_link_that_was_cut_off_harms_no_page(page: Page, address: str) -> None:
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{address}{REPORT}#%E4%B")
    page.locator("[data-kb=take-passages]").click()
    assert not failed


def test_the_passage_that_a_link_led_to_can_be_taken_at_once(page: Page, address: str) -> None:
    page.goto(address + REPORT + "#p00000002")
    expect(page.locator(".kb-passage__take")).to_have_count(1)
    page.locator(".kb-passage__take").click()
    expect(page.locator("[data-kb=basket-count]")).to_have_text("1")
