"""Measures the cost of one more report, for the guide's page on size.

`python -m bench unit-costs` (`--reports 50 200`) builds knowledge bases of two sizes from invented
reports, one process at work, and takes the difference for each further report, so that what every
run costs at all does not count. Seconds are of the processor: they hold on a busy machine, nearly.
The outcome goes to `unit_costs.json` beside this file, its tables into the pages of the guide.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import invented_reports, scale
from bench.results import commit
from bench.sets import ROOT

SIZES = (50, 200)
RESULT = Path(__file__).with_suffix(".json")
PAGES = {"zh": ROOT / "docs" / "guide" / "scale.md", "en": ROOT / "docs" / "guide" / "scale.en.md"}
GOALS = (10_000, 100_000, 1_000_000)
MARKS = re.compile(r"(<!-- costs: begin -->\n).*?(<!-- costs: end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Base:
    """What a knowledge base of some size took."""

    reports: int
    pages: int
    processor: Mapping[str, float]  # seconds by case: cold, one changed, nothing new
    peak: Mapping[str, int]  # bytes of the process, by case
    docs: int  # bytes, the record included
    site: int
    store: int
    index: int  # bytes of the search index, part of the site
    head: int  # bytes as they travel of what every first query loads


def measured(count: int) -> Base:
    """Builds a base of so many reports from nothing, after one more, and once again."""
    with TemporaryDirectory(prefix="kb-unit-") as name:
        base = Path(name)
        invented_reports.write(base / "reports", count)
        scale.settings(base)
        costs = [*scale.cases("reports", count, base, scale.one_more_report)]
        sizes = {part: _bytes(base / part) for part in ("docs", "site", ".cache", "site/search")}
        return Base(
            count,
            len([*(base / "docs").rglob("*.md")]),
            {cost.case: round(cost.processor, 2) for cost in costs},
            {cost.case: cost.peak.largest for cost in costs},
            sizes["docs"],
            sizes["site"],
            sizes[".cache"],
            sizes["site/search"],
            sum(_travels(base / "site" / "search" / name) for name in ("head.js", "facets.js")),
        )


def _travels(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))


def _bytes(folder: Path) -> int:
    """What the files of a folder take; those that are links to one file count once."""
    files = (path.lstat() for path in folder.rglob("*") if path.is_file())
    return sum({file.st_ino: file.st_size for file in files}.values())


def costs(less: Base, more: Base) -> dict[str, float]:
    """What each further report adds, by name of the row: seconds, bytes, pages."""
    further = more.reports - less.reports
    told = {
        "cold": more.processor["cold"] - less.processor["cold"],
        "changed": more.processor["one changed"] - less.processor["one changed"],
        "memory": more.peak["cold"] - less.peak["cold"],
        "pages": more.pages - less.pages,
        **{name: getattr(more, name) - getattr(less, name) for name in ("docs", "site", "store")},
        "index": more.index - less.index,
        "head": more.head - less.head,
    }
    return {name: value / further for name, value in told.items()}


# name: what it is called in Chinese and English, and whether it is seconds, bytes or a number
ROWS: Mapping[str, tuple[str, str, str]] = {
    "cold": ("从头生成", "a build from nothing", "s"),
    "changed": ("改一份后再生成", "a build after one change", "s"),
    "memory": ("内存最多", "most memory", "b"),
    "pages": ("页面", "pages", ""),
    "docs": ("`docs/`", "`docs/`", "b"),
    "site": ("`site/`，含检索数据", "`site/`, search index included", "b"),
    "store": ("`.cache/`", "`.cache/`", "b"),
    "index": ("检索数据", "search index", "b"),
    "head": (
        "浏览器第一次检索必读（gzip）",
        "what a browser loads before its first query (gzip)",
        "b",
    ),
}
HEADS = {"zh": ("", "每份报告"), "en": ("", "a report")}
STEPS = {"s": ((3600, "h"), (60, "min"), (1, "s")), "b": ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"))}


def amount(value: float, unit: str) -> str:
    """A number as people read it: seconds up to hours, bytes up to terabytes."""
    for size, name in STEPS.get(unit, ()):
        if value >= size:
            return f"{value / size:,.1f} {name}"
    small = {"s": f"{value * 1000:.0f} ms", "b": f"{value / 1e3:,.1f} kB"}
    return small.get(unit, f"{value:,.1f}" if value < 100 else f"{value:,.0f}")


def rows(each: Mapping[str, float], lang: str) -> Iterator[str]:
    """The table of what one report costs and what so many would, in Markdown."""
    yield "| " + " | ".join((*HEADS[lang], *(f"{goal:,}" for goal in GOALS))) + " |"
    yield "|---|" + "---:|" * (len(GOALS) + 1)
    for name, (zh, en, unit) in ROWS.items():
        called = zh if lang == "zh" else en
        cells = (amount(each[name] * count, unit) for count in (1, *GOALS))
        yield f"| {called} | {' | '.join(cells)} |"


def with_table(text: str, lang: str) -> str:
    """A page of the guide with the table of what was measured last."""
    told = json.loads(RESULT.read_text(encoding="utf-8"))
    lines = "\n".join(rows(told["each"], lang))
    less, more = (base["reports"] for base in told["bases"])
    about = {
        "zh": f"由 {less} 份和 {more} 份两次测量得出，提交 `{told['commit']}`，{told['machine']}。",
        "en": f"From {less} and {more} reports, commit `{told['commit']}`, {told['machine']}.",
    }
    body = f"{lines}\n\n{about[lang]}\n"
    return MARKS.sub(lambda found: found[1] + body + found[2], text)


def show(sizes: Sequence[int] = SIZES) -> None:
    """Measures, prints, and renews the result and the pages of the guide."""
    os.environ["KB_JOBS"] = "1"
    bases = [measured(count) for count in sizes]
    each = costs(*bases)
    told = {
        "command": "python -m bench unit-costs",
        "commit": commit(),
        "machine": f"Python {sys.version.split()[0]}, KB_JOBS=1",
        "bases": [asdict(base) for base in bases],
        "each": each,
    }
    RESULT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for lang, page in PAGES.items():
        page.write_text(with_table(page.read_text("utf-8"), lang), encoding="utf-8", newline="\n")
        print("\n".join(rows(each, lang)))
