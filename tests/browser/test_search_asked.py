"""What staff type that nobody wrote so: whole questions, sorts of things."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kb_build.config import load
from kb_build.publish import build
from tests.browser.asking import titles
from tests.publish.conftest import ROOT

LONG = "巡河中心怎么办好夜校。各村政务做到事事公开；会上说怎么做就怎么做，备案、档案一样管理到位。"
PAGES = {
    "measures/long.md": ("measure", "全年工作回顾", LONG),
    "measures/open.md": ("measure", "晒一晒清单", "大力推进政务公开，逐月贴出清单。"),
    "problems/paper.md": ("problem", "教学档案归档不及时", "教学档案归档不及时。"),
    "institutions/filed.md": ("rule", "合同备案管理办法", "修订合同备案管理办法。"),
    "measures/fewer.md": ("measure", "开短会", "落实精文减会要求，每周三不开会。"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The search page of a site of PAGES."""
    base = tmp_path_factory.mktemp("asked")
    for path, (kind, title, words) in PAGES.items():
        file = base / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        head = f"---\nkind: {kind}\nid: {file.stem}\ntitle: {title}\n---\n"
        file.write_text(f"{head}# {title}\n\n> {words}\n", "utf-8")
    (base / "docs" / "index.md").write_text("# 首页\n", "utf-8")
    build(load(ROOT / "mkdocs.yml", docs=base / "docs", site=base / "site"))
    return (base / "site" / "search.html").as_uri()


@pytest.fixture
def asked(page: Page, address: str) -> Callable[[str], list[str]]:
    """A function that asks and gives the titles found."""

    def ask(query: str) -> list[str]:
        page.goto(f"{address}?q={query}")
        expect(page.get_by_role("status")).to_contain_text("条")
        return titles(page)

    return ask


def test_a_text_with_all_pairs_of_a_question_apart_does_not_answer_it(
    asked: Callable[[str], list[str]], page: Page
) -> None:
    assert asked("政务公开怎么做")[0] == "晒一晒清单"
    expect(page.locator("[data-kb=notes]")).to_contain_text("按“政务公开”找")


@pytest.mark.parametrize("query", ["档案管理制度", "档案管理", "怎么抓档案管理工作"])
def test_a_sort_of_thing_that_nobody_names_is_found_by_its_subject(
    asked: Callable[[str], list[str]], page: Page, query: str
) -> None:
    assert asked(query)[0] == "教学档案归档不及时"
    expect(page.locator("[data-kb=notes]")).to_contain_text("按“档案”找")


def test_a_complaint_is_found_by_what_was_done_about_it(
    asked: Callable[[str], list[str]],
) -> None:
    assert asked("解决会议过多的做法")[0] == "开短会"
