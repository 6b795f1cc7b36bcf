"""Rules, mechanisms and organizations: what is told of them, and that no other report matters."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kb_build.link import link
from kb_build.link.institutions.posts import shown_holder
from kb_build.link.names.bodies import kind_of_body
from kb_build.model import Entry, Facts, replace
from tests.link.invented import facts
from tests.link.pairs import identity
from tests.link.shown import told

GROUP = facts(
    "group.txt",
    "measure|成立[organization 整改工作领导小组]，由党委书记任组长，校长、分管副校长任副组长。"
    "\nplan|清理收费项目。（[organization 市财政局]、[organization 市审计局]牵头，"
    "[organization 市民政局]负责）",
    unit="清岚市水务局",
)


def only(entries: tuple[Entry, ...], key: str) -> Entry:
    (entry,) = (entry for entry in entries if entry.key[:1] == (key,))
    return entry


def test_what_a_report_says_twice_is_quoted_once() -> None:
    line = "plan|拟定[rule/planned 《晒谷场管理办法》]，轮流使用。"
    (entry,) = (e for e in link([facts("t.txt", f"{line}\n{line}")]) if e.kind == "rule")
    assert told(entry, "planned") == ["拟定《晒谷场管理办法》，轮流使用。"]


def test_marks_around_a_bodys_name_are_none_of_its_own() -> None:
    line = "measure|组建[organization “松浦眼科医院”]，[organization 松浦眼科医院]义诊三天。"
    found = link([facts("e.txt", line * 2, unit="松浦医学院")])
    (entry,) = (entry for entry in found if entry.kind == "organization")
    assert (entry.name, entry.aliases) == ("松浦眼科医院", ())


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("全面落实[rule/planned 《河道条例》]，清理河道。", "mentioned"),
        ("根据市里的[rule/planned 《河道条例》]，清理河道。", "mentioned"),
        ("完善和落实[rule/planned 《河道条例》]，清理河道。", "planned"),
        ("研究落实措施，拟定[rule/planned 《河道条例》]。", "planned"),
        ("实行[rule/planned 《河道条例》]。", "planned"),
    ],
)
def test_a_plan_that_goes_by_a_rule_plans_none(line: str, label: str) -> None:
    report = facts("a.txt", f"plan|{line}", unit="临湖镇")
    (entry,) = (entry for entry in link([report]) if entry.kind == "rule")
    assert entry.labels == {label}


def test_the_same_words_behind_a_number_or_the_name_of_a_row_are_the_same() -> None:
    name = "[rule/planned 《晒谷场管理办法》]"
    lines = (
        f"plan|拟定{name}，各组轮流使用，专人看管。",
        f"- 三是|plan|拟定{name}，各组轮流使用，专人看管。",
        f"plan|6 晒谷场建设 拟定{name}，各组轮流使用，专人看管。",
        f"plan|拟定{name}。",
        f"plan|再议{name}。",
    )
    (entry,) = (e for e in link([facts("t.txt", "\n".join(lines))]) if e.kind == "rule")
    assert told(entry, "planned") == [
        "拟定《晒谷场管理办法》，各组轮流使用，专人看管。",
        "拟定《晒谷场管理办法》。",
        "再议《晒谷场管理办法》。",
    ]


def test_posts_of_a_group_are_told() -> None:
    entry = only(link([GROUP]), "清岚市水务局整改工作领导小组")
    posts = [section.title for section in entry.sections if section.label == "post"]
    assert posts == ["组长：党委书记", "副组长：校长、分管副校长"]
    assert (entry.body, entry.owner) == ("group", "清岚市水务局")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("成立以局长为组长的[organization 防汛工作领导小组]，统筹调度。", ["组长：局长"]),
        (
            "以上率下，成立由局党委书记任组长，分管副局长任副组长、各科室负责人为成员的"
            "[organization 防汛工作领导小组]。",
            ["组长：局党委书记", "副组长：分管副局长", "成员：各科室负责人"],
        ),
        (
            "成立以局长赵甲乙、党委书记钱某为组长的[organization 防汛工作领导小组]。",
            ["组长：局长赵某、党委书记钱某"],
        ),
        ("以防汛为重点，成立由各科室参加的[organization 防汛工作领导小组]。", []),
    ],
)
def test_posts_that_are_told_ahead_of_a_group_are_told_too(words: str, told: list[str]) -> None:
    report = facts("g.txt", f"measure|{words}", unit="清岚市水务局")
    entry = only(link([report]), "清岚市水务局防汛工作领导小组")
    assert [s.title for s in entry.sections if s.label == "post"] == told


def test_a_group_is_shown_by_its_full_name() -> None:
    report = facts(
        "g.txt",
        "measure|成立[organization 整改工作领导小组]。[organization 领导小组]每月调度。"
        "[organization 领导小组]督办。",
        unit="清岚市水务局",
    )
    entry = only(link([report]), "清岚市水务局整改工作领导小组")
    assert (entry.name, entry.aliases) == ("整改工作领导小组", ("领导小组",))


def test_who_leads_and_who_takes_part_is_told_with_the_task() -> None:
    entries = link([GROUP])
    task = "清理收费项目。（市财政局、市审计局牵头，市民政局负责）"
    assert told(only(entries, "清岚市财政局"), "leads") == [task]
    assert told(only(entries, "清岚市审计局"), "leads") == [task]
    assert told(only(entries, "清岚市民政局"), "takes_part") == [task]
    assert only(entries, "清岚市民政局").owner == "清岚市"


def test_a_task_in_a_heading_stands_with_the_bracket_below_it() -> None:
    report = facts(
        "h.txt",
        "# 1.|清理收费项目\nplan|（[organization 市财政局]牵头）\nplan|修建泵站。",
        unit="清岚市水务局",
    )
    (task,) = told(only(link([report]), "清岚市财政局"), "leads")
    assert task.split() == ["1.清理收费项目", "（市财政局牵头）"]


def test_a_body_by_which_something_is_done_acts() -> None:
    words = "measure|设立意见箱，由[organization 教务处]每周开箱。"
    report = facts("a.txt", words, unit="清岚师范学院")
    (said,) = told(only(link([report]), "清岚师范学院教务处"), "acts")
    assert said == "设立意见箱，由教务处每周开箱。"


def test_a_report_that_has_a_body_in_its_title_tells_nothing_of_it_there() -> None:
    words = (
        "context|[organization 望澜区教育局]年度总结\nmeasure|[organization 望澜区教育局]走访学校。"
    )
    report = facts("t.txt", words, unit="望澜区教育局")
    titled = replace(report.outline, title=report.outline.sentences[0])
    entry = only(link([replace(report, outline=titled)]), "望澜区教育局")
    assert told(entry, "acts") == ["望澜区教育局走访学校。"]
    assert told(entry, "other") == []


def test_a_signature_or_a_cell_tells_nothing_of_a_body() -> None:
    lines = ["context|[organization 清岚市水务局]局长", "context|[organization 清岚市水务局]"]
    acting = "measure|由[organization 清岚市水务局]清淤渠道。"
    of_body = "context|[organization 清岚市水务局]有三个科室。"
    assert (
        told(only(link([facts("r.txt", "\n".join((*lines, acting)))]), "清岚市水务局"), "other")
        == []
    )
    report = facts("r.txt", "\n".join((*lines, acting, of_body)))
    assert told(only(link([report]), "清岚市水务局"), "other") == ["清岚市水务局有三个科室。"]
    assert not [e for e in link([facts("r.txt", "\n".join(lines * 2))]) if e.kind == "organization"]


def test_a_bracket_far_from_any_task_stands_alone() -> None:
    report = facts("b.txt", "plan|（[organization 市财政局]牵头）修建泵站。", unit="清岚市水务局")
    assert told(only(link([report]), "清岚市财政局"), "leads") == ["（市财政局牵头）修建泵站。"]


@pytest.mark.parametrize(
    ("who", "masked"),
    [
        ("党委书记", "党委书记"),
        ("党委书记李清岚", "党委书记李某"),
        ("王望澜、赵松、各科室", "王某、赵某、各科室"),
        ("领导班子成员", "领导班子成员"),
        ("xx同志", "xx同志"),
        ("司法局、商务局、金融办", "司法局、商务局、金融办"),
        ("方科长", "方科长"),
        ("院长兼主任", "院长兼主任"),
    ],
)
def test_names_of_persons_are_masked_and_offices_kept(who: str, masked: str) -> None:
    assert shown_holder(who, persons=False) == masked
    assert shown_holder(who, persons=True) == who


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("清岚市委", "party"),
        ("清岚市住建局党组", "party"),
        ("清岚市委党校", "school"),
        ("清岚市住建局", "government"),
        ("望澜区政府", "government"),
        ("巡察整改工作领导小组办公室", "group"),
        ("清岚市第三人民医院", "hospital"),
        ("望澜区法院", "court"),
        ("清岚市水务集团", "company"),
        ("清岚银行", "company"),
        ("人民银行", "government"),
        ("清岚市妇联", "mass"),
        ("白鹭街道", "community"),
        ("望澜区人大常委会", "congress"),
        ("清岚师范学院教务处", "inner"),
        ("松浦农业科学院", "other"),
        ("志愿者之家", "other"),
    ],
)
def test_kinds_of_bodies(name: str, kind: str) -> None:
    assert kind_of_body(name) == kind


def test_a_college_is_the_reporter_or_a_part_of_it() -> None:
    assert identity("organization", "学院党委", "清岚师范学院") == ("清岚师范学院党委", "")
    assert identity("organization", "学校党委", "云汀大学") == ("云汀大学党委", "")
    assert identity("organization", "学院党委", "云汀大学") == ("学院党委", "云汀大学")
    assert identity("organization", "机电学院", "机电工程学院") == ("机电工程学院", "")
    assert identity("organization", "公管学院团委", "公共管理学院") == ("公共管理学院团委", "")
    assert identity("organization", "清岚学院", "清岚师范学院")[0] != "清岚师范学院"
    branch = "外语学院教工第二党支部"
    for above in ("学院党委", "学校党委"):
        assert identity("organization", above, branch)[0] == above


UNITS = ("清岚师范学院", "清岚市财政局", "市委党校", "松浦县农业农村局", "")
LINES = (
    "measure|修订[rule/revised 《经费支出管理办法》]。",
    "measure|执行[rule/enforced 《清岚市经费支出管理办法（试行）》]。",
    "measure|落实[mechanism “三会一课”制度]，坚持[mechanism 联席会议制度]。",
    "measure|推行[mechanism “双周会商”机制]，[organization 市财政局]牵头。",
    "measure|[organization 教务处]推行[practice “板凳会”议事法]，走访[figure 30户]。",
    "measure|[organization 清岚市水务集团有限公司]与[organization 水务集团]对接。",
)
REPORTS = st.lists(
    st.tuples(st.sampled_from(UNITS), st.lists(st.sampled_from(LINES), min_size=1, max_size=4)),
    min_size=1,
    max_size=5,
)


def _made(reports: list[tuple[str, list[str]]]) -> list[Facts]:
    return [
        facts(f"{at}.txt", "\n".join(lines) + f"\ncontext|第{at}份。", unit=unit)
        for at, (unit, lines) in enumerate(reports)
    ]


@given(REPORTS, st.randoms(use_true_random=False))
def test_another_report_changes_only_entries_that_it_names(
    reports: list[tuple[str, list[str]]], chance: object
) -> None:
    *known, new = _made(reports)
    before = {e.id: replace(e, related=()) for e in link(known) if e.kind != "topic"}
    after = {e.id: replace(e, related=()) for e in link([*known, new]) if e.kind != "topic"}
    assert before.keys() <= after.keys()
    for id, entry in before.items():
        if new.report.id not in after[id].reports:
            assert after[id] == entry


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("[organization 教务处]、[organization 校团委]组织宣讲", ["教务处", "校团委"]),
        ("组织教师到[organization 松浦一中]、[organization 临湖中学]考察学习", []),
        ("邀请[organization 市财政局]、[organization 市水务局]负责人授课", []),
        ("与[organization 市财政局]签订协议", []),
        ("和[organization 临湖中学]联合举办培训班", []),
        ("提拔办公室副主任、[organization 教务处]副处长", []),
        ("新增科室2个，分别是：[organization 防汛科]、[organization 节水科]", []),
        ("[organization 松浦县水管站]站长失职问题受到责任追究", []),
        (
            "会议结束后，[organization 教务处]会同[organization 校团委]开展宣讲",
            ["教务处", "校团委"],
        ),
    ],
)
def test_a_body_acts_where_it_begins_the_clause(words: str, acts: list[str]) -> None:
    report = facts("r.txt", f"measure|{words}。", unit="清岚师范学院")
    told = {
        entry.name
        for entry in link([report])
        if entry.kind == "organization" and any(s.label == "acts" for s in entry.sections)
    }
    assert told == set(acts)


@pytest.mark.parametrize("typed", ['“好差评"工作机制', '"好差评"工作机制', "“好差评”工作机制"])
def test_a_name_is_shown_with_a_pair_of_quotation_marks_however_it_is_typed(typed: str) -> None:
    report = facts("t.txt", f"measure|推行[mechanism/enforced {typed}]。", unit="临湖镇")
    assert [e.name for e in link([report]) if e.kind == "mechanism"] == ["“好差评”工作机制"]


def test_the_short_name_that_a_report_gives_is_the_same_thing() -> None:
    full, body = "《灌区用水管理意见》", "清岚移动松浦公司"
    report = facts(
        "t.txt",
        f"measure|印发[rule/issued {full}]（县发〔2021〕3号，以下简称[rule 《意见》]）。"
        "\nmeasure|按照[rule/enforced 《意见》]收费，[rule/enforced 《意见》]上墙。"
        f"\nmeasure|[organization {body}]（以下简称“[organization 清岚移动]”）负责布网。"
        "\nmeasure|[organization 清岚移动]牵头巡检。",
        unit="临湖镇",
    )
    entries = {e.name: e for e in link([report]) if e.kind in ("rule", "organization")}
    assert sorted(entries) == [body, "灌区用水管理意见"]
    assert entries["灌区用水管理意见"].aliases == ("《意见》",)
    assert told(entries[body], "leads") == ["清岚移动牵头巡检。"]


def test_a_title_of_its_kind_only_is_the_last_rule_that_ends_so() -> None:
    report = facts(
        "t.txt",
        "measure|印发[rule/issued 《灌区用水管理意见》]和[rule/issued 《三年清淤方案（试行）》]。"
        "\nmeasure|按照[rule/enforced 《意见》]收费，按照[rule/enforced 《方案》]清淤。"
        "\nmeasure|对照[rule/enforced 《决定》]办理，执行[rule/enforced 《渠道方案》]。",
        unit="临湖镇",
    )
    entries = {e.name: e for e in link([report]) if e.kind == "rule"}
    assert sorted(entries) == ["三年清淤方案（试行）", "渠道方案", "灌区用水管理意见"]
    told_of = "按照《意见》收费，按照《方案》清淤。"
    assert told(entries["灌区用水管理意见"], "enforced") == [told_of]
    assert told(entries["三年清淤方案（试行）"], "enforced") == [told_of]


def test_a_body_is_not_set_up_by_what_was_set_up_for_it() -> None:
    lines = """
    measure|[organization 县水务局]清淤渠道12公里。
    measure|组建4个检查组对[organization 县水务局]开展检查。
    """
    (body,) = (e for e in link([facts("a.txt", lines, unit="临湖镇")]) if e.kind == "organization")
    assert told(body, "set_up") == []


def test_a_body_is_not_set_up_with_what_it_answers_for() -> None:
    lines = """
    measure|[organization 县水务局]清淤渠道12公里。
    measure|建立了[organization 县水务局]分工负责的工作机制。
    """
    (body,) = (e for e in link([facts("a.txt", lines, unit="临湖镇")]) if e.kind == "organization")
    assert told(body, "acts") == ["县水务局清淤渠道12公里。"]
    assert told(body, "set_up") == []


@pytest.mark.parametrize(("role", "label"), [("measure", "set_up"), ("plan", "to_set_up")])
def test_a_body_in_a_plan_is_only_to_be_set_up(role: str, label: str) -> None:
    report = facts(
        "a.txt", f"{role}|成立[organization 护渠工作领导小组]，统筹巡渠。", unit="临湖镇"
    )
    (body,) = (entry for entry in link([report]) if entry.kind == "organization")
    assert [section.label for section in body.sections] == [label]


def test_what_only_says_when_carries_out_no_rule() -> None:
    lines = """
    context|今年是实施[rule/enforced “三年清淤”规划]的第一年。
    measure|落实[rule/enforced “三年清淤”规划]，清淤六次。
    """
    (entry,) = (e for e in link([facts("t.txt", lines, unit="临湖镇")]) if e.kind == "rule")
    assert told(entry, "enforced") == ["落实“三年清淤”规划，清淤六次。"]
    assert told(entry, "mentioned") == ["今年是实施“三年清淤”规划的第一年。"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("县乡村治理发展中心", "government"), ("中组部", "party"), ("教务中心", "inner")],
)
def test_a_centre_of_a_county_is_no_part_of_an_office(name: str, kind: str) -> None:
    assert kind_of_body(name) == kind


@pytest.mark.parametrize(("name", "owner"), [("教育局", ""), ("星河集团", "松浦县政府")])
def test_companies_that_a_government_names_may_be_from_elsewhere(name: str, owner: str) -> None:
    lines = f"measure|[organization {name}]新办夜校九所。"
    (entry,) = (
        e for e in link([facts("t.txt", lines, unit="松浦县人民政府")]) if e.kind == "organization"
    )
    assert entry.key[1] == owner
