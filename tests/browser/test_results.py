"""What a result shows, where it leads, and how one gets there by keyboard."""

import random
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kb_build.config import load
from kb_build.publish import build
from tests.browser.asking import Search, facet, still, titles
from tests.browser.conftest import both_ways, site_of
from tests.publish.conftest import DOCS, ROOT


def test_a_result_shows_kind_unit_year_and_the_words_marked(search: Search, page: Page) -> None:
    search("516册")
    first = page.locator(".kb-hit").first
    for words in ("经验做法", "青禾县档案馆", "2023", "证据等级 A"):
        expect(first.locator(".kb-hit__labels")).to_contain_text(words)
    expect(first.locator("mark")).to_have_text(["516册"])


@both_ways
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


def test_of_one_reports_passages_the_first_are_shown_and_the_others_counted(
    page: Page, tmp_path: Path
) -> None:
    said = "".join(
        f'<span id="p{n}" class="kb-passage kb-measure">第{n}次清淤，疏通渠道。</span>\n\n'
        for n in range(1, 31)
    )
    report = f"---\nkind: report\ntitle: 渠道总结\n---\n{said}"
    other = "---\nkind: measure\ntitle: 管护沟渠\n---\n先清淤，再疏通{}号渠道，登记台账。\n"
    others = {f"measures/{n}.md": other.format(n) for n in range(8)}
    address = site_of({"reports/a.md": report, **others}, tmp_path)
    page.goto(f"{address}search.html?q=清淤")
    more = page.get_by_role("link", name="这份报告里还有 28 处")
    expect(more).to_have_attribute("href", re.compile(r"reports/a\.html\?mark=[^#]+$"))
    expect(page.locator(".kb-hit")).to_have_count(10)
    expect(page.get_by_role("button", name="再显示")).to_be_hidden()
    page.goto(f"{address}search.html?q=清淤&kind=passage")
    page.get_by_role("button", name="再显示 10 条").click()
    expect(page.locator(".kb-hit")).to_have_count(20)


def test_a_second_click_while_more_results_come_brings_them_no_second_time(
    page: Page, search: Search
) -> None:
    search("青禾县档案馆2023年工作总结 石桥镇2022年工作总结", kind="passage")
    more = page.locator("[data-kb=more]")
    more.evaluate("button => { button.click(); button.click(); }")
    expect(page.locator(".kb-hit__title").nth(10)).to_be_focused()
    still(page)
    links = page.locator(".kb-hit__title").evaluate_all("all => all.map(({ href }) => href)")
    assert len(links) == len(set(links))


def test_more_results_come_when_asked_for(page: Page, search: Search) -> None:
    both = "青禾县档案馆2023年工作总结 石桥镇2022年工作总结"
    assert len(search(both, kind="passage")) == 10
    total = int(re.findall(r"\d+", page.get_by_role("status").inner_text())[0])
    button = page.get_by_role("button", name="再显示")
    button.click()
    expect(page.locator(".kb-hit")).to_have_count(min(20, total))
    expect(page.locator(".kb-hit__title").nth(10)).to_be_focused()


def test_nothing_moves_while_results_come(search: Search, page: Page) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "one => { window.moved += one.value; })).observe({type: 'layout-shift', buffered: true});"
    )
    for size in ({"width": 1280, "height": 900}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        search("主题教育")
        still(page)
        assert page.evaluate("window.moved") < 0.01


def test_a_search_runs_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}practices/index.html")
    page.keyboard.press("/")
    page.keyboard.type("主题教育")
    page.keyboard.press("Enter")
    expect(page.locator(".kb-hit__title").first).to_have_text("开展主题教育读书班")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".kb-hit__title").first).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("[data-kb=box]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".kb-hit__title").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".kb-hit__title").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-kb=box]")).to_be_focused()
    for _ in range(3):  # the button, the way to the results, the first facet
        page.keyboard.press("Tab")
    expect(page.locator(".kb-facet__value").first).to_be_focused()


SCROLLED = """() => new Promise((done) => {
  const look = () => (window.scrollY > 120 ? done() : requestAnimationFrame(look));
  look();
})"""


