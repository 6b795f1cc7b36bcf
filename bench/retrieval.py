"""Scores a search with queries and the passages that people judged to answer them.

A result is a hit when it opens at a judged passage or its page contains one. hit@1 and hit@5 say
how many queries have one among the first results; nDCG@10 (Järvelin and Kekäläinen 2002) also how
near the top all of them stand, against the best order of all that the site has. A whole report is
a hit too, but none that must be there: its passages are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import html
from playwright.sync_api import Page

from bench import tables
from bench.sets import ROOT
from kb_build.model import report_id
from kb_build.publish.search.normalising import BREAK, normalise
from kb_build.read import find

OWN = ROOT / "tests" / "publish" / "queries.tsv"
DEPTH = 10
# A judged passage is quoted by its beginning, which may run on into the next passage.
OPENING = 10

ANY = "*"
# Folders of pages that repeat what entries say, side by side; no search finds them.
OVERVIEWS = frozenset({"comparisons", "figures", "timeline", "units"})

# The addresses of the first results, by the search page's own scripts.
ASK = """async query => {
  const { hits } = await kb.find(query);
  const texts = await kb.store.texts(hits.slice(0, 10).map(({ record }) => record));
  return texts.map(({ url }) => url);
}"""

Search = Callable[[str], Sequence[str]]  # a query → addresses below the site, best first


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks, and the passages that answer it."""

    words: str
    kind: str
    # Name of the report's file without ending (ANY for all reports that have the words), its words.
    relevant: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over some queries."""

    queries: int
    first: float  # hit@1
    five: float  # hit@5
    gain: float  # nDCG@10


def beside() -> Path | None:
    """The judged queries on real reports beside the checkout; None without."""
    return next(iter(sorted(ROOT.parent.glob("*/gold/queries.tsv"))), None)


def load(file: Path) -> list[Query]:
    """The queries of a table with the columns id, query, kind, and passages parted by `||`."""
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    return [_query(line.split("\t")) for line in lines if line.strip()]


class Judge:
    """Knows which addresses of a site open at or contain which passages."""

    def __init__(self, site: Path, reports: Path) -> None:
        files = find([reports])
        self._names = {report_id(file.relative_to(reports).as_posix()): file.stem for file in files}
        self._site = site

    @cached_property
    def _held(self) -> dict[tuple[str, str], set[str]]:
        """Report and normalised words → the addresses where they are."""
        trees = {
            file.relative_to(self._site).as_posix(): html.parse(str(file)).getroot()
            for file in sorted(self._site.glob("*/*.html"))
            if file.parent.name not in OVERVIEWS
        }
        quoted = [(url, *found) for url, tree in trees.items() for found in _quotations(tree)]
        reports = {f"reports/{page}": report for _, page, report, _ in quoted}
        held: dict[tuple[str, str], set[str]] = defaultdict(set)
        for url, _, report, words in quoted:
            held[self._names.get(report, ""), _flat(words)].add(url)
        for url, report in reports.items():
            for anchor, words in _passages(trees[url]):
                place = (self._names.get(report, ""), _flat(words))
                held[place] |= {url, f"{url}#{anchor}"}
        return held

    def is_report(self, address: str) -> bool:
        """Whether an address is that of a whole report."""
        return address.startswith("reports/") and "#" not in address

    def answers(self, query: Query) -> set[str]:
        """All addresses that are a hit."""
        sought = [(name, _flat(words)) for name, words in query.relevant]
        found = (
            addresses
            for place, addresses in self._held.items()
            if any(_is_it(place, one) for one in sought)
        )
        return set().union(*found)


def scores(
    queries: Iterable[Query], judge: Judge, search: Search
) -> tuple[dict[str, Scores], list[Query]]:
    """The scores of each kind of query and of all together (`all`), and the queries without hit."""
    rows: dict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    missed = []
    for query in queries:
        right = judge.answers(query)
        hits = [_plain(address) in right for address in search(query.words)[:DEPTH]]
        wanted = sum(not judge.is_report(address) for address in right)
        row = (any(hits[:1]), any(hits[:5]), _gain(hits, wanted))
        rows[query.kind].append(row)
        rows["all"].append(row)
        if not row[1]:
            missed.append(query)
    return {kind: _means(found) for kind, found in rows.items()}, missed


def table(found: Mapping[str, Mapping[str, Scores]]) -> str:
    """A row for each kind of query: how many, then the scores of each search of `found`."""
    head = ["queries", "number"]
    head += [f"{search} {name}" for search in found for name in ("hit@1", "hit@5", "nDCG@10")]
    kinds = next(iter(found.values()))
    rows = (
        [kind, str(one.queries), *(cell for by in found.values() for cell in _cells(by[kind]))]
        for kind, one in kinds.items()
    )
    return tables.table(head, rows)


def _cells(one: Scores) -> tuple[str, ...]:
    return tuple(f"{score:.3f}" for score in (one.first, one.five, one.gain))


def ours(page: Page, address: str) -> Search:
    """The search of the site at `address`, which ends in a slash, in an open page."""
    page.goto(f"{address}search.html")

    def search(query: str) -> list[str]:
        found: list[str] = page.evaluate(ASK, query)
        return found

    return search


def _query(cells: Sequence[str]) -> Query:
    passages = (one.split("#", 1) for one in cells[3].split(" || "))
    return Query(cells[1], cells[2], tuple((name, words) for name, words in passages))


def _plain(address: str) -> str:
    """The address without what it says of the query."""
    page, _, anchor = address.partition("#")
    return page.partition("?")[0] + (f"#{anchor}" if anchor else "")


def _is_it(place: tuple[str, str], sought: tuple[str, str]) -> bool:
    opening = sought[1][:OPENING]
    if sought[0] == ANY:
        return sought[1] in place[1]
    return place[0] == sought[0] and (sought[1] in place[1] or opening in place[1])


def _flat(words: str) -> str:
    return normalise(words).replace(BREAK, "")


def _quotations(tree: html.HtmlElement) -> Iterable[tuple[str, str, str]]:
    """The file of the report's page, the report's id, and the words of each quotation."""
    for quotation in tree.iter("blockquote"):
        after = quotation.getnext()
        source = after.find(".//a[@data-report]") if after is not None else None
        if source is not None:
            page = Path(source.get("href", "").partition("#")[0]).name
            yield page, source.get("data-report", ""), quotation.text_content()


def _passages(tree: html.HtmlElement) -> Iterable[tuple[str, str]]:
    """Anchor and words of each passage and heading; a span without id continues the one before."""
    anchor = ""
    for span in tree.iter("span"):
        if {"kb-passage", "kb-heading"} & set((span.get("class") or "").split()):
            anchor = span.get("id") or anchor
            yield anchor, span.text_content()


def _gain(hits: Sequence[bool], answers: int) -> float:
    best = sum(1 / math.log2(rank + 2) for rank in range(min(DEPTH, answers)))
    got = sum(1 / math.log2(rank + 2) for rank, hit in enumerate(hits) if hit)
    return min(1.0, got / best) if best else 0.0


def _means(rows: Sequence[tuple[bool, bool, float]]) -> Scores:
    first, five, gain = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    return Scores(len(rows), first, five, gain)
