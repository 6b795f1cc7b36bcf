"""The pages around the words: nothing leaves the machine, hostile text stays text, phones fit."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.conftest import PHONE, both_ways, site_of

PAGES = (
    "index.html",
    "practices/index.html",
    "practices/ri-du-yi-wen-3f2a9c10.html",
    "reports/qinghe-2023-a1b2.html",
    "practices/hostile-00000bad.html",
    "search.html?q=%E5%AD%A6%E4%B9%A0",
    "guide/staff.html",
)

STYLE = "element => getComputedStyle(element)"


@both_ways
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone_and_runs_without_error(page: Page, address: str, path: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.extend(_fault(message)))
    page.set_viewport_size(PHONE)
    page.goto(address + path)
    page.wait_for_load_state("load")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    assert faults == []


def _fault(message: ConsoleMessage) -> list[str]:
    refused = "violates the following Content Security Policy" in message.text
    return [message.text] if message.type == "error" and not refused else []


def test_hostile_words_are_shown_and_not_run(page: Page, address: str) -> None:
    page.goto(f"{address}practices/hostile-00000bad.html")
    expect(page.locator("article")).to_contain_text("<script>window.broken=6</script>")
    expect(page.locator("article")).to_contain_text("{{ config.site_name }}")
    assert "<script>window.broken=1</script>" in page.title()
    assert page.evaluate("typeof window.broken") == "undefined"


def test_hostile_words_are_found_shown_and_not_run(page: Page, address: str) -> None:
    page.goto(f"{address}search.html?q=<script>window.broken=7</script>恶意")
    first = page.locator(".kb-hit").first
    expect(first.locator(".kb-hit__title")).to_contain_text("恶意<script>window.broken=1</script>")
    expect(first).to_contain_text("<img src=x onerror=window.broken=3>")
    expect(first).to_contain_text("</script><script>window.broken=5</script>")
    expect(page.locator("[data-kb=box]")).to_have_value(re.compile("window.broken=7"))
    assert page.locator("article script, article img").count() == 0
    assert page.evaluate("typeof window.broken") == "undefined"


@both_ways
def test_a_page_cannot_fetch_from_outside(page: Page, address: str, refused: list[str]) -> None:
    page.goto(f"{address}practices/hostile-00000bad.html")
    shown = page.locator("article img").evaluate("image => [image.complete, image.naturalWidth]")
    assert shown == [True, 0]
    assert refused == []  # the browser did not even ask


def test_roles_are_told_by_a_label_and_not_by_colour_alone(page: Page, address: str) -> None:
    page.goto(f"{address}reports/qinghe-2023-a1b2.html")
    label = "element => getComputedStyle(element, '::before').content"
    labels = [
        page.locator(one).evaluate(label) for one in ("#p00000001", "#p00000005", "#p00000004")
    ]
    assert labels == ['"举措"', '"成效"', '"问题"']
    assert page.locator("#p00000000").evaluate(label) == "none"


def test_a_quotation_opens_its_place_in_the_report(page: Page, address: str) -> None:
    page.goto(f"{address}practices/ri-du-yi-wen-3f2a9c10.html")
    page.locator(".kb-source").first.click()
    expect(page.locator("#p00000002")).to_be_in_viewport()


def test_quoted_words_read_as_text_and_names_stand_out(page: Page, tmp_path: Path) -> None:
    text = "# 台账\n\n- [清理票据。](reports/a.md#p1)\n- [报账](b.md)\n"
    report = "# 报告\n\n<span id='p1'>清理票据。</span>\n"
    page.goto(
        site_of({"l.md": text, "b.md": "# 报账\n", "reports/a.md": report}, tmp_path) + "l.html"
    )
    line, (quoted, named) = page.locator("article li").first, page.locator("article li a").all()
    assert quoted.evaluate(f"{STYLE}.color") == line.evaluate(f"{STYLE}.color")
    assert quoted.evaluate(f"{STYLE}.textDecorationLine") == "underline"
    assert named.evaluate(f"{STYLE}.color") != line.evaluate(f"{STYLE}.color")
    page.emulate_media(media="print")  # where nothing leads on
    assert quoted.evaluate(f"{STYLE}.textDecorationLine") == "none"


def test_an_entry_says_where_it_stands(page: Page, address: str) -> None:
    page.goto(f"{address}practices/ri-du-yi-wen-3f2a9c10.html")
    path = page.get_by_role("navigation", name="当前位置")
    expect(path.get_by_role("link")).to_have_text(["首页", "经验做法"])
    path.get_by_role("link", name="经验做法").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("经验做法")


def test_a_heading_is_called_by_its_words(page: Page, address: str) -> None:
    page.goto(f"{address}practices/ri-du-yi-wen-3f2a9c10.html")
    mark = page.locator("article h2 .headerlink").first
    expect(mark).to_have_attribute("tabindex", "-1")  # no stop on the keyboard's way either
    named = page.get_by_role("heading", level=2, name=re.compile("¶"))
    assert (mark.count(), named.count()) == (1, 0)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_mark_of_a_heading_takes_no_line_of_its_own(
    page: Page, tmp_path: Path, width: int
) -> None:
    # Of all lengths, so that some end right before the edge.
    heads = "\n\n".join(f"## {'长' * (n % 40)}{'i' * (n % 7)}" for n in range(12, 280))
    address = site_of({"practices/one.md": f"# 页\n\n{heads}\n"}, tmp_path)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}practices/one.html")
    height = "() => document.querySelector('article').offsetHeight"
    wide = "() => document.documentElement.scrollWidth"
    with_marks = page.evaluate(height)
    assert page.evaluate(wide) == width
    page.locator(".headerlink").evaluate_all("marks => marks.forEach((mark) => mark.remove())")
    assert page.evaluate(height) == with_marks


def test_a_year_and_a_comparison_say_where_they_stand(page: Page, tmp_path: Path) -> None:
    folders = {"timeline": "时间线", "comparisons": "对照"}
    pages = {f"{name}/{one}.md": "# 页\n" for name in folders for one in ("index", "one")}
    address = site_of(pages, tmp_path)
    for name, title in folders.items():
        page.goto(f"{address}{name}/one.html")
        path = page.get_by_role("navigation", name="当前位置")
        expect(path.get_by_role("link")).to_have_text(["首页", title])


@both_ways
def test_the_home_page_searches(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.locator("[data-kb=box]").fill("读书打卡法")
    page.get_by_role("button", name="检索").click()
    expect(page.locator(".kb-hit__title").first).to_contain_text("日读一文")


def test_who_scrolls_on_a_page_without_title_sees_the_sites(page: Page, address: str) -> None:
    """The bar shows a page's title instead of the site's where one has scrolled past it."""
    page.goto(f"{address}search.html")
    site = page.locator(".md-header__topic").first.inner_text()
    expect(page.locator("[data-md-component=header-topic]")).to_have_text(site)


def test_an_address_that_is_not_there_offers_a_search(page: Page, site: Path) -> None:
    # As a server would give it, from the root; the words alone count here.
    page.goto((site / "404.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这个页面")
    expect(page.get_by_role("searchbox")).to_be_visible()


def test_a_page_that_was_moved_is_searched_by_the_words_of_its_address(
    page: Page, site: Path, serve: Callable[[Path], str]
) -> None:
    address = serve(site)
    lost = (site / "404.html").read_text(encoding="utf-8")
    page.route(
        "**/du-shu-da-ka-0123456789.html", lambda route: route.fulfill(status=404, body=lost)
    )
    page.goto(f"{address}du-shu-da-ka-0123456789.html")
    expect(page.get_by_role("searchbox")).to_have_value("du shu da ka")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".kb-hit__title").first).to_have_text("读书打卡")


def test_paper_has_the_words_and_nothing_to_click(page: Page, address: str) -> None:
    page.goto(f"{address}practices/ri-du-yi-wen-3f2a9c10.html")
    page.emulate_media(media="print")
    expect(page.locator("blockquote").first).to_be_visible()
    expect(page.locator(".kb-source").first).to_be_visible()
    for gone in (".md-header", ".md-sidebar--primary", ".kb-path", ".md-footer"):
        expect(page.locator(gone)).to_be_hidden()


@both_ways
@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_address_leads_to_the_place_on_the_new_page(
    browser: Browser, address: str, scripts: bool
) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{address}reports/qinghe-2023-renamed-9f9f.html#p-1")
    page.wait_for_url(f"{address}reports/qinghe-2023-a1b2.html{'#p-1' * scripts}")
    expect(page.locator("h1")).to_have_count(1)
    page.context.close()
