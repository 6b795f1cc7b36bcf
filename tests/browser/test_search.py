"""Staff must find what stands in the pages, and land on the very words."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kb_build.config import load
from kb_build.publish import build
from tests.publish.conftest import DOCS, ROOT

Search = Callable[..., list[str]]

READING = "“日读一文、月览一书”学习法"
REPORT = "青禾县档案馆2023年工作总结"


def titles(page: Page) -> list[str]:
    return page.locator(".kb-hit__title").all_inner_texts()


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


@pytest.mark.parametrize("query", ["５＋１＋１", "5+1+1", "“5＋1＋1”"])
def test_width_and_quotation_marks_do_not_matter(search: Search, page: Page, query: str) -> None:
    search(query)
    assert titles(page)[0] == "开展主题教育读书班"


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


def facet(page: Page, name: str) -> list[str]:
    """What can be chosen under a facet's heading, each with its count."""
    section = page.locator(".kb-facet", has=page.get_by_role("heading", name=name, exact=True))
    return [" ".join(text.split()) for text in section.locator("a").all_inner_texts()]


def test_facets_have_counts_and_narrow_the_results_by_the_address(
    search: Search, page: Page
) -> None:
    found = search("查档")
    assert facet(page, "类别") == [f"报告原文 {len(found) - 1}", "制度文件 1"]
    page.get_by_role("link", name="制度文件 1").click()
    expect(page).to_have_url(re.compile(r"\?q=.*&kind=rule$"))
    expect(page.locator(".kb-hit__title")).to_have_text(["《查档预约管理办法》"])
    expect(page.locator(".kb-facet__value[aria-current]")).to_have_text("制度文件 1")
    page.get_by_role("link", name="去掉").click()
    expect(page.locator(".kb-hit")).to_have_count(len(found))


def test_facets_combine_and_each_counts_what_the_others_leave(search: Search, page: Page) -> None:
    search("登记", year="2022")
    kinds = facet(page, "类别")
    search("登记", year="2022", kind="passage")
    assert facet(page, "类别") == kinds  # what another kind would give is still to be seen
    total = int(re.findall(r"\d+", page.get_by_role("status").inner_text())[0])
    assert f"报告原文 {total}" in kinds
    assert f"2022 {total}" in facet(page, "年份")
    states = [int(row.split()[-1]) for row in facet(page, "做了还是打算做")]
    assert sum(states) <= total


def test_reviewed_pages_can_be_told_from_others(tmp_path: Path, page: Page) -> None:
    heads = {
        "a": "review: reviewed\nreviewer: 某甲\nreviewed: '2024-05-06'",
        "b": "review: in-review",
        "c": "review: in-review\nkb_changed: [edited]",
        "d": "status: done",
    }
    docs = tmp_path / "docs"
    (docs / "practices").mkdir(parents=True)
    (docs / "index.md").write_text("# 首页\n", encoding="utf-8")
    for name, head in heads.items():
        text = f"---\nkind: practice\ntitle: 读书打卡{name}\n{head}\n---\n# 读书打卡{name}\n"
        (docs / "practices" / f"{name}.md").write_text(text, encoding="utf-8")
    build(load(ROOT / "mkdocs.yml", docs=docs, site=tmp_path / "site"))
    page.goto(f"{(tmp_path / 'site').as_uri()}/search.html?q=读书打卡")
    expect(page.locator(".kb-hit")).to_have_count(4)
    assert facet(page, "审核") == ["审核后有变化，等待复核 1", "审核中 1", "已审核 1"]
    page.get_by_role("link", name="已审核 1").click()
    expect(page).to_have_url(re.compile("review=reviewed"))
    expect(page.locator(".kb-hit__title")).to_have_text(["读书打卡a"])


def test_several_values_of_a_facet_widen_it_and_other_facets_narrow(
    search: Search, page: Page
) -> None:
    by_kind = {}
    search("读书")
    for row in facet(page, "类别")[:2]:
        word, _, count = row.rpartition(" ")
        by_kind[word] = int(count)
    for word in by_kind:
        page.get_by_role("link", name=re.compile(f"^{word} ")).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".kb-chosen", has_text=word)).to_be_visible()
    assert page.url.count("kind=") == len(by_kind) == 2
    status = page.get_by_role("status")
    expect(status).to_contain_text(f"找到 {sum(by_kind.values())} 条")
    year, _, count = facet(page, "年份")[0].rpartition(" ")
    page.get_by_role("link", name=re.compile(f"^{year} ")).click()
    expect(status).to_contain_text(f"找到 {count} 条")
    page.get_by_role("link", name="去掉 全部条件").click()
    expect(page.locator(".kb-chosen")).to_have_count(0)


