"""Pages that count: how well reports were read, and what the library holds."""

from __future__ import annotations

from lxml import html

from kb_build.messages import LANGUAGES
from kb_build.model import Library, replace
from tests.link.invented import facts
from tests.render.shown import LIBRARY, PAGES, library, made, pages_of, rendered


def test_every_score_has_a_name_in_words() -> None:
    for language in LANGUAGES:
        (page,) = (page for page in made(LIBRARY, language) if page.path == "quality.md")
        table = "".join(rendered(page).xpath("//table//td[1]/text()"))
        assert "F1" not in table
        assert "grounded" not in table


def test_refused_files_are_named() -> None:
    page = rendered(PAGES["quality.md"])
    assert "未收入 1 个文件" in page.text_content()
    assert "bad<b>.txt:3" in page.text_content()


def test_how_many_reports_tell_no_unit_and_no_year_is_told_with_what_to_do() -> None:
    named = facts("a.txt", "context|组织清淤。", unit="临湖镇", period="2031")
    unnamed = facts("b.txt", "context|修渠两条。", unit="", period="2031")
    for reports, told in (((named,), False), ((named, unnamed), True)):
        (page,) = (one for one in made(Library(reports, ())) if one.path == "quality.md")
        words = rendered(page).text_content()
        assert ("没有读出单位的 1 份，没有读出年份的 0 份" in words) == told
        assert ("lexicon/reporting.yml" in words) == told


def test_program_text_within_a_passage_does_not_weigh() -> None:
    code = "x=1;" * 100
    lines = f"measure|疏浚渠道两条，{code}逐段登记。\nmeasure|整修闸门三处，全部验收。"
    made = facts("a.txt", lines, noise=code)
    (mark,) = made.report.marks
    report = replace(made.report, marks=(replace(mark, rule="code-script"),))
    doubtful, certain = made.passages
    one = replace(
        made,
        outline=replace(made.outline, report=report),
        passages=(replace(doubtful, sure=0.1), replace(certain, sure=1.0)),
    )
    (page,) = (page for page in pages_of(library(one)).values() if page.path == "quality.md")
    rows = rendered(page).xpath("//tr[td='0.95–1' or td='0–0.6']/td[2]/text()")
    assert rows == ["50%", "50%"]


def test_topics_are_listed_with_how_many_entries_they_have() -> None:
    cells = rendered(PAGES["topics/index.md"]).xpath("//td[position() > 1]/text()")
    assert {"0", "1"} <= {*cells}
    assert all(map(str.isdigit, cells))


def test_plots_have_a_table_with_the_same_numbers() -> None:
    seen = 0
    for path in ("statistics.md", "quality.md", "timeline/index.md"):
        for twins in rendered(PAGES[path]).xpath("//div[@class='kb-twins']"):
            (plot,) = twins.xpath("./div/svg")
            assert plot.get("role") == "img"
            assert plot.get("aria-label")
            cells = [cell.text_content() for cell in twins.xpath(".//td[position() > 1]")]
            assert sorted(_numbers(plot)) == sorted(
                cell for cell in cells if cell != "0" or plot.find("rect") is not None
            )
            seen += 1
    assert seen > 8


def _numbers(plot: html.HtmlElement) -> list[str]:
    """Of bars those behind them, of circles those in them."""
    if plot.find("rect") is not None:
        return [text.text for text in plot.xpath("./text[not(@text-anchor='end')]")]
    return [circle.getnext().text for circle in plot.xpath("./circle")]
