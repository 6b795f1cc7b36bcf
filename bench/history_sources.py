"""What the pages of a random history are made of: invented blocks, or small reports as rendered.

A source changes as reports and programs do: words are corrected, parts come, go and change places,
a list grows, the program learns another layout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kb_build.model import Facts, LazyPage, Library, Page

PATHS = ("index.md", "measures/a.md", "measures/b.md", "practices/c.md")
REPORT = """望澜区水务所{year}年工作总结
一、主要做法
（一）建章立制。修订《用水计量管理办法》，开展巡查{count}次。
（二）服好务。推行“板凳会”议事法，走访农户{count}户。
二、存在的问题
人手不足，业务能力不够强。
三、下一年工作打算
新建泵站{count}座。
"""


@dataclass
class Invented:
    """Pages of invented blocks; each block is a name and a number that counts its corrections."""

    random: Random
    blocks: dict[str, list[tuple[str, int]]] = field(default_factory=dict)  # by path
    versions: dict[str, int] = field(default_factory=dict)  # by path; each has an id of its own
    layout: int = 0
    made: int = 0

    def __post_init__(self) -> None:
        for path in PATHS:
            self.blocks[path] = [self._new() for _ in range(self.random.randrange(2, 7))]

    def pages(self) -> list[LazyPage]:
        """All pages as generated now."""
        return [LazyPage.of(self._page(path)) for path in sorted(self.blocks)]

    def change(self) -> None:
        """One change of a report, or of the program."""
        path = self.random.choice(PATHS)
        edits = (self._correct, self._add, self._drop, self._move, self._leave, self._renew)
        edit = self.random.choice(edits)
        if self.random.random() < 0.1:
            self.layout += 1
        elif path in self.blocks:
            edit(path)
        else:
            self.blocks[path] = [self._new()]

    def _new(self) -> tuple[str, int]:
        self.made += 1
        return f"块{self.made}", 0

    def _correct(self, path: str) -> None:
        for _ in range(self.random.randrange(1, 3)):
            at = self._any(path)
            name, number = self.blocks[path][at]
            self.blocks[path][at] = (name, number + 1)

    def _add(self, path: str) -> None:
        self.blocks[path].insert(self._any(path), self._new())

    def _drop(self, path: str) -> None:
        if len(self.blocks[path]) > 1:
            del self.blocks[path][self._any(path)]

    def _move(self, path: str) -> None:
        block = self.blocks[path].pop(self._any(path))
        self.blocks[path].insert(self.random.randrange(len(self.blocks[path]) + 1), block)

    def _leave(self, path: str) -> None:
        if self.random.random() < 0.3:
            del self.blocks[path]

    def _renew(self, path: str) -> None:
        """Gives the page another id, as a report's page gets when its text changes."""
        self.versions[path] = self.versions.get(path, 0) + 1

    def _any(self, path: str) -> int:
        return self.random.randrange(len(self.blocks[path]))

    def _page(self, path: str) -> Page:
        id = re.sub(r"\W", "-", path.removesuffix(".md")) + f"-{self.versions.get(path, 0)}"
        blocks = self.blocks[path]
        topics = tuple(sorted({f"主题{number}" for _, number in blocks}))
        front = (("id", id), ("title", f"页面{self.layout}"), ("topics", topics))
        items = "\n".join(f"- 条目{name}，第{number}版" for name, number in blocks)
        rows = "\n".join(f"| {name} | {number} |" for name, number in blocks)
        table = f"| 名称 | 版本 |\n| --- | --- |\n{rows}"
        parts = [part for block in blocks for part in self._block(*block)]
        return Page(path, front, (f"# 页面{self.layout}", *parts, "## 条目", items, table))

    def _block(self, name: str, number: int) -> tuple[str, ...]:
        source = f'[某报告](../reports/x.md){{: .kb-source data-span="{number}" }}'
        heading = f"{'#' * (2 + self.layout % 2)} {name}"
        return (heading, f"> {name}的引文，第{number}版。", source)


@dataclass
class Reported:
    """Pages of small reports, as the whole way from text to page makes them."""

    random: Random
    reports: dict[int, int] = field(default_factory=dict)  # year → number in the text

    def __post_init__(self) -> None:
        self.reports = {2023: 12, 2024: 30}

    def pages(self) -> list[LazyPage]:
        """All pages as generated now."""
        return list(_rendered(tuple(sorted(self.reports.items()))))

    def change(self) -> None:
        """A report is corrected, comes or goes."""
        year = self.random.choice((2023, 2024, 2025))
        if year in self.reports and len(self.reports) > 1 and self.random.random() < 0.3:
            del self.reports[year]
        else:
            self.reports[year] = self.random.choice((12, 30, 45))


@cache
def _rendered(reports: tuple[tuple[int, int], ...]) -> tuple[LazyPage, ...]:
    from kb_build.link import link
    from kb_build.render import render

    facts = tuple(_facts(year, count) for year, count in reports)
    pages, _ = render(Library(facts, link(facts)), "zh")
    return pages


@cache
def _facts(year: int, count: int) -> Facts:
    from kb_build.extract import extract
    from kb_build.model import replace
    from kb_build.parse import parse
    from kb_build.read import read

    with TemporaryDirectory() as folder:
        file = Path(folder, f"shuiwusuo-{year}.txt")
        file.write_text(REPORT.format(year=year, count=count), encoding="utf-8")
        return extract(parse(replace(read(file), source=file.name)))
