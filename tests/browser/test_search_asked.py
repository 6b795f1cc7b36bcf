"""What staff type that nobody wrote so: questions, sorts of things, signs; and nothing at all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.asking import titles
from tests.browser.conftest import site_of

LONG = "巡河中心怎么办好夜校。各村政务做到事事公开；会上说怎么做就怎么做，备案、档案一样管理到位。"
# Kind, title, words, further front matter.
PAGES = {
    "measures/long.md": ("measure", "全年工作回顾", LONG, ""),
    "measures/open.md": ("measure", "晒一晒清单", "推进政务公开，逐月贴出清单。", "grade: A"),
    "problems/paper.md": ("problem", "教学档案归档不及时", "教学档案归档不及时。", ""),
    "institutions/filed.md": ("rule", "合同备案管理办法", "修订合同备案管理办法。", ""),
    "measures/fewer.md": (
        *("measure", "开短会", "落实精文减会要求，每周三不开会议。"),
        "units: [青禾县水务局]\nyears: ['2024']",
    ),
    "measures/manner.md": ("measure", "会风", "减少会议，每周三不开会议。", "years: ['2021']"),
    "institutions/office.md": ("organization", "青禾县民政局", "网上审批，晚点名。压缩开支。", ""),
    "measures/sooner.md": ("measure", "快办", "压减核准环节12个。", ""),
    "measures/call.md": ("measure", "点名", "巡河队实行晚点名。", ""),
    "reports/year.md": ("report", "夜校年报", "夜校二十场。", "years: ['2023']"),
}
HELP = {"guide/help.md": ("page", "借伞须知", "铜铃盒挂在门边，摇一摇就有人来。", "")}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The search page of a site of PAGES and HELP, which no list of all has."""
    pages = {
        path: f"---\nkind: {kind}\ntitle: {title}\n{more}\n---\n# {title}\n\n> {words}\n"
        for path, (kind, title, words, more) in (PAGES | HELP).items()
    }
    return f"{site_of(pages, tmp_path_factory.mktemp('asked'))}search.html"


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


def test_what_only_a_guide_has_is_told_to_be_in_no_report(
    asked: Callable[[str], list[str]], page: Page
) -> None:
    assert asked("铜铃盒") == ["借伞须知"]
    notes = page.locator("[data-kb=notes]")
    expect(notes).to_contain_text("报告里没有“铜铃盒”")
    expect(notes).not_to_contain_text("没有连在一起")


def test_a_year_in_a_query_may_be_that_of_the_report(asked: Callable[[str], list[str]]) -> None:
    assert asked("2024年不开会议")[0] == "开短会"
    assert asked("2021年不开会议")[0] == "会风"


@pytest.mark.parametrize(
    ("query", "title", "words"),
    [("夜校20场", "夜校年报", "夜校二十场"), ("核准环节十二个", "快办", "核准环节12个")],
)
def test_a_number_is_found_in_figures_and_in_words(
    asked: Callable[[str], list[str]], page: Page, query: str, title: str, words: str
) -> None:
    assert asked(query)[0] == title
    expect(page.locator("[data-kb=notes]")).to_contain_text(f"按读音找到：{words}")


def test_a_complaint_is_found_by_what_was_done_about_it(
    asked: Callable[[str], list[str]],
) -> None:
    assert asked("解决会议过多的做法")[0] == "开短会"


def test_what_must_not_be_there_is_left_out(asked: Callable[[str], list[str]], page: Page) -> None:
    assert "开短会" in asked("会议")
    found = asked("会议 -精文减会")
    assert found
    assert "开短会" not in found
    expect(page.locator("[data-kb=notes]")).to_contain_text("已去掉写着“精文减会”的")
    assert "开短会" in asked("-精文减会")  # nothing else is asked: then it is what is looked for


@pytest.mark.parametrize("query", ["“减少会议”", '"减少会议"', '"减少 会议"'])
def test_quoted_words_are_not_replaced_by_others(
    asked: Callable[[str], list[str]], query: str
) -> None:
    assert {*asked("减少会议")} == {"开短会", "会风"}
    assert asked(query) == ["会风"]
    assert asked(f"不开 {query}") == ["会风"]


def test_who_has_no_words_narrows_down_all(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("status")).to_contain_text(f"从全部 {len(PAGES)} 条里")
    assert titles(page)[0] == "晒一晒清单"  # of grade A
    page.get_by_role("link", name="制度文件 1").click()
    expect(page.locator(".kb-hit__title")).to_have_text(["合同备案管理办法"])
    expect(page.get_by_role("status")).to_have_text(f"找到 1 条，筛选前共 {len(PAGES)} 条")
    page.get_by_role("link", name="年份新的在前").click()
    expect(page.locator(".kb-hit__title")).to_have_text(["合同备案管理办法"])


