"""Measures search on growing sites: time and memory of indexing, bytes and time of a query.

`python -m bench search-size` measures 100, 1,000 and 10,000 invented pages. Bytes are counted as
they travel with gzip. A query is timed in the browser from the question to the texts to show; the
first one also loads the index's head. Extras the time on the clock, which other work on the machine
stretches, stands what the page's own thread worked (`TaskDuration` of Chromium's metrics).
"""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, Request, sync_playwright

from bench import invented_pages
from bench.chromium import ARGS, find_chromium
from bench.results import keep
from bench.servers import served
from bench.sets import ROOT
from bench.tables import table
from kb_build.config import load
from kb_build.publish import build
from kb_build.publish.search.findable import findable
from kb_build.publish.search.index import files
from kb_build.publish.search.pages import records
from kb_build.reuse.store import put
from kb_build.running.stopwatch import peak_memory

SIZES = (100, 1_000, 10_000)
QUERIES = 60
ANSWER = """async query => {
  const start = performance.now();
  const found = await kb.find(query);
  await kb.narrow(found.hits, {});
  await kb.store.texts(found.hits.slice(0, 10).map(({ record }) => record));
  return [performance.now() - start, found.hits.length];
}"""
COMMON = ("整改 制度", "工作情况", "巡察整改落实", "干部 培训 满意率", "怎么加强党员学习教育")


@dataclass(frozen=True, slots=True)
class Size:
    """What some number of pages took."""

    pages: int
    seconds: float  # of processor time, to index them from their HTML
    peak: int  # most bytes in memory meanwhile
    files: int  # of the index
    bytes: int  # of the index
    first: int  # bytes of the first query, with the page and its scripts
    later: Sequence[int]  # bytes of each further query
    times: Sequence[float]  # milliseconds of each further query
    work: Sequence[float]  # milliseconds that the page's thread worked on it
    unanswered: int  # queries without result


def measured(count: int) -> Size:
    """Indexes `count` pages in a process of its own and asks them in a browser.

    The site around the index is one of few pages.
    """
    with TemporaryDirectory() as name:
        docs, site = Path(name, "docs"), Path(name, "site")
        made = invented_pages.write(docs, count)
        build(load(ROOT / "mkdocs.yml", docs=ROOT / "tests" / "publish" / "docs", site=site))
        command = [sys.executable, "-m", "bench.search_size", str(docs), str(site / "search")]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        asked = _asked(site, queries_for(made))
        sizes = [file.stat().st_size for file in (site / "search").rglob("*.js")]
    return Size(count, **json.loads(done.stdout), files=len(sizes), bytes=sum(sizes), **asked)


def show() -> None:
    """Measures and prints; keeps the results."""
    found = [measured(count) for count in SIZES]
    print(table(HEADS, rows(found)))
    keep("search-size", sizes=found)


def rows(sizes: Iterable[Size]) -> Iterable[Sequence[str]]:
    """A row of text for each size."""
    for one in sizes:
        most = quantiles(one.later, n=20)[-1]
        yield (
            f"{one.pages:,}",
            f"{one.seconds:.1f}",
            f"{one.peak / 1e6:.0f}",
            f"{one.files:,}",
            f"{one.bytes / 1e6:.1f}",
            f"{one.first / 1e3:.0f}",
            f"{sum(one.later) / len(one.later) / 1e3:.0f}",
            f"{most / 1e3:.0f}",
            f"{max(one.later) / 1e3:.0f}",
            *(f"{part:.0f}" for part in (*spread(one.times), max(one.times))),
            *(f"{part:.0f}" for part in spread(one.work)),
            str(one.unanswered),
        )


HEADS = (
    *("pages", "index s", "peak MB", "files", "index MB", "first KB"),
    *("later KB", "95 % KB", "most KB", "50 % ms", "95 % ms", "most ms"),
    *("50 % CPU ms", "95 % CPU ms", "unanswered"),
)


def spread(values: Sequence[float]) -> tuple[float, float]:
    """The median, and what 95 of 100 do not exceed."""
    return median(values), quantiles(values, n=20)[-1]


@contextmanager
def chromium() -> Iterator[Page]:
    """A page of a browser that is closed afterwards."""
    executable = find_chromium()
    assert executable
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=ARGS)
        yield browser.new_page()
        browser.close()


def index(docs: Path, folder: Path) -> dict[str, float]:
    """Indexes the Markdown files below `docs` into `folder`; gives `seconds`, `peak` of `Size`."""
    import shutil

    from markdown import markdown

    from kb_build.page import frontmatter

    spent = 0.0
    found = {}
    for file in sorted(docs.rglob("*.md")):
        head = frontmatter.parse(file.read_text(encoding="utf-8"), str(file))
        content = markdown(head.body, extensions=["attr_list", "tables"])
        url = file.relative_to(docs).with_suffix(".html").as_posix()
        start = time.process_time()
        said = findable(records(url, head.values, str(head.values["title"]), content))
        if said:
            found[url] = said
        spent += time.process_time() - start
    start = time.process_time()
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files(found).items():
        put(str(folder / name), text.encode())
    return {"seconds": spent + time.process_time() - start, "peak": peak_memory()}


def queries_for(made: Sequence[invented_pages.InventedPage]) -> list[str]:
    """Names, parts of sentences, two words, questions, pinyin, and frequent words."""
    from pypinyin import lazy_pinyin

    chance = random.Random(1)
    found = list(COMMON)
    while len(found) < QUERIES:
        page = chance.choice(made)
        title, sentence = invented_pages.name(page), chance.choice(invented_pages.sentences(page))
        at = chance.randrange(max(1, len(sentence) - 12))
        part = sentence[at : at + 12]
        found += [title, part, f"{part[:4]} {part[-4:]}", f"怎样做好{part[2:9]}"]
        found += ["".join(lazy_pinyin(title[:4])), title[:4] + part[:4]]
    return found[:QUERIES]


def _asked(site: Path, queries: Sequence[str]) -> dict[str, Any]:
    """The fields of `Size` that tell of queries."""
    later, times, work, unanswered = list[int](), list[float](), list[float](), 0
    with served(site) as address, chromium() as page:
        traffic, worked = Traffic(page, address, site), Worked(page)
        page.goto(f"{address}search.html")
        page.evaluate(ANSWER, queries[0])
        first = traffic.taken()
        worked.taken()
        for query in queries[1:]:
            took, count = page.evaluate(ANSWER, query)
            times.append(took)
            work.append(worked.taken())
            later.append(traffic.taken())
            unanswered += not count
    return {
        "first": first, "later": later, "times": times, "work": work, "unanswered": unanswered
    }  # fmt: skip


class Worked:
    """How long a page's thread has worked, whatever else the machine did meanwhile."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable")
        self._before = 0.0

    def taken(self) -> float:
        """Milliseconds since it was last asked."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        now = 1000 * sum(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")
        taken, self._before = now - self._before, now
        return taken


class Traffic:
    """Counts what a page asks for, as it would travel."""

    def __init__(self, page: Page, address: str, site: Path) -> None:
        self._address, self._site, self._bytes = address, site, 0
        page.on("request", self._count)

    def taken(self) -> int:
        """Bytes since it was last asked."""
        taken, self._bytes = self._bytes, 0
        return taken

    def _count(self, request: Request) -> None:
        file = self._site / request.url.removeprefix(self._address).partition("?")[0]
        if file.is_file():
            self._bytes += len(gzip.compress(file.read_bytes(), 6))


if __name__ == "__main__":
    print(json.dumps(index(Path(sys.argv[1]), Path(sys.argv[2]))))
