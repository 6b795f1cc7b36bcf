"""Staff copy a citation, or a quotation with its source, by one click."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from kb_build.config import load
from kb_build.publish import build
from tests.publish.conftest import DOCS, ROOT

CITATION = "青禾县档案馆. 青禾县档案馆2023年工作总结[R]. [2023]."
PAGE = f"""---
kind: practice
title: 借阅一窗办
---
# 借阅一窗办

> 借阅只跑一个窗口，**登记**只填一张表。

[青禾县2023](../reports/qinghe-2023-a1b2.md){{: .kb-source data-report="a1b2" data-span="1-2" }}

## 引用

{CITATION}
{{: .kb-citation data-report="a1b2" }}
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page with a quotation and its citation."""
    base = tmp_path_factory.mktemp("cited")
    docs = shutil.copytree(DOCS, base / "docs")
    (docs / "practices" / "cited-0001.md").write_text(PAGE, encoding="utf-8")
    build(load(ROOT / "mkdocs.yml", docs=docs, site=base / "site"))
    return (base / "site" / "practices" / "cited-0001.html").as_uri()


def pasted(page: Page) -> str:
    """What the clipboard holds, as the reader would paste it."""
    page.evaluate("document.body.append(document.createElement('textarea'))")
    field = page.locator("body > textarea").last
    field.focus()
    page.keyboard.press("Control+V")
    return field.input_value()


def copy(page: Page, name: str, at: int) -> str:
    button = page.get_by_role("button", name=name).nth(at)
    button.click()
    expect(page.get_by_role("button", name="已复制")).to_have_count(1)
    return pasted(page)


@pytest.mark.parametrize("secure", [True, False])
def test_one_click_copies(page: Page, opened: str, secure: bool) -> None:
    """An intranet without certificates is no secure context: there is a way without it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not secure:
        page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto(opened)
    assert copy(page, "复制引用", 0) == CITATION
    page.goto(opened)
    quoted = copy(page, "连同出处复制", 0)
    assert quoted == f"借阅只跑一个窗口，登记只填一张表。\n——{CITATION}"
    page.goto(opened)
    of_page = copy(page, "复制引用", 1)
    form = rf"借阅一窗办\[DB/OL\]//政策知识库\. \[\d{{4}}-\d\d-\d\d\]\. {re.escape(opened)}\."
    assert re.fullmatch(form, of_page)


def test_on_a_server_the_address_and_the_day_are_shown(
    page: Page, opened: str, serve: Callable[[Path], str]
) -> None:
    site = Path(opened.removeprefix("file://")).parents[1]
    address = f"{serve(site)}practices/cited-0001.html"
    page.goto(f"{address}?mark=借阅")
    form = rf"借阅一窗办\[DB/OL\]//政策知识库\. \[\d{{4}}-\d\d-\d\d\]\. {re.escape(address)}\."
    expect(page.locator(".kb-citation[data-page]")).to_contain_text(re.compile(form))


def test_the_address_of_a_section_is_without_the_words_of_a_search(page: Page, opened: str) -> None:
    page.goto(f"{opened}?mark=借阅")
    heading = page.get_by_role("heading", name="引用")
    mark = heading.locator(".headerlink")
    mark.dispatch_event("click")
    expect(mark).to_have_attribute("data-copied", "已复制")
    assert unquote(pasted(page)) == f"{opened}#引用"


def test_a_button_says_what_became_of_it_and_can_be_pressed_again(page: Page, opened: str) -> None:
    page.goto(opened)
    page.get_by_role("button", name="复制引用").first.click()
    expect(page.get_by_role("button", name="已复制")).to_have_count(1)
    expect(page.get_by_role("button", name="已复制")).to_have_count(0)
    expect(page.get_by_role("button", name="复制引用")).to_have_count(2)


def test_without_script_a_citation_can_be_read(browser: Browser, opened: str) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(opened)
    assert plain.locator(".kb-citation").first.inner_text() == CITATION
    assert plain.locator(".kb-copy").count() == 0
    plain.context.close()


def test_the_feed_link_makes_no_page_load_the_site_map(page: Page, opened: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(Path(request.url.split("?")[0]).name))
    page.goto(opened)
    page.wait_for_load_state("networkidle")
    assert "kb.js" in asked
    assert not {"sitemap.xml", "feed.xml"} & set(asked)