def test_a_question_about_nothing_gets_all_and_its_kind_to_choose(
    asked: Callable[[str], list[str]], page: Page
) -> None:
    found = asked("有什么好办法")
    assert len(found) == len(PAGES)
    assert found[0] == "晒一晒清单"  # of grade A
    expect(page.locator("[data-kb=notes]")).to_contain_text("以下是全部内容")
    page.locator("[data-kb=notes]").get_by_role("link", name="制度文件 (1)").click()
    expect(page.locator(".kb-hit__title")).to_have_text(["合同备案管理办法"])


@pytest.mark.parametrize("query", ["2024年的好做法", "2024年有哪些好的举措", "最新的举措有哪些"])
def test_a_question_about_years_and_kinds_only_gets_all_to_choose_from(
    asked: Callable[[str], list[str]], page: Page, query: str
) -> None:
    assert len(asked(query)) == len(PAGES)
    notes = page.locator("[data-kb=notes]")
    expect(notes).to_contain_text("以下是全部内容")
    expect(notes.get_by_role("link", name="2024 (1)")).to_have_count(int("2024" in query))


@pytest.mark.parametrize(("query", "found"), [("会议", 2), ("举措", 0), ("2024年", 1), ("1999", 0)])
def test_a_word_or_year_by_itself_is_what_is_sought(
    page: Page, address: str, query: str, found: int
) -> None:
    page.goto(f"{address}?q={query}")
    expect(page.get_by_role("status")).to_contain_text(f"找到 {found} 条" if found else "没有找到")


def test_the_name_of_a_kind_leads_to_all_of_it_wherever_the_word_stands(
    page: Page, address: str
) -> None:
    page.goto(f"{address}?q=举措")
    page.locator("[data-kb=notes]").get_by_role("link", name="举措 (6)").click()
    expect(page.get_by_role("status")).to_contain_text("找到 6 条")
    expect(page.locator("[data-kb=box]")).to_have_value("")


def test_a_letter_that_stands_nowhere_finds_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}?q=鲸")
    expect(page.get_by_role("status")).to_have_text("没有找到“鲸”。")


def test_kind_years_and_unit_of_a_query_are_offered(
    asked: Callable[[str], list[str]], page: Page
) -> None:
    found = asked("近两年青禾县减少会议的举措")
    assert {"开短会", "会风"} <= {*found}
    notes = page.locator("[data-kb=notes]")
    offered = notes.get_by_role("link").all_inner_texts()
    assert any(words.startswith("青禾县水务局") for words in offered)
    notes.get_by_role("link", name="2024、2023").click()
    expect(page.locator(".kb-hit__title")).to_have_text(["开短会"])
    expect(notes.get_by_role("link", name="2024")).to_have_count(0)  # chosen already


def test_the_years_since_one_are_offered_and_need_not_be_said(
    asked: Callable[[str], list[str]], page: Page
) -> None:
    found = asked("2023年以来会议")
    assert {"开短会", "会风"} <= {*found}
    notes = page.locator("[data-kb=notes]")
    expect(notes).not_to_contain_text("没有连在一起")
    notes.get_by_role("link", name="2024、2023").click()
    expect(page.locator(".kb-hit__title").first).to_be_visible()
    assert "year=2024&year=2023" in page.url


def test_of_initials_that_find_nothing_the_page_says_what_they_find(
    page: Page, address: str
) -> None:
    page.goto(f"{address}?q=zqxk")
    expect(page.get_by_role("status")).to_have_text("没有找到“zqxk”。")
    expect(page.locator("[data-kb=notes]")).to_contain_text("首字母只找得到名称和标题")


def test_on_paper_stand_the_query_and_the_results(
    asked: Callable[[str], list[str]], page: Page
) -> None:
    asked("会议")
    page.emulate_media(media="print")
    expect(page.locator("[data-kb=box]")).to_be_visible()
    expect(page.locator(".kb-hit").first).to_be_visible()
    for hidden in (".kb-search-form button", "[data-kb=facets]", "[data-kb=sort]"):
        expect(page.locator(hidden)).to_be_hidden()


def test_an_office_answers_by_its_name_rather_than_by_all_that_is_quoted_on_its_page(
    asked: Callable[[str], list[str]],
) -> None:
    assert asked("压缩审批")[0] == "快办"
    assert asked("晚点名") == ["点名", "青禾县民政局"]
    assert asked("青禾县民政局")[0] == "青禾县民政局"


@pytest.mark.parametrize("query", ["晚点名 经验做法", "哪些县有晚点名，效果怎么样"])
def test_words_that_say_only_what_sort_of_thing_is_wanted_need_not_stand_there(
    asked: Callable[[str], list[str]], page: Page, query: str
) -> None:
    assert asked(query)[0] == "点名"
    expect(page.locator("[data-kb=notes]")).to_contain_text("按“晚点名”找")
