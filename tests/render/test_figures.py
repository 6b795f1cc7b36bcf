"""Figures where they are told again: which of them say something, and in which words."""

from __future__ import annotations

import re

import pytest

from kb_build.model import replace
from tests.link.invented import facts
from tests.render.shown import front, library, pages_of, rendered


def test_figures_that_say_nothing_alone_are_in_no_list_and_bounds_are_kept() -> None:
    made = facts(
        "a.txt",
        "# 一、|修渠引水\nmeasure|修渠引水，完成率[figure 98%]以上，灌溉面积逾[figure 30亩]，"
        "聘请管水员[figure 1名]，涉及方面[figure 3个]，"
        "用户分类[figure 三类]，水费降低[figure 两成]。",
        unit="临湖镇", title="临湖镇总结", period="2023",
    )  # fmt: skip
    counted = ("完成率", "灌溉面积", "管水员", "方面", "用户分类", "水费降低")
    values, units = (98.0, 30.0, 1.0, 3.0, 3.0, 2.0), ("%", "亩", "名", "个", "类", "成")
    figures = tuple(
        replace(figure, of=of, value=value, unit=unit)
        for figure, of, value, unit in zip(made.figures, counted, values, units, strict=True)
    )
    one = replace(made, figures=figures)
    pages = pages_of(library(one)).values()
    (measure,) = (page for page in pages if front(page)["kind"] == "measure")
    (line,) = (block for block in measure.blocks if block.startswith("**数据："))
    assert re.findall(r"\[([^]]+)\]", line) == ["完成率98%以上", "灌溉面积逾30亩", "水费降低两成"]


@pytest.mark.parametrize(
    ("told", "of", "value", "unit", "shown"),
    [
        (
            "新建水厂，[figure 300万吨]污水处理工程完工",
            "新建水厂",
            3e6,
            "吨",
            "300万吨污水处理工程完工",
        ),
        ("改建泵站、[figure 12座]水闸", "水闸", 12.0, "座", "12座水闸"),
        ("修3条渠、整治泵站、水闸[figure 12座]", "水闸", 12.0, "座", "整治泵站、水闸12座"),
        (
            "[figure 6个]试点村介绍了好经验、好做法",
            "试点村",
            6.0,
            "个",
            "6个试点村介绍了好经验、好做法",
        ),
        ("水产产值达标，同比增长[figure 5%]", "水产产值同比增长", 5.0, "%", "水产产值同比增长5%"),
        # A letter or two more than fit are not cut off.
        (
            "各村提水泵站维修工程已如期投用[figure 12座]",
            "泵站",
            12.0,
            "座",
            "各村提水泵站维修工程已如期投用12座",
        ),
        (
            "各村今年陆续开工的提水泵站维修工程已如期投用[figure 12座]",
            "泵站",
            12.0,
            "座",
            "…的提水泵站维修工程已如期投用12座",
        ),
        ("分别为甲村、[figure 45户]、丙村", "甲村", 45.0, "户", ""),
    ],
)
def test_a_figure_stands_in_the_words_around_it(
    told: str, of: str, value: float, unit: str, shown: str
) -> None:
    made = facts("a.txt", f"# 一、|修渠引水\nmeasure|组织修渠，{told}，全镇受益。", unit="临湖镇")
    (figure,) = made.figures
    one = replace(made, figures=(replace(figure, of=of, value=value, unit=unit),))
    (measure,) = (p for p in pages_of(library(one)).values() if front(p)["kind"] == "measure")
    lines = (block for block in measure.blocks if block.startswith("**数据："))
    assert [words for line in lines for words in re.findall(r"\[([^]]+)\]", line)] == (
        [shown] if shown else []
    )


def test_noise_ends_no_clause_and_the_number_of_an_item_is_no_part_of_it() -> None:
    lines = "- 一是|measure|从云汀【见下】引种[figure 30公里]。"
    made = facts("a.txt", lines, unit="临湖镇", title="临湖镇总结", noise="【见下】")
    torn = made.report.text.replace("【见下】", "\n见下\n")  # as long, and parting the lines
    report = replace(made.report, text=torn)
    (figure,) = made.figures
    one = replace(
        made,
        outline=replace(made.outline, report=report),
        figures=(replace(figure, of="渠道", value=30.0, unit="公里"),),
    )
    pages = pages_of(library(one))
    table = rendered(next(page for page in pages.values() if page.path.startswith("figures/a-")))
    assert table.xpath("//tbody/tr/td[1]")[0].text_content() == "从云汀引种30公里"


def test_two_figures_of_one_clause_are_told_once_above_a_measure() -> None:
    told = "将[figure 25项]工作中[figure 50个]点的具体任务列成清单逐一交给各村各组去办"
    made = facts("a.txt", f"# 一、|修渠引水\nmeasure|{told}，灌溉[figure 30亩]。", unit="临湖镇")
    figures = (replace(one, of="清单", value=25.0, unit="项") for one in made.figures)
    one = replace(made, figures=tuple(figures))
    (measure,) = (p for p in pages_of(library(one)).values() if front(p)["kind"] == "measure")
    (line,) = (block for block in measure.blocks if block.startswith("**数据："))
    assert len(re.findall(r"\[([^]]+)\]", line)) == 2


def test_ways_of_speaking_are_no_rows_of_a_reports_figures() -> None:
    made = facts(
        "a.txt",
        "# 一、|修渠引水\nmeasure|[figure 五年]来，从[figure 三个]方面修渠[figure 30公里];"
        "引水逾[figure 8次]，获奖[figure 1项]。",
        unit="临湖镇", title="临湖镇总结",
    )  # fmt: skip
    values, units = (5.0, 3.0, 30.0, 8.0, 1.0), ("年", "个", "公里", "次", "项")
    figures = tuple(
        replace(figure, of="" if unit == "年" else "渠", value=value, unit=unit)
        for figure, value, unit in zip(made.figures, values, units, strict=True)
    )
    pages = pages_of(library(replace(made, figures=figures)))
    table = rendered(next(page for page in pages.values() if page.path.startswith("figures/a-")))
    rows = [[cell.text_content() for cell in row] for row in table.xpath("//tbody/tr")]
    assert rows == [
        ["从三个方面修渠30公里", "30公里", "举措"],
        ["引水逾8次", "逾8次", "举措"],
        ["获奖1项", "1项", "举措"],
    ]
