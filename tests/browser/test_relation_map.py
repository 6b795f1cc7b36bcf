"""The relation map in a browser: links by keyboard, legible on a telephone, in light and dark."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import Page, expect

from kb_build.config import load
from kb_build.publish import build
from tests.browser.asking import still
from tests.browser.conftest import DESK, PHONE
from tests.publish.conftest import DOCS, ROOT

PRACTICE = "practices/ri-du-yi-wen-3f2a9c10"
TABLE = """
## 相关条目

<div class="kb-map" markdown="1">

| 类别 | 名称 | 关系 |
|---|---|---|
| 经验做法 | **[“日读一文、月览一书”学习法](OWN)** | |
| 单位 | [青禾县档案馆（青禾县地方志编纂中心）](../units/index.md) | 报告：[本条目](OWN) |
| 举措 | [办读书班](READING) | 出自同一段话：[本条目](OWN) |
| 机制 | [查档预约](RULE) | 针对：[读书不深](../problems/index.md) |
| 问题 | [读书不深](../problems/index.md) | 由此：[本条目](OWN) |

</div>
"""
ADDRESSES = {
    "OWN": "ri-du-yi-wen-3f2a9c10.md",
    "READING": "../measures/du-shu-ban-51e0d2aa.md",
    "RULE": "../institutions/cha-dang-yu-yue-77aa01bc.md",
}
# Letters smaller than this are hard to read on a telephone.
LEGIBLE = 11.5
SIZES = """all => all.map(one => {
  const { left, right, top, bottom } = one.querySelector("path").getBoundingClientRect();
  const lines = [...one.querySelectorAll("text")];
  const letters = parseFloat(getComputedStyle(lines[0]).fontSize) * lines[0].getScreenCTM().a;
  const within = lines.map((line) => line.getBoundingClientRect()).every((line) =>
    left <= line.left && line.right <= right && top <= line.top && line.bottom <= bottom);
  return { width: right - left, height: bottom - top, letters, within };
})"""
# Luminance contrast (WCAG 2.2, 1.4.3) of a box's words and of its edge against what is behind.
CONTRASTS = """all => {
  const paint = (words) => {
    const at = document.createElement("canvas").getContext("2d");
    at.fillStyle = words; at.fillRect(0, 0, 1, 1);
    return [...at.getImageData(0, 0, 1, 1).data].slice(0, 3).map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
  };
  const light = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const contrast = (one, other) => {
    const [a, b] = [light(paint(one)), light(paint(other))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const ground = getComputedStyle(document.querySelector(".kb-map__drawn")).backgroundColor;
  return all.map((one) => {
    const box = getComputedStyle(one.querySelector("path"));
    const words = getComputedStyle(one.querySelector("text")).fill;
    const edge = Math.max(contrast(box.stroke, ground), contrast(box.fill, ground));
    return [contrast(words, box.fill), edge];
  });
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page with the map, opened from its folder."""
    base = tmp_path_factory.mktemp("map")
    docs = shutil.copytree(DOCS, base / "docs")
    page = docs / f"{PRACTICE}.md"
    table = TABLE
    for name, address in ADDRESSES.items():
        table = table.replace(f"({name})", f"({address})")
    page.write_text(page.read_text(encoding="utf-8") + table, encoding="utf-8")
    build(load(ROOT / "mkdocs.yml", docs=docs, site=base / "site"))
    return (base / "site" / f"{PRACTICE}.html").as_uri()


def test_the_keyboard_leads_from_box_to_box_and_to_pages(page: Page, address: str) -> None:
    page.set_viewport_size(DESK)
    page.goto(address)
    page.locator(".kb-map svg a").first.focus()
    seen = [page.evaluate("document.activeElement.textContent")]
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent"))
    assert "办读书班" in seen
    assert (
        page.evaluate("getComputedStyle(document.activeElement.querySelector('path')).strokeWidth")
        == "3px"
    )
    page.locator(".kb-map svg a", has_text="办读书班").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/measures/du-shu-ban"))


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_it_is_legible_and_whole(page: Page, address: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(address)
    boxes = page.locator(".kb-map svg a").evaluate_all(SIZES)
    assert len(boxes) == 5
    for box in boxes:
        assert box["letters"] >= LEGIBLE
        assert box["within"]
        assert min(box["width"], box["height"]) >= 24  # WCAG 2.2, 2.5.8
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_edges_stand_out(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(address)
    still(page)
    found = page.locator(".kb-map svg a").evaluate_all(CONTRASTS)
    assert found
    for words, edge in found:
        assert words >= 4.5
        assert edge >= 3


def test_the_table_says_the_same_and_is_no_wider_than_a_telephone(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address)
    named = page.locator(".kb-map td:nth-child(2) a").evaluate_all(
        "all => all.map(one => one.href)"
    )
    drawn = page.locator(".kb-map svg a").evaluate_all(
        "all => all.map(one => new URL(one.href.baseVal, location).href)"
    )
    assert sorted(named) == sorted(drawn)
    assert page.locator(".kb-map table").evaluate("one => one.scrollWidth <= one.clientWidth")
    expect(page.locator(".kb-map td", has_text="报告：")).to_be_visible()
