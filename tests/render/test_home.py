"""The first page: what the last update brought, and words for catalogues."""

from __future__ import annotations

import gc

from kb_build.model import Page, Recent
from kb_build.render import Memory, sheets
from kb_build.render.site import Site
from kb_build.reuse.tracing import Tables
from tests.render.shown import LIBRARY, PAGES, SCHOOL, front, rendered


def home(news: Recent) -> Page:
    found = sheets(LIBRARY, "zh", Memory(), news=lambda _: news)
    return next(sheet.page() for sheet in found if sheet.path == "index.md")


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


def test_lists_and_home_say_what_they_are() -> None:
    for path in ("index.md", "practices/index.md", "reports/index.md", "units/index.md"):
        assert len(str(front(PAGES[path])["description"])) > 8


def test_what_pages_are_made_of_is_free_when_they_are_made() -> None:
    gc.collect()
    gc.disable()
    try:
        home(Recent())
        assert not [one for one in gc.get_objects() if isinstance(one, (Site, Tables))]
    finally:
        gc.enable()
