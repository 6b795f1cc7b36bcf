"""Compares our search with others on the same pages: Material's (lunr, with jieba) and Pagefind.

Neither belongs to the project. They are measured where `jieba` and `pagefind_bin_extended` can be
imported (`pip install jieba 'pagefind[extended]'`); otherwise it is said that they are not there.
Bytes are counted as they travel with gzip, those of the first query with the page that asks. Time
is from the question to the addresses of the first results, on the clock.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page

from bench import invented_pages, tables
from bench.results import keep
from bench.retrieval import OWN, Judge, Scores, Search, beside, load, ours, scores, table
from bench.search_size import Traffic, chromium, queries_for, spread
from bench.servers import served
from bench.sets import ROOT
from kb_build import config
from kb_build.publish import build

SIZES = (100, 1_000)  # invented pages on which all are measured
COSTS = ("first KB", "50 % KB", "most KB", "50 % ms", "95 % ms")
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
        """A cell for each of COSTS; times are those of all queries but the first."""
        first, *later = self.bytes
        kilobytes = (part / 1e3 for part in (first, median(later), max(later)))
        return tuple(f"{part:.0f}" for part in (*kilobytes, *spread(self.times[1:])))


Found = tuple[Mapping[str, Mapping[str, Scores]], Sequence[Sequence[str]]]


def show() -> None:
    """Measures, prints and keeps: bundled reports, real ones if there are any, growing sites."""
    found = {"bundled": compared(OWN, ROOT / "docs", ROOT / "reports")}
    _print(found["bundled"])
    if queries := beside():
        found["real"] = judged(queries)
        _print(found["real"])
    growing = [*grown()]
    print(tables.table(("search", *COSTS), growing))
    keep("search", answers={name: scored for name, (scored, _) in found.items()}, costs=growing)


def _print(found: Found) -> None:
    scored, costs = found
    print(table(scored), tables.table(("search", *COSTS), costs), sep="\n\n", end="\n\n")


def compared(queries: Path, docs: Path, reports: Path) -> Found:
    """By search and kind of query how well it answers the judged `queries`; rows of its costs.

    `docs` has the pages that were made of `reports`.
    """
    found: dict[str, Mapping[str, Scores]] = {}
    rows: list[Sequence[str]] = []
    with TemporaryDirectory() as name:
        site = Path(name) / "site"
        build(config.load(ROOT / "mkdocs.yml", docs=docs, site=site))
        judge, asked = Judge(site, reports), load(queries)
        for rival, ask in _each(site, docs):
            if ask:
                found[rival], _ = scores(asked, judge, ask)
                rows.append((rival, *ask.cost()))
            else:
                rows.append((f"{rival} (not there)", *("" for _ in COSTS)))
    return found, rows


def judged(queries: Path) -> Found:
    """As `compared`, for queries on the real reports beside them, of which pages are made first."""
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
            for rival, ask in _each(site, docs):
                if ask:
                    for query in queries_for(made):
                        ask(query)
                    yield f"{rival}, {count:,} pages", *ask.cost()


# ---------------------------------------------------------------------------------- searches


def _each(site: Path, docs: Path) -> Iterator[tuple[str, Watched | None]]:
    """Each search with its name, usable until the next one is asked for; None if not installed."""
    for rival in RIVALS:
        if rival.needs and importlib.util.find_spec(rival.needs) is None:
            yield rival.name, None
            continue
        folder = rival.publish(site, docs)
        with served(folder) as address, chromium() as page:
            traffic = Traffic(page, address, folder)
            yield rival.name, Watched(rival.open(page, address), traffic)


@dataclass(frozen=True, slots=True)
class Rival:
    """A search, ours too."""

    name: str
    needs: str  # module without which it is not there; empty for none
    publish: Callable[[Path, Path], Path]  # our site and its pages → the site that it searches
    open: Callable[[Page, str], Search]  # a page of a browser and that site's address → the search


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


RIVALS = (
    Rival("ours", "", lambda site, docs: site, ours),
    Rival("Material", "jieba", _with_material, _material),
    Rival("Pagefind", "pagefind_bin_extended", _with_pagefind, _pagefind),
)
