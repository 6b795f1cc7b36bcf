"""Practices from invented facts: what is theirs, what only stands beside, and what is a slogan."""

from __future__ import annotations

import pytest

from kb_build.extract import extract
from kb_build.link import link
from kb_build.model import Entry, Facts, Report, replace
from kb_build.parse import parse
from tests.link.invented import facts
from tests.link.shown import told


def practices(*reports: Facts) -> list[Entry]:
    return [entry for entry in link(reports) if entry.kind == "practice"]


def grown(lines: str, unit: str = "临湖镇") -> Entry:
    (entry,) = practices(facts("e.txt", f"# 一、|为民服务\n{lines}", unit=unit))
    return entry


def marks(entry: Entry) -> dict[str, list[str]]:
    return {mark.name: [q.text for q in mark.said] for mark in entry.grade_marks}


def test_a_number_of_something_else_in_the_sentence_does_not_count() -> None:
    entry = grown("measure|推行[practice “五步”工作法]解民忧；新建泵站[figure 3座]。")
    assert told(entry, "done") == ["推行“五步”工作法解民忧；"]
    assert "number" not in marks(entry)


@pytest.mark.parametrize("name", ["“★★”工作法", "“［3］”工作法", "“__”模式"])
def test_a_name_of_nothing_but_its_kind_is_no_fault(name: str) -> None:
    entry = grown(f"measure|推行[practice {name}]，走访农户3户。")
    assert entry.name


def test_an_outcome_counts_right_behind_the_practice_only() -> None:
    near = grown("measure|推行[practice “五步”工作法]。\noutcome|群众满意。")
    far = grown("measure|推行[practice “五步”工作法]。\nmeasure|修路两条。\noutcome|群众满意。")
    assert (told(near, "outcome"), told(far, "outcome")) == (["群众满意。"], [])


@pytest.mark.parametrize(
    "measure",
    [
        "修路两条，改建粮库三座，完成[practice “五步”工作法]推广。",
        "推行[practice “五步”工作法]、[practice “六诊”工作法]。",
        "推行[practice “五步”工作法]、[practice “六诊”工作法]。修路两条。",
    ],
)
def test_an_outcome_behind_a_list_of_things_is_that_of_none(measure: str) -> None:
    report = facts(
        "e.txt", f"# 一、|为民服务\nmeasure|{measure}\noutcome|粮食丰收。", unit="临湖镇"
    )
    (first, *_) = practices(report)
    assert told(first, "outcome") == []
    assert "outcome" not in marks(first)


def test_what_follows_a_passing_mention_is_not_its_outcome() -> None:
    line = "measure|推行[practice “五步”工作法]。\ncontext|说起[practice “五步”工作法]。"
    assert told(grown(f"{line}\noutcome|粮食丰收。"), "outcome") == []


def test_a_verb_in_its_own_name_is_no_action() -> None:
    slogan = facts("e.txt", "measure|弘扬[practice “实干”培训]精神。", unit="临湖镇")
    assert practices(slogan) == []


def test_praise_without_an_action_makes_no_page() -> None:
    praised = facts("e.txt", "outcome|[practice “书记论坛”]得到组织好评。", unit="临湖镇")
    assert practices(praised) == []


def test_a_heading_of_two_practices_does_not_give_its_block_to_either() -> None:
    report = facts(
        "e.txt",
        """
        # 一、|推行“五步”工作法和“板凳会”
        measure|投资建设公园。
        measure|推行[practice “五步”工作法]走访农户。
        """,
        unit="临湖镇",
    )
    (entry,) = practices(report)
    assert told(entry, "done") == ["推行“五步”工作法走访农户。"]


@pytest.mark.parametrize(
    ("words", "fixed"),
    [
        ("把[practice “五步”工作法]写入[rule/issued 《走访办法》]。", True),
        ("推行[practice “五步”工作法]，出台[rule/issued 《“五步”工作法细则》]。", True),
        ("推行[practice “五步”工作法]，出台[rule/issued 《考勤办法》]。", False),
        ("推行[practice “五步”工作法]，规范考勤，出台[rule/issued 《考勤办法》]。", False),
        ("把[practice “五步”工作法]写入[rule/enforced 《走访办法》]。", False),
    ],
)
def test_a_rule_counts_where_it_fixes_the_practice(words: str, fixed: bool) -> None:
    reasons = marks(grown(f"measure|推行走访。\nmeasure|{words}"))
    assert ("rule" in reasons) is fixed


