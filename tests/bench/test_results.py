"""What benchmarks measured is kept for programs as JSON, and for people as a plot."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench import leave_one_out, quality, results, scale
from bench.plot import svg
from bench.sets import INVENTED


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(results, "FOLDER", tmp_path / "kept")
    return tmp_path / "kept"


def test_a_benchmark_keeps_each_figure_and_draws_its_growth(folder: Path) -> None:
    scale.show((12, 24), 2, alone=True)
    told = json.loads((folder / "scale.json").read_text(encoding="utf-8"))
    measured = {(cost["what"], cost["size"], cost["case"]) for cost in told["costs"]}
    cases = ("cold", "one changed", "nothing new")
    assert measured == {
        *(("pages", size, case) for size in (12, 24) for case in cases),
        *(("reports", 2, case) for case in (*cases, "one page edited")),
    }
    assert all(cost["wall"] > 0 and cost["peak"]["bytes"] > 0 for cost in told["costs"])
    assert told["commit"]
    words = "".join(ElementTree.parse(folder / "scale.svg").getroot().itertext())
    assert all(name in words for name in (*cases, "12", "24"))


def test_the_scores_of_a_set_and_of_its_reports_are_kept(folder: Path) -> None:
    shown = quality.column(INVENTED)
    quality.show([shown])
    told = json.loads((folder / "quality.json").read_text(encoding="utf-8"))
    assert told["sets"] == {"invented": shown.scores()}
    assert set(told["reports"]["invented"]) == set(shown.reports)


def test_what_a_report_left_out_costs_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (("甲", "0.700", "0.900", "0.800"),)
    monkeypatch.setattr(leave_one_out, "rows", lambda: rows)  # all of them take ten minutes
    leave_one_out.show()
    told = json.loads((folder / "leave-one-out.json").read_text(encoding="utf-8"))
    assert told["rows"] == [list(row) for row in rows]


def test_a_plot_shows_every_curve_in_its_frame() -> None:
    drawn = svg({"cold": [(100, 0.5), (1_000, 5), (10_000, 60)], "a < b": [(100, 0.001)]})
    root = ElementTree.fromstring(drawn)
    circles = [element for element in root.iter() if element.tag.endswith("circle")]
    assert len(circles) == 4
    assert all(0 < float(circle.attrib["cx"]) < 640 for circle in circles)
    assert all(0 < float(circle.attrib["cy"]) < 400 for circle in circles)
    assert "a < b" in "".join(root.itertext())


def test_no_label_of_a_plot_covers_another() -> None:
    drawn = svg({name: [(100, 1), (1_000, 5)] for name in ("one", "two", "three")})
    texts = [text for text in ElementTree.fromstring(drawn).iter() if text.tag.endswith("text")]
    heights = sorted(float(one.attrib["y"]) for one in texts if one.text in ("one", "two", "three"))
    assert len(heights) == 3
    assert all(more - less >= 12 for less, more in pairwise(heights))
