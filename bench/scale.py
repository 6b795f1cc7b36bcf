"""Measures builds of growing sites: from nothing, after one change, and with nothing new.

`python -m bench scale` builds sites of 1,000, 10,000 and 20,000 invented pages, each in a process
of its own; beside them, on the same pages, MkDocs with Material as it comes and made leaner, and
Hugo and Zensical where they are installed. `python -m bench scale 10000` takes that size alone,
`--reports 1000` adds a knowledge base made of that many invented reports, and `--runs 3` takes the
median of three. Another program that takes longer than LIMIT is ended there, and not asked again
for so many pages. Each run is told as soon as it is measured. Results are kept as JSON and as a
plot, see `results`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import invented_pages, invented_reports, peers, results
from bench.memory import Peak
from bench.programs import used_by
from bench.sets import ROOT
from bench.tables import table
from bench.timing import exponent

LIMIT = 120  # seconds: with it a whole run of three rounds takes about half an hour on two cores
HEAD = ("what", "size", "case", "seconds", "processor seconds", "peak MB of a process")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, all its processes together."""

    what: str  # "pages", "reports", or the name of another program
    size: int
    case: str  # "cold", "one changed", "nothing new"; for reports also "one page edited"
    wall: float  # seconds
    processor: float  # seconds
    peak: Peak  # of its memory
    ended: bool = False  # after LIMIT, before it was done


def show(pages: Sequence[int], reports: int, *, alone: bool = False, runs: int = 1) -> None:
    """Measures sites of so many pages, and a base of so many reports; prints, keeps results.

    Other programs are measured too, but for `alone`. Of several runs the medians count.
    """
    with TemporaryDirectory(prefix="kb-scale-") as name:
        folder = Path(name)
        slow = None if alone else defaultdict[str, float](lambda: inf)
        measured = [_round(pages, reports, folder, slow) for _ in range(runs)]
        costs = medians(chain.from_iterable(measured))
    print(shown(costs))
    results.keep("scale", costs=costs)
    results.draw("scale", curves(costs))


def shown(costs: Sequence[Cost]) -> str:
    """A table of costs, then how they grow; below it why memory is not counted by PSS, if so."""
    by = next((cost.peak.by for cost in costs if cost.peak.why), "PSS")
    rows = [*map(_row, costs), *growth(costs)]
    reasons = dict.fromkeys(cost.peak.why for cost in costs if cost.peak.why)
    return "\n".join((table((*HEAD, f"peak MB of all ({by})"), rows), *reasons))


def _row(cost: Cost) -> tuple[str, ...]:
    what = cost.what, f"{cost.size:,}", cost.case
    if cost.ended:
        return (*what, f"> {LIMIT}", "", "", "")
    memory = (f"{peak / 1e6:.0f}" for peak in (cost.peak.largest, cost.peak.bytes))
    return (*what, f"{cost.wall:.1f}", f"{cost.processor:.1f}", *memory)


def growth(costs: Iterable[Cost]) -> Iterator[tuple[str, ...]]:
    """Rows of how much faster each cost grows than the size, from the smallest to the largest.

    That is the k of cost ~ size^k, of what was built at several sizes: 1 is linear.
    """
    cases: dict[tuple[str, str], list[Cost]] = defaultdict(list)
    for cost in costs:
        if not cost.ended:
            cases[cost.what, cost.case].append(cost)
    for (what, case), same in cases.items():
        less, more = (of(same, key=lambda cost: cost.size) for of in (min, max))
        if less.size < more.size:
            powers = map(exponent, _grows(less), _grows(more))
            yield what, f"{less.size:,}–{more.size:,}", f"{case}: k", *(f"{k:.2f}" for k in powers)


def _grows(cost: Cost) -> list[tuple[int, float]]:
    values = cost.wall, cost.processor, cost.peak.largest, cost.peak.bytes
    return [(cost.size, max(value, 0.01)) for value in values]


def _round(
    pages: Sequence[int], reports: int, folder: Path, slow: MutableMapping[str, float] | None
) -> Iterator[Cost]:
    """Measures everything once.

    `slow` has the size from which on another program is not run; None: none of them is.
    """
    for size in pages:
        yield from _pages(size, folder)
        yield from () if slow is None else _others(size, folder, slow)
    yield from _reports(reports, folder) if reports else ()


