"""Beside its words a report's page has the entries that are made of them."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.asking import still
from tests.browser.conftest import DESK, PHONE, site_of

PASSAGE = '<span id="{}" class="kb-passage kb-measure" data-span="{}">{}</span>'
HEADING = '<span id="n0000001" class="kb-heading kb-depth-1" data-span="0-6">一、管好河道</span>'
FIRST = PASSAGE.format("p0000001", "6-15", "印发《巡河办法》，")
SECOND = PASSAGE.format("p0000002", "15-29", "推行“一河一账”，每月对账。")
THIRD = PASSAGE.format("p0000003", "29-38", "全年水质稳定达标。")
REPORT = f"""---
id: aaaaaaaaaaaa
kind: report
title: 松浦县水务局2023年工作总结
---
# 松浦县水务局2023年工作总结

## 全文

{HEADING}

{FIRST}{SECOND}

{THIRD}

## 由此形成的条目 {{: #entries }}

### 制度文件

- [巡河办法](../institutions/rule.md) [\\[1\\]](#p0000001) [\\[2\\]](#p0000002)

### 经验做法

- [“一河一账”](../institutions/rule.md#practice) [\\[1\\]](#p0000002)
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report's page."""
    rule = "# 巡河办法\n\n## 做法 {: #practice }\n"
    pages = {"reports/river.md": REPORT, "institutions/rule.md": rule}
    return f"{site_of(pages, tmp_path_factory.mktemp('report'))}reports/river.html"


def beside(page: Page) -> list[list[str]]:
    """The names of entries beside each passage that has any."""
    page.get_by_role("group", name="由此形成的条目").first.wait_for()
    groups = page.get_by_role("group", name="由此形成的条目").all()
    return [group.get_by_role("link").all_inner_texts() for group in groups]


def test_a_passage_leads_to_the_entries_made_of_it(page: Page, report: str) -> None:
    page.set_viewport_size(DESK)
    page.goto(report)
    # What is beside a paragraph already is not said again; a passage without entry has nothing.
    assert beside(page) == [["巡河办法"], ["“一河一账”"]]
    page.get_by_role("group").get_by_role("link", name="巡河办法").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("巡河办法")


@pytest.mark.parametrize(("screen", "is_beside"), [(DESK, True), (PHONE, False)])
def test_the_entries_stand_in_the_margin_where_there_is_room(
    page: Page, report: str, screen: ViewportSize, is_beside: bool
) -> None:
    page.set_viewport_size(screen)
    page.goto(report)
    still(page)
    text = page.locator("#p0000001").bounding_box()
    margin = page.locator(".kb-margin").first.bounding_box()
    assert text
    assert margin
    assert (margin["x"] > text["x"] + text["width"]) is is_beside
    assert (margin["y"] + margin["height"] <= text["y"]) is not is_beside


def test_on_paper_stands_the_report_alone(page: Page, report: str) -> None:
    page.goto(report)
    page.emulate_media(media="print")
    expect(page.locator(".kb-margin").first).to_be_hidden()
