"""Pages of rules, mechanisms and organizations: histories in order of time, posts, the register."""

from __future__ import annotations

import re

import pytest

from kb_build.link import link
from kb_build.model import Facts, Page
from kb_build.render.origins import origin
from tests.link.invented import facts
from tests.render.shown import front, library, pages_of, rendered

LATER = facts(
    "later.txt",
    "measure|修订[rule/revised 《采购管理办法》]，废止[rule/repealed 《旧办法》]。",
    unit="清岚师范学院",
    period="2024",
)
EARLIER = facts(
    "earlier.txt",
    "measure|2021年3月印发[rule/issued 《采购管理办法》]，贯彻《2019年要点》。"
    "\nmeasure|2022年1月至5月执行[rule/enforced 《采购管理办法》]。"
    "\nmeasure|成立[organization 采购工作领导小组]，由校长任组长。",
    unit="清岚师范学院党委",
    period="2022",
)
OTHER = facts(
    "other.txt",
    "measure|执行[rule/enforced 《采购管理办法》]，坚持[mechanism 民主生活会]。",
    unit="松浦县农业农村局",
    period="2023",
)
ALL = (LATER, EARLIER, OTHER)


def pages(language: str = "zh") -> dict[str, Page]:
    made = pages_of(library(*ALL), language).values()
    return {str(front(page)["title"]): page for page in made}


def rule_of(report: Facts) -> Page:
    """The page of the one rule that a report names."""
    (page,) = [p for p in pages_of(library(report)).values() if front(p)["kind"] == "rule"]
    return page


def lines(page: Page, head: str) -> list[str]:
    """The block under a heading, without addresses."""
    after = page.blocks[page.blocks.index(f"## {head}") + 1]
    return re.sub(r"\]\([^)]*\)", "]", after).split("\n")


def test_a_history_is_in_order_of_time_with_the_dates_that_are_told() -> None:
    page = pages()["采购管理办法（清岚师范学院）"]
    assert lines(page, "沿革") == [
        "- **2021年3月** 制定出台 · [清岚师范学院]",
        "- **2022年** 执行落实 · [清岚师范学院]",
        "- **2024年（报告时期）** 修订 · [清岚师范学院]",
    ]


def test_what_a_report_tells_twice_of_one_time_is_one_thing() -> None:
    twice = "measure|修订[rule/revised 《考勤办法》]，明确请假流程。"
    again = "measure|再次说明，修订[rule/revised 《考勤办法》]是全年重点。"
    before = "measure|2030年制定[rule/issued 《考勤办法》]。"
    report = facts("t.txt", f"{twice}\n{again}\n{before}", unit="临湖镇", period="2031")
    assert lines(rule_of(report), "沿革") == [
        "- **2030年** 制定出台 · [临湖镇]",
        "- **2031年（报告时期）** 修订 · [临湖镇]",
    ]


def test_one_thing_without_a_date_of_its_own_is_no_history() -> None:
    told = "measure|修订[rule/revised 《考勤办法》]。"
    undated = facts("t.txt", told, unit="临湖镇", period="2031")
    assert "## 沿革" not in rule_of(undated).blocks
    dated = facts("t.txt", told.replace("修订", "2030年修订", 1), unit="临湖镇", period="2031")
    assert lines(rule_of(dated), "沿革") == ["- **2030年** 修订 · [临湖镇]"]


def test_a_page_says_whose_a_rule_is_only_where_a_report_does() -> None:
    made = pages()
    assert "属于：清岚师范学院" in made["采购管理办法（清岚师范学院）"].blocks[1]
    other = made["采购管理办法（松浦县农业农村局提到）"].blocks[1]
    assert "没有写明是谁定的" in other
    assert "属于" not in other


def test_posts_stand_below_each_other() -> None:
    page = pages()["采购工作领导小组（清岚师范学院）"]
    (line,) = lines(page, "职务")
    assert line.startswith("- 组长 · 校长 · [")
    assert dict(page.front)["body"] == "group"


