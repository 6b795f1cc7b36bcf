"""Lists are sorted by any column and narrowed by words, with the keyboard too."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from kb_build.config import load
from kb_build.publish import build
from tests.browser.conftest import PHONE

ROWS = [("重明社区", "3 级", "1,200"), ("安平社区", "12 级", "35"), ("北苑社区", "", "9.5%")]
EXTRA = [(f"丁字街{number}号", "1 级", str(number)) for number in range(100, 110)]

# Lists on several pages, and the kinds of what they list.
PARTED = {
    "measures/index.html": ["measure"],
    "units/song-pu-zhen-0123456789-measure-2.html": ["measure"],
    "topics/jie-yue-yong-shui-0123456789-rule.html": ["rule"],
    "institutions/organizations-b.html": ["organization"],
    "institutions/register-2.html": ["rule", "mechanism"],
}


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an overview with one table."""
    base = tmp_path_factory.mktemp("tables")
    (base / "docs").mkdir()
    rows = "".join(f"| {' | '.join(row)} |\n" for row in (*ROWS, *EXTRA))
    text = f"---\nkind: overview\n---\n# 清单\n\n| 名称 | 等级 | 数 |\n|---|---|---|\n{rows}"
    (base / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
    (base / "docs" / "list.md").write_text(text, encoding="utf-8")
    for page in PARTED:
        file = (base / "docs" / page).with_suffix(".md")
        file.parent.mkdir(exist_ok=True)
        parted = f"{text}\n**1** · [2](../list.md)\n{{: .kb-parts }}\n"
        file.write_text(parted, encoding="utf-8")
    wide = "|" + " 一列很长的词语 |" * 6 + "\n|" + "---|" * 6 + "\n|" + " 一列很长的词语 |" * 6
    (base / "docs" / "wide.md").write_text(f"# 宽表\n\n{wide}\n", encoding="utf-8")
    doing = "| 名称 | 怎么做 | 等级 | 单位 | 年份 |\n|" + "---|" * 5 + "\n"
    doing += f"| 巡河中心 | {'每月走访农户、逐户登记用水；' * 4} | B 级 | 松浦县 | 2031 |\n"
    (base / "docs" / "doing.md").write_text(f"# 做法\n\n{doing}\n", encoding="utf-8")
    years = "".join(f"<tr><td>{year}</td></tr>" for year in range(2010, 2030))
    drawn = f'<div class="kb-twins"><svg></svg><table>{years}</table></div>'
    (base / "docs" / "drawn.md").write_text(f"---\nkind: overview\n---\n# 图\n\n{drawn}\n", "utf-8")
    (base / "mkdocs.yml").write_text(
        "site_name: 试\nuse_directory_urls: false\nplugins: [knowledge-base]\n"
        "theme: {name: material, font: false}\nmarkdown_extensions: [tables, attr_list]\n",
        encoding="utf-8",
    )
    build(load(base / "mkdocs.yml", site=base / "site"))
    return (base / "site" / "list.html").as_uri()


def column(page: Page, at: int) -> list[str]:
    return page.locator(f"tbody tr:visible td:nth-child({at})").all_inner_texts()


def test_names_go_by_pinyin(page: Page, listed: str) -> None:
    page.goto(listed)
    head = page.get_by_role("columnheader", name="名称")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    names = column(page, 1)
    # ān, běi, chóng or zhòng as the collation has it, dīng: never by code point.
    assert names[:2] == ["安平社区", "北苑社区"]
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert column(page, 1) == names[::-1]


def test_the_arrow_of_a_heading_is_not_spoken(page: Page, listed: str) -> None:
    page.goto(listed)
    button = page.get_by_role("button", name="名称", exact=True)
    expect(button).to_have_accessible_name("名称")
    button.press("Enter")
    expect(button).to_have_accessible_name("名称")  # aria-sort says which way


def test_the_whole_cell_of_a_heading_can_be_clicked(page: Page, listed: str) -> None:
    page.goto(listed)
    head = page.get_by_role("columnheader", name="名称")
    expect(head.get_by_role("button")).to_be_visible()
    for order in ("ascending", "descending"):
        head.click(position={"x": 2, "y": 2})
        expect(head).to_have_attribute("aria-sort", order)


def test_the_key_for_the_search_does_not_lead_into_the_list(page: Page, listed: str) -> None:
    page.goto(listed)
    expect(page.get_by_label("在本页的表里查找")).to_be_enabled()
    page.keyboard.press("/")
    expect(page.get_by_role("banner").get_by_role("searchbox")).to_be_focused()


def test_numbers_go_by_size_and_empty_cells_last(page: Page, listed: str) -> None:
    page.goto(listed)
    page.get_by_role("columnheader", name="数").get_by_role("button").click()
    assert [column(page, 3)[at] for at in (0, 1, -1)] == ["9.5%", "35", "1,200"]
    page.get_by_role("columnheader", name="等级").get_by_role("button").click()
    assert column(page, 2)[-3:] == ["3 级", "12 级", ""]
    page.get_by_role("columnheader", name="等级").get_by_role("button").click()
    assert [column(page, 2)[at] for at in (0, -1)] == ["12 级", ""]


def test_words_narrow_the_list(page: Page, listed: str) -> None:
    page.goto(listed)
    page.get_by_role("searchbox", name="在本页的表里查找").fill("社区 级")
    assert column(page, 1) == ["重明社区", "安平社区"]
    expect(page.get_by_role("status")).to_have_text("2 行")
    page.get_by_role("searchbox", name="在本页的表里查找").fill("")
    assert len(column(page, 1)) == 13


def test_the_numbers_of_a_plot_are_no_list_to_narrow(page: Page, listed: str) -> None:
    page.goto(listed.replace("list.html", "drawn.html"))
    expect(page.locator("article td").first).to_be_visible()
    expect(page.locator(".kb-narrow")).to_have_count(0)


def test_the_box_that_narrows_stands_between_title_and_list(page: Page, listed: str) -> None:
    page.goto(listed)
    parts = "h1, .kb-narrow, article table"
    order = page.eval_on_selector_all(parts, "found => found.map(({ localName }) => localName)")
    assert order == ["h1", "p", "table"]


@pytest.mark.parametrize(("address", "kinds"), PARTED.items())
def test_a_list_of_several_pages_says_so_and_leads_to_the_search(
    page: Page, listed: str, address: str, kinds: list[str]
) -> None:
    page.goto(listed.replace("list.html", address))
    expect(page.locator(".kb-narrow")).to_contain_text("只在本页 13 行里找；全部请用检索")
    page.get_by_role("searchbox", name="在本页的表里查找").fill("社区")
    page.locator(".kb-narrow").get_by_role("link", name="检索").click()
    page.wait_for_url("**/search.html?*")
    query = parse_qs(urlsplit(page.url).query)
    assert (query["kind"], query["q"]) == (kinds, ["社区"])


def test_a_list_that_has_no_such_row_leads_to_the_search(page: Page, listed: str) -> None:
    page.goto(listed)
    beyond = page.get_by_role("link", name="在全站检索")
    expect(beyond).to_be_hidden()
    page.get_by_role("searchbox", name="在本页的表里查找").fill("巡河")
    expect(page.get_by_role("status")).to_have_text("0 行")
    beyond.click()
    page.wait_for_url("**/search.html?*")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["巡河"]}


