"""Long lists: folded, by letter, on several pages; nothing is lost, and little changes."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from kb_build.model import Library, Page
from kb_build.render import kind_lists, listing, tables
from kb_build.render.site import Site
from tests.link.invented import facts
from tests.render.shown import front, library, links, made, pages_of, rendered, words


def many(count: int) -> dict[str, Page]:
    lines = "\n".join(
        f"# {number}、|{'甲乙丙丁'[number % 4]}类举措{number}\n"
        f"measure|走访农户，修好水库，疏浚第{number}条河道，改善灌溉。"
        for number in range(1, count + 1)
    )
    report = facts("m.txt", lines, unit="临湖镇", period="2031")
    return pages_of(library(report))


def test_a_long_list_has_a_page_for_each_letter_and_leaves_nothing_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "LETTERED", 5)
    pages = many(12)
    letters = [path for path in pages if re.fullmatch(r"measures/index-[a-z]\.md", path)]
    assert letters == ["measures/index-b.md", "measures/index-d.md", "measures/index-j.md",
                       "measures/index-y.md"]  # fmt: skip
    assert {path.rpartition("/")[2] for path in letters} <= links(pages["measures/index.md"])
    listed = {link for path in letters for link in links(pages[path])}
    own = {path.rpartition("/")[2] for path in pages if re.match(r"measures/.+-[0-9a-f]{10}", path)}
    assert len(own) == 12
    assert own <= listed


def test_a_unit_s_page_folds_its_lists_and_leads_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kind_lists, "WHOLE", 6)
    monkeypatch.setattr(kind_lists, "SHOWN", 6)
    monkeypatch.setattr(tables, "OPEN", 4)
    pages = many(12)
    (here,) = (path for path in pages if re.fullmatch(r"units/lin-hu[^/]*(?<!measure)\.md", path))
    page = rendered(pages[here])
    assert len(page.xpath("//details//tbody/tr")) == 2
    assert page.xpath("//h2[@id='measure']")
    behind = here.replace(".md", "-measure.md")
    assert behind.rpartition("/")[2] in links(pages[here])
    assert len(rendered(pages[behind]).xpath("//tbody/tr")) == 12


def test_one_more_of_many_changes_only_the_lists_that_have_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kind_lists, "WHOLE", 6)
    monkeypatch.setattr(kind_lists, "SHOWN", 6)
    before, after = many(20), many(21)
    changed = {path for path in before if before[path] != after[path]}
    (topic,) = (
        path for path in before if re.fullmatch(r"topics/shui-li[^/]*(?<!measure)\.md", path)
    )
    assert topic.replace(".md", "-measure.md") in changed
    assert {heading(pages[topic]) for pages in (before, after)} == {"举措 (20+)"}
    assert rendered(before[topic]).xpath("//h2[@id='measure']/following-sibling::p[1]/a/@href")
    above = next(page for page in before.values() if front(page)["title"] == "农业、林业、水利")
    assert not rendered(above).xpath("//table")
    assert above.blocks[1] == after[above.path].blocks[1]


def heading(page: Page) -> str:
    return str(rendered(page).xpath("string(//h2[@id='measure'])"))


def test_no_list_or_count_has_an_entry_whose_page_a_person_deleted() -> None:
    report = facts(
        "m.txt",
        "# 一、|修渠引水\nmeasure|修渠引水，疏浚沟渠。\n"
        "# 二、|植树造林\nmeasure|植树造林，绿化荒山。",
        unit="临湖镇",
        period="2031",
    )
    known = library(report)
    gone = next(entry.id for entry in known.entries if entry.name == "修渠引水")
    pages = {page.path: page for page in made(known, "zh", frozenset({gone}))}
    whole = pages_of(known)
    assert any(front(page).get("id") == gone for page in pages.values())
    assert pages.keys() == whole.keys()
    listed = [path for path in pages if gone.rpartition("-")[2] in "".join(pages[path].blocks)]
    assert listed == []
    assert "共 1 条" in words(pages["measures/index.md"])
    assert "共 2 条" in words(whole["measures/index.md"])


def test_other_pages_call_an_entry_by_the_title_that_a_person_gave_it() -> None:
    text = "# 一、|修渠引水\nmeasure|修渠引水，推行[practice “轮值”护渠法]，走访农户。"
    known = library(facts("m.txt", text, unit="临湖镇", period="2031"))
    measure = next(entry.id for entry in known.entries if entry.kind == "measure")
    pages = {page.path: page for page in made(known, called={measure: "修好<渠道>"})}
    own = next(page for page in pages.values() if front(page).get("id") == measure)
    practice = next(page for page in pages.values() if front(page).get("kind") == "practice")
    assert front(own)["title"] == "修渠引水"
    assert rendered(own).xpath("string(//h1)") == "修渠引水"
    for page in (pages["measures/index.md"], practice):
        assert "修好<渠道>" in words(page)
        assert "修渠引水" not in rendered(page).xpath("//a/text()")


def test_a_row_that_comes_changes_the_page_on_which_it_stands() -> None:
    def listed(numbers: Iterable[int]) -> list[str]:
        rows = [[f"[第{number:05}项]({number:05}.md)", "清岚市"] for number in numbers]
        lead = [f"共 {len(rows)} 项"]
        pages = listing.listing(site, "measures/index.md", "举措", lead, ["名称", "单位"], rows)
        return [repr(page) for page in pages]

    site = Site(Library((), ()), "zh")
    before = listed(range(0, 6000, 2))
    assert 6000 / 2 / listing.ROWS <= len(before) <= 6000 / listing.ROWS
    changed = [
        len({*listed(sorted({*range(0, 6000, 2), one}))} - {*before}) for one in range(1, 6000, 300)
    ]
    # The first, which says how many there are, and its own; seldom one is cut in two, and all
    # behind it get other numbers.
    assert sorted(changed)[len(changed) // 2] == 2


def test_each_row_of_a_long_list_stands_on_one_page() -> None:
    rows = [[f"[第{number}项]({number}.md)"] for number in range(1111)]
    pages = listing.listing(
        Site(Library((), ()), "zh"), "measures/index.md", "举措", [], ["名称"], rows
    )
    shown = [cell.text_content() for page in pages for cell in rendered(page).xpath("//td")]
    assert shown == [f"第{number}项" for number in range(1111)]
    assert all(len(rendered(page).xpath("//td")) <= listing.ROWS for page in pages)