def test_the_register_lists_every_rule_and_mechanism_by_unit_and_year() -> None:
    page = pages()["制度清单"]
    rows = [re.split(r" \| ", line.strip("| ")) for line in page.blocks[2].split("\n")[2:]]
    told = [(row[0], re.sub(r"\[(.*?)\].*", r"\1", row[1]), row[3], row[4]) for row in rows]
    assert told == [
        ("松浦县农业农村局", "采购管理办法", "未说明谁定", "2023"),
        ("清岚师范学院", "采购管理办法", "本单位定", "2021"),
        ("清岚师范学院", "旧办法", "本单位定", "2024"),
        ("（各单位共用）", "民主生活会", "全国或共用", ""),
    ]


def test_pages_exist_in_english() -> None:
    assert "Register of rules" in pages("en")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("2021年3月印发[rule/issued 《采购管理办法》]。", "2021年3月"),
        ("2021年3月5日印发[rule/issued 《采购管理办法》]。", "2021年3月5日"),
        ("印发[rule/issued 《采购管理办法（2019年版）》]。", "2022年上半年（报告时期）"),
        ("2019年以来，印发[rule/issued 《采购管理办法》]。", "2022年上半年（报告时期）"),
        ("印发[rule/issued 《采购管理办法》]，到2025年全面施行。", "2022年上半年（报告时期）"),
        ("印发[rule/issued 《采购管理办法》]，截至2022年5月采购9次。", "2022年上半年（报告时期）"),
        ("印发[rule/issued 《采购管理办法》]，花费比2020年少三成。", "2022年上半年（报告时期）"),
        ("2021年3月印发[rule/issued 《采购管理办法》]，与2019年的办法相比更细。", "2021年3月"),
        (
            "印发[rule/issued 《采购管理办法》]，用于2020至2021年的、2020年的。",
            "2022年上半年（报告时期）",
        ),
        ("2020年试点，2021年印发[rule/issued 《采购管理办法》]。", "2022年上半年（报告时期）"),
        ("20XX年印发[rule/issued 《采购管理办法》]，2021年施行。", "2022年上半年（报告时期）"),
    ],
)
def test_the_timeline_goes_by_the_date_of_the_rule_and_says_where_it_does_not(
    words: str, shown: str
) -> None:
    report = facts("t.txt", f"measure|{words}", unit="清岚师范学院", period="2022-H1")
    made = pages_of(library(report))
    year = made[f"timeline/{shown[:4]}.md"]
    assert any(f"| {shown} | 制定出台 |" in block for block in year.blocks)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("制定[rule/issued 《采购管理办法》]。", "own"),
        ("废止[rule/repealed 《采购管理办法》]。", "own"),
        ("依据[rule/enforced 《2022年工作要点》]开展工作。", "unknown"),
        ("说起[rule 《采购管理办法》]。", "unknown"),
        ("拟制定[rule/planned 《采购管理办法》]。", "planned"),
        ("执行[rule/enforced 《清岚市采购管理办法》]。", "other"),
        ("转发[rule/issued 《清岚市采购管理办法》]。", "other"),
        ("执行[rule/enforced 《党政机关厉行节约反对浪费条例》]。", "common"),
    ],
)
def test_a_rule_that_a_report_only_goes_by_is_not_called_its_own(words: str, told: str) -> None:
    report = facts("t.txt", f"measure|{words}", unit="松浦县农业农村局", period="2022")
    (rule,) = [entry for entry in link([report]) if entry.kind == "rule"]
    assert origin(rule) == told


def test_a_unit_is_known_in_the_short_form_that_a_rules_name_has() -> None:
    told = {
        "制定[rule/issued 《清岚一中会议办法》]。": "own",
        "拟制定[rule/planned 《清岚一中会议办法》]。": "planned",
    }
    for words, whose in told.items():
        (rule,) = link([facts("t.txt", f"measure|{words}", unit="清岚市第一中学")])[:1]
        assert (rule.kind, origin(rule)) == ("rule", whose)


