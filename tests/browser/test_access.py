"""Everybody can use every kind of page: axe-core finds no fault (WCAG 2.2 AA), nothing jumps."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kb_build.config import load
from kb_build.publish import build
from tests.browser.asking import still
from tests.browser.conftest import CONTRAST, DESK, PHONE
from tests.publish.conftest import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# To tell of what passed as well takes half as long again.
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
# Four fifths of the time is for colours, of each word. CONTRAST looks at them in no time; what lies
# over or under words only axe knows, and pages have that alike.
BUT_COLOURS = {**OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
COLOURED = ("", "practices", "reports")
# Colours hang on the scheme alone, sizes on the width alone.
LOOKS = [(DESK, "light"), (PHONE, "dark")]
# How far what is on the screen has jumped while the page was made (web.dev/cls: good is below 0.1).
SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 50); // what was noted before comes at once
})"""


FOLDERS = ("", *sorted(folder.name for folder in (ROOT / "docs").iterdir() if folder.is_dir()))
ALONE = ("index.html", "statistics.html", "quality.html", "basket.html")


def pages(site: Path, folder: str) -> list[str]:
    """The list and the largest other page of a folder; of none, the pages that stand alone."""
    if not folder:
        return [*ALONE, "search.html?q=%E6%95%B4%E6%94%B9"]
    inside = sorted(
        (site / folder).glob("*.html"), key=lambda page: (page.stat().st_size, page.name)
    )
    lists = [page for page in inside if page.name == "index.html"]
    shown = [*lists, *[page for page in inside if page not in lists][-1:]]
    return [page.relative_to(site).as_posix() for page in shown]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_no_kind_of_page_has_a_fault(
    page: Page, bundled: Path, folder: str, size: dict[str, int], scheme: str
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    faults = []
    for path in pages(bundled, folder):
        page.goto(f"{bundled.as_uri()}/{path}")
        if "?q=" in path:
            expect(page.get_by_role("status")).to_contain_text("找到")
        still(page)
        if (shift := page.evaluate(SHIFT)) > 0.1:
            faults.append(f"{path}: jumped by {shift}")
        options = OPTIONS if folder in COLOURED else BUT_COLOURS
        found = Axe().run(page, options=options).response["violations"]
        faults += [
            f"{path}: {fault['id']} {fault['nodes'][0]['target']} ×{len(fault['nodes'])}"
            for fault in found
        ]
        faults += [f"{path}: {pale}" for pale in page.evaluate(CONTRAST)]
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            faults.append(f"{path}: wider than the screen")
    assert faults == []


def test_a_long_page_has_its_contents_at_the_top_on_a_phone(page: Page, bundled: Path) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{bundled.as_uri()}/guide/staff.html")
    contents = page.locator(".kb-contents")
    heading = page.locator("article h2").last
    expect(heading).not_to_be_in_viewport()
    contents.locator("summary").click()
    contents.locator("a").last.click()
    expect(heading).to_be_in_viewport()
    page.set_viewport_size(DESK)
    expect(contents).to_be_hidden()  # the side has them


def test_what_the_keyboard_reaches_is_seen(page: Page, bundled: Path) -> None:
    page.set_viewport_size(DESK)
    page.goto(f"{bundled.as_uri()}/practices/index.html")
    ring = "getComputedStyle(document.activeElement)"
    for _ in range(40):
        page.keyboard.press("Tab")
        # A control that is out of sight gives its ring to its label.
        if page.evaluate("document.activeElement.matches('body, .md-toggle, .md-option')"):
            continue
        style = page.evaluate(f"[{ring}.outlineStyle, parseFloat({ring}.outlineWidth)]")
        assert style[0] != "none", page.evaluate("document.activeElement.outerHTML")
        assert style[1] >= 1


def test_the_keyboard_can_go_straight_to_the_text(page: Page, bundled: Path) -> None:
    page.set_viewport_size(DESK)
    page.goto(f"{bundled.as_uri()}/practices/index.html")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文", exact=True)
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_on_a_phone_the_keyboard_reaches_nothing_that_is_out_of_sight(
    page: Page, bundled: Path
) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{bundled.as_uri()}/practices/index.html")
    for _ in range(12):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.matches('body, .md-toggle, .md-option')"):
            expect(page.locator(":focus")).to_be_in_viewport()


def test_the_keyboard_can_go_past_the_facets_to_what_was_found(page: Page, bundled: Path) -> None:
    page.goto(f"{bundled.as_uri()}/search.html?q=制度")
    page.locator(".kb-hit").first.wait_for()
    page.get_by_role("button", name="检索", exact=True).focus()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到结果", exact=True)
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.kb-hit') !== null")


def test_a_page_can_be_printed(page: Page, bundled: Path) -> None:
    """Paper has the quotations with their sources, and nothing that is clicked."""
    import pypdfium2

    *_, path = pages(bundled, "practices")
    page.goto(f"{bundled.as_uri()}/{path}")
    quoted = page.locator("blockquote p").first.evaluate("one => one.firstChild.textContent.trim()")
    source = page.locator(".kb-source").first.inner_text()
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    words = "".join(text.split())
    assert "".join(quoted.split())[:20] in words
    assert "".join(source.split())[:12] in words
    for clicked in ("收入材料夹", "连同出处复制", "复制本页地址", "使用指南"):
        assert clicked not in words


@pytest.mark.parametrize("folder", ["practices", "units", "reports"])
def test_who_reads_in_the_dark_prints_on_white(page: Page, bundled: Path, folder: str) -> None:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    *_, path = pages(bundled, folder)
    page.goto(f"{bundled.as_uri()}/{path}")
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate(CONTRAST) == []


def test_the_page_says_where_it_can_be_corrected(page: Page, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "practices").mkdir(parents=True)
    (docs / "index.md").write_text("# 首页\n", encoding="utf-8")
    text = "---\nkind: practice\ntitle: 一窗&办\n---\n# 一窗&办\n"
    (docs / "practices" / "one.md").write_text(text, encoding="utf-8")
    settings = (
        "site_name: 试\nuse_directory_urls: false\ntheme: {name: material, font: false}\n"
        "plugins: [knowledge-base]\nedit_uri: https://git.example/kb/edit/main/docs/\n"
        "extra: {knowledge_base: {feedback: kb@office.example}}\n"
    )
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    build(load(tmp_path / "mkdocs.yml", site=tmp_path / "site"))
    page.goto((tmp_path / "site" / "practices" / "one.html").as_uri())
    edit = page.get_by_role("link", name="更正这一页")
    expect(edit).to_have_attribute("href", "https://git.example/kb/edit/main/docs/practices/one.md")
    expect(page.get_by_role("link", name="报告问题")).to_have_attribute(
        "href",
        "mailto:kb@office.example?subject=%E4%B8%80%E7%AA%97%26%E5%8A%9E&body=practices%2Fone.html",
    )
