"""What reports brought is told from the record: the same until reports come again, by no clock."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from kb_build.model import LazyPage, Page, Recent, replace
from kb_build.write import Snapshot, keep, recent
from tests.write.pages import write


def page(path: str, words: str, kind: str = "practice", of: str = "1") -> Page:
    source = f'出处{{: .kb-source data-report="{of}" }}'
    return Page(path, (("id", f"{kind}-{path[:-3]}"), ("kind", kind)), (words, source))


def report(id: str, path: str = "", of: str = "") -> Page:
    cited = f'报告\n{{: .kb-citation data-report="{of or id}" }}'
    return Page(path or f"r{id}.md", (("id", f"report-{id}"), ("kind", "report")), (cited,))


def built(docs: Path, *pages: Page) -> Recent:
    before = Snapshot.of(docs)
    found = recent([LazyPage(one.path, one.id, "", partial(replace, one)) for one in pages], before)
    write(pages, docs)
    keep(found, docs)
    return found


def test_what_reports_brought_is_told_and_lists_are_not(tmp_path: Path) -> None:
    first = built(tmp_path, report("1"), page("a.md", "甲"), page("l.md", "表", "overview"))
    assert first == Recent(("report-1", "practice-a"))
    more = page("a.md", "甲，又一份", of="2")
    other = page("l.md", "新表", "overview")
    second = built(tmp_path, report("1"), report("2"), more, page("c.md", "丙", of="2"), other)
    assert second == Recent(("report-2", "practice-c"), ("practice-a",))


def test_what_another_program_or_a_correction_changes_is_no_news(tmp_path: Path) -> None:
    built(tmp_path, report("1"), page("a.md", "甲"), page("b.md", "乙"))
    last = built(tmp_path, report("1"), report("2"), page("a.md", "甲"), page("b.md", "乙"))
    before = (tmp_path / ".changes.tsv").stat().st_mtime_ns
    again = (report("1"), report("2"), page("a.md", "甲，另一样子"), page("b.md", "乙"))
    assert built(tmp_path, *again, page("c.md", "丙")) == last == Recent(("report-2",))
    assert (tmp_path / ".changes.tsv").stat().st_mtime_ns == before
    third = built(tmp_path, *again[:2], report("3"), page("a.md", "甲"), page("b.md", "乙", of="3"))
    assert third == Recent(("report-3",), ("practice-b",))


def test_a_corrected_report_is_changed_and_not_new(tmp_path: Path) -> None:
    built(tmp_path, report("1", "r.md"), page("a.md", "甲"))
    last = built(tmp_path, report("2", "r.md", of="1"), page("a.md", "甲，改了"))
    assert last == Recent((), ("report-2", "practice-a"))


def test_a_page_that_moved_is_not_new(tmp_path: Path) -> None:
    built(tmp_path, report("1"), page("a.md", "甲"), page("b.md", "乙"))
    moved = Page("z.md", page("a.md", "").front, ("甲",))
    found = built(tmp_path, report("1"), report("2"), moved, page("b.md", "乙"), page("c.md", "丙"))
    assert found == Recent(("report-2", "practice-c"))


def test_an_edit_by_a_person_is_no_news_of_a_build(tmp_path: Path) -> None:
    built(tmp_path, report("1"), page("a.md", "甲"))
    last = built(tmp_path, report("1"), report("2"), page("a.md", "甲"))
    file = tmp_path / "a.md"
    file.write_text(file.read_text("utf-8") + "\n补充\n", "utf-8")
    assert built(tmp_path, report("1"), report("2"), page("a.md", "甲")) == last
