"""Staff must find what stands in the pages, and land on the very words."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.asking import Search, labels, titles

READING = "“日读一文、月览一书”学习法"
REPORT = "青禾县档案馆2023年工作总结"
# What the search finds first for a query, and the words that it took.
FIND = """async query => {
  const { hits, runs } = await kb.find(query);
  const texts = await kb.store.texts(hits.slice(0, 2).map(({ record }) => record));
  const taken = runs.flatMap(({ ways }) => ways[0].map((letters) => letters.join("")));
  return [texts.map(({ title }) => title), taken];
}"""

Find = Callable[[str], tuple[list[str], list[str]]]


@pytest.fixture
def find(page: Page, address: str) -> Find:
    """A function that asks a search page that stays open, without showing what is found."""
    page.goto(f"{address}search.html")
    return lambda query: page.evaluate(FIND, query)


def test_a_phrase_from_the_middle_of_a_sentence_is_found(search: Search) -> None:
    (passage,) = [text for text in search("老旧案卷的收缴登记") if "问题" in text]
    assert "报告原文" in passage
    assert "库房空间不足" in passage


def test_an_unspaced_query_finds_only_what_has_it_as_it_stands(search: Search, page: Page) -> None:
    found = search("主题教育")
    assert titles(page)[0] == "开展主题教育读书班"
    assert found
    assert all("主题教育" in text for text in found)


def test_a_long_unspaced_query_is_found_across_punctuation(search: Search, page: Page) -> None:
    search("举办5+1+1主题教育读书班2期党员干部脱产学习5天")
    assert titles(page) == ["开展主题教育读书班", REPORT]


def test_a_name_is_found_first_by_itself_and_by_its_alias(search: Search, page: Page) -> None:
    for query in ("日读一文月览一书学习法", "读书打卡法"):
        search(query)
        assert titles(page)[0] == READING


def test_a_title_that_is_the_query_comes_before_one_that_contains_it(
    search: Search, page: Page
) -> None:
    search("读书打卡")  # READING is also called 读书打卡法
    assert titles(page)[:2] == ["读书打卡", READING]


def test_two_keywords_must_both_be_there(search: Search) -> None:
    found = search("党费 登记")
    assert len(found) == 2
    assert all("党费" in text and "登记" in text for text in found)


def test_unit_and_heading_narrow_a_search_down(search: Search) -> None:
    (passage,) = [text for text in search("石桥镇人民政府 满意度") if "成效" in text]
    assert "97.2%" in passage


def test_a_part_of_a_number_is_found_where_no_whole_one_is(search: Search) -> None:
    assert any("120万页" in text for text in search("20万页"))
    assert any("97.2%" in text for text in search("97.2%"))


def test_words_that_never_stand_together_are_found_by_their_parts(
    search: Search, page: Page
) -> None:
    found = search("怎样做好党费收缴按月登记")
    assert "石桥镇2022年工作总结" in titles(page)[0]
    assert "党费收缴" in found[0]
    expect(page.locator("[data-kb=notes]")).to_contain_text("不连在一起")


def test_where_nothing_has_all_keywords_some_are_enough_and_it_says_so(
    search: Search, page: Page
) -> None:
    found = search("数字化扫描 打卡")
    assert any("数字化扫描" in text for text in found)
    assert any("打卡" in text for text in found)
    expect(page.locator("[data-kb=notes]")).to_contain_text("没有同时包含全部词")


def test_a_single_character_is_looked_for_in_titles(search: Search, page: Page) -> None:
    search("预")
    assert titles(page) == ["《查档预约管理办法》"]


def test_no_result_says_what_was_tried(search: Search, page: Page) -> None:
    assert search("鲸鱼洄游观测站") == []
    expect(page.get_by_role("status")).to_have_text("没有找到“鲸鱼洄游观测站”。")
    expect(page.locator("[data-kb=notes]")).to_contain_text("已按原样连着找：鲸鱼洄游观测站")
    expect(page.locator("[data-kb=notes]")).to_contain_text("拆开找")


@pytest.mark.parametrize("query", ["。，！", "的", "a", "_", "__proto__", "constructor", "%", "\\"])
def test_a_query_of_hardly_anything_is_answered(search: Search, page: Page, query: str) -> None:
    search(query)
    expect(page.get_by_role("status")).to_contain_text(re.compile("没有找到|找到"))


def test_an_empty_query_asks_for_one(page: Page, address: str) -> None:
    page.goto(f"{address}search.html")
    expect(page.get_by_role("status")).to_contain_text("输入要找的词")
    expect(page.locator("[data-kb=box]")).to_be_focused()


def test_another_way_of_writing_a_name_finds_it(find: Find) -> None:
    ways = ("dushudaka", "du shu da ka", "dsdk", "讀書打卡", "读书打咖", "怎么搞读书打卡？")
    found = {query: find(query)[0] for query in ways}
    assert {query: titles for query, titles in found.items() if "读书打卡" not in titles} == {}
    widths = ("５＋１＋１", "5+1+1", "“5＋1＋1”")
    assert {find(query)[0][0] for query in widths} == {"开展主题教育读书班"}


def test_a_letter_is_put_right_by_its_usual_reading(find: Find) -> None:
    found, taken = find("主提教育读书班")  # 提 is also read chi, di and shi
    assert (found[0], taken) == ("开展主题教育读书班", ["主题教育读书班"])


def test_what_was_found_by_sound_is_said(search: Search, page: Page) -> None:
    search("dushudaka")
    expect(page.locator("[data-kb=notes]")).to_contain_text("按读音找到：读书打卡")


def test_nothing_found_offers_what_is_near(search: Search, page: Page) -> None:
    assert search("鲸鱼洄游观测站 读书打卡", kind="organization") == []
    page.get_by_role("link", name="去掉筛选条件").click()
    expect(page.locator(".kb-hit__title").first).to_have_text("读书打卡")
    assert search("鲸鱼洄游观测站读书打卡班会") or page.locator(".kb-nearer a").count()


def test_a_guide_comes_after_what_reports_say(search: Search, page: Page) -> None:
    search("查档")
    assert "其他页面" not in labels(page)[0]


QUESTIONS = (
    "我们单位之外还有谁搞了{}，效果怎么样",
    "除了我们还有谁做过{}？",
    "有没有单位搞过{}",
    "哪家在搞{}，能不能借鉴",
    "谁家的{}弄得好",
    "{}怎么弄",
    "{}都有啥好办法",
    "请给我找几个{}的例子",
    "想了解一下{}是怎么落实的",
    "{}这块大家都怎么抓的",
    "有什么关于{}的好经验可以学学",
    "{}这方面哪些单位做得比较好",
    "麻烦帮忙查查{}",
    "{}到底该怎么建",
    "谁能说说{}的成效如何",
    "哪个地方的{}经验值得学习",
    "我想看看其他地方怎么搞的{}",
    "最近几年{}情况怎么样",
    "{}方面别的单位都是怎么干的",
    "咱们怎么才能把{}搞好？",
)


def test_a_question_finds_what_it_is_about(find: Find) -> None:
    found = {question: find(question.format("读书打卡")) for question in QUESTIONS}
    about = [["读书打卡"], ["读书打卡"]]
    assert {q: told for q, told in found.items() if [told[0][:1], told[1]] != about} == {}


def test_what_was_taken_of_a_question_is_said(search: Search, page: Page) -> None:
    search(QUESTIONS[0].format("读书打卡"))
    assert titles(page)[0] == "读书打卡"
    expect(page.locator("[data-kb=notes]")).to_contain_text("按“读书打卡”找")


def test_a_part_of_a_name_is_found_by_its_initials(search: Search, page: Page) -> None:
    search("ztjy")  # no page is called 主题教育 alone
    assert titles(page)[0] == "开展主题教育读书班"


def test_nothing_found_names_topics_that_are_near(search: Search, page: Page) -> None:
    assert search("干部鲸鱼洄游") == []
    expect(page.locator("[data-kb=notes]")).to_contain_text("相近的主题： 干部教育")


PIECES = {
    "怎么抓好招商引资": ["招商引资"],
    "科学学习怎么抓": ["科学学习"],
    "窗口行为怎么管": ["窗口行为"],
    "一抓到底如何落实": ["一抓到底", "落实"],
    "八小时以外怎么管": ["八小时以外"],
    "走走看看怎么避免": ["走走看看", "避免"],
    "群众诉求，怎么解决": ["群众诉求"],
    "效果怎么样": ["效果"],
}


def test_words_of_questions_within_others_stay(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/search.html")
    asked = """query => kb.runs(query)
      .flatMap(({letters, stops}) => kb.pieces(letters, stops)).map((piece) => piece.join(""))"""
    assert {question: page.evaluate(asked, question) for question in PIECES} == PIECES


def test_clauses_of_a_query_may_stand_apart(search: Search, page: Page) -> None:
    assert search("石桥镇人民政府，党费收缴")
    expect(page.locator("[data-kb=notes]")).not_to_contain_text("没有连在一起的")


def test_a_suggestion_begins_and_ends_with_words(search: Search, page: Page) -> None:
    assert search("鲸鱼洄游了读书打卡的") or page.locator(".kb-nearer a").count()
    for words in page.locator(".kb-nearer a").all_inner_texts():
        assert not re.match(r"[了的过]|.*[了的过] ", words)