def test_one_of_several_conditions_is_taken_back(search: Search, page: Page) -> None:
    search("登记", year="2022")
    page.goto(page.url + "&year=2023")
    expect(page.locator(".kb-chosen")).to_have_count(3)  # both, and all together
    page.get_by_role("link", name="去掉 年份：2022").click()
    expect(page.locator(".kb-chosen")).to_have_text(["年份：2023 ×"])
    assert "year=2023" in page.url
    assert "year=2022" not in page.url


def test_results_can_be_sorted_by_year_and_by_evidence(search: Search, page: Page) -> None:
    search("登记", sort="date")
    years = [re.findall(r"20\d\d", text) for text in labels(page)]
    newest = [max(found) for found in years if found]
    assert newest == sorted(newest, reverse=True)
    assert len(set(newest)) > 1
    search("读书", sort="grade")
    assert "证据等级" in labels(page)[0]
    page.get_by_role("link", name="相关", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?q=[^&]*$"))


def labels(page: Page) -> list[str]:
    return page.locator(".kb-hit__labels").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("dushudaka", "读书打卡"),
        ("du shu da ka", "读书打卡"),
        ("dsdk", "读书打卡"),
        ("讀書打卡", "读书打卡"),
        ("读书打咖", "读书打卡"),
        ("怎么搞读书打卡？", "读书打卡"),
    ],
)
def test_another_way_of_writing_a_name_finds_it(
    search: Search, page: Page, query: str, title: str
) -> None:
    search(query)
    assert title in titles(page)[:2]


def test_what_was_found_by_sound_is_said(search: Search, page: Page) -> None:
    search("dushudaka")
    expect(page.locator("[data-kb=notes]")).to_contain_text("按读音找到：读书打卡")


def test_a_result_of_an_entry_opens_at_the_sentence_with_the_words_marked(
    search: Search, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 300})
    search("516册", kind="practice")
    page.locator(".kb-hit__title").first.click()
    arrived = page.locator(".kb-arrived")
    expect(arrived).to_contain_text("516册")
    expect(arrived).to_be_in_viewport()
    expect(arrived.locator("mark")).to_have_text(["516册"])


def test_what_a_report_says_is_shown_before_what_the_page_says_of_it(
    page: Page, address: str
) -> None:
    page.goto(f"{address}practices/ri-du-yi-wen-3f2a9c10.html?mark=青禾县档案馆 册")
    assert page.locator("article mark", has_text="青禾县档案馆").count()
    expect(page.locator("blockquote .kb-arrived mark").first).to_have_text("册")


def test_recent_searches_stay_until_they_are_cleared(
    search: Search, page: Page, address: str
) -> None:
    search("鲸鱼洄游观测站")
    search("读书打卡")
    page.goto(f"{address}search.html")
    expect(page.locator(".kb-recent a")).to_have_text(["读书打卡"])
    page.locator(".kb-recent a").click()
    expect(page.locator(".kb-hit__title").first).to_have_text("读书打卡")
    page.goto(f"{address}search.html")
    page.get_by_role("button", name="清除").click()
    expect(page.locator(".kb-recent a")).to_have_count(0)
    page.reload()
    expect(page.locator(".kb-recent a")).to_have_count(0)


def test_nothing_found_offers_what_is_near(search: Search, page: Page) -> None:
    assert search("鲸鱼洄游观测站 读书打卡", kind="organization") == []
    page.get_by_role("link", name="去掉筛选条件").click()
    expect(page.locator(".kb-hit__title").first).to_have_text("读书打卡")
    assert search("鲸鱼洄游观测站读书打卡班会") or page.locator(".kb-nearer a").count()


def test_a_guide_comes_after_what_reports_say(search: Search, page: Page) -> None:
    search("查档")
    assert "其他页面" not in labels(page)[0]


