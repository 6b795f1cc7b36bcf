"""Scores of records made by hand, where the right number can be counted on one's fingers."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.quality import GOALS, SHORT
from bench.scoring import Gold, Record, Tallies, Tally, pooled, scores, tally
from bench.sets import INVENTED, GoldSet

TEXT = "一、修渠\n县水务局修渠12公里。\n渠道不够深。已挖深*米。\n"
ROWS = """\
doc\ttitle
doc\torganization\t县水务局
doc\tgenre\tother
doc\tperiod\t2023
role\tS000\theading
role\tS001\tmeasure
role\tS002\tproblem
role\tS003\toutcome
node\tS000\t一、\t1\t修渠
mention\tS001\torganization\t县水务局
figure\tS001\t12公里\t0
figure\tS003\t*米\t1
link\tS002\tS003
"""


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    """A report of four sentences."""
    (tmp_path / "qu.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "qu.gold.tsv").write_text(ROWS, encoding="utf-8")
    return Gold.read(tmp_path / "qu.gold.tsv", TEXT)


def place(words: str) -> dict[str, int]:
    """Where words stand in the report."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def passage(id_: str, role: str, words: str) -> Record:
    """A passage of the report."""
    return {"type": "passage", "id": id_, "role": role, "text": words, **place(words)}


def perfect() -> list[dict[str, object]]:
    """Records that say just what was annotated."""
    return [
        {"type": "report", "organization": "县水务局", "genre": "other", "period": "2023"},
        {"type": "node", "id": "n1", "depth": 1, "title": "修渠", **place("一、修渠")},
        dict(passage("p1", "measure", "县水务局修渠12公里。")),
        dict(passage("p2", "problem", "渠道不够深。")),
        dict(passage("p3", "outcome", "已挖深*米。")),
        {"type": "mention", "kind": "organization", **place("县水务局")},
        {"type": "figure", "masked": False, **place("12公里")},
        {"type": "figure", "masked": True, **place("*米")},
        {"type": "link", "relation": "addresses", "from": "p2", "to": ["p3"]},
    ]


def scored(gold: Gold, records: Sequence[Record]) -> dict[str, float]:
    """The scores of records on one report."""
    return scores(tally(gold, records))


def of(records: list[dict[str, object]], type_: str) -> dict[str, object]:
    """The first record of a type, to be spoilt."""
    return next(record for record in records if record["type"] == type_)


def test_saying_just_what_was_annotated_scores_full(gold: Gold) -> None:
    assert set(scored(gold, perfect()).values()) == {1.0}


def test_saying_nothing_scores_nothing_where_something_was_wanted(gold: Gold) -> None:
    found = scored(gold, [])
    wanted = ("role accuracy", "node F1", "organization exact F1", "figure F1", "link F1")
    assert [found[figure] for figure in wanted] == [0.0] * len(wanted)
    assert found["rule exact F1"] == 1.0
    assert found["report title"] == 1.0
    assert found["report genre"] == 0.0


def test_roles_are_counted_by_character(gold: Gold) -> None:
    records = perfect()
    of(records, "passage")["role"] = "plan"
    found = scored(gold, records)
    wrong, all_ = len("县水务局修渠12公里。"), len("".join(TEXT.split()))
    assert found["role accuracy"] == pytest.approx((all_ - wrong) / all_)
    assert found["role measure F1"] == found["role plan F1"] == 0.0
    assert found["role macro-F1"] == pytest.approx(4 / 6)


@pytest.mark.parametrize(("shift", "score"), [(2, 1.0), (3, 0.0)])
def test_a_node_may_begin_two_characters_off(gold: Gold, shift: int, score: float) -> None:
    records = perfect()
    of(records, "node")["start"] = shift
    assert scored(gold, records)["node F1"] == score


