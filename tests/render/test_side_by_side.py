"""Comparisons, units, the timeline and series: what stands beside what, and where it leads."""

from __future__ import annotations

import pytest
from lxml import html

from kb_build.link import link
from kb_build.model import Facts, Page, replace
from kb_build.render import comparison, series, statistics, timeline, units
from kb_build.render.excerpts import CAME, DONE, of_report
from tests.link.invented import facts
from tests.render.shown import front, library, links, page_of, pages_of, rendered, words


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


def side_of(pages: dict[str, Page], unit: str) -> html.HtmlElement:
    """What the comparison on financial management shows of a unit."""
    sides = rendered(page_of(pages, "对照：财务管理")).xpath("//div[@class='kb-side']")
    (side,) = (side for side in sides if unit in side[0].text)
    return side


def test_units_on_one_topic_stand_side_by_side() -> None:
    tree = rendered(page_of(PAGES, "对照：财务管理"))
    sides = tree.xpath("//div[@class='kb-sides']/div[@class='kb-side']")
    assert [side.xpath("string(./h2)") for side in sides] == ["清岚师范学院", "清岚市第三人民医院"]
    assert "清理票据" in sides[0].text_content()
    assert "满意率达到91.5%" in [li.text_content() for li in sides[0].xpath(".//li")]
    assert "满意率达到98.0%" in words(page_of(PAGES, "对照：财务管理"))
    assert "经费支出管理办法" in sides[0].text_content()
    assert "公开财务" in sides[1].text_content()


def test_a_comparison_gives_the_references_of_what_it_quotes() -> None:
    tree = rendered(page_of(PAGES, "对照：财务管理"))
    quoted = dict.fromkeys(tree.xpath("//a[@class='kb-source']/@data-report"))
    cited = tree.xpath("//h2[.='引用']/following-sibling::p[@class='kb-citation']/@data-report")
    assert cited == [*quoted]
    assert len(cited) > 1


def test_who_only_plans_stands_behind_who_did() -> None:
    plans = "".join(
        f"# {number}、|{subject}财务管理\nplan|今后要{subject}经费支出、财务报销和票据管理。\n"
        for number, subject in (("一", "规范"), ("二", "严格"), ("三", "公开"), ("四", "统一"))
    )
    planner = facts("plan.txt", plans, unit="临湖镇", title="临湖镇工作要点", period="2024")
    pages = pages_of(library(planner, HOSPITAL))
    sides = rendered(page_of(pages, "对照：财务管理")).xpath("//div[@class='kb-side']/h2/text()")
    assert sides == ["清岚市第三人民医院", "临湖镇"]


def test_a_practice_that_a_unit_only_plans_is_no_graded_one_of_it() -> None:
    did = "measure|推行[practice “五步”工作法]，走访农户[figure 30户]。\noutcome|群众满意。"
    will = "plan|明年推行[practice “五步”工作法]，走访农户。"
    reports = [facts(f"{n}.txt", told, unit=unit, period="2023")
               for n, (told, unit) in enumerate([(did, "临湖镇"), (will, "竹溪镇")])]  # fmt: skip
    pages = pages_of(library(*reports))
    assert "级" in words(page_of(pages, "临湖镇"))
    planned = words(page_of(pages, "竹溪镇"))
    assert "计划" in planned
    assert "级" not in planned.replace("证据等级", "")


def test_what_a_unit_only_plans_stands_behind_what_it_did() -> None:
    did = "measure|推行[practice “五步”工作法]，走访农户[figure 30户]。\noutcome|群众满意。"
    own = "measure|推行[practice “板凳会”]，走访农户。\nplan|明年推行[practice “五步”工作法]。"
    reports = [facts(f"{n}.txt", told, unit=unit, period="2023")
               for n, (told, unit) in enumerate([(did, "临湖镇"), (own, "竹溪镇")])]  # fmt: skip
    page = rendered(page_of(pages_of(library(*reports)), "竹溪镇"))
    rows = page.xpath("//table[.//th[1]='名称'][1]//tbody/tr/td[1]//text()")
    assert rows[:2] == ["“板凳会”", "“五步”工作法"]


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
    side = side_of(pages, "林场")
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
    side = side_of(pages, "林场")
    told = [quote.text_content().strip() for quote in side.xpath(".//blockquote")]
    assert told == ["财务管理有章可循，经费支出逐笔公开，报销不再跑腿。"]


def test_of_what_is_called_otherwise_the_words_most_on_the_topic_are_compared() -> None:
    lines = (
        "# 一、|办好实事\nmeasure|经费支出逐笔公开。\n"
        "measure|规范财务管理，清理票据，报销限时办结。\nmeasure|整修林区道路三十里。"
    )
    other = "# 二、|整修道路\nmeasure|整修渠道三十里。\nproblem|财务管理松散，报销拖拉，经费紧张。"
    told = facts("c.txt", f"{lines}\n{other}", unit="云汀林场")
    side = side_of(pages_of(library(*REPORTS, told)), "林场")
    said = [quote.text_content().strip() for quote in side.xpath(".//blockquote")]
    assert said[0] == "规范财务管理，清理票据，报销限时办结。"
    assert not any("整修" in words for words in said)


