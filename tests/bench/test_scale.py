"""What the benchmark of growth is made with: reports, the others' settings, memory, the table."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import density, invented_reports, memory, peers, scale
from bench.memory import Held, Peak, held, peak
from bench.programs import used_by
from bench.scale import Cost, growth, medians, shown

ROOT = Path(__file__).parents[2]
YEARS = invented_reports.YEARS
# What 58 real reports tell, as `python -m bench density` says it, see `invented_reports`.
REAL = {
    "entries: measure": 11.55,
    "entries: mechanism": 5.85,
    "entries: rule": 5.13,
    "entries: organization": 3.28,
    "entries: problem": 3.11,
    "entries: practice": 3.16,
    "names: rule": 6.37,
    "names: mechanism": 8.67,
    "names: organization": 22.72,
    "names: practice": 7.84,
    "figures": 39.83,
    "passages: measure": 19.34,
    "passages: outcome": 7.58,
    "passages: problem": 3.14,
    "passages: plan": 14.49,
    "passages: context": 11.50,
    "percent: measure": 38.58,
    "percent: outcome": 13.71,
    "percent: problem": 4.72,
    "percent: plan": 32.30,
    "percent: context": 10.15,
    "headings for 1,000": 5.36,
    "length of a passage": 81.32,
    "length of a sentence": 53.94,
}
# Fills `megabytes`, shares them with so many processes that do nothing, says so, and waits.
SHARING = """
import os, sys
megabytes, others = map(int, sys.argv[1:])
filled = bytes(1) * megabytes * 1_000_000
if all(os.fork() for _ in range(others)):
    print("there", flush=True)