@pytest.mark.parametrize(("unit", "actor"), [("临湖镇", True), ("**镇", False), ("", False)])
def test_an_actor_has_a_name(unit: str, actor: bool) -> None:
    entry = grown("measure|推行[practice “五步”工作法]，走访农户。", unit=unit)
    assert ("actor" in marks(entry)) is actor


@pytest.mark.parametrize(
    ("unit", "acting", "actor"),
    [
        ("清岚市水务局", "机关党委", ["机关党委"]),
        ("市水务局", "机关党委", []),
        ("市水务局", "清岚师范学院", ["清岚师范学院"]),
    ],
)
def test_a_part_of_a_unit_tells_who_acts_where_the_unit_is_known(
    unit: str, acting: str, actor: list[str]
) -> None:
    entry = grown(f"measure|[organization {acting}]推行[practice “五步”工作法]，走访农户。", unit)
    assert marks(entry).get("actor", []) == actor


def test_how_each_unit_does_it_stands_under_its_name() -> None:
    one = facts(
        "a.txt", "measure|推行[practice “板凳会”]，走访农户。", unit="临湖镇", period="2021"
    )
    two = facts("b.txt", "measure|开展[practice “板凳会”]到楼栋。", unit="竹溪镇", period="2022")
    (entry,) = practices(two, one)
    assert [(s.title, len(s.quotations)) for s in entry.sections] == [("临湖镇", 1), ("竹溪镇", 1)]


@pytest.mark.parametrize(
    ("words", "mark", "said"),
    [
        # clauses on the practice, up to the first on something else
        ("推行[practice “五步”工作法]，走访[figure 30户]，新建泵站[figure 3座]，惠及[figure 9人]。",
         "number", ["走访30户，"]),
        ("投资[figure 20万元]，推行[practice “五步”工作法]。", "number", []),
        ("推行[practice “五步”工作法]，举办[practice “七彩”课堂][figure 12场]。", "number", []),
        ("推行[practice “五步”工作法]，探索出[figure 一条]新路。", "number", []),
        ("推行[practice “五步”工作法]，每户走访不少于[figure 2次]，满意率不低于[figure 95%]。",
         "outcome", []),
        ("推行[practice “五步”工作法]，办理时限由9天压缩到3天。", "outcome",
         ["办理时限由9天压缩到3天。"]),
        # the whole sentence where the practice is what it is about, up to another practice
        ("[practice “五步”工作法]全面铺开，新建泵站[figure 3座]。", "number", ["新建泵站3座。"]),
        ("坚持[practice “五步”工作法]，新建泵站[figure 3座]，办[practice “七彩”课堂][figure 9场]。",
         "number", ["新建泵站3座，"]),
        ("修路两条，坚持[practice “五步”工作法]，新建泵站[figure 3座]。", "number", []),
        ("坚持[practice “走出去”与“请进来”相结合]，新建泵站[figure 3座]。", "number", []),
        # words of the name are taken up; those that stand anywhere do not count
        ("推行[practice “板凳夜谈”活动]，开夜谈会[figure 40场]。", "number", ["开夜谈会40场。"]),
        ("推行[practice “板凳夜谈”活动]，举办文体活动[figure 40场]。", "number", []),
        # a place that is helped says nothing of what was done
        ("坚持[practice “五步”工作法]，走进重点帮扶县[figure 3个]。", "action", []),
        ("坚持[practice “五步”工作法]，帮扶农户[figure 3户]。", "action", ["帮扶农户3户。"]),
        # a name is not cut at its own comma
        ("办好[practice “家校连心，共话成长”开放日][figure 12场]。", "number",
         ["办好“家校连心，共话成长”开放日12场。"]),
        ("按照[organization 市教育局]要求，推行[practice “五步”工作法]，走访农户。", "actor",
         ["按照市教育局要求，推行“五步”工作法，走访农户。"]),
        ("[organization 教务处]推行[practice “五步”工作法]，走访农户。", "actor", ["教务处"]),
    ],
)  # fmt: skip
def test_each_mark_comes_with_the_practice_s_own_words(
    words: str, mark: str, said: list[str]
) -> None:
    entries = practices(facts("e.txt", f"measure|{words}", unit="临湖镇"))
    (entry,) = (entry for entry in entries if entry.name != "“七彩”课堂")
    assert marks(entry).get(mark, []) == said


