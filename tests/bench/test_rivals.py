"""The comparison with other searches asks a real site in a browser, and counts what that costs."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.retrieval import table
from bench.rivals import COSTS, RIVALS, compared
from kb_build.model import report_id

TOPICS = ("晒谷场轮值表", "渡口守望岗", "油灯补贴单")
SOURCE = '[出处](../reports/r{number}.md){{: .kb-source data-report="{id}" }}'
PASSAGE = '<span id="p1" class="kb-passage kb-measure">{words}</span>'


def base(folder: Path) -> None:
    """Reports of one sentence each, their pages, pages that quote them, and judged queries."""
    for name in ("reports", "docs/reports", "docs/practices"):
        (folder / name).mkdir(parents=True)
    docs = folder / "docs"
    docs.joinpath("index.md").write_text("# 首页\n", encoding="utf-8")
    queries = ["id\tquery\tkind\tpassages", "q9\t无人写过的词\tnone\tr0#无人写过的词"]
    for number, topic in enumerate(TOPICS):
        words = f"松浦县推行{topic}，按月公开。"
        report = folder / "reports" / f"r{number}.txt"
        report.write_text(words, encoding="utf-8")
        source = SOURCE.format(number=number, id=report_id(report.name))
        quoting = f"# {topic}\n\n> {words}\n\n{source}\n"
        docs.joinpath("practices", f"p{number}.md").write_text(quoting, encoding="utf-8")
        shown = f"# 第{number}号总结\n\n{PASSAGE.format(words=words)}\n"
        docs.joinpath("reports", f"r{number}.md").write_text(shown, encoding="utf-8")
        queries.append(f"q{number}\t{topic}\tname\tr{number}#{words}")
    (folder / "queries.tsv").write_text("\n".join(queries) + "\n", encoding="utf-8")


def test_each_search_that_is_there_is_scored_and_its_costs_are_counted(tmp_path: Path) -> None:
    base(tmp_path)
    folders = (tmp_path / "queries.tsv", tmp_path / "docs", tmp_path / "reports")
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:  # other tests have a browser in this
        found, rows = pool.submit(compared, *folders).result()
    ours = found["ours"]
    assert (ours["name"].queries, ours["name"].first) == (3, 1.0)
    assert (ours["none"].queries, ours["none"].five) == (1, 0.0)
    costs = {name: cells for name, *cells in rows}
    missing = {f"{one.name} (not there)" for one in RIVALS if one.name not in found}
    assert costs.keys() == found.keys() | missing
    assert all(len(cells) == len(COSTS) for cells in costs.values())
    first, _, most, *_ = map(int, costs["ours"])
    assert first > 10 > most  # kilobytes: the first query loads the page and its scripts too
    assert [row.split()[0] for row in table(found).splitlines()[2:]] == ["none", "all", "name"]
