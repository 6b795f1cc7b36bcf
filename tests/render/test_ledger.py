"""The ledger of problems: whose, in which state, and what answers them."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement

from kb_build.render import ledger as ledger_pages
from tests.link.invented import facts
from tests.render.shown import PAGES, library, pages_of, rendered


def test_ledgers_of_reports_with_one_title_tell_whose_and_of_when() -> None:
    reports = [
        facts(
            f"{year}.txt",
            f"problem|{unit}水费收缴不及时。",
            unit=unit,
            period=year,
            title="工作报告",
        )
        for unit, year in (("临湖镇", "2023"), ("竹溪镇", "2024"))
    ]
    pages = pages_of(library(*reports))
    words = rendered(pages["problems/index.md"]).text_content()
    assert "工作报告 · 临湖镇 · 2023 · 1 个问题" in words
    assert "工作报告 · 竹溪镇 · 2024 · 1 个问题" in words


def test_many_ledgers_have_a_list_of_their_own() -> None:
    reports = [facts(f"{n}.txt", f"problem|第{n}条渠道破损严重。", unit="临湖镇") for n in range(9)]
    pages = pages_of(library(*reports))
    page = rendered(pages["problems/index.md"])
    assert page.xpath("//strong/a[@href='ledgers.md']/text()") == ["各报告的台账（9 份报告）"]
    rows = rendered(pages["problems/ledgers.md"]).xpath("//tbody/tr")
    assert len(rows) == 9
    assert "1 个问题" in rows[0].text_content()
    assert pages.keys() >= {f"problems/{one}" for one in _linked(rows)}


def _linked(rows: list[HtmlElement]) -> set[str]:
    return {link for row in rows for link in row.xpath(".//a/@href")}


def test_several_measures_in_a_ledger_stand_one_below_the_other() -> None:
    answers = tuple(f"修订第{number}项制度" for number in range(1, 11))
    lines = "\n".join(f"measure|{words}，逐条对照检查。" for words in answers)
    told = facts(
        "a.txt", f"problem|水费收缴不及时。\n{lines}", unit="临湖镇",
        addresses={"水费收缴不及时": answers},
    )  # fmt: skip
    pages = pages_of(library(told))
    (page,) = (p for path, p in pages.items() if path.startswith("problems/a"))
    items = rendered(page).xpath("//li//li")
    assert [item.text_content().strip() for item in items][-2:] == [
        "修订第8项制度，逐条对照检查。", "其余 2 条见水费收缴不及时",
    ]  # fmt: skip


def test_a_measure_of_some_length_stands_in_a_ledger_whole() -> None:
    told = "逐段登记渗漏，" * 20 + "全线衬砌。"
    report = facts(
        "a.txt", f"problem|渠道渗漏。\nmeasure|{told}", addresses={"渠道渗漏": (told[:6],)}
    )
    (page,) = (p for path, p in pages_of(library(report)).items() if path.startswith("problems/a-"))
    assert told in rendered(page).text_content()


def test_a_problem_that_its_name_tells_whole_is_not_told_again_below_it() -> None:
    lines = "problem|水费收缴不及时。\nproblem|管护粗放，闸门失修，渠道淤塞多年无人清理。"
    (page,) = (
        page
        for path, page in pages_of(library(facts("a.txt", lines, unit="临湖镇"))).items()
        if path.startswith("problems/a")
    )
    text = str(rendered(page).text_content())
    assert text.count("水费收缴不及时") == 1
    assert "问题原话" not in text


def test_a_heading_that_only_names_the_problem_and_the_same_state_again_are_told_once() -> None:
    told = facts(
        "a.txt",
        "# 1.|关于“账目不清”的问题\nmeasure|清理账目两批。\noutcome|已完成。\noutcome|已完成",
        unit="临湖镇",
        addresses={"1.关于": ("清理", "已完成。", "已完成")},
    )
    (page,) = (p for path, p in pages_of(library(told)).items() if path.startswith("problems/a-"))
    text = str(rendered(page).text_content())
    assert "问题原话" not in text
    assert text.count("已完成") == 3  # counted above, as the status, and in the report's words


def test_what_is_only_planned_is_counted_as_a_plan() -> None:
    told = facts(
        "a.txt",
        "problem|水费收缴不及时。\nplan|将逐户核对水表。",
        unit="临湖镇",
        addresses={"水费收缴不及时": ("将逐户",)},
    )
    page = rendered(pages_of(library(told))["problems/index.md"])
    assert page.xpath("//td[2]//small/text()") == ["计划 1"]


def test_measures_that_answer_several_problems_are_told_with_the_first() -> None:
    answers = ("约谈抄表站站长", "公布欠费名单")
    told = facts(
        "zz.txt",
        "problem|水费收缴不及时。\nproblem|水表老化失灵。\nmeasure|约谈抄表站站长三人。\n"
        "context|如下。\nmeasure|公布欠费名单两期。",
        unit="临湖镇",
        addresses={"水费收缴不及时": answers, "水表老化失灵": answers},
    )
    pages = pages_of(library(told))
    (page,) = (p for path, p in pages.items() if path.startswith("problems/zz"))
    words = rendered(page).text_content()
    assert words.count("约谈抄表站站长三人") == 1
    assert "举措：同第 1 条" in words


def test_the_ledger_counts_each_status() -> None:
    page = rendered(PAGES["problems/index.md"])
    (ledger,) = page.xpath("//table")
    assert "已完成 1，未说明 1" in page.text_content()  # none that there is none of
    (folded,) = page.xpath("//details[summary='图中的数字']")  # the plot tells them, so not open
    assert [item.text_content() for item in folded.xpath("ul/li")] == [
        "清岚市第三人民医院：未说明 1", "清岚师范学院：已完成 1",
    ]  # fmt: skip
    assert len(ledger.xpath(".//tbody/tr")) == 2
    (plot,) = page.xpath("//*[name()='svg'][@role='img']")
    ways = plot.xpath("preceding::p[strong='各报告的台账']")
    assert ways  # what leads on comes first
    assert plot.get("width") == plot.get("viewbox").split()[2]  # never blown up
    words = [text.text_content() for text in plot.xpath(".//*[name()='text']")]
    assert words[-2:] == ["已完成", "未说明"]  # how each is drawn, and none that there is none of


def test_what_is_not_done_yet_stands_before_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_pages, "OPEN", 1)
    reports = [
        facts(
            f"{number}.txt",
            f"# 1.|关于“{name}”的问题\nmeasure|开展{name}整治。\noutcome|{state}",
            unit="临湖镇",
            addresses={"1.关于": ("开展", state)},
        )
        for number, (name, state) in enumerate(
            [("渠道不畅", "正在整改。"), ("账目不清", "已整改。"), ("会议偏多", "尚未完成整改。")]
        )
    ]
    pages = pages_of(library(*reports))
    page = rendered(pages["problems/index.md"])
    assert "报告说还没有办完的 2 个问题" in page.text_content()
    assert [item.text_content() for item in page.xpath("//ul[1]/li")] == ["渠道不畅 · 临湖镇"]
    assert "另有 1 个" in page.text_content()