def test_who_has_scrolled_goes_on_scrolling(search: Search, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    search("主题教育")
    page.evaluate("window.scrollTo(0, 120)")
    page.keyboard.press("ArrowDown")
    page.evaluate(SCROLLED)
    expect(page.locator(".kb-hit__title:focus")).to_have_count(0)


def test_a_slash_can_still_be_typed(page: Page, address: str) -> None:
    page.goto(f"{address}search.html")
    page.keyboard.type("1/2")
    expect(page.locator("[data-kb=box]")).to_have_value("1/2")


@both_ways
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


def test_recent_searches_are_those_of_one_site(
    search: Search, page: Page, address: str, site: Path, tmp_path: Path
) -> None:
    search("读书打卡")
    other = shutil.copytree(site, tmp_path / "other")
    page.goto(f"{other.as_uri()}/search.html")
    expect(page.get_by_role("status").first).not_to_be_empty()
    expect(page.locator(".kb-recent a")).to_have_count(0)
    page.goto(f"{address}search.html")
    expect(page.locator(".kb-recent a")).to_have_text(["读书打卡"])


SHARED = "望澜区水务局每月第一个周五组织全体职工集中学习防汛知识并当场测试。"


def rules(quoted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Pages of rules of 望澜区水务局: by their titles, what they quote."""
    head = "kind: rule\nunits: [望澜区水务局]\nyears: ['2023']"
    bodies = {title: "\n\n".join(map("> {}".format, quotes)) for title, quotes in quoted.items()}
    return {
        f"rules/{at}.md": f"---\n{head}\ntitle: {title}\n---\n# {title}\n\n{body}\n"
        for at, (title, body) in enumerate(bodies.items())
    }


def test_entries_that_quote_the_same_sentence_are_shown_once(tmp_path: Path, page: Page) -> None:
    plans = ("甲类计划", "乙类计划", "丙类计划")
    quoted = {
        **{title: [SHARED, f"{title}另有安排。"] for title in plans},
        "防汛知识学习制度": [SHARED],
        "防汛知识测试办法": [SHARED],
        "值守安排": ["汛期里值守的人自学防汛知识，由科室负责人抽问。"],
    }
    page.goto(f"{site_of(rules(quoted), tmp_path)}search.html?q=防汛知识")
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


def test_a_result_does_not_say_its_title_again(tmp_path: Path, page: Page) -> None:
    pages = rules({"部分渠道淤塞": ["部分渠道淤塞。今年起每月清淤一次。"]})
    page.goto(f"{site_of(pages, tmp_path)}search.html?q=渠道淤塞")
    expect(page.locator(".kb-hit__title")).to_have_text("部分渠道淤塞")
    expect(page.locator(".kb-hit__text")).to_have_text("今年起每月清淤一次。")


def test_a_result_with_many_units_and_years_says_how_many_and_till_when(
    tmp_path: Path, page: Page
) -> None:
    units = ["望澜区水务局", "清岚市水务局", "青禾县水务局", "松浦县水务局"]
    head = f"id: practice-many\nkind: practice\ntitle: 河长日\nunits: {units}\n"
    years = "years: ['2024', '2019', '2022', '2021']\n"
    text = f"---\n{head}{years}---\n\n# 河长日\n\n每月巡河一次。\n"
    address = site_of({"practices/many.md": text}, tmp_path)
    page.goto(f"{address}search.html?q=河长日")
    labels = page.locator(".kb-hit__labels span")
    expect(labels).to_have_text(["经验做法", *units[:3], "等 4 个单位", "2019—2024"])


def test_what_is_found_by_other_words_or_apart_is_said(tmp_path: Path, page: Page) -> None:
    quoted = {
        "甲类计划": ["望澜区水务局的差旅费一律刷卡结算，不付现金。"],
        "乙类计划": ["各科室每季度结算一次往来款项，逾期不候。"],
        "丙类计划": ["凡是问题清单里的事项，整改一项销号一项，再议制度。"],
    }
    address = f"{site_of(rules(quoted), tmp_path)}search.html"
    notes = page.locator("[data-kb=notes]")
    page.goto(f"{address}?q=报账")
    expect(notes).to_contain_text("没有一条写着“报账”；2 条用的是意思相同的词：结算。")
    page.goto(f"{address}?q=结算")
    expect(page.locator(".kb-hit")).to_have_count(2)
    expect(notes).to_have_text("")
    page.goto(f"{address}?q=销号清单")
    expect(notes).to_contain_text("1 条这几个字词都有，但不连在一起")


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
