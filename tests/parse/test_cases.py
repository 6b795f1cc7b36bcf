"""The outline of each case file's text, compared as an indented tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.model import Report
from kb_build.parse import parse
from tests.cases import Case, cases

CASES = cases(Path(__file__).with_name("cases"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_outline(case: Case) -> None:
    report = Report("0" * 12, "case", "", case.given, "utf-8")
    assert str(parse(report)) == case.expected
