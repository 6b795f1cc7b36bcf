"""What the last build brought is told from the record: the same each time, by no clock."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from kb_build.model import Page, Recent, Sheet
from kb_build.write import keep, recent, write


def page(path: str, words: str, kind: str = "practice") -> Page:
    return Page(path, (("id", f"{kind}-{path[:-3]}"), ("kind", kind)), (words,))


def built(docs: Path, *pages: Page) -> Recent:
    found = recent([Sheet(one.path, one.id, "", partial(replace, one)) for one in pages], docs)
    write(pages, docs)
    keep(found, docs)
    return found


def test_new_and_changed_pages_are_told_and_lists_are_not(tmp_path: Path) -> None:
    first = built(tmp_path, page("a.md", "甲"), page("b.md", "乙"), page("l.md", "表", "overview"))
    assert first == Recent(("practice-a", "practice-b"))
    other = page("l.md", "新表", "overview")
    second = built(tmp_path, page("a.md", "甲"), page("b.md", "乙改"), page("c.md", "丙"), other)
    assert second == Recent(("practice-c",), ("practice-b",))


def test_a_build_without_changes_says_the_same_as_the_last(tmp_path: Path) -> None:
    built(tmp_path, page("a.md", "甲"))
    last = built(tmp_path, page("a.md", "甲"), page("b.md", "乙"))
    before = (tmp_path / ".changes.tsv").stat().st_mtime_ns
    assert built(tmp_path, page("a.md", "甲"), page("b.md", "乙")) == last
    assert (tmp_path / ".changes.tsv").stat().st_mtime_ns == before


def test_a_page_that_moved_is_not_new(tmp_path: Path) -> None:
    built(tmp_path, page("a.md", "甲"), page("b.md", "乙"))
    moved = Page("z.md", page("a.md", "").front, ("甲",))
    assert built(tmp_path, moved, page("b.md", "乙"), page("c.md", "丙")) == Recent(("practice-c",))


def test_an_edit_by_a_person_is_no_news_of_a_build(tmp_path: Path) -> None:
    built(tmp_path, page("a.md", "甲"))
    last = built(tmp_path, page("a.md", "甲"), page("b.md", "乙"))
    file = tmp_path / "a.md"
    file.write_text(file.read_text("utf-8") + "\n补充\n", "utf-8")
    assert built(tmp_path, page("a.md", "甲"), page("b.md", "乙")) == last
