"""Links of generated pages when people move or delete the pages they lead to."""

from __future__ import annotations

import re
from collections.abc import ItemsView
from pathlib import Path
from urllib.parse import unquote

import markdown
import pytest

from kb_build.model import LazyPage, Page, replace
from kb_build.write.relink import all_relinked, relinked
from tests.write.pages import write


def page(path: str, *blocks: str) -> Page:
    return Page(path, (("id", path), ("title", path)), blocks)


def test_a_deleted_page_leaves_the_words_and_takes_the_link() -> None:
    here = page("practices/a.md", "- [甲\\[1\\]](../measures/b.md#n1) · [乙](c.md){: .kb-end }")
    after = relinked(here, {"measures/b.md": "", "practices/c.md": ""})
    assert after.blocks == ("- 甲\\[1\\] · 乙",)


def test_a_quotation_of_a_deleted_report_page_keeps_its_place() -> None:
    here = page("a.md", '[某报告，2024](reports/b.md#p1){: .kb-source data-span="3-9" }')
    after = relinked(here, {"reports/b.md": ""})
    assert after.blocks == ('*某报告，2024*{: .kb-source data-span="3-9" }',)


def test_a_moved_page_is_followed_with_its_anchor() -> None:
    here = page("practices/a.md", "[甲](../measures/b.md#n1){: .kb-source }")
    after = relinked(here, {"measures/b.md": "own/b.md"})
    assert after.blocks == ("[甲](../own/b.md#n1){: .kb-source }",)


@pytest.mark.parametrize("name", ["我的 页", "a (1)", "甲#1?", "50%", 'x"y', "[草]", "a:b"])
def test_a_page_is_followed_whatever_people_call_it(name: str) -> None:
    here = page("practices/a.md", "**[甲](../measures/b.md#n1)**")
    (after,) = relinked(here, {"measures/b.md": f"own/{name}.md"}).blocks
    (link,) = re.findall('href="([^"]*)"', markdown.markdown(after))
    assert unquote(link.partition("#")[0]) == f"../own/{name}.md"


def test_other_links_stay(tmp_path: Path) -> None:
    here = page("index.md", "[甲](measures/b.md) [外](https://example.org/b.md) `[x](b.md)`")
    assert relinked(here, {"measures/c.md": ""}) == here


def test_a_build_after_a_deletion_leaves_no_dead_link(tmp_path: Path) -> None:
    pages = [page("index.md", "[甲](a.md) [乙](b.md)"), page("a.md", "甲"), page("b.md", "乙")]
    write(pages, tmp_path)
    (tmp_path / "a.md").unlink()
    (tmp_path / "own").mkdir()
    (tmp_path / "b.md").rename(tmp_path / "own" / "b.md")
    outcomes = {outcome.path: outcome.action for outcome in write(pages, tmp_path)}
    assert outcomes == {"index.md": "replaced", "a.md": "deleted", "b.md": "moved"}
    assert "甲 [乙](own/b.md)" in (tmp_path / "index.md").read_text(encoding="utf-8")
    assert not (tmp_path / "a.md").exists()


def test_a_comma_in_a_name_parts_no_places(tmp_path: Path) -> None:
    pages = [page("index.md", "[甲](a.md)"), page("a.md", "甲")]
    write(pages, tmp_path)
    (tmp_path / "a.md").rename(tmp_path / "a, b.md")
    write(pages, tmp_path)
    assert "[甲](a,%20b.md)" in (tmp_path / "index.md").read_text(encoding="utf-8")


class Counted(dict[str, str]):
    """Pages that are gone, and how often all of them were gone through."""

    times = 0

    def items(self) -> ItemsView[str, str]:  # type: ignore[override]
        self.times += 1
        return super().items()


def test_pages_that_are_gone_are_gone_through_once_however_many_pages_there_are() -> None:
    gone = Counted({f"{number}.md": "" for number in range(5)})
    pages = [page(f"a{number}.md", "[甲](1.md) [乙](b.md)") for number in range(7)]
    lazy = [replace(LazyPage.of(one), version="0") for one in pages]
    found = list(all_relinked(lazy, gone))
    assert [one.page() for one in found] == [relinked(one, gone) for one in pages]
    assert gone.times == 1
    assert {one.version for one in found}.isdisjoint({"", "0"})