def test_depth_and_title_are_counted_among_the_nodes_found(gold: Gold) -> None:
    records = perfect()
    of(records, "node").update(depth=2, title="修渠！")
    found = scored(gold, records)
    assert (found["node F1"], found["node depth"], found["node title"]) == (1.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("words", "exact", "overlap"),
    [("县水务局", 1, 1), ("水务局", 0, 1), ("县水务局修渠12公", 0, 0), ("水", 0, 0)],
)
def test_a_name_is_found_exactly_or_roughly(
    gold: Gold, words: str, exact: float, overlap: float
) -> None:
    records = perfect()
    of(records, "mention").update(place(words))
    found = scored(gold, records)
    assert found["organization exact F1"] == exact
    assert found["organization overlap F1"] == overlap


def test_a_name_found_twice_counts_once(gold: Gold) -> None:
    again: Record = {"type": "mention", "kind": "organization", **place("水务局")}
    assert scored(gold, [*perfect(), again])["organization overlap F1"] == pytest.approx(2 / 3)


def test_a_masked_figure_has_to_be_known_as_masked(gold: Gold) -> None:
    records = perfect()
    of(records, "figure")["masked"] = True
    assert scored(gold, records)["figure F1"] == 0.5


def test_a_link_from_another_problem_is_none(gold: Gold) -> None:
    records = perfect()
    of(records, "link")["from"] = "p1"
    assert scored(gold, records)["link F1"] == 0.0


def test_other_relations_are_no_answers(gold: Gold) -> None:
    other: Record = {"type": "link", "relation": "yields", "from": "p1", "to": ["p3"]}
    assert scored(gold, [*perfect(), other])["link F1"] == 1.0


def test_words_that_do_not_stand_in_the_source_are_not_grounded(gold: Gold) -> None:
    records = perfect()
    of(records, "passage")["text"] = "县水务局修渠13公里。"
    assert scored(gold, records)["grounded"] == pytest.approx(2 / 3)


def test_the_order_of_records_does_not_matter(gold: Gold) -> None:
    records = perfect()
    random.Random(7).shuffle(records)
    assert set(scored(gold, records).values()) == {1.0}


def test_long_reports_weigh_more_when_pooled() -> None:
    short: Tallies = {"figure F1": Tally(2, 2)}
    long: Tallies = {"figure F1": Tally(0, 6)}
    assert pooled([short, long]) == {"figure F1": Tally(2, 8)}


def test_every_goal_is_a_score_with_a_short_name(gold: Gold) -> None:
    assert set(GOALS) <= set(scored(gold, []))
    assert len(SHORT) == len(GOALS)


def test_a_report_that_is_missing_is_told(tmp_path: Path, gold: Gold) -> None:
    with pytest.raises(FileNotFoundError, match=r"qu\.txt"):
        GoldSet("elsewhere", tmp_path, tmp_path / "elsewhere").annotated()
    with pytest.raises(FileNotFoundError, match=r"gold\.tsv"):
        GoldSet("empty", tmp_path / "elsewhere", tmp_path).annotated()


def test_the_command_tells_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quality", "--gold", str(tmp_path)]) == 2
    assert f"in {tmp_path}" in capsys.readouterr().err


def test_the_fingerprint_tells_sets_apart(tmp_path: Path, gold: Gold) -> None:
    small = GoldSet("small", tmp_path, tmp_path)
    before = small.fingerprint()
    assert before == small.fingerprint() != INVENTED.fingerprint()
    (tmp_path / "qu.txt").write_text(TEXT + "完。", encoding="utf-8")
    assert small.fingerprint() != before


def test_the_command_scores_another_extractors_records(
    tmp_path: Path, gold: Gold, capsys: pytest.CaptureFixture[str]
) -> None:
    known = {"report": "r1"}
    head = {**perfect()[0], "id": "r1", "source": "elsewhere/qu.txt"}
    lines = [head, *({**known, **record} for record in perfect()[1:])]
    file = tmp_path / "records.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")
    assert main(["score", str(file), "--gold", str(tmp_path)]) == 0
    shown = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["role", "accuracy", "0.940", "1.000"] in shown
    assert ["qu", *["1.00"] * 5, *"--", "1.00", *"--", *["1.00"] * 7] in shown
