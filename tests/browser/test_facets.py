"""Results are narrowed down and put in order by what is known of their pages."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.asking import Search, facet, labels
from tests.browser.conftest import both_ways, site_of


@both_ways
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


def test_conditions_that_nothing_meets_are_told_without_words_too(
    search: Search, page: Page
) -> None:
    assert search("", year="1999") == []
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^找到 0 条，筛选前共 \d+ 条$"))
    page.get_by_role("link", name="去掉筛选条件").click()
    expect(page.locator(".kb-hit").first).to_be_visible()


def test_reviewed_pages_can_be_told_from_others(tmp_path: Path, page: Page) -> None:
    heads = {
        "a": "review: reviewed\nreviewer: 某甲\nreviewed: '2024-05-06'",
        "b": "review: in-review",
        "c": "review: in-review\nkb_changed: [edited]",
        "d": "status: done",
    }
    pages = {
        f"practices/{name}.md": (
            f"---\nkind: practice\ntitle: 读书打卡{name}\n{head}\n---\n# 读书打卡{name}\n"
        )
        for name, head in heads.items()
    }
    page.goto(f"{site_of(pages, tmp_path)}search.html?q=读书打卡")
    expect(page.locator(".kb-hit")).to_have_count(4)
    assert facet(page, "审核") == ["审核后有变化，等待复核 1", "审核中 1", "已审核 1"]
    page.get_by_role("link", name="已审核 1").click()
    expect(page).to_have_url(re.compile("review=reviewed"))
    expect(page.locator(".kb-hit__title")).to_have_text(["读书打卡a"])


def test_values_beyond_the_first_are_made_when_asked_for(tmp_path: Path, page: Page) -> None:
    pages = {}
    for number in range(1, 13):
        head = f"kind: practice\nunits: [松浦县第{number}中学]\ngrade: {'ABCD'[number % 4]}"
        text = f"---\n{head}\ntitle: 读书打卡{number}\n---\n# 读书打卡{number}\n"
        pages[f"practices/p{number}.md"] = text
    page.goto(f"{site_of(pages, tmp_path)}search.html")
    expect(page.get_by_role("status")).to_contain_text("12")
    units = page.locator(".kb-facet", has=page.get_by_role("heading", name="单位", exact=True))
    values = units.locator(".kb-facet__value")
    assert values.count() == 8  # thousands of units cost nothing until somebody wants them
    units.get_by_role("button").press("Enter")
    expect(values).to_have_count(12)
    expect(values.nth(8)).to_be_focused()
    grades = [re.findall("等级 ([A-D])", text)[0] for text in labels(page)]
    assert grades == sorted(grades)  # without a word, the best told come first


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
