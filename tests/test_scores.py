"""Keeps what was won in understanding: no score may fall below its pin in render/scores.toml.

After a gain: `python -m bench pins`. To give something up: `python -m bench pins --lower`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.pins import FILE, Pins, complaints, load
from bench.scoring import pooled, scores
from bench.sets import INVENTED, GoldSet, beside, tallies


def held(gold: GoldSet, pinned: Pins) -> list[str]:
    """What is wrong between the scores of a set and its pins."""
    found = scores(pooled(tallies(gold).values()))
    figures = dict.fromkeys((*pinned.scores, *found))
    return [
        complaint
        for figure in figures
        for complaint in complaints(figure, pinned.scores.get(figure), found.get(figure))
    ]


def test_the_scores_on_invented_reports_are_held() -> None:
    pinned = load(FILE)[INVENTED.name]
    assert pinned.set == INVENTED.fingerprint(), "reports changed: run python -m bench pins"
    told = held(INVENTED, pinned)
    assert not told, "\n".join(told)


def test_the_scores_on_real_reports_are_held() -> None:
    real = beside()
    if real is None:
        pytest.skip("no annotated real reports lie beside the checkout")
    pinned = load(FILE).get(real.name)
    if pinned is None or pinned.set != real.fingerprint():
        pytest.skip("the annotated real reports beside the checkout are not those of the pins")
    told = held(real, pinned)
    assert not told, "\n".join(told)


def test_a_score_that_falls_is_told_by_name(tmp_path: Path) -> None:
    name, rows, text = INVENTED.annotated()[0]
    for file in (rows, text):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    small = GoldSet(name, tmp_path, tmp_path)
    now = scores(pooled(tallies(small).values()))
    assert held(small, Pins("", now)) == []
    told = held(small, Pins("", {**now, "node F1": now["node F1"] + 0.001}))
    assert [words.partition(" fell")[0] for words in told] == ["node F1"]
