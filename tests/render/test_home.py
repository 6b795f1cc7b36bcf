"""The first page: what the last update brought, and words for catalogues."""

from __future__ import annotations

import gc

import pytest

from kb_build.link import link
from kb_build.model import Earlier, Library, Page, Recent
from kb_build.render import render
from kb_build.render.site import Site
from kb_build.reuse.tracing import Tables
from tests.link.invented import facts
from tests.render.shown import LIBRARY, PAGES, SCHOOL, front, made, rendered


def home(news: Recent) -> Page:
    found, _ = render(LIBRARY, "zh", earlier=Earlier(news=lambda _: news))
    return next(lazy.page() for lazy in found if lazy.path == "index.md")


def test_what_is_new_is_named_and_counted_what_staff_can_borrow_first() -> None:
    practice = next(e for e in LIBRARY.entries if e.kind == "practice")
    rule = next(e for e in LIBRARY.entries if e.kind == "rule")
    news = Recent((rule.id, practice.id, f"report-{SCHOOL.report.id}"), ("practice-gone",))
    told = rendered(home(news))
    (head,) = [h for h in told.iter("h2") if h.text_content() == "最近一次更新"]
    assert head.getnext().text_content() == "新收入 3 项，有改动 0 项。"
    lines = [item.text_content() for item in head.getnext().getnext()]
    assert [line.rpartition(" · ")[2] for line in lines] == ["报告", "经验做法", "制度文件"]
    assert all(line.startswith("新") for line in lines)


def test_without_news_the_first_page_is_as_rendered() -> None:
    plain = PAGES["index.md"]
    assert home(Recent()) == plain
    assert "最近一次更新" not in "".join(plain.blocks)


def test_what_came_of_a_practice_is_shown_before_what_is_planned() -> None:
    lone = facts(
        "lone.txt",
        """
        # 一、|基层治理
        outcome|[practice “板凳会”议事法]成效显著，每周走访学员，调解纠纷[figure 136起]。
        # 二、|下步打算
        plan|启动[practice “板凳会”议事法]三年规划，全面深化基层治理工作。
        """,
    )
    page = next(p for p in made(Library((lone,), link([lone])), "zh") if p.path == "index.md")
    told = "".join(page.blocks)
    assert "> “板凳会”议事法成效显著" in told
    assert "三年规划" not in told


def test_the_best_practices_are_not_all_of_one_report() -> None:
    told = "measure|推行[practice “{}”工作法]，走访农户[figure 30户]，满意率达[figure 98%]。\n"
    rich = facts("a.txt", "".join(map(told.format, "甲乙丙丁")), unit="临湖镇")
    poor = facts("b.txt", "measure|推行[practice “戊”工作法]，走访农户。", unit="竹溪镇")
    pages = made(Library((rich, poor), link([rich, poor])), "zh")
    home = rendered(next(page for page in pages if page.path == "index.md"))
    names = home.xpath("//h2[.='证据最充分的经验做法']/following::strong/a/text()")
    assert names[2] == "“戊”工作法"
    assert {"“甲”工作法", "“丁”工作法"} <= set(names)


def test_a_class_says_that_it_has_more_topics_where_some_are_not_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def tiles() -> list[tuple[int, bool]]:
        """How many topics each class names, and whether it says that there are more."""
        found = rendered(home(Recent())).xpath(
            "//div[@class='kb-tile'][.//a[contains(@href, 'topics/')]]//small"
        )
        return [(len(one.xpath(".//a")), one.text_content().endswith("…")) for one in found]

    named = [count for count, _ in tiles()]
    monkeypatch.setattr("kb_build.render.home.NAMED", 1)
    assert {*named} > {1}
    assert tiles() == [(1, count > 1) for count in named]


def test_a_class_of_which_little_is_told_is_named_behind_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def classes() -> tuple[list[str], list[str]]:
        """The classes with a tile, and those named in the line behind the tiles."""
        page = rendered(home(Recent()))
        tiles = page.xpath("//div[@class='kb-tile'][.//a[contains(@href, 'topics/')]]//strong")
        line = page.xpath("//p[starts-with(., '还提到：')]/a/text()")
        return [tile.text_content() for tile in tiles], line

    every, none = classes()
    assert (len(every) > 1, none) == (True, [])
    monkeypatch.setattr("kb_build.render.home.SLIGHT", 1)
    large, small = classes()
    assert large + small == every
    assert small


def test_lists_and_home_say_what_they_are() -> None:
    for path in ("index.md", "practices/index.md", "reports/index.md", "units/index.md"):
        assert len(str(front(PAGES[path])["description"])) > 8


def _held() -> set[int]:
    return {id(one) for one in gc.get_objects() if isinstance(one, (Site, Tables))}


def test_what_pages_are_made_of_is_free_when_they_are_made() -> None:
    gc.collect()
    gc.disable()
    try:
        before = _held()  # by other tests of this process
        home(Recent())
        assert _held() == before
    finally:
        gc.enable()
