"""A report's page: its words in place, what is no part of it set apart, its own ledger."""

from __future__ import annotations

import re
from pathlib import Path

from kb_build.extract import extract
from kb_build.model import Page, replace
from kb_build.parse import parse
from kb_build.read import read
from tests.link.invented import facts
from tests.render.shown import (
    HOSPITAL,
    LIBRARY,
    PAGES,
    SCHOOL,
    front,
    library,
    made,
    page_of,
    pages_of,
    rendered,
)


def test_a_reports_page_has_all_its_words_in_place(pages: dict[str, Page]) -> None:
    for one in (SCHOOL, HOSPITAL):
        page = next(p for p in pages.values() if front(p)["id"] == f"report-{one.report.id}")
        for span in rendered(page).xpath("//span[@data-span]"):
            start, end = map(int, span.get("data-span").split("-"))
            assert span.text_content().strip() == one.report.text[start:end].strip()
        ids = {*rendered(page).xpath("//span/@id")}
        assert {n.id for n in one.outline.nodes} | {p.id for p in one.passages} <= ids


def test_a_report_leads_to_its_units_page() -> None:
    page = page_of(PAGES, "清岚师范学院2022年工作总结")
    (link,) = rendered(page).xpath("//li[strong='单位：']/a")
    target = f"units/{link.get('href').rpartition('/')[2]}"
    assert (link.text, front(PAGES[target])["title"]) == ("清岚师范学院", "清岚师范学院")


def test_a_report_leads_to_its_ledger_and_its_figures() -> None:
    page = rendered(page_of(PAGES, "清岚师范学院2022年工作总结"))
    told = {label: page.xpath(f"//li[strong='{label}：']/a")[0] for label in ("问题台账", "数据")}
    assert [link.text for link in told.values()] == ["1 个问题", "3 个数据"]
    paths = [link.get("href").removeprefix("../") for link in told.values()]
    titles = [front(PAGES[path])["title"] for path in paths]
    assert titles == ["问题台账：清岚师范学院2022年工作总结", "数据：清岚师范学院2022年工作总结"]


def test_a_unit_leads_to_the_ledgers_of_its_reports() -> None:
    page = rendered(page_of(PAGES, "清岚师范学院"))
    (link,) = page.xpath("//li/a[.='1 个问题']/@href")
    title = front(PAGES[link.removeprefix("../")])["title"]
    assert title == "问题台账：清岚师范学院2022年工作总结"


def test_a_report_without_problems_and_figures_leads_to_neither() -> None:
    told = facts("v.txt", "measure|召开院坝会。", unit="临湖镇", title="临湖镇总结")
    page = rendered(page_of(pages_of(library(told)), "临湖镇总结"))
    assert not page.xpath("//li[strong='问题台账：' or strong='数据：']")


def test_an_entry_leads_to_every_passage_that_it_is_made_of() -> None:
    words = "# 一、|巡河治水" + "".join(
        f"\nmeasure|第{number}月开展“一河一账”工作法{number}次。" for number in range(1, 9)
    )
    pages = pages_of(library(facts("v.txt", words, unit="临湖镇", title="临湖镇总结")))
    page = rendered(page_of(pages, "临湖镇总结"))
    (item,) = page.xpath("//h3[.='举措']/following-sibling::ul[1]/li")
    assert len({*item.xpath("a[starts-with(@href, '#')]/@href")}) == 8


def test_noise_is_set_apart_in_the_report() -> None:
    page = page_of(PAGES, "清岚师范学院2022年工作总结")
    (noise,) = rendered(page).xpath("//span[@class='kb-noise']")
    assert noise.text == "【广告】"


