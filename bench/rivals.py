"""Compares our search with others on the same pages: Material's (lunr, with jieba) and Pagefind.

Neither belongs to the project. They are measured where `jieba` and `pagefind_bin_extended` can be
imported (`pip install jieba 'pagefind[extended]'`); otherwise it is said that they are not there.
Bytes are counted as they travel with gzip, those of the first query with the page that asks. Time
is from the question to the addresses of the first results, on the clock of a browser.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page

from bench import invented_pages
from bench.retrieval import OWN, Judge, Scores, Search, beside, load, ours, scores
from bench.search_size import Traffic, chromium, queries_for
from bench.sets import ROOT
from kb_build import config
from kb_build.publish import build
from tests.conftest import served

SIZES = (100, 1_000)  # invented pages on which all are measured
PAGEFIND = """async query => {
  const pagefind = await import('/pagefind/pagefind.js');
  const { results } = await pagefind.search(query);
  const found = await Promise.all(results.slice(0, 10).map(one => one.data()));
  return found.map(({ url }) => url);
}"""
RESULTS = ".md-search-result__item a.md-search-result__link"
BOX = "[data-md-component=search-query]"
# Material says how many it found, or that there is nothing; what it said before is taken away.
FORGET = """() => {
  document.querySelector('.md-search-result__meta').textContent = '';
  document.querySelector('.md-search-result__list').replaceChildren();
}"""
ANSWERED = """() => {
  const meta = document.querySelector('.md-search-result__meta');
  return meta && /\\d|没有|No /.test(meta.textContent);
}"""


@dataclass(slots=True)
class Watched:
    """A search, and what each query took."""

    ask: Search
    traffic: Traffic
    bytes: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)  # milliseconds

    def __call__(self, query: str) -> Sequence[str]:
        """Asks, and takes note."""
        start = time.perf_counter()
        found = self.ask(query)
        self.times.append(1000 * (time.perf_counter() - start))
        self.bytes.append(self.traffic.taken())
        return found

    def cost(self) -> tuple[str, ...]:
        """Kilobytes of the first query and of later ones, milliseconds of later ones."""
        first, *later = self.bytes
        times = self.times[1:]
        return (
            *(f"{part / 1e3:.0f}" for part in (first, median(later), max(later))),
            *(f"{part:.0f}" for part in (median(times), quantiles(times, n=20)[-1])),
        )


COSTS = ("first KB", "50 % KB", "most KB", "50 % ms", "95 % ms")


def compared(
    queries: Path = OWN, docs: Path = ROOT / "docs", reports: Path = ROOT / "reports"
) -> tuple[Mapping[str, Mapping[str, Scores]], list[Sequence[str]]]:
    """The scores of each search by kind of query, and rows of what each costs."""
    found: dict[str, Mapping[str, Scores]] = {}
    rows: list[Sequence[str]] = []
    with TemporaryDirectory() as name:
        site = Path(name) / "site"
        build(config.load(ROOT / "mkdocs.yml", docs=docs, site=site))
        judge, asked = Judge(site, reports), load(queries)
        for title, ask in _each(site, docs):
            if ask:
                found[title] = scores(asked, judge, ask)[0]
                rows.append((title, *ask.cost()))
            else:
                rows.append((f"{title} (not there)", *("" for _ in COSTS)))
    return found, rows


def judged() -> tuple[Mapping[str, Mapping[str, Scores]], list[Sequence[str]]] | None:
    """As `compared`, for the judged queries on real reports; None where there are none."""
    queries = beside()
    if queries is None:
        return None
    reports = queries.parents[1] / "reports" / "annotated"
    with TemporaryDirectory() as name:
        folders = ("--reports", reports, "--docs", Path(name, "docs"), "--site", Path(name, "site"))
        kb = (sys.executable, "-m", "kb_build")
        command = [str(part) for part in (*kb, "build", "--config", ROOT / "mkdocs.yml", *folders)]
        subprocess.run(command, cwd=name, check=True, capture_output=True)
        return compared(queries, Path(name, "docs"), reports)


def grown(sizes: Iterable[int] = SIZES) -> Iterator[Sequence[str]]:
    """Rows of what each search costs on so many invented pages."""
    for count in sizes:
        with TemporaryDirectory() as name:
            docs, site = Path(name) / "docs", Path(name) / "site"
            made = invented_pages.write(docs, count)
            (docs / "index.md").write_text("# 首页\n", encoding="utf-8")
            build(config.load(ROOT / "mkdocs.yml", docs=docs, site=site))
            for title, ask in _each(site, docs):
                if ask:
                    for query in queries_for(made):
                        ask(query)
                    yield f"{title}, {count:,} pages", *ask.cost()


def table(found: Mapping[str, Mapping[str, Scores]]) -> tuple[list[str], list[list[str]]]:
    """Head and rows: each kind of query, how many, and hit@1, hit@5, nDCG@10 of each search."""
    head = ["queries", "number"]
    head += [f"{title} {name}" for title in found for name in ("hit@1", "hit@5", "nDCG@10")]
    kinds = next(iter(found.values()))
    rows = [
        [kind, str(one.queries), *(cell for by in found.values() for cell in _cells(by[kind]))]
        for kind, one in kinds.items()
    ]
    return head, rows


def _cells(one: Scores) -> tuple[str, ...]:
    return tuple(f"{score:.2f}" for score in (one.first, one.five, one.gain))


# ---------------------------------------------------------------------------------- searches


def _each(site: Path, docs: Path) -> Iterator[tuple[str, Watched | None]]:
    """Each search with its name, usable until the next one is asked for; None if not installed."""
    for title, needs, made, opened in RIVALS:
        if needs and importlib.util.find_spec(needs) is None:
            yield title, None
            continue
        folder = made(site, docs)
        with served(folder) as address, chromium() as page:
            traffic = Traffic(page, address, folder)
            yield title, Watched(opened(page, address), traffic)


def _as_it_is(site: Path, docs: Path) -> Path:
    return site


def _with_material(site: Path, docs: Path) -> Path:
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
    return folder / "site"


def _with_pagefind(site: Path, docs: Path) -> Path:
    spec = importlib.util.find_spec("pagefind_bin_extended")
    assert spec and spec.origin
    command = Path(spec.origin).with_name("pagefind_extended")
    subprocess.run([command, "--site", site], check=True, stdout=subprocess.DEVNULL)
    return site


def _material(page: Page, address: str) -> Search:
    page.goto(f"{address}index.html")

    def ask(query: str) -> list[str]:
        page.evaluate(FORGET)
        page.locator(BOX).fill(query, force=True)
        page.locator(BOX).dispatch_event("keyup")  # which is what it listens to
        page.wait_for_function(ANSWERED)
        links = page.locator(RESULTS).evaluate_all("all => all.map(one => one.href)")
        return _below(links)

    return ask


def _pagefind(page: Page, address: str) -> Search:
    page.goto(f"{address}index.html")
    return lambda query: _below(page.evaluate(PAGEFIND, query))


def _below(links: Iterable[str]) -> list[str]:
    """The pages of links, each once; sections of a page are not told apart."""
    return list(dict.fromkeys(unquote(urlsplit(link).path).lstrip("/") for link in links))


# Name, the module without which it is not there, what makes its site, and what asks it.
RIVALS: tuple[tuple[str, str, Callable[[Path, Path], Path], Callable[[Page, str], Search]], ...] = (
    ("ours", "", _as_it_is, ours),
    ("Material", "jieba", _with_material, _material),
    ("Pagefind", "pagefind_bin_extended", _with_pagefind, _pagefind),
)
