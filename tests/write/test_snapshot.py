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


def retitled(docs: Path, old: str, new: str) -> None:
    """Changes the title of the first page."""
    file = docs / A.path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_title_that_a_person_gave_an_entry_is_told_until_it_is_taken_back(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    retitled(tmp_path, "title: 一页", "title: 渠道管护\ncontact: 水利站")
    for _ in range(2):
        assert Snapshot.of(tmp_path).called() == {"measure-a": "渠道管护"}
        write([A, B], tmp_path)
    (tmp_path / A.path).rename(tmp_path / "measures/guan-hu.md")
    assert Snapshot.of(tmp_path).called() == {"measure-a": "渠道管护"}
    (tmp_path / "measures/guan-hu.md").rename(tmp_path / A.path)
    retitled(tmp_path, "title: 渠道管护", "title: 一页")
    assert Snapshot.of(tmp_path).called() == {}


def test_titles_of_reports_and_of_pages_edited_elsewhere_are_not(tmp_path: Path) -> None:
    report = page("reports/r.md", id="report-r")
    write([A, report], tmp_path)
    retitled(tmp_path, "正文。", "改过的正文。")
    file = tmp_path / report.path
    file.write_text(file.read_text("utf-8").replace("title: 一页", "title: 总结"), "utf-8")
    (tmp_path / "own.md").write_text("---\nid: practice-own-1\ntitle: 夜校\n---\n", "utf-8")
    assert Snapshot.of(tmp_path).called() == {}
