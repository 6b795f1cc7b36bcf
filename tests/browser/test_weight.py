"""A page is light: all that it loads, packed as web servers do it, and no script it waits for."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

MOST = 120 * 1024  # bytes over the wire of a page that does not search
PAGES = ("practices/ri-du-yi-wen-3f2a9c10.html", "practices/index.html", "guide/staff.html")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(page: Page, site: Path, serve: Callable[[Path], str], path: str) -> None:
    loaded: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if response.ok:
            loaded[response.url] = len(gzip.compress(response.body(), 6))

    page.on("response", weigh)
    page.goto(serve(site) + path)
    page.wait_for_load_state("networkidle")
    assert any("bundle" in url for url in loaded)
    assert sum(loaded.values()) <= MOST, loaded


def test_no_script_holds_up_the_first_paint(page: Page, site: Path) -> None:
    page.goto((site / PAGES[0]).as_uri())
    blocking = "all => all.filter(one => !one.defer && !one.async).map(one => one.src)"
    assert page.locator("script[src]").count() >= 2
    assert page.locator("script[src]").evaluate_all(blocking) == []
