from __future__ import annotations

from pathlib import Path

import pytest

from kb_build import read

REPORTS = Path(__file__).parents[2] / "reports"
BUNDLED = read.find([REPORTS])


def test_there_are_reports_of_every_kind() -> None:
    assert {path.suffix for path in BUNDLED} >= {".txt", ".md", ".docx", ".pdf", ".html"}


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.name)
def test_a_bundled_report_is_read_twice_alike(path: Path) -> None:
    report = read.read(path)
    assert len(report.text) > 500
    assert "\ufffd" not in report.text
    assert report == read.read(path)
