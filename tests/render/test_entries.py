"""Pages of measures, practices, rules and topics: what is told of each, and in which order."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kb_build.model import Facts
from kb_build.render.entries import sections as section_parts
from kb_build.render.site import Site
from kb_build.render.titles import short
from tests.link.invented import facts
from tests.render.shown import (
    LIBRARY,
    PAGES,
    SCHOOL,
    front,
    library,
    made,
    page_of,
    pages_of,
    rendered,
)


def test_namesakes_are_told_apart_by_unit() -> None:
    titles = {front(page)["title"] for page in made(LIBRARY, "zh")}
    assert {"经费支出管理办法（清岚师范学院）", "经费支出管理办法（清岚市第三人民医院）"} <= titles


def test_a_namesake_is_not_told_apart_by_its_own_name() -> None:
    line = "measure|[organization 茶学院]组织采茶。" * 3
    reports = (
        facts("a.txt", line, unit="茶学院"),
        facts("b.txt", line.replace("采茶", "制茶"), unit="云汀农业大学"),
    )
    pages = pages_of(library(*reports))
    kinds = (front(page) for page in pages.values())
    named = {one["title"] for one in kinds if one["kind"] == "organization"}
    assert named == {"茶学院", "茶学院（云汀农业大学）"}


def test_a_plan_says_that_it_is_one() -> None:
    page = page_of(PAGES, "力争明年建成")
    assert front(page)["status"] == "planned"
    assert "报告里计划的举措，没有说已经做到。" in page.blocks[1]


def test_namesakes_of_nobody_known_are_told_apart_by_their_reports() -> None:
    told = "measure|建立[mechanism/issued 渠道巡查制度]。"
    reports = (
        facts("a.txt", told, title="护渠工作总结"),
        facts("b.txt", told + "\nmeasure|修渠。", title="用水情况汇报"),
    )
    pages = pages_of(library(*reports))
    named = {front(page)["title"] for page in pages.values() if front(page)["kind"] == "mechanism"}
    assert named == {"渠道巡查制度（护渠工作总结）", "渠道巡查制度（用水情况汇报）"}


def test_one_more_report_that_repeats_a_measure_does_not_rename_it() -> None:
    telling = (
        "plan|新建泵站{}座，整修渠道三条，逐户核对用水台账，把节水指标分到每个村组，"
        "由水管员按月抄表登记，年底统一公布结果。"
    )
    others = "# 一、|修渠引水\nmeasure|请老石匠凿通暗沟。"
    other = facts("0.txt", others, unit="松岭镇", period="2030")
    reports = [
        facts(f"{year}.txt", f"# 一、|修渠引水\n{telling.format(at)}", unit=unit, period=year)
        for at, (unit, year) in enumerate(
            [("临湖镇", "2031"), ("清岚镇", "2032"), ("云麓镇", "2033")]
        )
    ]
    for told in (reports[:1], reports[:2], reports):
        pages = pages_of(library(other, *told)).values()
        named = {front(page)["title"] for page in pages if front(page)["kind"] == "measure"}
        assert named == {"修渠引水（临湖镇，2031）", "修渠引水（松岭镇，2030）"}


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("临湖镇2031年工作总结", "临湖镇2031年工作总结，举措"),
        ("工作总结", "工作总结（临湖镇，2031），举措"),
        ("2032年工作总结", "2032年工作总结（临湖镇，2031），举措"),
        ("关于全面推进节水型社会建设的报告", "关于全面推进节水型社会建设的报告，2031，举措"),
    ],
)
def test_a_source_tells_the_year_that_its_title_does_not(title: str, said: str) -> None:
    lines = "# 一、|修渠\nmeasure|修渠三条。"
    report = facts("a.txt", lines, unit="临湖镇", title=title, period="2031")
    page = rendered(page_of(pages_of(library(report)), "修渠"))
    assert page.xpath("string(//*[@class='kb-source'])") == said


def test_an_entry_leads_to_the_pages_of_its_units() -> None:
    for page in PAGES.values():
        if front(page)["kind"] not in ("overview", "report", "topic", "unit", "series"):
            (line,) = rendered(page).xpath("//li[strong='单位：']")
            assert [link.text for link in line.findall("a")] == list(front(page)["units"])  # type: ignore[call-overload]
            for link in line.findall("a"):
                target = link.get("href").removeprefix("../")
                assert front(PAGES[target])["title"] == link.text


@pytest.mark.parametrize(("above", "told"), [("水利", True), ("（二十）", False)])
def test_only_headings_that_say_something_tell_where_a_measure_stands(
    above: str, told: bool
) -> None:
    words = "组织人手修渠三条，" * 20
    report = facts("a.txt", f"# 四、|{above}\n## 1.|修渠\nmeasure|{words}")
    page = page_of(pages_of(library(report)), "修渠")
    assert any("所在位置" in block for block in page.blocks) == told


def test_a_unit_with_brackets_stands_in_brackets() -> None:
    units = ("清岚党校（行政学院）", "临湖党校（行政学院）")
    told = (
        facts(f"{unit}.txt", f"# 一、|整修\nplan|{unit}新建泵站。", unit=unit) for unit in units
    )
    pages = pages_of(library(*told)).values()
    assert "整修（清岚党校〔行政学院〕）" in {front(page)["title"] for page in pages}


def test_one_heading_in_two_years_of_a_unit_says_of_which() -> None:
    told = [
        facts(f"{n}.txt", f"# 一、|修渠\nmeasure|修渠{n}条。", unit="临湖镇", period=f"203{n}")
        for n in (1, 2)
    ]
    titles = {front(page)["title"] for page in pages_of(library(*told)).values()}
    assert {"修渠（临湖镇，2031）", "修渠（临湖镇，2032）"} <= titles


def test_a_long_title_of_a_report_is_cut_where_it_says_most() -> None:
    rule = "《望澜区农村生活污水治理设施运行维护考核评价办法》"
    assert short(f"望澜区人民政府办公室关于印发{rule}的通知") == rule
    assert short("[主题教育材料：" + "开展节水宣传" * 6 + "]").endswith("…]")
    assert short("望澜区关于修渠的报告") == "望澜区关于修渠的报告"


def test_a_measure_partly_done_says_both_and_shows_what_is_done_first() -> None:
    told = facts(
        "mixed.txt",
        "# 一、|管护\nmeasure|今年新建管护站12座。\nplan|明年起在全部灌区推广，逐村配备管护员。",
    )
    page = page_of(pages_of(library(told)), "管护")
    words = "\n".join(page.blocks)
    assert "部分已做、部分在计划中的举措" in page.blocks[1]
    assert words.index("今年新建管护站12座") < words.index("明年起在全部灌区推广")


@pytest.mark.parametrize(
    ("lines", "lead"),
    [
        ("measure|清淤20公里。", "临湖镇（2031）已做的举措。"),
        (
            "measure|清淤20公里。\noutcome|灌溉用水增加。",
            "临湖镇（2031）已做的举措。报告说到了成效。",
        ),
        (
            "## （一）|巡渠\nmeasure|每月巡渠。\n## （二）|清淤\nmeasure|每年清淤。",
            "临湖镇（2031）已做的举措。共 2 个分项：（一）巡渠；（二）清淤。",
        ),
        ("plan|清淤20公里。", "临湖镇（2031）报告里计划的举措，没有说已经做到。"),
    ],
)
def test_a_measure_says_first_whose_it_is_and_what_it_has(lines: str, lead: str) -> None:
    told = facts("a.txt", f"# 一、|管护\n{lines}", unit="临湖镇", period="2031")
    assert front(page_of(pages_of(library(told)), "管护"))["description"] == lead


@pytest.mark.parametrize(
    ("told", "lead"),
    [
        ("", "临湖镇（2031）报告的问题：没有在报告里找到怎么解决、解决得怎样。"),
        (
            "measure|逐段清淤。",
            "临湖镇（2031）报告的问题：整改状态为“有举措（未写明是否完成）”，举措 1 条。",
        ),
    ],
)
def test_a_problem_says_first_who_reports_it_and_what_is_told(told: str, lead: str) -> None:
    answered: dict[str, tuple[str, ...]] = {"支渠": ("逐段",)} if told else {}
    lines = f"problem|支渠淤塞严重，灌溉能力不足。\n{told}"
    report = facts("a.txt", lines, unit="临湖镇", period="2031", addresses=answered)
    (page,) = (p for p in pages_of(library(report)).values() if front(p)["kind"] == "problem")
    assert front(page)["description"] == lead


def test_what_nobody_known_tells_as_well_is_not_told_by_one_unit() -> None:
    told = "measure|推行[practice “巡渠日”]做法，清淤30公里。"
    known = facts("a.txt", told, unit="临湖镇", period="2031")
    nobody = facts("b.txt", f"{told}\nmeasure|每周一次。", period="2033")
    page = page_of(pages_of(library(known, nobody)), "“巡渠日”")
    assert str(front(page)["description"]).startswith("经验做法：证据等级 D，1 个单位。")


def test_a_practice_shows_no_rule_or_figure_of_something_else_as_its_own() -> None:
    told = facts(
        "a.txt",
        "measure|出台[rule/issued 《渠道管理办法》]，封堵排口[figure 12个]，"
        "推行[practice “巡渠日”]做法。",
        unit="临湖镇",
    )
    words = "\n".join(page_of(pages_of(library(told)), "“巡渠日”").blocks)
    assert "没有的标志" in words and "有制度固定下来" in words
    assert "由此制定" not in words and "**数据：**" not in words


def test_measures_of_unknown_units_come_last() -> None:
    strays = (facts("a.txt", "# 一、|修渠引水\nmeasure|修渠引水，疏浚沟渠。"), SCHOOL)
    pages = pages_of(library(*strays))
    names = rendered(pages["measures/index.md"]).xpath("//tbody/tr/td[1]")
    assert names[-1].text_content() == "修渠引水"


def flood_reports(own: str = "排查隐患[figure {n}处]。") -> list[Facts]:
    shared = (
        "坚持把防汛责任落实到每一座泵站和每一段堤防，逐级签订责任书。"
        "健全雨前排查、雨中巡查和雨后复查的闭环，逐处建立台账并逐处销号。"
    )
    return [
        facts(f"{unit}.txt", f"# 一、|防汛\nmeasure|{shared}{own.format(n=n)}", unit=unit)
        for unit, n in (("临湖镇", 3), ("竹溪镇", 45))
    ]


def test_variants_of_a_measure_stand_by_unit_before_the_template() -> None:
    pages = pages_of(library(*flood_reports()))
    page = rendered(page_of(pages, "防汛"))
    assert "2 份报告的写法大体相同" in page.text_content()
    heads = [head.text_content() for head in page.xpath("//h2 | //h3")][:6]
    assert heads == [
        "各单位自己的做法", "临湖镇", "竹溪镇", "各单位相同的话（套话）", "临湖镇", "竹溪镇",
    ]  # fmt: skip
    assert page.xpath("//h2[@class='kb-template']")


def test_what_one_unit_tells_of_a_thing_does_not_stand_for_all_of_it() -> None:
    site = Site(library(*flood_reports()), "zh")
    (whole,) = (entry for entry in site.entries.values() if entry.kind == "measure")
    parts = [site.own(unit, whole.id) for unit in ("临湖镇", "竹溪镇")]
    assert whole.version and [part.version for part in parts] == ["", ""]


def test_a_page_shows_some_of_very_many_variants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(section_parts, "SHOWN", 1)
    pages = pages_of(library(*flood_reports()))
    page = rendered(page_of(pages, "防汛"))
    assert [head.text_content() for head in page.xpath("//h3")] == ["临湖镇", "临湖镇"]
    rest = page.xpath("//p[starts-with(., '还有 1 处没有列出，见')]/a/@href")
    assert len(rest) == 2
    assert all(re.search(r"/reports/zhu-xi\S+#p\w+$", one) for one in rest)  # its first words there


def test_where_units_tell_very_much_a_page_shows_some_of_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deeds = ("巡查堤段", "检修水泵", "储备沙袋")
    own = "\nmeasure|".join(f"{does}[figure {{n}}处]。" for does in deeds)
    told = library(*flood_reports(own))

    def texts() -> list[int]:
        page = rendered(page_of(pages_of(told), "防汛"))
        ends = page.xpath("//h3[position()<=2] | //h2[@class='kb-template']")
        behind = [len(end.xpath("following-sibling::blockquote")) for end in ends]
        return [before - after for before, after in pairwise(behind)]

    assert texts() == [3, 3]
    monkeypatch.setattr(section_parts, "QUOTED", 5)
    monkeypatch.setattr(section_parts, "FEWEST", 1)
    assert texts() == [2, 2]


def test_a_practice_shows_why_it_has_its_grade() -> None:
    page = page_of(PAGES, "“板凳会”议事法")
    items = [item.text_content() for item in rendered(page).iter("li")]
    assert [item for item in items if item[0] in "✓✗"] == [
        "✓ 有明确的单位：教务处 · 清岚师范学院",
        "✓ 有具体的动作：采用“板凳会”议事法收集意见45条 · 清岚市第三人民医院",
        "✓ 有数字：采用“板凳会”议事法收集意见45条 · 清岚市第三人民医院",
        "✓ 有其他单位采用：采用“板凳会”议事法收集意见45条 · 清岚市第三人民医院",
        "✗ 没有的标志：有成效、有制度固定下来",
    ]


def test_what_a_unit_says_twice_in_the_same_words_is_shown_once_as_a_mark() -> None:
    line = "measure|推行[practice “板凳会”议事法]，走访农户。"
    told = facts("a.txt", f"{line}\n{line}", unit="临湖镇")
    page = rendered(page_of(pages_of(library(told)), "“板凳会”议事法"))
    items = [item.text_content() for item in page.iter("li")]
    assert "✓ 有具体的动作：走访农户 · 临湖镇" in items


def test_a_practice_without_any_mark_promises_no_words_of_the_report() -> None:
    told = facts("a.txt", "measure|推行[practice “七彩”课堂]。", unit="局党委")
    words = "\n".join(page_of(pages_of(library(told)), "“七彩”课堂").blocks)
    assert "六项看得见的标志一项也没有：" in words
    assert "每项后面是报告原话" not in words


def test_what_a_report_of_nobody_known_tells_stands_under_no_units_name() -> None:
    told = "measure|推行[practice “板凳会”议事法]，"
    reports = (
        facts("a.txt", told + "走访农户。", unit="临湖镇"),
        facts("b.txt", told + "清理票据。", unit="竹溪镇"),
        facts("c.txt", told + "走访渔民。"),
    )
    page = rendered(page_of(pages_of(library(*reports)), "“板凳会”议事法"))
    under = {
        quote.text_content().strip()[-5:]: quote.xpath("string(preceding::h3[1])")
        for quote in page.xpath("//blockquote")
    }
    assert under == {"走访农户。": "临湖镇", "清理票据。": "竹溪镇", "走访渔民。": "未写明单位"}
    items = [item.text_content() for item in page.iter("li")]
    assert "✓ 有具体的动作：走访农户 · 临湖镇；走访渔民 · 未写明单位" in items


def test_what_reports_repeat_word_for_word_is_quoted_once() -> None:
    line = "measure|修订[rule/revised 《临湖镇巡渠办法》]，明确渠长{}人和每月巡查次数。"
    files = {"a.txt": "五", "b.txt": "五", "c.txt": "五", "d.txt": "六"}
    reports = [
        facts(name, f"context|{name}\n{line.format(count)}", unit="临湖镇", title=f"{name[0]}总结")
        for name, count in files.items()
    ]
    page = rendered(page_of(pages_of(library(*reports)), "临湖镇巡渠办法"))
    told = [quote.text_content().strip()[14:18] for quote in page.xpath("//blockquote")]
    assert told == ["渠长五人", "渠长六人"]
    (again,) = (one for one in page.iter("p") if one.text_content().startswith("同样的话"))
    assert again.text_content() == "同样的话还有 2 处，见b总结（临湖镇）、c总结（临湖镇）。"
    assert all("#p" in link.get("href") for link in again.iter("a"))


def test_practices_that_are_only_named_say_so_and_come_last() -> None:
    told = facts(
        "told.txt",
        "measure|推行[practice “七彩”课堂]。\nmeasure|推行[practice “五步”工作法]，走访农户。",
        unit="局党委",
    )
    pages = pages_of(library(told))
    rows = rendered(pages["practices/index.md"]).xpath("//tbody/tr")
    assert [[cell.text_content() for cell in row][:3] for row in rows] == [
        ["“五步”工作法", "走访农户", "D 级"],
        ["“七彩”课堂", "", "D 级（只点到名称）"],
    ]
    [said] = rows[0].xpath("td[2]/a/@href")
    assert said.startswith("../reports/") and "#p" in said  # leads to the passage
    assert "其中 1 项报告只点到名称" in pages["practices/index.md"].blocks[1]
    said = [front(page_of(pages, name)).get("status") for name in ("“七彩”课堂", "“五步”工作法")]
    assert said == ["named", None]  # what a search goes by
    words = "\n".join(page_of(pages, "“五步”工作法").blocks)
    assert "✗ 没有的标志：有明确的单位（报告里只称“局党委”）、" in words
    heads = [
        "## 具体做法" in page_of(pages, name).blocks for name in ("“五步”工作法", "“七彩”课堂")
    ]
    assert heads == [True, False]  # nothing tells how it is done


def test_who_only_plans_a_practice_is_not_said_to_be_what_another_report_calls_its_unit() -> None:
    done = facts("done.txt", "measure|推行[practice “七彩”课堂]，走访农户。")
    planned = facts("plan.txt", "plan|推行[practice “七彩”课堂]。", unit="临湖镇")
    words = "\n".join(page_of(pages_of(library(done, planned)), "“七彩”课堂").blocks)
    assert "✗ 没有的标志：有明确的单位、" in words


def test_who_told_first_is_said_where_it_was_told_again_in_another_year() -> None:
    def told(name: str, period: str) -> Facts:
        words = "measure|推行[practice “五步”工作法]，走访农户。"
        return facts(f"{name}.txt", f"context|{name}\n{words}", unit=name, period=period)

    def since(*reports: Facts) -> list[str]:
        page = page_of(pages_of(library(*reports)), "“五步”工作法")
        return [block for block in page.blocks if "最早见于" in block]

    old, new = told("临湖镇", "2014-01/2016-12"), told("竹溪镇", "2023")
    assert "临湖镇（2014–2016 年）" in since(old, new)[0]
    long = told("望澜区", "2021-01/2025-12")
    assert "竹溪镇（2023 年）" in since(long, new)[0]
    assert since(long, told("青禾县", "2025")) == []
    assert (since(old), since(new, told("望澜区", "2023"))) == ([], [])


def test_a_practice_says_how_many_of_its_units_only_plan_it() -> None:
    word = "[practice “五步”工作法]"
    told = (
        facts("a.txt", f"measure|推行{word}，每周走访农户。", unit="甲水局", period="2030"),
        facts("b.txt", f"plan|拟推行{word}。", unit="乙水局", period="2031"),
    )
    lead = page_of(pages_of(library(*told)), "“五步”工作法").blocks[1]
    assert "2 个单位。其中 1 个单位只在计划里提到。" in lead


def test_a_practice_of_nobody_known_counts_no_units() -> None:
    lone = facts("lone.txt", "# 一、|做法\nmeasure|推行[practice “五步”工作法]，走访农户。")
    page = page_of(pages_of(library(lone)), "“五步”工作法")
    assert "没有写明是哪个单位" in page.blocks[1]
    assert any("✗ 没有的标志：有明确的单位、" in block for block in page.blocks)


def test_a_rule_that_nobody_known_tells_counts_no_units() -> None:
    lone = facts("lone.txt", "# 一、|做法\nmeasure|修订[rule/revised 《渠道巡查办法》]。")
    page = page_of(pages_of(library(lone)), "渠道巡查办法")
    assert "0 个单位" not in "\n".join(page.blocks)


def test_a_rule_that_is_only_planned_says_so() -> None:
    told = facts("a.txt", "plan|拟制定[rule/planned 《渠道巡查办法》]。", unit="临湖镇")
    page = page_of(pages_of(library(told)), "渠道巡查办法（临湖镇）")
    assert front(page)["status"] == "planned"  # what a search goes by
    assert "只在计划里提到，报告没有说已经做到。" in page.blocks[1]
    assert "没有写明是谁定的" not in page.blocks[1]  # nobody has made it
    made = facts("b.txt", "measure|制定[rule/issued 《渠道巡查办法》]。", unit="临湖镇")
    page = page_of(pages_of(library(told, made)), "渠道巡查办法（临湖镇）")
    assert ("status" in front(page), "只在计划里" in page.blocks[1]) == (False, False)


def test_a_mechanism_that_only_plans_name_says_so() -> None:
    named = "今后用好[mechanism “夜谈会”制度]，多听意见。"
    planned = facts("a.txt", f"plan|{named}", unit="临湖镇")
    (page,) = (p for p in pages_of(library(planned)).values() if front(p)["kind"] == "mechanism")
    assert "只在说打算做什么的话里提到。" in page.blocks[1]
    used = facts("b.txt", "measure|用好[mechanism “夜谈会”制度]，听取意见。", unit="竹溪镇")
    for page in pages_of(library(planned, used)).values():
        assert "打算做什么的话" not in "".join(page.blocks)


def test_rules_that_were_made_come_before_those_only_gone_by() -> None:
    told = facts(
        "rules.txt",
        "measure|落实[rule/enforced 《巡渠规定》]。\nmeasure|修订[rule/revised 《用水办法》]。",
        unit="临湖镇",
    )
    pages = pages_of(library(told))
    rows = rendered(pages["institutions/index.md"]).xpath("//tbody/tr/td[1]")
    assert [cell.text_content()[:4] for cell in rows] == ["用水办法", "巡渠规定"]


def test_lists_of_a_unit_say_what_their_last_column_tells() -> None:
    told = facts(
        "a.txt",
        """
        # 一、|清淤
        measure|落实[rule/enforced 《巡渠规定》]，推行[practice “巡渠日”]做法，清淤30公里。
        problem|支渠淤塞严重，灌溉能力不足。
        # 二、|管护
        measure|修订[rule/revised 《用水办法》]，推行[practice “护渠岗”]做法，聘请护渠员。
        problem|闸门锈蚀严重，启闭困难。
        """,
        unit="临湖镇",
    )
    pages = pages_of(library(told))
    (page,) = (page for path, page in pages.items() if path.startswith("units/lin"))
    heads = {
        table.xpath("string(preceding::h2[1])").split()[0]: table.xpath("string(.//th[last()])")
        for table in rendered(page).xpath("//table[.//th[1]='名称']")
    }
    assert heads == {
        "经验做法": "证据等级", "举措": "状态", "制度文件": "来源", "问题": "状态",
    }  # fmt: skip


def test_practices_of_a_topic_say_what_is_done() -> None:
    told = (
        "# 一、|培训农民\nmeasure|推行[practice “七彩”农民夜校]，走访农户50户。\n"
        "measure|推行[practice “连心”农民夜校]。\n"
        "outcome|[practice “田头”农民夜校]获评全县农民培训典型案例[figure 3个]。"
    )
    pages = pages_of(library(facts("a.txt", told, unit="临湖镇", period="2031")))
    (page,) = (page for page in pages.values() if front(page).get("title") == "乡村振兴")
    table = rendered(page).xpath("//table[.//th[1]='名称']")[0]
    assert table.xpath(".//th/text()") == ["名称", "做了什么", "单位", "年份", "证据等级"]
    doing = [[cell.text_content() for cell in row.xpath("./td")][:2] for row in table.iter("tr")]
    assert dict(doing[1:]) == {
        "“七彩”农民夜校": "走访农户50户", "“连心”农民夜校": "", "“田头”农民夜校": "",
    }  # fmt: skip


def test_a_unit_shows_what_its_own_reports_say_is_done() -> None:
    one = "# 一、|培训农民\nmeasure|推行[practice “七彩”农民夜校]，走访农户50户。"
    other = (
        "# 一、|培训农民\nmeasure|推行[practice “七彩”农民夜校]。\n"
        "measure|推行[practice “连心”农民夜校]，走访农户30户。"
    )
    both = library(
        facts("a.txt", one, unit="临湖镇", period="2031"),
        facts("b.txt", other, unit="松浦县", period="2031"),
    )
    pages = pages_of(both)
    (page,) = (page for page in pages.values() if front(page).get("title") == "松浦县")
    table = rendered(page).xpath("//table[.//th[1]='名称']")[0]
    assert table.xpath(".//th[2]/text()") == ["做了什么"]
    names, doing = ([c.text_content() for c in table.xpath(f".//td[{at}]")] for at in (1, 2))
    told = dict(zip(names, doing, strict=True))
    assert told["“七彩”农民夜校"] == ""  # the other unit's report tells it
    assert "30户" in told["“连心”农民夜校"]


def test_a_list_of_one_is_a_line() -> None:
    told = facts("a.txt", "# 一、|清淤\nmeasure|清淤30公里。", unit="临湖镇", period="2031")
    pages = pages_of(library(told))
    (page,) = (page for path, page in pages.items() if path.startswith("units/lin"))
    lists = rendered(page).xpath("//h2[@id='measure']/following-sibling::ul[1]/li")
    assert [item.text_content() for item in lists] == ["清淤 · 2031 · 已开展"]
    assert not rendered(page).xpath("//table[.//th[1]='名称']")


def test_a_topic_shows_its_entries_before_what_is_around_them() -> None:
    pages = made(LIBRARY, "zh")
    topics = [page for page in pages if dict(page.front).get("kind") == "topic"]
    heads = [[b for b in page.blocks if b.startswith("## ")] for page in topics]
    with_maps = [found for found in heads if "## 相关条目" in found]
    assert with_maps
    assert all(found[-1] == "## 相关条目" for found in with_maps)
