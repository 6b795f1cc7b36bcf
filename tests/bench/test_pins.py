"""The file of pinned scores: it goes up by itself, and down only where somebody says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import pins
from bench.__main__ import main
from bench.pins import Pins, complaints, floor, load, renewed, save
from bench.sets import INVENTED, GoldSet

OLD = Pins("0" * 12, {"node F1": 0.9, "link F1": 0.5, "figure F1": 0.7})
NOW = {"node F1": 0.95678, "link F1": 0.4, "figure F1": 0.7, "grounded": 1.0}


def test_pins_go_up_and_stay_where_scores_fall() -> None:
    done = renewed(OLD, NOW, "set", lower=False)
    assert done.pins.scores == {"node F1": 0.956, "link F1": 0.5, "figure F1": 0.7, "grounded": 1.0}
    assert done.raised == ("node F1 0.900 -> 0.956",)
    assert done.lower == ("link F1 0.500 -> 0.400",)


def test_pins_go_down_on_request() -> None:
    done = renewed(OLD, NOW, "set", lower=True)
    assert done.pins == Pins("set", {**NOW, "node F1": 0.956})
    assert done.lower == ("link F1 0.500 -> 0.400",)


def test_a_score_between_its_pin_and_the_slack_is_fine() -> None:
    assert list(complaints("node F1", 0.9, 0.9)) == []
    assert list(complaints("node F1", 0.9, 0.9199)) == []


@pytest.mark.parametrize(
    ("pin", "score", "told"),
    [(0.9, 0.8999, "fell"), (0.9, 0.9201, "run python -m bench pins"),
     (None, 0.9, "no pin"), (0.9, None, "no score")],
)  # fmt: skip
def test_anything_else_is_told(pin: float | None, score: float | None, told: str) -> None:
    (words,) = complaints("node F1", pin, score)
    assert words.startswith("node F1 ")
    assert told in words


def test_pins_are_rounded_down() -> None:
    assert [floor(score) for score in (0.9999, 0.29, 1.0, 0.1 + 0.2)] == [0.999, 0.29, 1.0, 0.3]


def test_pins_survive_the_file(tmp_path: Path) -> None:
    file = tmp_path / "pins.toml"
    assert load(file) == {}
    save({"invented": OLD, "real": OLD}, file)
    assert load(file) == {"invented": OLD, "real": OLD}
    assert [path.name for path in tmp_path.iterdir()] == ["pins.toml"]


def test_the_command_refuses_to_lower_unless_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, rows, text = INVENTED.annotated()[0]
    for path in (rows, text):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    file = tmp_path / "pins.toml"
    monkeypatch.setattr(pins, "FILE", file)
    monkeypatch.setattr("bench.__main__.known", lambda: [GoldSet("one", tmp_path, tmp_path)])
    elsewhere = Pins("of another machine", {"grounded": 1.0})
    save({"one": Pins("", {"node F1": 1.1, "grounded": 0.5}), "real": elsewhere}, file)

    assert main(["pins"]) == 1
    assert "one: NOT lowered node F1 1.100" in capsys.readouterr().out
    kept = load(file)
    assert kept["one"].scores["node F1"] == 1.1
    assert kept["one"].scores["grounded"] == 1.0
    assert kept["real"] == elsewhere

    assert main(["pins", "--lower"]) == 0
    assert "one: lowered node F1 1.100" in capsys.readouterr().out
    assert load(file)["one"].scores["node F1"] <= 1.0
    assert main(["pins"]) == 0