def test_program_text_around_a_report_is_neither_shown_nor_counted(tmp_path: Path) -> None:
    cell = '<TD style="FONT-SIZE: 16pt">{}</TD>'
    text = (
        "<P><SPAN lang=EN-US>一、加强河道管护</SPAN></P>\n"
        "<p>开展巡查<B>12</B>次&nbsp;，清理河道。</p>\n"
        f"<TABLE><TR>{cell.format('1.责任')}{cell.format('水务站')}</TR></TABLE>\n"
    )
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    read_back = extract(parse(read(tmp_path / "page.txt")))
    pages = {front(page)["kind"]: page for page in made(library(read_back), "zh") if page.front}
    page = rendered(pages["report"])
    shown = page.text_content()
    assert not {"SPAN", "FONT-SIZE", "nbsp", "<"} & set(re.findall(r"\w+-?\w*|<", shown))
    printed = "一、加强河道管护开展巡查12次，清理河道。1.责任水务站"
    assert f"字数：{len(printed)}" in shown
    assert re.search(r"略去：\d+ 处网页代码", shown)
    assert "责任" not in "".join(page.xpath("//h2[.='提纲']/following-sibling::ul[1]//text()"))


def test_what_a_report_lacks_is_not_told() -> None:
    told = facts("bins.txt", "measure|开展垃圾分类宣传，设置垃圾分类桶30组，垃圾分类有序推进。")
    pages = [page for page in made(library(told), "zh") if page.front]
    (report,) = (page for page in pages if front(page)["kind"] == "report")
    assert "提纲" not in rendered(report).xpath("//h2/text()")
    (topic,) = (page for page in pages if front(page)["title"] == "节能减排和垃圾分类")
    assert "报告没有写明单位" in rendered(topic).text_content()


def test_a_report_of_several_years_is_listed_in_each() -> None:
    words = "# 一、|修渠引水\nmeasure|修渠引水，疏浚沟渠。"
    title, period = "临湖镇三年总结", "2021-01/2023-12"
    whole = facts("v.txt", words, period=period, unit="临湖镇", title=title)
    pages = pages_of(library(whole))
    assert front(page_of(pages, "临湖镇三年总结"))["years"] == ("2021", "2022", "2023")
    for year in ("2021", "2022", "2023"):
        assert "临湖镇三年总结" in rendered(pages[f"timeline/{year}.md"]).text_content()
    (measure,) = (page for page in pages.values() if front(page)["kind"] == "measure")
    assert "2021–2023" in rendered(measure).text_content()


def test_a_passage_over_two_paragraphs_has_its_id_once() -> None:
    one = HOSPITAL
    first, second, *rest = one.passages
    joined = replace(first, span=replace(first.span, end=second.span.end))
    whole = replace(one, passages=(joined, *rest), links=(), mentions=(), figures=())
    page = page_of(pages_of(library(whole)), whole.title.value)
    spans = rendered(page).xpath("//span[contains(@class, 'measure')]")
    assert [span.get("id") for span in spans if span.get("data-span")] == [first.id, None]


def test_masked_values_are_shown_as_masked() -> None:
    page = page_of(PAGES, "数据：清岚师范学院2022年工作总结")
    cells = [cell.text_content() for cell in rendered(page).xpath("//td")]
    assert "*万元" in cells
    assert "原文已经隐去" in str(rendered(page).text_content())
    assert "30次" in cells
    assert "抽查30次" in cells


def test_a_report_has_a_ledger_of_its_own_with_links_to_each_place() -> None:
    pages = {front(page)["id"]: page for page in made(LIBRARY, "zh")}
    name = next(
        dict(p.front)["id"]
        for p in pages.values()
        if p.path == "problems/xue-xiao-zong-jie-14a7.md"
    )
    page = rendered(pages[name])
    items = [item.text_content() for item in page.xpath("//h2[1]/following-sibling::ul[1]/li")]
    assert items[0] == "状态：已完成"
    assert items[1].startswith("举措：")  # the heading says no more than the name above
    measures = next(item for item in items if item.startswith("举措："))
    assert "修订《经费支出管理办法》，抽查30次。" in map(str.strip, measures.split("\n"))
    assert any(item.startswith("佐证：") for item in items)