def test_nothing_moves_while_results_come(search: Search, page: Page) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "one => { window.moved += one.value; })).observe({type: 'layout-shift', buffered: true});"
    )
    for size in ({"width": 1280, "height": 900}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        search("主题教育")
        page.wait_for_timeout(300)
        assert page.evaluate("window.moved") < 0.01


def test_a_result_shows_kind_unit_year_and_the_words_marked(search: Search, page: Page) -> None:
    search("516册")
    first = page.locator(".kb-hit").first
    for words in ("经验做法", "青禾县档案馆", "2023", "证据等级 A"):
        expect(first.locator(".kb-hit__labels")).to_contain_text(words)
    expect(first.locator("mark")).to_have_text(["516册"])


def test_a_result_opens_at_the_passage_which_is_highlighted(search: Search, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 400})  # the passage has to be scrolled to
    search("每天在读书角打卡", kind="passage")
    page.locator(".kb-hit__title").click()
    expect(page).to_have_url(re.compile(r"reports/qinghe-2023-a1b2\.html\?mark=.*#p00000002$"))
    expect(page.locator("#p00000002 mark")).to_have_text(["每天在读书角打卡"])
    passage = page.locator("#p00000002")
    expect(passage).to_be_in_viewport(ratio=1)
    marked, plain = (
        page.locator(one).evaluate("element => getComputedStyle(element).backgroundColor")
        for one in ("#p00000002", "#p00000001")
    )
    assert marked != plain
    header = page.locator(".md-header").bounding_box()
    box = passage.bounding_box()
    assert header and box and box["y"] >= header["y"] + header["height"]


def test_more_results_come_when_asked_for(page: Page, search: Search) -> None:
    assert len(search("青禾县档案馆2023年工作总结 石桥镇2022年工作总结")) == 10
    total = int(re.sub(r"\D", "", page.get_by_role("status").inner_text()))
    button = page.get_by_role("button", name="再显示")
    button.click()
    expect(page.locator(".kb-hit")).to_have_count(min(20, total))
    expect(page.locator(".kb-hit__title").nth(10)).to_be_focused()


def test_a_search_runs_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}practices/index.html")
    page.keyboard.press("/")
    page.keyboard.type("主题教育")
    page.keyboard.press("Enter")
    expect(page.locator(".kb-hit__title").first).to_have_text("开展主题教育读书班")
    page.keyboard.press("/")
    expect(page.locator("[data-kb=box]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".kb-hit__title").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".kb-hit__title").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-kb=box]")).to_be_focused()
    for _ in range(2):  # the button, the first facet
        page.keyboard.press("Tab")
    expect(page.locator(".kb-facet__value").first).to_be_focused()


def test_a_slash_can_still_be_typed(page: Page, address: str) -> None:
    page.goto(f"{address}search.html")
    page.keyboard.type("1/2")
    expect(page.locator("[data-kb=box]")).to_have_value("1/2")


@pytest.fixture
def large_site(tmp_path: Path, serve: Callable[[Path], str]) -> str:
    """The address of a site of a hundred more pages, all with 主题 among other words."""
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    letters = random.Random(1)
    for number in range(100):
        words = "".join(chr(letters.randrange(0x4E00, 0x9000)) for _ in range(600))
        (docs / "topics" / f"t{number}.md").write_text(f"# 第{number}页\n\n主题{words}\n", "utf-8")
    site = tmp_path / "site"
    build(load(ROOT / "mkdocs.yml", docs=docs, site=site))
    return serve(site)


def test_a_search_loads_only_what_it_needs_and_once(page: Page, large_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{large_site}search.html?q=主题")
    expect(page.locator(".kb-hit")).to_have_count(10)
    shards = [url for url in asked if "/terms/" in url]
    texts = [url for url in asked if "/texts/" in url]
    assert 1 <= len(shards) <= 4  # the pair, the pairs of a title's bounds, and its whole
    assert 1 <= len(texts) <= 10
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    "question",
    [
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
    ],
)
def test_a_question_finds_what_it_is_about(page: Page, site: Path, question: str) -> None:
    page.goto(f"{site.as_uri()}/search.html?{urlencode({'q': question.format('读书打卡')})}")
    expect(page.locator(".kb-hit__title").first).to_have_text("读书打卡")
    expect(page.locator("[data-kb=notes]")).to_contain_text("按“读书打卡”找")


def test_a_part_of_a_name_is_found_by_its_initials(search: Search, page: Page) -> None:
    search("ztjy")  # no page is called 主题教育 alone
    assert titles(page)[0] == "开展主题教育读书班"


def test_nothing_found_names_topics_that_are_near(search: Search, page: Page) -> None:
    assert search("干部鲸鱼洄游") == []
    expect(page.locator("[data-kb=notes]")).to_contain_text("相近的主题： 干部教育")