def test_a_practice_and_its_measure_do_not_show_one_sentence_twice() -> None:
    said = "推行[practice “票据”议事法]，走访农户[figure 90户]公开财务，报销限时。"
    came = "outcome|财务管理好评如潮。"
    village = facts("v.txt", f"# 一、|改进财务管理\nmeasure|{said}\n{came}", unit="三叠屯")
    side = side_of(pages_of(library(*REPORTS, village)), "三叠")
    told = [quote.text_content().strip() for quote in side.xpath(".//blockquote")]
    assert sorted(set(told)) == sorted(told)
    heads = [head.text_content() for head in side.xpath("./h3")]
    assert heads == ["“票据”议事法", "改进财务管理"]


def test_what_is_only_named_gives_way_to_what_tells_more() -> None:
    named = "measure|推行[practice “票据”议事法]。"
    told = "# 一、|改进财务管理\nmeasure|公开财务，报销限时，清理经费。"
    village = facts("v.txt", f"{told}\n{named}", unit="三叠屯")
    alone = facts("w.txt", f"# 一、|做好财务管理\n{named}", unit="四叠屯")
    pages = pages_of(library(*REPORTS, village, alone))
    heads = [side_of(pages, unit).xpath("./h3//text()") for unit in ("三叠", "四叠")]
    assert heads[0][0] == "改进财务管理"
    assert "“票据”议事法" not in heads[0]
    assert heads[1]


def test_two_figures_of_one_clause_are_told_once() -> None:
    said = "财务管理好评如潮，报销达[figure 9万元]的农户有[figure 36户]。"
    made = facts("v.txt", f"# 一、|改进财务管理\nmeasure|清理经费。\noutcome|{said}", unit="三叠屯")
    figures = tuple(
        replace(one, of=of, value=value, unit=unit)
        for one, (of, value, unit) in zip(
            made.figures, (("报销", 90000.0, "元"), ("农户", 36.0, "户")), strict=True
        )
    )
    side = side_of(pages_of(library(*REPORTS, replace(made, figures=figures))), "三叠")
    told = [item.text_content() for item in side.xpath("./ul[1]/li")]
    assert told == ["报销达9万元的农户有36户"]


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


def test_a_report_of_several_years_stands_beside_others_once() -> None:
    both = library(school("2021-01/2023-12", 91.5), school("2024", 92.5))
    sides = rendered(page_of(pages_of(both), "清岚师范学院")).xpath("//div[@class='kb-side']/h3")
    assert [side.text for side in sides] == ["2021–2023", "2024"]


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


def test_a_practice_that_is_only_named_is_nothing_that_was_done() -> None:
    named = "measure|推行[practice “票据”议事法]。"
    told = "measure|采用[practice “板凳会”议事法]公开财务，报销限时。"
    pages = pages_of(library(facts("n.txt", f"{named}\n{told}", unit="三叠屯", period="2023")))
    shown = words(pages["timeline/2023.md"])
    assert "“板凳会”议事法" in shown
    assert "“票据”议事法" not in shown


def test_the_timeline_counts_reports_and_leads_to_each_year() -> None:
    overview = rendered(PAGES["timeline/index.md"])
    (table,) = overview.xpath("//table")
    assert table.xpath(".//tbody//a/@href") == ["2023.md", "2022.md"]
    assert [row.xpath("string(td[2])") for row in table.xpath(".//tbody/tr")] == ["2", "1"]


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


def test_what_is_counted_stands_with_the_words_around_each_number() -> None:
    tree = rendered(page_of(PAGES, "满意率（%）"))
    rows = tree.xpath("//h2[contains(., '全部数据')]/following-sibling::table//tbody/tr")
    assert {row.xpath("string(td[4])") for row in rows} == {"满意率达到91.5%", "满意率达到98.0%"}


def test_of_many_units_over_years_some_are_drawn_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(series, "MOST", 1)
    others = (
        replace(school(year, 90.0), organization=BUREAU.organization) for year in ("2020", "2021")
    )
    several = pages_of(library(*REPORTS, *others))
    told = "图中只画年份最多的 1 个单位，表里都有。"
    assert told in words(page_of(several, "满意率（%）"))
    assert told not in words(page_of(PAGES, "满意率（%）"))


def test_lists_that_are_cut_say_what_is_missing_and_where_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(series, "POINTS", 1)
    monkeypatch.setattr(timeline, "SHOWN", 1)
    pages = pages_of(library(school("2022", 91.5), school("2023", 98), HOSPITAL))
    counted, year = page_of(pages, "满意率（%）"), pages["timeline/2023.md"]
    assert "其余 1 条见全部数据" in words(counted)
    assert rendered(counted).xpath("//a[@href='index.md']")
    assert "其余 1 条见报告" in words(year)
    assert rendered(year).xpath("//a[@href='../reports/index.md']")


def test_statistics_that_are_cut_say_how_much_is_missing_and_where_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(statistics, "MOST", 1)
    told = rendered(pages_of(library(*REPORTS))["statistics.md"])
    rest = [p for p in told.xpath("//p") if p.text_content().startswith("其余")]
    assert [p.text_content() for p in rest] == ["其余 1 条见时间线", "其余 1 条见单位"]
    assert [*rest[0].xpath("a/@href"), *rest[1].xpath("a/@href")] == [
        "timeline/index.md", "units/index.md",
    ]  # fmt: skip


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
    others = {path for path in PAGES if path.startswith(("units/q", "comparisons/", "figures/m"))}
    assert len(others) == 5
    assert {path: after[path] for path in others} == {path: PAGES[path] for path in others}


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