def test_a_government_that_says_not_of_which_county_makes_rules_under_its_full_name() -> None:
    words = "measure|制定[rule/issued 《松浦县人民政府会前学法制度》]。"
    (rule,) = [e for e in link([facts("t.txt", words, unit="县人民政府")]) if e.kind == "rule"]
    assert origin(rule) == "own"


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("《法治松浦建设规划》", "松浦县政府"),
        ("年度省、市护渠工作要点", "松浦县政府"),
        ("《县委、县政府护渠意见》", "松浦县委"),
        ("《党政主要负责人履行护渠职责规定》", ""),
    ],
)
def test_whose_a_rule_is(name: str, owner: str) -> None:
    words = f"measure|制定[rule/issued {name}]。"
    (rule,) = [e for e in link([facts("t.txt", words, unit="松浦县政府")]) if e.kind == "rule"]
    assert rule.key[1] == owner


def test_a_government_that_is_to_be_built_issues_no_rule() -> None:
    words = "measure|落实[rule/enforced 《望澜省法治政府建设实施纲要》]。"
    (rule,) = [e for e in link([facts("t.txt", words, unit="云汀县水务局")]) if e.kind == "rule"]
    assert rule.key == ("法治政府建设实施纲要", "望澜省")


def test_a_plan_that_is_a_part_of_the_report_is_no_rule_of_it() -> None:
    words = (
        "context|现将[rule 2032年工作计划]汇报如下。\nmeasure|制定[rule/issued 2032年修渠计划]。"
    )
    title = "松浦县水务局2031年工作总结和2032年工作计划"
    made = link([facts("t.txt", words, unit="松浦县水务局", title=title)])
    assert [entry.name for entry in made if entry.kind == "rule"] == ["2032年修渠计划"]


def test_what_one_unit_calls_a_mechanism_is_not_the_whole_countrys() -> None:
    words = (
        "plan|实行[mechanism/planned “蜂巢”工作机制]，落实[mechanism “三会一课”]。"
        "\nmeasure|建立[mechanism/issued 种业“1324”工作机制]。"
    )
    report = facts("t.txt", words, unit="松浦县水务局")
    made = link([report])
    told = {entry.name: origin(entry) for entry in made if entry.kind == "mechanism"}
    assert told["“蜂巢”工作机制"] == "planned"
    assert told["种业“1324”工作机制"] == "own"
    assert told["“三会一课”"] != "own"
    register = pages_of(library(report))["institutions/register.md"]
    assert any("| 松浦县水务局 | [“蜂巢”工作机制]" in block for block in register.blocks)


def test_what_several_units_have_is_on_no_units_page_called_its_own() -> None:
    reports = (
        facts("a.txt", "measure|完善[mechanism/improved “三会一课”]。", unit="临湖镇"),
        facts("b.txt", "measure|落实[mechanism/enforced “三会一课”]。", unit="竹溪镇"),
    )
    trees = map(rendered, pages_of(library(*reports)).values())
    rows = [row for tree in trees for row in tree.xpath("//tr[contains(td, '“三会一课”')]")]
    told = {cell.text for row in rows for cell in row}
    assert told & {"本单位定", "未说明谁定", "全国或共用"} == {"全国或共用"}


def test_a_body_of_an_unknown_place_is_not_called_the_reporters_own() -> None:
    told = (
        facts(f"{unit}.txt", f"measure|[organization 市委]召开会议，{unit}参加。", unit=unit)
        for unit in ("云汀大学", "望澜小学")
    )
    titles = {front(page)["title"] for page in pages_of(library(*told)).values()}
    assert {"市委（云汀大学提到）", "市委（望澜小学提到）"} <= titles


def test_a_rule_says_first_who_tells_what_of_it() -> None:
    page = pages()["采购管理办法（松浦县农业农村局提到）"]
    told = "制度文件：松浦县农业农村局（2023）的报告说到执行落实。没有写明是谁定的。"
    assert front(page)["description"] == told
