"""Entries from invented facts: what is one thing, what is not, and in which words it is shown."""

from __future__ import annotations

import random

import pytest

from kb_build.lexicon import table
from kb_build.link import link
from kb_build.model import Entry, Section
from tests.link.invented import facts
from tests.link.shown import named, only, shape

SCHOOL = facts(
    "school-2022.txt",
    """
    # 一、|整改落实情况
    ## 1.|针对“培训管理宽松”问题
    - 一是|measure|修订[rule/revised 《经费支出管理办法》]，[organization 教务处]抽查[figure 30次]。
    - 二是|measure|推行[practice “板凳会”议事法]，[organization 教务处]每周走访学员。
    outcome|已完成整改，满意率[figure 98%]。
    # 二、|下一步打算
    plan|拟制定[rule/planned 《学员管理规定》]，推广[practice “五步”工作法]。
    """,
    unit="清岚师范学院党委",
    period="2022",
    addresses={"1.针对": ("一是", "二是", "已完成")},
)
HOSPITAL = facts(
    "hospital-2023.txt",
    """
    # 一、|内部管理
    measure|制定[rule/issued 《经费支出管理办法（试行）》]，落实[mechanism “三会一课”]制度。
    measure|采用[practice “板凳会”议事法]收集意见[figure *条]，[organization 市财政局]给予支持。
    problem|儿科医师缺口较大，夜间急诊时有停诊。
    """,
    unit="清岚市第三人民医院",
    period="2023",
)
BUREAU = facts(
    "bureau-2024.txt",
    """
    # 一、|党的建设
    measure|按照新修订的[rule/revised 《巡察整改销号管理办法》]逐项销号。
    measure|坚持[mechanism 三会一课]，执行[rule/enforced 《中国共产党支部工作条例（试行）》]。
    context|弘扬[practice “店小二”精神]。
    measure|[organization 清岚市财政局]派员督导。
    """,
    unit="清岚市住房和城乡建设局",
    period="2024",
)
ALL = (SCHOOL, HOSPITAL, BUREAU)


def section(entry: Entry, label: str) -> Section:
    return next(section for section in entry.sections if section.label == label)


def test_a_rule_that_each_unit_made_for_itself_is_not_one() -> None:
    own = [e for e in link(ALL) if e.key[:1] == ("经费支出管理办法",)]
    assert sorted(entry.owner for entry in own) == ["清岚市第三人民医院", "清岚师范学院党委"]
    reasons = {(relation.entry, relation.reason) for relation in own[0].related}
    assert (own[1].id, "same_name") in reasons


def test_a_mechanism_is_one_in_all_reports() -> None:
    entry = only(link(ALL), "mechanism", "“三会一课”")
    assert entry.reports == (HOSPITAL.report.id, BUREAU.report.id)
    assert entry.years == ("2023", "2024")
    assert entry.aliases == ("三会一课",)


def test_whose_a_rule_is_does_not_depend_on_other_reports() -> None:
    other = facts(
        "water.txt",
        "measure|执行修订后的[rule/revised 《巡察整改销号管理办法》]。",
        unit="清岚市水务集团",
    )
    alone = only(link([BUREAU]), "rule", "巡察整改销号管理办法")
    both = named(link((*ALL, other)), "rule", "巡察整改销号管理办法")
    assert {entry.owner for entry in both} == {"清岚市水务集团", "清岚市住房和城乡建设局"}
    assert alone.id in {entry.id for entry in both}


def test_a_short_form_means_the_long_one_of_its_report() -> None:
    report = facts(
        "r.txt",
        "measure|执行[rule/enforced 《清岚市集体决策实施办法》]。[rule 《集体决策实施办法》]见效。",
        unit="望澜区审计局",
    )
    (entry,) = (e for e in link([report]) if e.kind == "rule")
    assert (entry.owner, entry.aliases) == ("清岚市", ("《清岚市集体决策实施办法》",))
    own = facts(
        "r.txt",
        "measure|执行[rule/enforced 《清岚市集体决策实施办法》]。"
        "制定[rule/issued 《集体决策实施办法》]。",
        unit="望澜区审计局",
    )
    assert len([e for e in link([own]) if e.kind == "rule"]) == 2