@pytest.mark.parametrize(
    ("question", "pieces"),
    [
        ("怎么抓好招商引资", ["招商引资"]),
        ("科学学习怎么抓", ["科学学习"]),
        ("窗口行为怎么管", ["窗口行为"]),
        ("一抓到底如何落实", ["一抓到底", "落实"]),
        ("八小时以外怎么管", ["八小时以外"]),
        ("走走看看怎么避免", ["走走看看", "避免"]),
        ("群众诉求，怎么解决", ["群众诉求"]),
        ("效果怎么样", ["效果"]),
    ],
)
def test_words_of_questions_within_others_stay(
    page: Page, site: Path, question: str, pieces: list[str]
) -> None:
    page.goto(f"{site.as_uri()}/search.html")
    asked = "query => kb.runs(query).flatMap(({letters, stops}) => kb.pieces(letters, stops))"
    assert ["".join(piece) for piece in page.evaluate(asked, question)] == pieces


def test_clauses_of_a_query_may_stand_apart(search: Search, page: Page) -> None:
    assert search("石桥镇人民政府，党费收缴")
    expect(page.locator("[data-kb=notes]")).not_to_contain_text("没有连在一起的")


def test_a_suggestion_begins_and_ends_with_words(search: Search, page: Page) -> None:
    assert search("鲸鱼洄游了读书打卡的") or page.locator(".kb-nearer a").count()
    for words in page.locator(".kb-nearer a").all_inner_texts():
        assert not re.match(r"[了的过]|.*[了的过] ", words)


SHARED = "望澜区水务局每月第一个周五组织全体职工集中学习防汛知识并当场测试。"


def entry(folder: Path, title: str, *quoted: str, kind: str = "rule") -> None:
    """A page of one entry of 望澜区水务局 which quotes a report."""
    (folder / f"{kind}s").mkdir(parents=True, exist_ok=True)
    head = f"kind: {kind}\ntitle: {title}\nunits: [望澜区水务局]\nyears: ['2023']"
    text = "\n\n".join(f"> {one}" for one in quoted)
    name = f"{len(list(folder.rglob('*.md')))}.md"
    (folder / f"{kind}s" / name).write_text(f"---\n{head}\n---\n# {title}\n\n{text}\n", "utf-8")


def made(docs: Path, site: Path) -> str:
    """The address of the search page of a site of these pages."""
    (docs / "index.md").write_text("# 首页\n", encoding="utf-8")
    build(load(ROOT / "mkdocs.yml", docs=docs, site=site))
    return f"{site.as_uri()}/search.html"


def test_entries_that_quote_the_same_sentence_are_shown_once(tmp_path: Path, page: Page) -> None:
    docs = tmp_path / "docs"
    for title in ("甲类计划", "乙类计划", "丙类计划"):
        entry(docs, title, SHARED, f"{title}另有安排。")
    entry(docs, "防汛知识学习制度", SHARED)
    entry(docs, "防汛知识测试办法", SHARED)
    entry(docs, "值守安排", "汛期里值守的人自学防汛知识，由科室负责人抽问。")
    page.goto(f"{made(docs, tmp_path / 'site')}?q=防汛知识")
    expect(page.get_by_role("status")).to_have_text("找到 6 条")
    assert "制度文件 6" in facet(page, "类别")
    # What is called so stands by itself.
    assert set(titles(page)) == {"防汛知识学习制度", "防汛知识测试办法", "值守安排"}
    folded = page.locator(".kb-hit__same a")
    assert sorted(folded.all_inner_texts()) == ["丙类计划", "乙类计划", "甲类计划"]
    expect(page.locator(".kb-hit__same")).to_contain_text("同一段话还见于：")
    assert not Axe().run(page).response["violations"]
    folded.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kb-arrived mark").first).to_have_text("防汛知识")


def test_what_is_found_by_other_words_or_apart_is_said(tmp_path: Path, page: Page) -> None:
    docs = tmp_path / "docs"
    entry(docs, "甲类计划", "望澜区水务局的差旅费一律刷卡结算，不付现金。")
    entry(docs, "乙类计划", "各科室每季度结算一次往来款项，逾期不候。")
    address = made(docs, tmp_path / "site")
    notes = page.locator("[data-kb=notes]")
    page.goto(f"{address}?q=报账")
    expect(notes).to_contain_text("没有一条写着“报账”；2 条用的是意思相同的词：结算。")
    page.goto(f"{address}?q=结算")
    expect(page.locator(".kb-hit")).to_have_count(2)
    expect(notes).to_have_text("")
    entry(docs, "丙类计划", "凡是问题清单里的事项，整改一项销号一项，再议制度。")
    page.goto(f"{made(docs, tmp_path / 'site')}?q=销号制度")
    expect(notes).to_contain_text("1 条这几个字词都有，但不连在一起")
