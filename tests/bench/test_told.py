"""Reports told sentence by sentence: read as written, refused by line where they say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.gold import GoldError, read_told
from bench.train_roles import told_examples, unseen_examples

TOLD = "heading\t一、建好水账\n\nmeasure\t走访农户300户。\noutcome\t登记率达到98%。\n"


def test_a_blank_line_breaks_the_line_and_each_character_has_its_label(tmp_path: Path) -> None:
    (tmp_path / "any.tsv").write_text(TOLD, encoding="utf-8")
    told = read_told(tmp_path / "any.tsv")
    assert told.text == "一、建好水账\n走访农户300户。登记率达到98%。\n"
    labels = ["heading"] * 6 + [None] + ["measure"] * 9 + ["outcome"] * 9 + [None]
    assert list(told.labels) == labels


@pytest.mark.parametrize("line", ["guess\t走访农户。", "measure\t", "走访农户。"])
def test_a_line_that_says_nothing_is_refused_by_number(tmp_path: Path, line: str) -> None:
    (tmp_path / "any.tsv").write_text(f"measure\t甲。\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"any\.tsv:2"):
        read_told(tmp_path / "any.tsv")


def test_each_told_report_gives_sentences_and_most_more_than_one_role() -> None:
    examples = (*told_examples(), *unseen_examples())
    assert all(len(example.sentences) > 1 for example in examples)
    assert sum(len(set(example.roles)) > 1 for example in examples) > 0.9 * len(examples)
