"""The thing itself comes before all that names it, also where its short form is typed."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import site_of

OFFICE = "青禾县住房和城乡建设局"
PAGES = {
    "institutions/office.md": ("organization", OFFICE, "统筹老旧小区改造。"),
    "institutions/own.md": ("rule", f"经费管理办法（{OFFICE}）", f"{OFFICE}修订经费管理办法。"),
    "institutions/plan.md": ("rule", "县住建局巡察整改方案", "县住建局制定方案。"),
    "measures/hall.md": ("measure", "优化窗口服务", "县人力资源和社会保障局开设夜间窗口。"),
    "measures/close.md": ("measure", "逐项销号", "问题整改完成一项、销号一项，形成闭环。"),
    "measures/other.md": ("measure", "修订经费管理办法抓落实", "全面修订经费管理办法。"),
    "institutions/year.md": ("rule", "2031年工作要点", "安排全年工作。"),
    "institutions/ledger.md": ("mechanism", "水费收缴台账", "每月登记水费收缴台账。"),
    "institutions/listed.md": ("mechanism", "问题清单", "列出问题清单逐项整改。"),
    "institutions/course.md": ("mechanism", "“轮值夜校”", "每月开课。"),
    "measures/course.md": ("measure", "办好夜校", "落实轮值夜校制度，轮值夜校制度写进要点。"),
    "reports/cars.md": ("report", "青禾县公车使用管理办法", "一、总则"),
    "measures/cars.md": ("measure", "压减公车费用", "公车统一管理，公车的管理办法另行制定。"),
    "reports/dikes.md": ("report", "在巡堤排险工作总结会上的讲话", "一、巡堤"),
    "measures/dikes.md": ("measure", "守好大堤", "巡堤排险告一段落，及时总结。"),
    "guide/staff.md": ("", "指南", "可以搜住建局、人社局、闭环销账。"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The search page of a site with an office and what is its own."""
    pages = {}
    for path, (kind, title, words) in PAGES.items():
        head = f"kind: {kind}\n" if kind else ""
        owner = f"owner: {OFFICE}\n" if title.endswith(f"（{OFFICE}）") else ""
        pages[path] = f"---\n{head}title: {title}\n{owner}---\n# {title}\n\n{words}\n"
    return f"{site_of(pages, tmp_path_factory.mktemp('names'))}search.html"


@pytest.mark.parametrize("query", ["住建局", "县住建局", "住房和城乡建设局", OFFICE])
def test_an_office_comes_before_its_rules(asked: Callable[[str], list[str]], query: str) -> None:
    assert asked(query)[0] == OFFICE


@pytest.mark.parametrize("query", ["公车管理办法", "巡堤排险总结"])
def test_a_report_is_found_by_its_title_with_a_word_left_out(
    asked: Callable[[str], list[str]], query: str
) -> None:
    report, *others = asked(query)
    assert report in ("青禾县公车使用管理办法", "在巡堤排险工作总结会上的讲话")
    assert others


def test_a_rules_own_name_comes_before_titles_that_contain_it(
    asked: Callable[[str], list[str]],
) -> None:
    found = asked("经费管理办法")
    assert found[0] == f"经费管理办法（{OFFICE}）"
    assert "修订经费管理办法抓落实" in found
    assert asked(f"经费管理办法（{OFFICE}）")[0] == f"经费管理办法（{OFFICE}）"


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        pytest.param("台账", "水费收缴台账", "问题清单", id="the word before one of its meaning"),
        pytest.param("轮值夜校制度", "“轮值夜校”", "办好夜校", id="a name before its subject"),
        pytest.param("2031年 夜间窗口", "优化窗口服务", "2031年工作要点", id="text before a title"),
    ],
)
def test_what_is_meant_comes_first(
    asked: Callable[[str], list[str]], query: str, first: str, second: str
) -> None:
    assert asked(query)[:2] == [first, second]


def test_short_forms_and_other_wordings_find_what_is_printed_otherwise(
    asked: Callable[[str], list[str]],
) -> None:
    assert asked("人社局")[0] == "优化窗口服务"
    assert asked("闭环销账")[0] == "逐项销号"
