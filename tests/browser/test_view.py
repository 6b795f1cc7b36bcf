"""The page for checking in a browser: layers, details by pointer and keyboard, contrast, phones."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kb_build.extract import extract, view
from kb_build.parse import parse
from kb_build.read import read
from tests.browser.conftest import CONTRAST, DESK, PHONE

REPORT = """清岚市水务集团有限公司2024年工作总结
一、2024年工作回顾
（一）建章立制。修订《管网巡检办法》，建立“双周会商”机制，更换管道1.2万米，供水保证率达到98%。
二、存在的问题
针对巡检不到位的问题，集团制定了《阀门管理细则》。人手不足，业务能力不够强。
<img src="http://example.invalid/x.png" onerror="window.broken=1"><script>window.broken=2</script>
三、2025年工作打算
新建泵站两座。
- 1 -
"""
# Adds scripts of both kinds, and waits until the browser says of each that it may not run.
REFUSED = """() => new Promise((done) => {
  const awaited = new Set(["script-src-attr", "script-src-elem"]);
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
    if (awaited.delete(effectiveDirective) && !awaited.size) setTimeout(done);
  });
  const added = document.createElement("div");
  added.innerHTML = '<img src=x onerror="window.broken=3">';
  const script = document.createElement("script");
  script.textContent = "window.broken=4";
  document.body.append(added, script);
})"""


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("view")
    report = folder / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    page = folder / "page.html"
    view.save(page, view.page([extract(parse(read(report)))], "zh"))
    return page


@pytest.fixture
def opened(page: Page, file: Path) -> Page:
    page.set_viewport_size(DESK)
    page.goto(file.as_uri())
    return page


def detail(page: Page, field: str) -> str:
    return page.locator(f"[data-field={field}] dd").inner_text()


def test_a_layer_is_switched_off_and_on(opened: Page) -> None:
    tag = opened.locator("main .role-measure > .tag").first
    name = opened.locator("main .kind-rule").first
    line = "element => getComputedStyle(element).textDecorationLine"
    expect(tag).to_be_visible()
    opened.get_by_label("举措", exact=True).uncheck()
    expect(tag).to_be_hidden()
    assert name.evaluate(line) == "underline"  # another layer, left alone
    opened.get_by_label("制度文件", exact=True).uncheck()
    assert name.evaluate(line) == "none"
    expect(name).to_be_visible()
    opened.get_by_label("举措", exact=True).check()
    expect(tag).to_be_visible()


def test_a_group_switches_all_its_layers(opened: Page) -> None:
    group = opened.get_by_label("名称", exact=True)
    group.uncheck()
    assert opened.locator("main .name[class*=kind-]:not(.off)").count() == 0
    opened.get_by_label("机制", exact=True).check()
    assert group.evaluate("box => [box.checked, box.indeterminate]") == [True, True]
    expect(opened.locator("main .kind-mechanism").first).to_have_attribute("tabindex", "0")


def test_the_keyboard_reaches_labels_and_shows_their_details(opened: Page) -> None:
    seen: dict[str, str] = {}
    for _ in range(60):
        opened.keyboard.press("Tab")
        carried = opened.evaluate("document.activeElement.className")
        if "kind-rule" in carried:
            seen |= {name: detail(opened, name) for name in ("kind", "action", "canonical", "role")}
            break
    assert seen["kind"] == "制度文件"
    assert seen["action"] == "修订"
    assert "管网巡检办法" in seen["canonical"]
    assert seen["role"] == "举措"  # of the passage around it


def test_a_tag_under_focus_tells_rule_and_runner_up(opened: Page) -> None:
    opened.locator("main .role-measure > .tag").first.focus()
    assert detail(opened, "decided").startswith("role:")
    assert detail(opened, "second")
    expect(opened.locator("[data-field=canonical]")).to_be_hidden()
    opened.keyboard.press("Escape")
    expect(opened.locator("[data-field=decided]")).to_be_hidden()


def test_the_pointer_shows_the_details_of_a_figure(opened: Page) -> None:
    opened.locator("main .figure", has_text="1.2万").hover()
    assert detail(opened, "value") == "12,000"
    assert detail(opened, "unit") == "米"


def test_a_reference_leads_to_the_other_end(opened: Page) -> None:
    reference = opened.locator("main a.link", has_text="1→").first
    goal = reference.get_attribute("href")
    reference.click()
    expect(opened.locator(f"[id='{goal[1:] if goal else ''}']")).to_be_in_viewport()


def test_hostile_words_are_words_and_nothing_is_fetched(
    page: Page, file: Path, serve: Callable[[Path], str], refused: list[str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = serve(file.parent) + file.name
    page.goto(address)
    page.wait_for_load_state("networkidle")
    expect(page.locator("main")).to_contain_text("window.broken=2")
    assert page.evaluate("typeof window.broken") == "undefined"
    assert page.locator("main img, main script").count() == 0
    assert [url for url in asked if url != address and "favicon" not in url] == []
    assert refused == []


def test_the_policy_lets_no_other_script_run(opened: Page) -> None:
    opened.evaluate(REFUSED)
    assert opened.evaluate("typeof window.broken") == "undefined"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(page: Page, file: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(file.as_uri())
    page.locator("main .tag").first.focus()
    assert page.evaluate(CONTRAST) == []


def test_a_phone_shows_it_without_scrolling_sideways(page: Page, file: Path) -> None:
    page.set_viewport_size(PHONE)
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    panel = page.get_by_role("status")
    expect(panel).to_be_hidden()
    page.locator("main .kind-rule").first.click()
    expect(panel).to_be_in_viewport()
    page.get_by_role("button", name="关闭详情").click()
    expect(panel).to_be_hidden()


def test_kinds_are_told_apart_without_colour(opened: Page) -> None:
    styles = opened.evaluate(
        "[...document.querySelectorAll('.sample[class*=kind-]')]"
        ".map(sample => getComputedStyle(sample).textDecorationStyle)"
    )
    assert len(set(styles)) == len(styles) == 5