os.read(0, 1)
"""


def test_what_is_measured_keeps_compiled_python_as_an_installed_program_has_it() -> None:
    used_by([sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"])  # else raises


def test_a_benchmark_that_is_ended_ends_what_it_measures(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    sleeping = f"import os, time; open({str(told)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    measuring = (
        "import sys; from bench.__main__ import end_in_order; from bench.programs import used_by;"
        f"end_in_order(); used_by([sys.executable, '-c', {sleeping!r}])"
    )
    with subprocess.Popen([sys.executable, "-c", measuring], cwd=ROOT) as bench:
        while not (told.exists() and told.read_text()):
            time.sleep(0.05)
        bench.terminate()
    assert bench.returncode == 128 + signal.SIGTERM
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)


def test_the_same_number_gives_the_same_reports(tmp_path: Path) -> None:
    invented_reports.write(tmp_path, 30)
    texts = [file.read_text(encoding="utf-8") for file in sorted(tmp_path.iterdir())]
    assert texts == list(invented_reports.reports(30))
    assert len(set(texts)) == 30
    assert all(1_000 < len(text) < 1.2 * invented_reports.LENGTH for text in texts)


def test_a_unit_reports_on_each_year_once() -> None:
    titles = [text.partition("年工作总结")[0] for text in invented_reports.reports(1_000)]
    assert len({title[:-4] for title in titles}) == 100
    assert {title[-4:] for title in titles} == {str(year) for year in range(2015, 2025)}
    assert len({*titles, invented_reports.another().partition("年工作总结")[0]}) == 1_001


def test_dates_are_those_of_the_year() -> None:
    for text in invented_reports.reports(40):
        year = int(text.partition("年工作总结")[0][-4:])
        said = [int(found) for found in invented_reports.YEAR.findall(text)]
        assert max(said) == year


def test_one_report_in_twenty_is_that_of_another_unit_slightly_reworked() -> None:
    said = [{*text.split("。")[1:-1]} for text in invented_reports.reports(400)]
    shared = [
        len(here & before) / len(here)
        for here, before in zip(said[YEARS:], said[:-YEARS], strict=True)
    ]
    again = [share for share in shared if share > 0.5]
    assert 0.5 < len(again) * invented_reports.AGAIN / len(shared) < 2
    assert max(again) < 1
    assert all(share > 0.7 or share < 0.2 for share in shared)


def test_reports_of_so_many_units_tell_what_real_ones_tell(tmp_path: Path) -> None:
    for unit in range(60):
        text = invented_reports.report(unit * YEARS)
        (tmp_path / f"{unit}.txt").write_text(text, encoding="utf-8")
    told = density.density(density.facts_of(tmp_path))
    shares = {what: told[what] / real for what, real in REAL.items()}
    assert not {what: share for what, share in shares.items() if not 2 / 3 < share < 4 / 3}


def test_what_is_no_text_does_not_count_for_density(tmp_path: Path) -> None:
    text = invented_reports.report(0)[:900]
    marked = "".join(f"<p class='long words for nothing'>{line}</p>" for line in text.split("\n"))
    for name, words in (("a.txt", text), ("b.html", f"<html><body>{marked}</body></html>")):
        file = tmp_path / name
        file.write_text(words, encoding="utf-8")
        (facts,) = density.facts_of(file)
        assert density.characters(facts.report) == len("".join(text.split()))


def test_mkdocs_is_always_there_to_compare_with(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    found = {peer.name: peer for peer in peers.known(docs, tmp_path / "peers")}
    assert "MkDocs + Material" in found
    assert f"docs_dir: {docs}" in Path(found["MkDocs + Material"].command[-1]).read_text("utf-8")


def cost(what: str, size: int, case: str, wall: float, *, ended: bool = False) -> Cost:
    peak = Peak(3_000_000 * size, 50_000_000, "PSS")
    return Cost(what, size, case, wall, 10 * wall, peak, ended)


def test_growth_is_told_from_the_smallest_to_the_largest_size() -> None:
    costs = [
        *(cost("pages", size, "cold", size**2 / 1e4) for size in (1_000, 100, 10_000)),
        *(cost("pages", size, "nothing new", 9) for size in (100, 1_000)),
        *(cost("Hugo", size, "cold", 9, ended=size > 100) for size in (100, 1_000)),
    ]
    assert list(growth(costs)) == [
        ("pages", "100–10,000", "cold: k", "2.00", "2.00", "0.00", "1.00"),
        ("pages", "100–1,000", "nothing new: k", "0.00", "0.00", "0.00", "1.00"),
    ]


def test_the_table_says_which_program_was_ended_and_how_memory_is_counted() -> None:
    costs = [cost("pages", 1_000, "cold", 1.5), cost("MkDocs", 1_000, "cold", 120, ended=True)]
    head, _, ours, other = shown(costs).split("\n")
    assert head.endswith("peak MB of all (PSS)")
    assert ours.split() == ["pages", "1,000", "cold", "1.5", "15.0", "50", "3000"]
    assert other.split() == ["MkDocs", "1,000", "cold", ">", f"{scale.LIMIT}"]
    resident = Cost("pages", 1, "cold", 1, 1, Peak(1, 1, "RSS", "no smaps_rollup"))
    head, *_, reason = shown([resident]).split("\n")
    assert (head.endswith("(RSS)"), reason) == (True, "no smaps_rollup")


def test_a_program_that_takes_long_is_ended_and_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def known(docs: Path, folder: Path) -> Iterator[peers.Peer]:
        monkeypatch.setattr(scale, "LIMIT", 0.5)
        yield peers.Peer("slow", ("sleep", "600"), 20)
        monkeypatch.setattr(scale, "LIMIT", 600)  # busy as the machine may be
        yield peers.Peer("quick", ("true",), 20)

    monkeypatch.setattr(peers, "known", known)
    slow = {"slow": 1_000.0, "quick": 1_000.0}
    told = [[*scale._others(size, tmp_path, slow)] for size in (10, 10, 11, 9, 21)]
    assert [[(one.what, one.ended) for one in some] for some in told] == [
        [("slow", True), ("quick", False)],
        [("quick", False)],
        [("quick", False)],
        [("slow", True), ("quick", False)],
        [],
    ]


def test_of_several_runs_the_middle_one_counts() -> None:
    runs = [cost("pages", 100, "cold", wall) for wall in (3.0, 1.0, 2.0)]
    other = cost("Hugo", 100, "cold", 9)
    assert medians([*runs, other]) == [runs[2], other]


def resting(*arguments: int) -> Peak:
    """What a program holds that fills so many megabytes, and with how many it shares them."""
    command = [sys.executable, "-c", SHARING, *map(str, arguments)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        return peak([held(process.pid)])  # while processes begin and end, sums are not true


def test_memory_is_that_of_all_processes_and_what_they_share_counts_once() -> None:
    alone, sharing = resting(100, 0), resting(100, 2)
    assert alone.bytes > 100_000_000
    assert alone.largest > 100_000_000
    if sharing.by == "PSS":  # else the reason is told, and each counts all of it
        assert 100_000_000 < sharing.bytes < 1.5 * alone.bytes
    else:
        assert sharing.why
        assert sharing.bytes > 2.5 * alone.bytes


def process(proc: Path, number: int, session: int, pss: int | None, rss: int) -> None:
    folder = proc / str(number)
    folder.mkdir()
    files = {
        "stat": f"{number} (a ) b) S 1 {session} {session} 0 -1 0\n",
        "status": f"Name:\ta ) b\nVmHWM:\t{2 * rss} kB\nVmRSS:\t{rss} kB\nVmRSSx:\t1 kB\n",
        "smaps_rollup": f"0-f ---p 0 00:00 0 [rollup]\nRss: 9 kB\nPss: {pss} kB\nPss_Dirty: 1 kB\n",
    }
    for name, text in files.items():
        if pss is not None or name != "smaps_rollup":
            (folder / name).write_text(text, encoding="utf-8")


def test_only_the_processes_of_a_session_count(tmp_path: Path) -> None:
    for number, session in ((7, 7), (8, 7), (9, 9)):
        process(tmp_path, number, session, 100, number)
    assert memory.held(7, tmp_path) == Held(200 * 1024, 15 * 1024, 16 * 1024)


def test_where_shares_are_not_told_all_that_is_resident_counts_and_it_is_said(
    tmp_path: Path,
) -> None:
    process(tmp_path, 7, 7, 100, 50)
    process(tmp_path, 8, 7, None, 50)
    look = memory.held(7, tmp_path)
    assert (look.rss, "smaps_rollup" in look.why) == (100 * 1024, True)
    assert peak([Held(9, 5, 3), look]) == Peak(look.rss, look.largest, "RSS", look.why)
    assert memory.held(os.getpid(), tmp_path / "none").why


def test_the_plot_has_all_programs_and_says_how_long_one_was_given_at_least() -> None:
    costs = [cost("MkDocs", 100, "cold", 9), cost("MkDocs", 1_000, "cold", 120, ended=True)]
    costs += [cost("pages", 100, "cold", 1), cost("reports", 100, "cold", 5)]
    assert scale.curves(costs) == {
        f"MkDocs: > {scale.LIMIT} s": [(100, 9), (1_000, 120)],
        "cold": [(100, 1)],
    }