def test_a_filter_without_words_is_kept_for_the_words_typed(page: Page, listed: str) -> None:
    page.goto(listed.replace("list.html", "search.html?kind=measure"))
    box = page.get_by_role("searchbox")
    box.fill("社区")
    box.press("Enter")
    page.wait_for_url("**q=*")
    assert parse_qs(urlsplit(page.url).query) == {"kind": ["measure"], "q": ["社区"]}


def test_on_a_telephone_the_first_column_of_a_wide_table_stays(page: Page, listed: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(listed.replace("list.html", "wide.html"))
    cells = page.locator("tbody td")
    expect(cells.last).not_to_be_in_viewport()
    around = page.locator(".md-typeset__scrollwrap", has=page.locator("table"))
    around.evaluate("one => { one.scrollLeft = one.scrollWidth; }")
    expect(cells.last).to_be_in_viewport()
    expect(cells.first).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_telephone_long_words_have_all_the_room_beside_the_name(
    page: Page, listed: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(listed.replace("list.html", "doing.html"))
    name, told = (page.locator(f"td:nth-child({at})").bounding_box() for at in (1, 2))
    assert name and told
    assert told["x"] + told["width"] <= width  # read without scrolling to and fro,
    assert told["width"] >= 0.45 * width  # and not letter by letter


def test_what_leads_to_a_part_of_a_list_is_wide_enough_for_a_finger(
    page: Page, listed: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(listed.replace("list.html", "measures/index.html"))
    box = page.get_by_role("link", name="2", exact=True).bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24  # WCAG 2.2, 2.5.8