def test_units_that_may_be_one_of_many_do_not_share_their_rules() -> None:
    line = "measure|修订[rule/revised 《公务接待管理办法》]。"
    two = (
        facts("a.txt", line + "甲。", unit="市委党校"),
        facts("b.txt", line + "乙。", unit="市委党校"),
    )
    assert len(named(link(two), "rule", "公务接待管理办法")) == 2


def test_a_unit_is_known_by_its_long_name_in_the_title() -> None:
    line = "measure|修订[rule/revised 《公务接待管理办法》]。"
    two = (
        facts("a.txt", line + "甲。", unit="市委党校", title="中共清岚市委党校关于整改的报告"),
        facts("b.txt", line + "乙。", unit="中共清岚市委党校（清岚行政学院）"),
    )
    assert len(only(link(two), "rule", "公务接待管理办法").reports) == 2


@pytest.mark.parametrize(
    ("first", "second", "called"),
    [
        ("望澜区政府", "望澜区人民政府", "望澜区人民政府"),
        ("清岚师范学院党委", "清岚师范学院", "清岚师范学院"),
        ("中共清岚师范学院委员会", "清岚师范学院", "清岚师范学院"),
        ("中共清岚市委党校（清岚行政学院）", "中共清岚市委党校", "中共清岚市委党校"),
        ("清岚一中", "清岚市第一中学", "清岚市第一中学"),
    ],
)
def test_a_unit_has_one_name_however_its_reports_print_it(
    first: str, second: str, called: str
) -> None:
    line = "measure|推行[practice “五步”工作法]，走访居民"
    reports = (
        facts("a.txt", f"{line}甲户。", unit=first, period="2023"),
        facts(
            "b.txt", f"{line}乙户，修订[rule/revised 《走访办法》]。", unit=second, period="2024"
        ),
    )
    assert {entry.units for entry in link(reports) if entry.units} == {(called,)}


def test_units_of_the_same_short_name_keep_it() -> None:
    line = "measure|推行[practice “五步”工作法]，走访居民"
    two = (
        facts("a.txt", line + "甲户。", unit="市委党校"),
        facts("b.txt", line + "乙户。", unit="市委党校（行政学院）"),
    )
    assert only(link(two), "practice", "“五步”工作法").units == (
        "市委党校",
        "市委党校（行政学院）",
    )


def test_what_every_unit_uses_is_no_practice_of_one() -> None:
    line = (
        "measure|开展[practice “板凳会”]，用好[practice “学习强国”]，接听[practice 12345热线]40个。"
    )
    found = [e.name for e in link([facts("a.txt", line, unit="临湖镇")]) if e.kind == "practice"]
    assert found == ["“板凳会”"]


def test_the_issuer_of_an_unknown_place_is_not_joined_to_the_reporter() -> None:
    line = "measure|执行[rule/enforced 《自治区28条规定》]和[rule/enforced 《省委6条配套规定》]。"
    entries = link([facts("a.txt", line, unit="望澜区人民政府")])
    assert not [entry.owner for entry in entries if "望澜" in entry.owner]


def test_a_body_of_the_units_own_city_gets_the_citys_name() -> None:
    entry = only(link(ALL), "organization", "清岚市财政局")
    assert entry.reports == (HOSPITAL.report.id, BUREAU.report.id)


def test_sections_of_a_rule_are_by_action_in_order_of_time() -> None:
    later = facts(
        "school-2024.txt",
        "measure|再次修订[rule/revised 《经费支出管理办法》]。提到[rule 《经费支出管理办法》]。",
        unit="清岚师范学院",
        period="2024",
    )
    both = (e for e in named(link((later, *ALL)), "rule", "经费支出管理办法") if len(e.reports) > 1)
    entry = next(both)
    assert entry.reports == (SCHOOL.report.id, later.report.id)
    assert shape(entry) == [
        "revised: 修订《经费支出管理办法》，教务处抽查30次。 / 再次修订《经费支出管理办法》。",
        "mentioned: 提到《经费支出管理办法》。",
    ]


