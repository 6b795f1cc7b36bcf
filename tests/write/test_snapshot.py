"""What stands in docs/: which pages count as deleted by a person, and which name a state."""

from __future__ import annotations

from pathlib import Path

from kb_build.write import Snapshot
from tests.write.pages import page, write

A, B = page("measures/a.md", id="measure-a"), page("practices/b.md", id="practice-b")


def test_a_page_that_stands_nowhere_was_deleted(tmp_path: Path) -> None:
    assert Snapshot.of(tmp_path).deleted() == frozenset()
    write([A, B], tmp_path)
    assert Snapshot.of(tmp_path).deleted() == frozenset()
    (tmp_path / A.path).unlink()
    assert Snapshot.of(tmp_path).deleted() == {"measure-a"}
    write([A, B], tmp_path)
    assert Snapshot.of(tmp_path).deleted() == {"measure-a"}


def test_a_page_that_was_moved_was_not(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / A.path).rename(tmp_path / "measures/renamed.md")
    assert Snapshot.of(tmp_path).deleted() == frozenset()
    write([A, B], tmp_path)
    assert Snapshot.of(tmp_path).deleted() == frozenset()


def test_a_page_whose_source_is_gone_was_not(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    write([B], tmp_path)
    assert Snapshot.of(tmp_path).deleted() == frozenset()


def test_pages_that_name_a_state_are_told_whoever_wrote_them(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    assert Snapshot.of(tmp_path).stated == []
    file = tmp_path / A.path
    file.write_text(file.read_text("utf-8").replace("---\n", "---\nreview: draft\n", 1), "utf-8")
    (tmp_path / "own.md").write_text("---\nreview: in-review\n---\n", "utf-8")
    assert sorted(Snapshot.of(tmp_path).stated) == [A.path, "own.md"]
