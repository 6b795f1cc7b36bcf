"""The search of others on the same pages: Material's own (lunr, with jieba) and Pagefind.

Neither belongs to the project. They are measured where `jieba` can be imported and `pagefind` can
be run as `pagefind_extended`, which cuts Chinese into words (`pip install jieba
'pagefind[extended]'`, its folder on the path); otherwise it is said that they are not there.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Page, sync_playwright

from bench.retrieval import OWN, Judge, Scores, Search, load, ours, scores
from bench.sets import ROOT
from kb_build import config
from kb_build.publish import build
from tests.conftest import CHROMIUM_ARGS, served
from tests.install_browser import find_chromium

PAGEFIND = """async query => {
  const pagefind = await import('/pagefind/pagefind.js');
  const { results } = await pagefind.search(query);
  const found = await Promise.all(results.slice(0, 10).map(one => one.data()));
  return found.map(({ url }) => url);
}"""
RESULTS = ".md-search-result__item a.md-search-result__link"
# Material says how many it found, or that there is nothing, in place of how to begin.
ANSWERED = """() => {
  const meta = document.querySelector('.md-search-result__meta');
  return meta && /\\d|没有|No /.test(meta.textContent);
}"""


def measured(
    queries: Path = OWN, docs: Path = ROOT / "docs", reports: Path = ROOT / "reports"
) -> Iterator[tuple[str, Mapping[str, Scores] | None]]:
    """Name of each search and its scores by kind of query; None where it is not there."""
    asked = load(queries)
    with TemporaryDirectory() as name, _page() as page:
        site = Path(name) / "site"
        build(config.load(ROOT / "mkdocs.yml", docs=docs, site=site))
        judge = Judge(site, reports)
        for title, there, search in (
            ("this search", True, _ours),
            ("Material", importlib.util.find_spec("jieba") is not None, _material),
            ("Pagefind", _pagefind_command() is not None, _pagefind),
        ):
            if not there:
                yield title, None
                continue
            with search(page, site, docs) as ask:
                yield title, scores(asked, judge, ask)[0]


@contextmanager
def _page() -> Iterator[Page]:
    executable = find_chromium()
    assert executable
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=executable, args=CHROMIUM_ARGS)
        yield chromium.new_page()
        chromium.close()


@contextmanager
def _ours(page: Page, site: Path, docs: Path) -> Iterator[Search]:
    with served(site) as address:
        yield ours(page, address)


@contextmanager
def _material(page: Page, site: Path, docs: Path) -> Iterator[Search]:
    """A plain site of the same pages with Material's theme and its search plugin."""
    folder = site.with_name("material")
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(
        f"site_name: x\ndocs_dir: {docs}\nuse_directory_urls: false\nplugins: [search]\n"
        "theme: {name: material, language: zh, font: false}\n"
        "markdown_extensions: [attr_list, tables]\nnav: [index.md]\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "site")]
    subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    with served(folder / "site") as address:

        def ask(query: str) -> list[str]:
            page.goto(f"{address}index.html?q={quote(query)}")
            page.wait_for_function(ANSWERED)
            links = page.locator(RESULTS).evaluate_all("all => all.map(one => one.href)")
            return [_below(link) for link in links]

        yield ask


@contextmanager
def _pagefind(page: Page, site: Path, docs: Path) -> Iterator[Search]:
    command = _pagefind_command()
    assert command
    subprocess.run([command, "--site", str(site)], check=True, stdout=subprocess.DEVNULL)
    with served(site) as address:
        page.goto(f"{address}index.html")

        def ask(query: str) -> list[str]:
            return [_below(link) for link in page.evaluate(PAGEFIND, query)]

        yield ask


def _pagefind_command() -> str | None:
    return shutil.which("pagefind_extended")


def _below(link: str) -> str:
    """The page of a link; sections of a page are not told apart."""
    return unquote(urlsplit(link).path).lstrip("/")