def test_a_measure_is_one_headed_block_with_its_items() -> None:
    entry = only(link(ALL), "measure", "针对“培训管理宽松”问题")
    assert entry.status == "done"
    assert [(s.label, s.title) for s in entry.sections] == [
        ("path", ""), ("item", ""), ("item", ""), ("outcome", ""),
    ]  # fmt: skip
    opened = [s.quotations[0].text[:4] for s in entry.sections if s.label == "item"]
    assert opened == ["一是修订", "二是推行"]
    assert section(entry, "path").quotations[0].text == "一、整改落实情况"


def test_a_plan_is_not_shown_as_done() -> None:
    entry = only(link(ALL), "measure", "拟制定《学员管理规定》")
    assert entry.status == "planned"
    assert [s.label for s in entry.sections] == ["path", "plan"]
    assert not named(link(ALL), "practice", "“五步”工作法")


def test_a_practice_needs_a_concrete_action() -> None:
    entries = link(ALL)
    assert not named(entries, "practice", "“店小二”精神")
    entry = only(entries, "practice", "“板凳会”议事法")
    assert entry.units == ("清岚师范学院党委", "清岚市第三人民医院")


@pytest.mark.parametrize(
    ("words", "grade", "reasons"),
    [
        ("measure|推行[practice “五步”工作法]。", "D", ("actor",)),
        ("measure|推行[practice “五步”工作法]，走访[figure 30户]。", "C",
         ("actor", "action", "number")),
        ("measure|推行[practice “五步”工作法]，走访[figure *户]。", "D", ("actor", "action")),
        ("measure|推行[practice “五步”工作法]，走访[figure 30户]。\noutcome|群众满意。", "B",
         ("actor", "action", "number", "outcome")),
        ("measure|推行[practice “五步”工作法]，走访[figure 30户]。\n"
         "measure|[practice “五步”工作法]写入[rule/issued 《走访办法》]。\noutcome|群众满意。", "A",
         ("actor", "action", "number", "outcome", "rule")),
    ],
)  # fmt: skip
def test_evidence_is_counted_from_visible_marks(
    words: str, grade: str, reasons: tuple[str, ...]
) -> None:
    entry = only(
        link([facts("e.txt", f"# 一、|为民服务\n{words}", unit="临湖镇")]),
        "practice",
        "“五步”工作法",
    )
    assert (entry.grade, tuple(mark.name for mark in entry.grade_marks)) == (grade, reasons)


def test_a_problem_with_its_answer() -> None:
    entry = only(link(ALL), "problem", "培训管理宽松")
    assert entry.status == "done"
    assert shape(entry) == [
        "problem: 1.针对“培训管理宽松”问题",
        "measure: 修订《经费支出管理办法》，教务处抽查30次。"
        " / 推行“板凳会”议事法，教务处每周走访学员。",
        "rules: 修订《经费支出管理办法》，教务处抽查30次。",
        "outcome: 已完成整改，满意率98%。",
    ]


def test_an_unanswered_problem_has_an_entry_too() -> None:
    entry = only(link(ALL), "problem", "儿科医师缺口较大，夜间急诊时有停诊")
    assert (entry.status, shape(entry)) == (
        "unstated", ["problem: 儿科医师缺口较大，夜间急诊时有停诊。"],
    )  # fmt: skip


def test_organizations_need_two_mentions_or_an_act() -> None:
    names = {e.name for e in link(ALL) if e.kind == "organization"}
    assert "教务处" in names
    passing = facts("o.txt", "context|欢迎[organization 市图书馆]各位同志。", unit="临湖镇")
    assert not [e for e in link([passing]) if e.kind == "organization"]


