"""What the benchmark of growth is made with: reports, the others' settings, the plot."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from bench import invented_reports, peers
from bench.plot import svg
from bench.scale import Cost, growth, medians


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


def test_mkdocs_is_always_there_to_compare_with(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    found = {peer.name: peer for peer in peers.known(docs, tmp_path / "peers")}
    assert "MkDocs + Material" in found
    assert f"docs_dir: {docs}" in Path(found["MkDocs + Material"].command[-1]).read_text("utf-8")


def test_growth_is_told_from_size_to_size() -> None:
    costs = [
        Cost("pages", 100, "cold", 9, 1, 50),
        Cost("pages", 100, "nothing new", 9, 9, 50),
        Cost("pages", 1_000, "cold", 9, 100, 50),
    ]
    assert list(growth(costs)) == ["100 to 1,000 pages: time ~ n^2.00, memory ~ n^0.00"]


def test_of_several_runs_the_middle_one_counts() -> None:
    runs = [Cost("pages", 100, "cold", wall, 10 * wall, 50) for wall in (3.0, 1.0, 2.0)]
    other = Cost("Hugo", 100, "cold", 9, 9, 50)
    assert medians([*runs, other]) == [runs[2], other]


def test_a_plot_shows_every_curve_in_its_frame() -> None:
    drawn = svg({"cold": [(100, 0.5), (1_000, 5), (10_000, 60)], "a < b": [(100, 0.001)]})
    root = ElementTree.fromstring(drawn)
    circles = [element for element in root.iter() if element.tag.endswith("circle")]
    assert len(circles) == 4
    assert all(0 < float(circle.attrib["cx"]) < 640 for circle in circles)
    assert all(0 < float(circle.attrib["cy"]) < 400 for circle in circles)
    assert "a < b" in "".join(root.itertext())