def test_an_outcome_of_something_else_behind_it_is_not_shown_as_its_own() -> None:
    report = """
        measure|推行[practice “五步”工作法]，走访农户。
        measure|修路两条。
        measure|办好[practice “七彩”课堂]，编写教材。
        outcome|资产总额达到五亿元。
        outcome|（6月底完成，牵头单位：教务处）
    """
    entries = {entry.name: entry for entry in practices(facts("e.txt", report, unit="临湖镇"))}
    assert told(entries["“七彩”课堂"], "outcome") == []


def test_in_a_report_on_a_practice_what_stands_before_its_name_is_on_it_too() -> None:
    named = "[practice “五步”工作法]"
    told = f"context|{named}亮点汇报\nmeasure|全年走访[figure 30户]，{named}见效。"
    report = facts("e.txt", told, unit="临湖镇")
    plain = marks(practices(report)[0])
    outline = replace(report.outline, title=report.outline.sentences[0])
    titled = marks(practices(replace(report, outline=outline))[0])
    assert ("number" in plain, titled["number"]) == (False, ["全年走访30户，"])


def test_a_report_on_a_practice_tells_it_from_where_it_is_named() -> None:
    """Its page has what the report tells of it, without the unit's praise and other practices."""
    report = facts(
        "e.txt",
        """
        context|推行[practice “五步”工作法]，畅通民意。
        measure|今年以来投资修路。
        outcome|我镇获评省级文明镇。
        measure|今年以来推行[practice “五步”工作法]；每周公布。
        measure|干部走访农户[figure 30户]。
        context|我镇地处湖畔。
        measure|办好[practice “七彩”课堂]，编写教材。
        outcome|办结率达[figure 98%]。
        """,
        unit="临湖镇",
    )
    titled = replace(report.outline, title=report.outline.sentences[0])
    entries = {e.name: e for e in practices(replace(report, outline=titled))}
    entry = entries["“五步”工作法"]
    # The sentence that names it is not told once more beside the passage that holds it.
    assert told(entry, "done") == ["今年以来推行“五步”工作法；每周公布。", "干部走访农户30户。"]
    assert told(entry, "outcome") == ["办结率达98%。"]
    assert "湖畔" not in "".join(q.text for s in entry.sections for q in s.quotations)
    assert entry.grade == "B"


def test_who_came_to_look_does_not_have_the_practice_and_did_none_of_it() -> None:
    looked = "measure|[organization 省调研组]走访农户，总结[practice “五步”工作法]。"
    entry = grown(f"measure|推行[practice “五步”工作法]，走访农户。\n{looked}")
    said = [words for shown in marks(entry).values() for words in shown]
    assert not any("调研组" in words or "总结" in words for words in said)


def test_what_inspectors_did_is_no_practice_of_whom_they_came_to() -> None:
    came = "同时，3月8日至4月19日，市委第二巡察组对临湖镇6个村开展[practice 巡察“回头看”]。"
    assert practices(facts("e.txt", f"measure|{came}", unit="临湖镇党委")) == []


def test_a_survey_that_the_unit_itself_set_up_is_its_own() -> None:
    line = "measure|成立调研组，推行[practice “五步”工作法]，走访农户。"
    assert marks(grown(line))["action"] == ["走访农户。"]


def test_bodies_on_whose_word_it_was_done_did_not_do_it() -> None:
    above = "根据[organization 望澜区教育局]、[organization 望澜区财政局]部署，"
    entry = grown(f"measure|{above}推行[practice “五步”工作法]，走访农户。", unit="局党委")
    assert "actor" not in marks(entry)
    both = "由[organization 望澜区教育局]、[organization 望澜区财政局]"
    entry = grown(f"measure|{both}推行[practice “五步”工作法]，走访农户。", unit="局党委")
    assert marks(entry)["actor"] == ["望澜区教育局", "望澜区财政局"]


def test_an_honour_is_an_outcome_and_no_act() -> None:
    entry = grown("measure|推行[practice “五步”工作法]，获评省级示范窗口。")
    assert marks(entry)["outcome"] == ["获评省级示范窗口。"]
    assert "action" not in marks(entry)