def test_what_is_set_up_is_told_apart_from_what_acts() -> None:
    report = facts(
        "o.txt",
        "measure|成立[organization 整改领导小组]。[organization 整改领导小组]每月调度。",
        unit="临湖镇",
    )
    assert shape(only(link([report]), "organization", "整改领导小组")) == [
        "set_up: 成立整改领导小组。", "acts: 整改领导小组每月调度。",
    ]  # fmt: skip


def test_topics_come_from_counted_words() -> None:
    entries = link(ALL)
    assert "财务管理" in named(entries, "rule", "经费支出管理办法")[0].topics
    assert all(len(entry.topics) <= 3 for entry in entries)
    topic = only(entries, "topic", "财务管理")
    members = {relation.entry for relation in topic.related}
    assert members == {e.id for e in entries if "财务管理" in e.topics}


def test_word_lists_can_be_read() -> None:
    assert set(table("figures")) == {
        "joins",
        "changes",
        "bounds_before",
        "bounds_within",
        "bounds_after",
        "fronts",
        "vague",
        "broad",
    }
    assert set(table("linking")) >= {"labels", "sectors", "national", "self"}


def test_related_entries_exist_and_say_why() -> None:
    entries = link(ALL)
    ids = {entry.id for entry in entries}
    problem = only(entries, "problem", "培训管理宽松")
    measure = only(entries, "measure", "针对“培训管理宽松”问题")
    assert (measure.id, "answered_by") in {(r.entry, r.reason) for r in problem.related}
    for entry in entries:
        assert {relation.entry for relation in entry.related} <= ids - {entry.id}
        assert entry.kind == "topic" or len(entry.related) <= 8


def test_quotations_are_the_source_letter_by_letter() -> None:
    texts = {one.report.id: one.report.text for one in ALL}
    anchors = {
        one.report.id: {n.id for n in one.outline.nodes} | {p.id for p in one.passages}
        for one in ALL
    }
    quotations = [q for e in link(ALL) for s in e.sections for q in s.quotations]
    assert quotations
    for quotation in quotations:
        assert quotation.text == quotation.span.of(texts[quotation.report])
        assert quotation.anchor in anchors[quotation.report]


def test_order_of_reports_does_not_matter() -> None:
    expected = link(ALL)
    for seed in range(6):
        shuffled = list(ALL)
        random.Random(seed).shuffle(shuffled)
        assert link(shuffled) == expected


def test_ids_are_kept_when_reports_come_or_are_corrected() -> None:
    before = {entry.id for entry in link([SCHOOL, HOSPITAL])}
    assert before <= {entry.id for entry in link(ALL)}
    corrected = facts(
        "hospital-2023.txt",
        "context|新增一段。\n# 一、|内部管理\nmeasure|新增食堂。",
        unit="清岚市第三人民医院",
    )
    (old,) = named(link([HOSPITAL]), "measure", "内部管理")
    assert only(link([corrected]), "measure", "内部管理").id == old.id


def test_the_same_text_twice_counts_once() -> None:
    twin = facts("copy.txt", "measure|推行[practice “五步”工作法]。", unit="临湖镇")
    again = facts("again.txt", "measure|推行[practice “五步”工作法]。", unit="临湖镇")
    assert link([twin, again]) == link([again])


def test_problems_of_one_name_have_ids_of_their_own() -> None:
    twice = facts(
        "t.txt",
        "# 1.|宣传不够\nmeasure|开展宣讲。\n# 2.|宣传不够\nmeasure|开设专栏。",
        addresses={"1.宣传": ("开展",), "2.宣传": ("开设",)},
    )
    both = named(link([twice]), "problem", "宣传不够")
    assert len({entry.id for entry in both}) == 2
    assert {shape(entry)[1] for entry in both} == {"measure: 开展宣讲。", "measure: 开设专栏。"}


def test_entries_are_in_order_of_kind_and_id() -> None:
    kinds = [entry.kind for entry in link(ALL)]
    assert kinds == sorted(kinds, key=("rule", "mechanism", "organization", "measure", "practice",
                                       "problem", "topic").index)  # fmt: skip
