"""Which pages count as deleted by a person."""

from __future__ import annotations

from pathlib import Path

from kb_build.write import deleted, write
from tests.write.pages import page

A, B = page("measures/a.md", id="measure-a"), page("practices/b.md", id="practice-b")


def test_a_page_that_stands_nowhere_was_deleted(tmp_path: Path) -> None:
    assert deleted(tmp_path) == frozenset()
    write([A, B], tmp_path)
    assert deleted(tmp_path) == frozenset()
    (tmp_path / A.path).unlink()
    assert deleted(tmp_path) == {"measure-a"}
    write([A, B], tmp_path)
    assert deleted(tmp_path) == {"measure-a"}


def test_a_page_that_was_moved_was_not(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / A.path).rename(tmp_path / "measures/renamed.md")
    assert deleted(tmp_path) == frozenset()
    write([A, B], tmp_path)
    assert deleted(tmp_path) == frozenset()


def test_a_page_whose_source_is_gone_was_not(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    write([B], tmp_path)
    assert deleted(tmp_path) == frozenset()