def test_an_outcome_that_goes_on_is_of_none_of_several_practices() -> None:
    said = "推行[practice “五步”工作法]、[practice “六诊”工作法]，走访农户。"
    lines = f"# 一、|为民服务\nmeasure|{said}\noutcome|居民收入提高。"
    report = facts("e.txt", lines, unit="临湖镇")
    assert [told(entry, "outcome") for entry in practices(report)] == [[], []]


def test_a_prize_is_no_practice() -> None:
    line = "measure|推行[practice “五步”工作法]，走访农户。\noutcome|获得[practice “五步”]奖。"
    entry = grown(line)
    assert told(entry, "outcome") == []


def test_what_counts_only_ones_is_each_units_own() -> None:
    def one(unit: str, name: str) -> Facts:
        line = f"# 一、|为民服务\nmeasure|开展[practice {name}]，走访{unit}农户9户。"
        return facts(f"{unit}.txt", line, unit=unit)

    apart = practices(one("临湖镇", "“五个一”活动"), one("白鹭镇", "“五个一”活动"))
    joined = practices(one("临湖镇", "“一件事”服务"), one("白鹭镇", "“一件事”服务"))
    assert [e.units for e in apart] == [("临湖镇",), ("白鹭镇",)]
    assert [e.units for e in joined] == [("临湖镇", "白鹭镇")]


def test_of_a_list_of_outcomes_only_its_own_clause_is_the_practices() -> None:
    listed = "渠道全线贯通，[practice “护渠先锋”行动]带动走访农户，产值增长[figure 5%]。"
    led_to = "针对积水，开展[practice “护渠先锋”行动]，走访后投诉下降[figure 5%]。"
    start = "measure|开展[practice “护渠先锋”行动]，走访农户。\nmeasure|修路两条。\noutcome|"
    assert "outcome" not in marks(grown(start + listed))
    assert "outcome" in marks(grown(start + led_to))


def test_who_acts_elsewhere_in_the_sentence_is_not_its_actor() -> None:
    line = "粮库改建，[organization 粮站]新装磅秤，开展[practice “护渠先锋”行动]走访农户。"
    assert "粮站" not in marks(grown(f"measure|{line}"))["actor"]


def test_what_a_practice_aims_at_is_no_act() -> None:
    name = "[practice “护渠先锋”行动]"
    entry = grown(f"measure|开展{name}。\nmeasure|{name}旨在走访帮助农户。")
    assert "action" not in marks(entry)


def test_a_heading_that_only_names_it_is_not_told_again() -> None:
    text = "（一）开展“护渠先锋”行动\n全镇走访农户90户，清理渠道6次。\n（二）修路\n新修道路两条。\n"
    (entry,) = practices(extract(parse(Report("0" * 12, "case.txt", "", text, "utf-8"))))
    assert [told(entry, label) for label in ("done", "mentioned")] == [
        ["全镇走访农户90户，清理渠道6次。"], [],
    ]  # fmt: skip


def test_an_outcome_behind_a_passing_mention_is_not_its_own() -> None:
    line = "measure|清淤六次，走访农户，研读[practice “五步”工作法]，登记台账，上门回访。"
    assert told(grown(f"{line}\noutcome|一年来，群众收入提高。"), "outcome") == []


def test_the_number_of_a_note_is_no_part_of_the_name_to_show() -> None:
    entry = grown("measure|开展[practice “护渠［3］先锋”行动]，走访农户。")
    assert (entry.name, entry.aliases) == ("“护渠先锋”行动", ("“护渠［3］先锋”行动",))


@pytest.mark.parametrize(
    ("behind", "result"),
    [
        ("就业能力提升活动300余场", False),
        ("办事效率提升30%", True),
        ("等候时间缩短9分钟", True),
        ("统计各类获奖等数据", False),
        ("聘请上一届获奖者担任辅导员", False),
        ("选聘8名获得先进荣誉的骨干担任导师", False),
        ("获得全省一等奖的好成绩", True),
        ("获市级示范奖2项", True),
    ],
)
def test_what_is_raised_or_honoured_by_name_only_is_no_outcome(behind: str, result: bool) -> None:
    entry = grown(f"measure|推行[practice “五步”工作法]，{behind}。")
    assert ("outcome" in marks(entry)) == result
