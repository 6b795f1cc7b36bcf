"""The outline of each case file's text, compared as an indented tree, and its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.cases import Case, cases
from kb_build.model import Report
from kb_build.parse import parse
from kb_build.parse.sentences import MOST
from kb_build.read import plain

FOLDER = Path(__file__).with_name("cases")


@pytest.mark.parametrize("case", cases(FOLDER), ids=lambda case: case.name)
def test_outline(case: Case) -> None:
    report = Report("0" * 12, "case", "", case.given, "utf-8")
    assert str(parse(report)) == case.expected


@pytest.mark.parametrize("case", cases(FOLDER / "marked"), ids=lambda case: case.name)
def test_outline_of_marked_text(case: Case) -> None:
    read = plain.read(case.given.encode(), "case.md")
    report = Report("0" * 12, "case.md", "", read.text, "utf-8", read.marks)
    assert str(parse(report)) == case.expected


@pytest.mark.parametrize("case", cases(FOLDER / "sentences"), ids=lambda case: case.name)
def test_sentences(case: Case) -> None:
    report = Report("0" * 12, "case", "", case.given, "utf-8")
    spoken = (sentence.of(report.text) for sentence in parse(report).sentences)
    assert "\n".join(spoken) == case.expected


def test_an_item_ends_where_a_paragraph_sums_up_its_chapter() -> None:
    review = "一、回顾\n（一）护渠\n清淤12公里。\n（二）供水\n无断水。\n各位代表！成绩来之不易。"
    text = f"{review}\n二、安排\n建站。"
    nodes = parse(Report("0" * 12, "closing", "", text, "utf-8")).nodes
    blocks = {node.title: text[node.span.start : node.block_end] for node in nodes}
    assert blocks["供水"].rstrip() == "（二）供水\n无断水。"
    assert "成绩来之不易" in blocks["回顾"]


def test_a_list_of_thousands_is_cut_into_sentences_that_can_be_looked_through() -> None:
    names = "松浦县水务局、" * 2000
    outline = parse(Report("0123456789ab", "a.txt", "", f"开展检查的有{names}谢谢。", "utf-8"))
    said = [sentence.of(outline.report.text) for sentence in outline.sentences]
    assert "".join(said) == outline.report.text
    assert all(len(words) <= MOST for words in said)
    assert all(words.endswith("、") for words in said[:-1])
    assert len(said) < 2 * len(outline.report.text) / MOST


def test_a_sentence_that_people_can_write_stays_whole() -> None:
    text = f"一年来，{'巡渠清淤，' * 550}渠水畅通。"
    assert len(text) < MOST
    (sentence,) = parse(Report("0123456789ab", "a.txt", "", text, "utf-8")).sentences
    assert sentence.of(text) == text
