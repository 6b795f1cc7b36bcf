"""The site of the invented pages, over HTTP and from its folder."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from kb_build.config import load
from kb_build.publish import build
from tests.browser.asking import titles
from tests.publish.conftest import DOCS, ROOT

ANSWERED = re.compile(r"\d|没有找到")
PHONE: ViewportSize = {"width": 390, "height": 844}
# Gives the words of a page that are too pale.
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
DESK: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("published") / "site"
    build(load(ROOT / "mkdocs.yml", docs=DOCS, site=folder))
    return folder


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the bundled knowledge base."""
    folder = tmp_path_factory.mktemp("bundled") / "site"
    build(load(ROOT / "mkdocs.yml", site=folder))
    return folder


def site_of(pages: Mapping[str, str], folder: Path) -> str:
    """The address, ending in a slash, of a site of these pages by path, and an empty first one."""
    docs, site = folder / "docs", folder / "site"
    for path, text in {"index.md": "# 首页\n", **pages}.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8")
    build(load(ROOT / "mkdocs.yml", docs=docs, site=site))
    return f"{site.as_uri()}/"


# For a test of what a browser may do otherwise where pages come from a server: load, keep, save.
both_ways = pytest.mark.parametrize("address", ["http", "file"], indirect=True)


@pytest.fixture
def address(request: pytest.FixtureRequest, site: Path, serve: Callable[[Path], str]) -> str:
    """The site's address, ending in a slash: of its folder, where a browser allows least."""
    by_server = getattr(request, "param", "file") == "http"
    return serve(site) if by_server else f"{site.as_uri()}/"


@pytest.fixture
def search(page: Page, address: str) -> Callable[..., list[str]]:
    """A function that opens the search page for a query and gives what each result says."""

    def ask(query: str, **more: str) -> list[str]:
        page.goto(f"{address}search.html?{urlencode({'q': query, **more})}")
        # Not by a function in the page: looked at again, the page's own policy forbids it.
        expect(page.get_by_role("status").first).to_have_text(ANSWERED)
        return page.locator(".kb-hit").all_inner_texts()

    return ask


@pytest.fixture
def asked(page: Page, address: str) -> Callable[[str], list[str]]:
    """A function that asks and gives the titles found; `address` is the search page."""

    def ask(query: str) -> list[str]:
        page.goto(f"{address}?q={query}")
        expect(page.get_by_role("status")).to_contain_text("条")
        return titles(page)

    return ask
