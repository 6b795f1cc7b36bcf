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
