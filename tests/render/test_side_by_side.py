"""Comparisons, units, the timeline and series: what stands beside what, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from kb_build.link import link
from kb_build.model import Facts, Library, Page
from kb_build.render import comparison, kinds, render, tables, units
from kb_build.render import listing as list_pages
from kb_build.render.excerpts import CAME, DONE, of_report
from kb_build.render.listing import listing
from kb_build.render.site import Site
from tests.link.invented import facts
from tests.render.shown import front, library, page_of, pages_of, rendered


def school(year: str, share: float) -> Facts:
    made = facts(
        f"school-{year}.txt",
        f"""
        # 一、|规范财务管理
        measure|{year}年修订[rule/revised 《经费支出管理办法》]，清理票据，严格报销。
        outcome|满意率达到[figure {share}%]。
        problem|财务管理人手不足。
        """,
        unit="清岚师范学院",
        title=f"清岚师范学院{year}年工作总结",
        period=year,
    )
    figures = tuple(replace(one, of="满意率", value=share, unit="%") for one in made.figures)
    return replace(made, figures=figures)


HOSPITAL = facts(
    "hospital.txt",
    """
    # 一、|加强财务管理
    measure|采用[practice “板凳会”议事法]公开财务，报销限时。
    plan|拟制定[rule/planned 《采购管理办法》]，管好经费。
    """,
    unit="清岚市第三人民医院",
    title="医院总结",
    period="2023",
)
BUREAU = replace(
    school("2024", 88.0), organization=replace(HOSPITAL.organization, value="清岚市水务集团")
)
REPORTS = (school("2022", 91.5), school("2023", 98.0), HOSPITAL)
PAGES = pages_of(library(*REPORTS))


def words(page: Page) -> str:
    return str(rendered(page).text_content())


def test_units_on_one_topic_stand_side_by_side() -> None:
    tree = rendered(page_of(PAGES, "对照：财务管理"))
    sides = tree.xpath("//div[@class='kb-sides']/div[@class='kb-side']")
    assert [side.xpath("string(./h2)") for side in sides] == ["清岚师范学院", "清岚市第三人民医院"]
    assert "清理票据" in sides[0].text_content()
    assert "满意率达到91.5%" in [li.text_content() for li in sides[0].xpath(".//li")]
    assert "满意率达到98.0%" in words(page_of(PAGES, "对照：财务管理"))
    assert "经费支出管理办法" in sides[0].text_content()
    assert "公开财务" in sides[1].text_content()


def test_a_topic_leads_to_its_comparison_and_a_topic_of_one_unit_has_none() -> None:
    assert any("comparisons/" in a for a in rendered(page_of(PAGES, "财务管理")).xpath("//a/@href"))
    alone = tuple(report for report in REPORTS if report is not HOSPITAL)
    found = [path for path in pages_of(library(*alone)) if path.startswith("comparisons/")]
    assert found == ["comparisons/index.md"]


def test_of_many_units_some_are_compared_and_the_topic_has_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(comparison, "UNITS", 2)
    pages = pages_of(library(*REPORTS, BUREAU))
    page, topic = page_of(pages, "对照：财务管理"), page_of(pages, "财务管理")
    shown = [head.text for head in rendered(page).xpath("//div[@class='kb-side']/h2")]
    assert len(shown) == 2
    assert front(page)["units"] == tuple(shown)
    assert "另有 1 个单位" in words(page)
    assert topic.path.rpartition("/")[2] in links(page)
    assert not front(topic).keys() & {"units", "years"}


def test_of_each_unit_the_sentences_on_the_topic_are_compared() -> None:
    broad = facts(
        "broad.txt",
        """
        # 一、|全年工作回顾
        measure|整修林区道路三十里。规范财务管理，报销限时办结，票据当日清理。
        outcome|栽树[figure 900株]。
        outcome|财务管理有章可循，退回票据[figure 12张]。
        """,
        unit="云汀林场",
        title="云汀林场总结",
    )
    counted = tuple(replace(one, of="数目", unit="张") for one in broad.figures)
    pages = pages_of(library(*REPORTS, replace(broad, figures=counted)))
    tree = rendered(page_of(pages, "对照：财务管理"))
    (side,) = (side for side in tree.xpath("//div[@class='kb-side']") if "林场" in side[0].text)
    told = side.text_content()
    assert "报销限时办结" in told
    assert "退回票据" in told
    assert "12张" in side.xpath("string(./h3[text()='数据']/following-sibling::ul[1])")
    assert not any(other in told for other in ("林区道路", "栽树", "900株"))


def test_what_was_wrong_is_not_compared_as_what_was_done() -> None:
    lines = "# 一、|办好实事\nmeasure|整修林区道路三十里。\nproblem|财务管理松散，经费报销拖拉。"
    pages = pages_of(library(*REPORTS, facts("c.txt", lines, unit="云汀林场")))
    told = words(page_of(pages, "对照：财务管理"))
    assert "云汀林场" not in told
    assert "另有 1 个单位" in told


def test_what_came_of_it_on_the_topic_goes_before_what_was_done_on_others() -> None:
    lines = (
        "# 一、|办好实事\nmeasure|整修林区道路三十里。\n"
        "outcome|财务管理有章可循，经费支出逐笔公开，报销不再跑腿。"
    )
    pages = pages_of(library(*REPORTS, facts("c.txt", lines, unit="云汀林场")))
    tree = rendered(page_of(pages, "对照：财务管理"))
    (side,) = (side for side in tree.xpath("//div[@class='kb-side']") if "林场" in side[0].text)
    told = [quote.text_content().strip() for quote in side.xpath(".//blockquote")]
    assert told == ["财务管理有章可循，经费支出逐笔公开，报销不再跑腿。"]


def test_of_what_is_called_otherwise_the_words_most_on_the_topic_are_compared() -> None:
    lines = (
        "# 一、|办好实事\nmeasure|经费支出逐笔公开。\n"
        "measure|规范财务管理，清理票据，报销限时办结。\nmeasure|整修林区道路三十里。"
    )
    other = "# 二、|整修道路\nmeasure|整修渠道三十里。\nproblem|财务管理松散，报销拖拉，经费紧张。"
    told = facts("c.txt", f"{lines}\n{other}", unit="云汀林场")
    tree = rendered(page_of(pages_of(library(*REPORTS, told)), "对照：财务管理"))
    (side,) = (side for side in tree.xpath("//div[@class='kb-side']") if "林场" in side[0].text)
    said = [quote.text_content().strip() for quote in side.xpath(".//blockquote")]
    assert said[0] == "规范财务管理，清理票据，报销限时办结。"
    assert not any("整修" in words for words in said)


def test_a_practice_and_its_measure_do_not_show_one_sentence_twice() -> None:
    said = "推行[practice “票据”议事法]，公开财务，报销限时，清理经费。"
    came = "outcome|财务管理好评如潮。"
    village = facts("v.txt", f"# 一、|改进财务管理\nmeasure|{said}\n{came}", unit="三叠屯")
    tree = rendered(page_of(pages_of(library(*REPORTS, village)), "对照：财务管理"))
    (side,) = (side for side in tree.xpath("//div[@class='kb-side']") if "三叠" in side[0].text)
    told = [quote.text_content().strip() for quote in side.xpath(".//blockquote")]
    assert sorted(set(told)) == sorted(told)
    heads = [head.text_content() for head in side.xpath("./h3")]
    assert heads == ["“票据”议事法", "改进财务管理"]


def test_all_comparisons_are_listed_with_their_units() -> None:
    rows = rendered(PAGES["comparisons/index.md"]).xpath("//tbody/tr")
    assert ["财务管理", "清岚市第三人民医院、清岚师范学院"] in [
        [cell.text_content() for cell in row] for row in rows
    ]
    led = {row.xpath("string(.//a/@href)") for row in rows}
    made = {path for path in PAGES if path.startswith("comparisons/") and "index" not in path}
    assert {f"comparisons/{path}" for path in led} == made


def test_a_units_page_has_its_years_side_by_side() -> None:
    page = page_of(PAGES, "清岚师范学院")
    assert front(page)["years"] == ("2022", "2023")
    sides = rendered(page).xpath("//div[@class='kb-side']")
    assert [side.xpath("string(./h3)") for side in sides] == ["2022", "2023"]
    assert "满意率达到91.5%" in sides[0].text_content()
    assert "未说明" in words(page)


def test_of_many_years_of_a_unit_the_last_stand_side_by_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(units, "YEARS", 2)
    pages = pages_of(library(*(school(year, 91.5) for year in ("2021", "2022", "2023"))))
    sides = rendered(page_of(pages, "清岚师范学院")).xpath("//div[@class='kb-side']/h3/text()")
    assert sides == ["2022", "2023"]


def test_a_units_lists_come_before_what_repeats_them() -> None:
    tree = rendered(page_of(PAGES, "清岚师范学院"))
    heads = [head.text.split(" (")[0] for head in tree.xpath("//h2")]
    assert heads.index("举措") < heads.index("历年变化") < heads.index("历年对照")
    assert tree.xpath("//details/summary/text()") == ["2022、2023"]
    assert len(tree.xpath("//details//div[@class='kb-side']")) == 2


def test_a_units_figures_over_the_years_are_drawn() -> None:
    tree = rendered(page_of(PAGES, "清岚师范学院"))
    (head,) = tree.xpath("//h3[a[text()='满意率（%）']]")
    (drawn,) = head.xpath("following-sibling::div[1]")
    assert drawn.xpath(".//*[name()='path' and @class='kb-line']")
    assert "91.5%" in [cell.text for cell in drawn.xpath(".//td")]


def test_the_statistics_count_the_entries_of_each_class() -> None:
    rows = rendered(PAGES["statistics.md"]).xpath("//tr[td]")
    counted = {row[0].text: row[1].text for row in rows}
    # 财务管理: two rules, three measures, two problems. 基层治理: the practice.
    assert (counted["财政、金融、审计"], counted["公安、安全、司法"]) == ("7", "1")


def test_the_timeline_tells_what_was_done_and_no_plan() -> None:
    told = words(PAGES["timeline/2023.md"])
    assert "修订" in told
    assert "经费支出管理办法" in told
    assert "采购管理办法" not in told
    assert rendered(PAGES["timeline/index.md"]).xpath("//circle")


def test_a_year_in_which_nothing_was_made_counts_no_such_things() -> None:
    quiet = facts("q.txt", "measure|整修林区道路三十里。", period="2023", title="林场总结")
    told = words(pages_of(library(quiet))["timeline/2023.md"])
    assert "0 次" not in told
    assert "林场总结" in told
    assert "·" not in told  # no unit is told


def test_what_is_counted_leads_to_all_places() -> None:
    page = page_of(PAGES, "满意率（%）")
    rows = rendered(page).xpath("//h2[contains(., '全部数据')]/following-sibling::table//tbody/tr")
    assert len(rows) == 2
    assert all(row.xpath(".//a[contains(@href, '#p')]") for row in rows)


def test_what_does_not_compare_has_no_page_and_stands_in_the_table_of_its_report() -> None:
    lone = school("2022", 91.5)
    two = tuple(replace(one, value=value) for one in lone.figures for value in (91.5, 60.0))
    for reports in ([lone], [replace(lone, figures=two)], [lone, HOSPITAL]):
        pages = pages_of(library(*reports))
        assert not [path for path in pages if front(pages[path])["kind"] == "series"]
        assert "满意率" not in words(pages["figures/counted.md"])
        (table,) = (page for path, page in pages.items() if path.startswith("figures/school-2022"))
        rows = rendered(table).xpath("//tbody/tr[contains(., '满意率')]")
        assert len(rows) == len(reports[0].figures)
        assert all(row.xpath(".//a[contains(@href, '../reports/')]") for row in rows)
        assert table.path.rpartition("/")[2] in links(pages["figures/index.md"])


def test_all_that_compares_is_listed() -> None:
    listed = links(PAGES["figures/counted.md"]) - {"index.md"}
    assert listed == {path.rpartition("/")[2] for path, page in PAGES.items()
                      if front(page)["kind"] == "series"}  # fmt: skip
    assert listed


def test_a_class_leads_to_its_topics_and_a_topic_to_its_class() -> None:
    above, topic = page_of(PAGES, "财政、金融、审计"), page_of(PAGES, "财务管理")
    assert topic.path.rpartition("/")[2] in rendered(above).xpath("//a/@href")
    assert above.path.rpartition("/")[2] in rendered(topic).xpath("//a/@href")


def test_a_report_more_leaves_other_units_alone() -> None:
    more = (*REPORTS, facts("x.txt", "measure|办好食堂。", unit="临湖镇", period="2024"))
    after = pages_of(library(*more))
    for path, page in PAGES.items():
        if path.startswith(("units/q", "comparisons/", "measures/c", "figures/m")):
            assert after[path] == page


def test_the_same_thing_is_compared_across_units() -> None:
    page = page_of(pages_of(library(*REPORTS, BUREAU)), "满意率（%）")
    assert front(page)["kind"] == "series"
    told = "清岚师范学院（2023）98%；清岚市水务集团（2024）88%"
    assert str(front(page)["description"]).endswith(told)
    rows = rendered(page).xpath("//h2[contains(., '各单位比较')]/following-sibling::div[1]//tr")
    assert [[cell.text for cell in row.xpath("./td")] for row in rows[1:]] == [
        ["清岚师范学院（2023）", "98"], ["清岚市水务集团（2024）", "88"],
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["已完成。", "整改状态：已完成。", "经费支出情况如下："])
def test_a_mere_status_or_announcement_is_no_outcome(words: str) -> None:
    made = facts(
        "s.txt",
        f"# 一、|加强财务管理\nmeasure|清理票据，严格报销。\noutcome|{words}",
        unit="临湖镇",
    )
    (entry,) = [entry for entry in link([made]) if entry.kind == "measure"]
    assert list(of_report(entry, [made.report.id], CAME)) == []
    assert list(of_report(entry, [made.report.id], DONE))


def many(count: int) -> dict[str, Page]:
    lines = "\n".join(
        f"# {number}、|{'甲乙丙丁'[number % 4]}类举措{number}\n"
        f"measure|走访农户，修好水库，疏浚第{number}条河道，改善灌溉。"
        for number in range(1, count + 1)
    )
    report = facts("m.txt", lines, unit="临湖镇", period="2031")
    return pages_of(library(report))


def links(page: Page) -> set[str]:
    return {str(one).rpartition("/")[2] for one in rendered(page).xpath("//a/@href")}


def test_a_long_list_has_a_page_for_each_letter_and_leaves_nothing_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(list_pages, "LETTERED", 5)
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
    monkeypatch.setattr(kinds, "WHOLE", 6)
    monkeypatch.setattr(kinds, "SHOWN", 6)
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
    monkeypatch.setattr(kinds, "WHOLE", 6)
    monkeypatch.setattr(kinds, "SHOWN", 6)
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
    pages = {page.path: page for page in render(known, "zh", frozenset({gone}))}
    whole = pages_of(known)
    assert any(front(page).get("id") == gone for page in pages.values())
    assert pages.keys() == whole.keys()
    listed = [path for path in pages if gone.rpartition("-")[2] in "".join(pages[path].blocks)]
    assert listed == []
    assert "共 1 条" in words(pages["measures/index.md"])
    assert "共 2 条" in words(whole["measures/index.md"])


def test_figures_that_say_nothing_alone_are_in_no_list_and_bounds_are_kept() -> None:
    made = facts(
        "a.txt",
        "# 一、|修渠引水\nmeasure|修渠引水，完成率[figure 98%]以上，灌溉面积[figure 30亩]，"
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
    assert re.findall(r"\[([^]]+)\]", line) == ["完成率98%以上", "灌溉面积30亩", "水费降低两成"]


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
        "引水[figure 8次]。",
        unit="临湖镇", title="临湖镇总结",
    )  # fmt: skip
    values, units = (5.0, 3.0, 30.0, 8.0), ("年", "个", "公里", "次")
    figures = tuple(
        replace(figure, of="" if unit == "年" else "渠", value=value, unit=unit)
        for figure, value, unit in zip(made.figures, values, units, strict=True)
    )
    pages = pages_of(library(replace(made, figures=figures)))
    table = rendered(next(page for page in pages.values() if page.path.startswith("figures/a-")))
    rows = [[cell.text_content() for cell in row] for row in table.xpath("//tbody/tr")]
    assert rows == [["从三个方面修渠30公里", "30公里", "举措"], ["引水8次", "8次", "举措"]]


def test_a_row_that_comes_changes_the_page_on_which_it_stands() -> None:
    def listed(numbers: Iterable[int]) -> list[str]:
        rows = [[f"[第{number:05}项]({number:05}.md)", "清岚市"] for number in numbers]
        lead = [f"共 {len(rows)} 项"]
        pages = listing(site, "measures/index.md", "举措", lead, ["名称", "单位"], rows)
        return [repr(page) for page in pages]

    site = Site(Library((), ()), "zh")
    before = listed(range(0, 6000, 2))
    assert 6000 / 2 / list_pages.ROWS <= len(before) <= 6000 / list_pages.ROWS
    changed = [
        len({*listed(sorted({*range(0, 6000, 2), one}))} - {*before}) for one in range(1, 6000, 300)
    ]
    # The first, which says how many there are, and its own; seldom one is cut in two, and all
    # behind it get other numbers.
    assert sorted(changed)[len(changed) // 2] == 2


def test_each_row_of_a_long_list_stands_on_one_page() -> None:
    rows = [[f"[第{number}项]({number}.md)"] for number in range(1111)]
    pages = listing(Site(Library((), ()), "zh"), "measures/index.md", "举措", [], ["名称"], rows)
    shown = [cell.text_content() for page in pages for cell in rendered(page).xpath("//td")]
    assert shown == [f"第{number}项" for number in range(1111)]
    assert all(len(rendered(page).xpath("//td")) <= list_pages.ROWS for page in pages)