def medians(costs: Iterable[Cost]) -> list[Cost]:
    """For each thing and case, the run with the median wall time."""
    runs: dict[tuple[str, int, str], list[Cost]] = defaultdict(list)
    for cost in costs:
        runs[cost.what, cost.size, cost.case].append(cost)
    return [sorted(same, key=lambda cost: cost.wall)[len(same) // 2] for same in runs.values()]


def curves(costs: Iterable[Cost]) -> dict[str, list[tuple[int, float]]]:
    """Wall seconds over number of pages, for each program and case."""
    costs = [cost for cost in costs if cost.what != "reports"]
    ended = {cost.what for cost in costs if cost.ended}
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for cost in costs:
        name = cost.case if cost.what == "pages" else cost.what
        more = f": > {LIMIT} s" if cost.what in ended else ""
        found[f"{name}{more}"].append((cost.size, cost.wall))
    return dict(found)


def _pages(size: int, folder: Path) -> Iterator[Cost]:
    base = folder / f"pages-{size}"
    invented_pages.write(base / "docs", size)
    settings(base)
    yield from cases("pages", size, base, _edit)
    shutil.rmtree(base)


def _reports(count: int, folder: Path) -> Iterator[Cost]:
    base = folder / "reports"
    invented_reports.write(base / "reports", count)
    settings(base)
    yield from cases("reports", count, base, one_more_report)
    _edit(base)
    yield _measured("reports", count, "one page edited", _command("reports", base))
    shutil.rmtree(base)


def cases(what: str, size: int, base: Path, change: Callable[[Path], None]) -> Iterator[Cost]:
    """Measures a base cold, after a change, and unchanged; `what` is "pages" or "reports"."""
    command = _command(what, base)
    yield _measured(what, size, "cold", command)
    change(base)
    yield _measured(what, size, "one changed", command)
    yield _measured(what, size, "nothing new", command)


def _command(what: str, base: Path) -> list[str]:
    return [sys.executable, "-m", "bench.scale", what, str(base)]


def _others(size: int, folder: Path, slow: MutableMapping[str, float]) -> Iterator[Cost]:
    base = folder / "peers"
    invented_pages.write(base / "docs", size)
    for peer in peers.known(base / "docs", base / "made"):
        if size <= peer.most and size < slow[peer.name]:
            try:
                cost = _measured(peer.name, size, "cold", peer.command, LIMIT)
            except subprocess.CalledProcessError as error:  # its own affair: others go on
                _tell(f"{peer.name}, {size:,}: {error}")
                continue
            if cost.ended:
                slow[peer.name] = size
            yield cost
    shutil.rmtree(base)


def _measured(what: str, size: int, case: str, command: Sequence[str], limit: float = inf) -> Cost:
    """Runs a command, for `limit` seconds at most, and tells what it took."""
    used = used_by(command, limit)
    _tell(f"{what}, {size:,}, {case}: {used.wall:.1f} s, {used.processor:.1f} s of processor")
    return Cost(what, size, case, used.wall, used.processor, used.peak, used.ended)


def settings(base: Path) -> None:
    """Puts the settings, and the pages that their menu names, into a folder."""
    shutil.copy(ROOT / "mkdocs.yml", base)
    (base / "reports").mkdir(exist_ok=True)
    for name in ("staff", "contributors"):
        page = base / "docs" / "guide" / f"{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# {name}\n", encoding="utf-8")


def _edit(base: Path) -> None:
    page = next((base / "docs" / "measures").glob("*.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\n补充一句话。\n", encoding="utf-8")


def one_more_report(base: Path) -> None:
    """Puts another report into the folder of reports."""
    text = invented_reports.another()
    (base / "reports" / "another.txt").write_text(text, encoding="utf-8")


def _tell(what: str) -> None:
    print(f"scale: {what}", file=sys.stderr, flush=True)


def run(what: str, base: Path) -> None:
    """Runs one build in this process: a site from pages, or everything from reports."""
    from kb_build import config, pipeline
    from kb_build.cli.console import Console
    from kb_build.publish import build
    from kb_build.run import Run

    loaded = config.load(base / "mkdocs.yml")
    if what == "pages":
        build(loaded)
    else:
        built = pipeline.build(Run(loaded, Console(quiet=True)))
        if built.published is None:
            raise SystemExit("\n".join(str(notice) for notice in built.notices[:5]))


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]))
