"""The outline of each case file's text, compared as an indented tree, and its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.cases import Case, cases
from kb_build.model import Report
from kb_build.parse import parse
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
