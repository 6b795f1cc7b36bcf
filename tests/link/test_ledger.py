"""The ledger from invented facts: which words are a problem, where it stands, who, and when."""

from __future__ import annotations

import pytest

from kb_build.link import link
from kb_build.link.problems.naming import name, parts, told_part
from kb_build.model import Facts, LedgerRow, Library
from tests.link.invented import facts
from tests.link.shown import words


def rows(*reports: Facts) -> list[LedgerRow]:
    library = Library(reports, link(reports))
    return [entry.ledger for entry in library.ledger if entry.ledger]


def names(*reports: Facts) -> list[str]:
    return [entry.name for entry in Library(reports, link(reports)).ledger]


RECTIFIED = facts(
    "r.txt",
    """
    # 一、|整改情况
    ## 1.|关于“台账不全”的问题
    ### |整改措施
    measure|制定[rule/issued 《台账管理办法》]。（办公室牵头，档案科负责）
    ### |整改成效
    outcome|补录台账[figure 30本]。
    context|整改状态：已完成，长期坚持。
    ## 2.|关于“泵站老化”的问题
    ### |整改措施
    measure|更换水泵[figure 6台]。于9月底前完成。
    ### |整改成效
    outcome|两座已完成；最后一座正在推进。
    """,
    unit="临湖镇",
    addresses={"1.关于": ("制定",), "2.关于": ("更换",)},
)


def test_what_stands_under_the_labels_of_a_problem_belongs_to_it() -> None:
    first, second = rows(RECTIFIED)
    assert (first.number, first.status) == (1, "done")
    assert words(first.measures) == ["制定《台账管理办法》。（办公室牵头，档案科负责）"]
    assert words(first.outcome) == ["补录台账30本。"]
    assert words(first.progress) == ["整改状态：已完成，长期坚持。"]
    assert words(first.responsible) == ["办公室牵头，档案科负责"]
    assert words(first.evidence) == ["制定《台账管理办法》。"]
    assert (second.number, second.status) == (2, "ongoing")
    assert words(second.deadline) == ["于9月底前完成"]
    assert words(second.outcome) == []


def test_a_heading_about_a_problem_is_called_after_the_problem() -> None:
    assert name("关于泵站改造进度明显偏慢的问题") == "泵站改造进度明显偏慢"
    assert name("关于泵站管护方面") == "关于泵站管护方面"


def test_how_many_problems_others_found_is_no_name() -> None:
    text = "对去年审计反馈的12个问题，所里虽成立了小组，但负责人仅作了部署，未定期研究。"
    assert name(text) == text.rstrip("。")


def test_the_first_problem_stands_in_the_clause_that_announces_it() -> None:
    text = "公开工作起步不久，还存在一些问题如台账登记不足，人员业务不熟，均有待今后加以解决。"
    assert name(told_part(text).of(text)) == "台账登记不足，人员业务不熟"


def test_what_only_announces_answers_is_none() -> None:
    report = facts(
        "a.txt",
        """
        problem|渠道淤塞严重，灌溉能力不足。
        measure|针对检查发现的问题，现提出如下意见。
        """,
        unit="临湖镇",
        addresses={"渠道": ("针对",)},
    )
    (row,) = rows(report)
    assert (row.status, words(row.measures)) == ("unstated", [])


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("对此，我们将高度重视，拿出过硬办法，逐步加以改进。", "unstated"),
        ("我们将正视短板，想方设法解决，一项一项改进。", "unstated"),
        ("针对上述不足，我们要下更大力气解决。", "unstated"),
        ("我们一定增强责任意识，努力改进工作，绝不辜负全镇人民的信任。", "unstated"),
        ("今后，我以更高标准严格要求自己，把渠巡好。", "unstated"),
        ("今后，我将以更足的干劲补短板、强弱项，为临湖治水作出更大贡献！", "unstated"),
        ("这些都是今后要注意的，努力在巡渠时切实予以改进，更好地治水。", "unstated"),
        ("对此，我们将拿出过硬办法，年底前加以改进。", "with_plans"),
        ("我们将制定清淤计划，逐段加以解决。", "with_plans"),
        ("我们将在支渠装设闸门。", "with_plans"),
    ],
)
def test_a_mere_promise_is_no_answer(said: str, status: str) -> None:
    report = facts(
        "a.txt",
        f"""
        problem|渠道淤塞严重，灌溉能力不足。
        plan|{said}
        """,
        unit="临湖镇",
        addresses={"渠道": (said[:4],)},
    )
    (row,) = rows(report)
    assert row.status == status
    assert bool(row.measures) == (status == "with_plans")


def test_a_heading_without_a_number_that_is_no_label_ends_a_problem() -> None:
    report = facts(
        "r.txt",
        """
        # 1.|关于“台账不全”的问题
        ## |整改措施
        measure|补录台账。
        ## |附表
        outcome|水厂扩建正在推进。
        """,
        addresses={"1.关于": ("补录",)},
    )
    (row,) = rows(report)
    assert row.status == "with_measures"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("已完成整改。", "done"),
        ("已完成，长期坚持。", "done"),
        ("基本完成，正在推进验收。", "ongoing"),
        ("已完成三项，一项正在推进。", "ongoing"),
        ("长期坚持。", "standing"),
        ("群众反映良好。", "with_outcome"),
        ("目前均已完成整改。", "done"),
        ("3项问题已全部整改到位。", "done"),
        ("已按时限要求完成整改。", "done"),
        ("已完成并长期坚持。", "done"),
        ("已办结销号。", "done"),
        ("整改状态：已立行立改。", "done"),
        ("已于3月完成整改。", "done"),
        ("基本整改到位。", "ongoing"),
        ("按序时进度推进。", "ongoing"),
        ("立行立改。", "with_measures"),
        ("于3月底前完成整改。", "with_measures"),
        ("已整改。", "done"),
        ("整改率达到100%。", "done"),
        ("“云课堂”第一期已完成录制。", "with_outcome"),
        ("已完成理论文章4篇。", "with_outcome"),
        ("目前水厂已验收；剩余一处正在推进。", "ongoing"),
        ("正在整改。", "ongoing"),
        ("已完成阶段性整改。", "ongoing"),
        ("尚未完成整改。", "ongoing"),
        ("持续推进乡村建设。", "with_outcome"),
        ("已完成整改，并长期坚持。", "done"),
        ("将长期坚持。", "standing"),
    ],
)
def test_a_status_is_told_of_the_problem_itself(words: str, status: str) -> None:
    report = facts(
        "s.txt",
        f"# 1.|关于“宣传不够”的问题\nmeasure|开展宣传。\noutcome|{words}",
        addresses={"1.关于": ("开展", words[:4])},
    )
    assert [row.status for row in rows(report)] == [status]


def test_a_plan_never_makes_a_problem_done() -> None:
    report = facts(
        "s.txt",
        "# 1.|关于“宣传不够”的问题\nplan|12月底前完成整改。\nplan|均已完成。",
        addresses={"1.关于": ("12月", "均已")},
    )
    (row,) = rows(report)
    assert row.status == "with_plans"
    assert words(row.deadline) == ["12月底前完成整改"]


def test_what_was_done_by_a_day_is_no_time_limit() -> None:
    report = facts(
        "s.txt",
        "# 1.|关于“宣传不够”的问题\nmeasure|宣传栏已于2023年8月15日前完成安装。",
        addresses={"1.关于": ("宣传栏",)},
    )
    (row,) = rows(report)
    assert words(row.deadline) == []


def test_what_only_announces_problems_is_none() -> None:
    report = facts(
        "s.txt",
        """
        problem|对照要求，工作中仍存在一些问题：
        problem|主要原因，
        problem|今后我们将直面这些不足，逐项改进提高。
        problem|在近几年的
        problem|村级账目公开不及时，群众有意见。
        problem|检查发现以下几个方面还存在不足。
        problem|镇长在会上说，治水有成绩，我们也清醒看到面临的困难和挑战。
        problem|不准个人决定维修项目，或者把水卖给亲友。
        problem|各科室根据存在的问题，当场认领了责任。
        problem|以解决用水问题为抓手，倾听农户不便，改善供水条件。
        """,
    )
    assert names(report) == ["村级账目公开不及时，群众有意见"]


def test_a_list_in_one_sentence_is_as_many_problems_with_the_same_answer() -> None:
    report = facts(
        "s.txt",
        "problem|发展中仍面临不少困难：产业结构偏重偏旧；灌溉渠道年久失修。\nplan|对此，抓紧改进。",
        addresses={"发展中": ("对此",)},
    )
    assert names(report) == ["产业结构偏重偏旧", "灌溉渠道年久失修"]
    assert [words(row.measures) for row in rows(report)] == [["对此，抓紧改进。"]] * 2


def test_the_cause_of_a_problem_is_told_with_it() -> None:
    report = facts("s.txt", "problem|管网图纸不全。\nproblem|原因是建设单位几经更名。")
    (entry,) = [e for e in link([report]) if e.kind == "problem"]
    assert [(s.label, s.quotations[0].text) for s in entry.sections] == [
        ("problem", "管网图纸不全。"), ("cause", "原因是建设单位几经更名。"),
    ]  # fmt: skip


def test_a_problem_named_and_answered_in_one_sentence() -> None:
    said = "针对停车难问题，新建车库4座。"
    report = facts("s.txt", f"measure|{said}", addresses={"针对停车": ("针对停车",)})
    (row,) = rows(report)
    assert names(report) == ["停车难"]
    assert (words(row.problem), words(row.measures)) == (["针对停车难问题"], [said])


@pytest.mark.parametrize(
    "said",
    ["围绕问题背后的机制短板，新建制度8项。", "针对认领的2个方面9个问题，逐项落实到人。"],
)
def test_a_sentence_that_names_no_problem_is_not_one(said: str) -> None:
    report = facts("s.txt", f"measure|{said}", addresses={said[:4]: (said[:4],)})
    assert rows(report) == []


@pytest.mark.parametrize(("head", "told"), [("参评条件", 0), ("存在问题", 1)])
def test_a_plan_tells_problems_under_a_heading_that_says_so(head: str, told: int) -> None:
    text = f"# 一、|{head}\nproblem|护渠员考核没有达到合格。"
    assert len(rows(facts("s.txt", text, genre="plan"))) == told


@pytest.mark.parametrize(
    "said",
    ["未履行好巡渠职责，工作不到位的；", "巡渠不够认真扣5分。", "台账不够完整，请抓紧补充。"],
)
def test_a_case_for_which_a_plan_provides_is_no_problem(said: str) -> None:
    assert rows(facts("s.txt", f"# 一、|评分办法\nproblem|{said}", genre="plan")) == []


def test_a_chapter_of_problems_is_none_itself() -> None:
    report = facts(
        "s.txt",
        """
        # （一）|关于作风方面的问题
        ## 1.|宣传不够
        measure|开展宣讲。
        ## 2.|台账不全
        measure|补录台账。
        """,
        addresses={"（一）": ("开展", "补录"), "1.宣传": ("开展",), "2.台账": ("补录",)},
    )
    assert names(report) == ["宣传不够", "台账不全"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("关于“学用‘两张皮’”的问题", "学用‘两张皮’"),
        ("3.关于宣传不够的问题", "3.关于宣传不够的问题"),
        ("针对巡察指出的“台账不全”问题，", "台账不全"),
        ("针对居民反映强烈的“水压低、水质差”的问题，", "水压低、水质差"),
        ("针对破解“多头跑”问题，", "多头跑"),
        ("针对水表“哑巴表”问题，更换水表。", "水表“哑巴表”"),
        ("针对部分沿街水井“没人管，没人修”的问题，", "部分沿街水井“没人管，没人修”"),
        ("水压不足，高峰时段尤甚。另有渗漏。", "水压不足，高峰时段尤甚"),
        ("水压不足，渠道有待加固等等。", "水压不足，渠道有待加固"),
        ("水压不足，渠道有待加固，等等。", "水压不足，渠道有待加固"),
        ("一年又将结束，总体来说还算顺利。对新工艺钻研不够深入。", "对新工艺钻研不够深入"),
        ("再加上阀门老化，维护不及时。", "阀门老化，维护不及时"),
        ("巡线共9次。记录齐全。", "巡线共9次"),
        ("台账更新不够及时，需进一步完善。", "台账更新不够及时"),
        ("报名的人偏少，为了让更多居民参加，中心延长了时间。", "报名的人偏少"),
        ("由于人手少等原因，致使报修没有得到及时处理。", "报修没有得到及时处理"),
        ("临湖镇排涝泵站改造提升工程的第二标段和配套渠道已于2031年6月底投入使用，"
         "截至本次检查时仍未取得取水许可。",
         "临湖镇排涝泵站改造提升工程的第二标段…仍未取得取水许可"),
        ("临湖镇北岸泵站由水务公司承建。该泵站一期机组于2031年投产，截至检查时仍未取得许可。",
         "临湖镇北岸泵站由水务公司承建…仍未取得许可"),
        ("临湖镇北岸泵站已经建成。该泵站未取得许可。", "临湖镇北岸泵站已经建成…未取得许可"),
        ("该泵站未取得许可。", "该泵站未取得许可"),
        ("临湖镇北岸泵站申请时填报全部投产。经核实， 2031年3月该泵站机组未全部投产。",
         "临湖镇北岸泵站申请时填报全部投产…未全部投产"),
        ("经检查，登记信息与实际不符。", "登记信息与实际不符"),
        ("当前用水形势依然严峻，老旧水闸改造任务艰巨，新建泵站仍须扩容，蓄水潜力发挥不够充分。",
         "当前用水形势依然严峻，老旧水闸改造任务艰巨，新建泵站仍须扩容，蓄水潜力发挥不够充分"),
        ("其中涉及沿街停车混乱、卫生死角较多等方面。", "沿街停车混乱、卫生死角较多等方面"),
        ("灌区运行总体平稳，但也存在渠道老化的情况。", "存在渠道老化的情况"),
        ("灌区渠道老化，但维修资金不足。", "灌区渠道老化，但维修资金不足"),
        ("“三年清淤”期间，受连续干旱、料价上涨和外出务工人员增多等多重因素影响，"
         "清淤长度、闸门更换两项指标没有达到预期。",
         "清淤长度、闸门更换两项指标没有达到预期"),
    ],
)  # fmt: skip
def test_what_a_problem_is_called(text: str, expected: str) -> None:
    assert name(text) == expected


def test_a_problem_is_not_called_by_its_cause() -> None:
    text = "一些站所由于资金紧张，又缺少指导，所以对渠道管护的意愿不高。"
    assert name(text) == "对渠道管护的意愿不高"


def test_words_that_only_open_a_list_of_problems_are_none() -> None:
    assert not told_part("存在的突出问题是：")
    text = "存在的突出问题是：渠道年久失修。"
    assert told_part(text).of(text) == "渠道年久失修。"


def test_words_that_only_say_that_there_are_difficulties_are_none() -> None:
    assert not told_part("我们清醒认识到，灌区遇到的困难还十分突出，不少矛盾有待化解。")
    text = "我们也看到，老问题、新难点还很多，渠道年久失修。"
    assert told_part(text).of(text) == "渠道年久失修。"


def test_the_last_of_some_faults_announces_nothing() -> None:
    faults = "管护经费还不牢靠，水价改革的任务依然较重，渠道、泵站等还有不少短板。"
    text = f"我们也清醒认识到，工作还存在不少问题。主要是：{faults}"
    assert told_part(text).of(text) == faults


def test_three_faults_in_one_sentence_are_a_list_without_an_announcement() -> None:
    text = "渠道年久失修，有待加固；账目公开还不够；会议偏多的问题仍然突出；等等。"
    told = [part.of(text) for part in parts(text, told_part(text))]
    assert told == ["渠道年久失修，有待加固；", "账目公开还不够；", "会议偏多的问题仍然突出；"]
    comma = text.replace("；等等", "，等等")
    assert [part.of(comma) for part in parts(comma, told_part(comma))][-1] == (
        "会议偏多的问题仍然突出，"
    )


def test_a_heading_that_tells_a_fault_names_it_where_little_stands_below() -> None:
    report = facts(
        "h.txt",
        """
        # 二、|存在的问题
        ## （一）|渠道测绘推进较慢，力量不足
        problem|由于涉及部门较多，给测绘增加了难度。
        ## （二）|台账登记不够规范
        problem|一站缺台账。
        problem|二站无人登记。
        problem|三站登记迟缓。
        """,
        unit="临湖镇",
    )
    assert names(report) == [
        "渠道测绘推进较慢，力量不足",
        "一站缺台账",
        "二站无人登记",
        "三站登记迟缓",
    ]


def test_the_parts_of_a_list_are_all_its_words() -> None:
    text = "工作中还有不少短板：渠道年久失修；账目公开不及时；会议偏多。"
    told = told_part(text)
    assert "".join(part.of(text) for part in parts(text, told)) == told.of(text)


def test_the_ledger_is_in_order_of_path_and_place() -> None:
    second = facts("z.txt", "problem|会议偏多，基层负担较重。", unit="望澜区")
    library = Library((second, RECTIFIED), link([second, RECTIFIED]))
    told = [(entry.reports[0], entry.ledger.number) for entry in library.ledger if entry.ledger]
    assert told == [(RECTIFIED.report.id, 1), (RECTIFIED.report.id, 2), (second.report.id, 1)]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("高层住户的水压不足得到初步缓解。", False),
        ("窗口好评率由不足六成提高到九成，群众满意。", False),
        ("水压不足得到初步缓解，但高峰时段仍有反复。", True),
        ("积水问题没有得到根本解决。", True),
        ("忙碌的一年又将结束，较好地完成了各项工作。", False),
        ("2031年度述职述廉报告", False),
        ("听取护渠工作汇报（含做法、成效和存在问题等）；", False),
        ("负债率由三成上升到五成，偿债压力大。", True),
    ],
)
def test_what_got_better_and_a_title_are_no_problems(words: str, problem: bool) -> None:
    assert bool(told_part(words)) is problem


OVERVIEW = "# 一、|总体情况\nmeasure|{said}"
CHAPTER = """
# 二、|反馈问题整改情况
## 1.|关于“台账不全”的问题
measure|补录台账。
## 2.|关于“泵站老化”的问题
measure|更换水泵。{own}
# 三、|存在的不足
problem|管护人员老化。
"""


ANSWERED: dict[str, tuple[str, ...]] = {"1.关于": ("补录",), "2.关于": ("更换",)}


def states(said: str, own: str = "") -> list[str]:
    lines = OVERVIEW.format(said=said) + CHAPTER.format(own=own)
    return [row.status for row in rows(facts("r.txt", lines, addresses=ANSWERED))]


@pytest.mark.parametrize(
    "said",
    [
        "市委巡察组反馈的2个问题已全部整改到位。",
        "建立台账，反馈的12个问题均已完成整改。",
        "反馈的十二个问题均已完成整改。",
        "每一项整改任务均已完成。",
        "所有问题已整改销号，长期坚持。",
    ],
)
def test_what_is_said_of_all_problems_is_said_of_each_that_was_rectified(said: str) -> None:
    assert states(said) == ["done", "done", "unstated"]


@pytest.mark.parametrize(
    "said",
    [
        "反馈的12个问题已完成整改10个。",
        "其中8个问题已整改到位，2个正在推进。",
        "反馈的12个问题要全部整改到位。",
        "1个问题已整改到位。",
        "一个问题已整改到位。",
        "反馈的第二个问题已整改到位。",
        "12个项目均已完成。",
        "针对12个问题制定措施，目前均已完成整改。",
    ],
)
def test_what_is_not_said_of_all_problems_is_said_of_none(said: str) -> None:
    assert states(said) == ["with_measures", "with_measures", "unstated"]


def test_a_problem_s_own_status_goes_before_what_is_said_of_all() -> None:
    told = states("12个问题已全部整改到位。", own="一台正在推进。")
    assert told == ["done", "ongoing", "unstated"]


def test_the_sentence_on_all_problems_is_the_evidence() -> None:
    said = "反馈的2个问题已全部整改到位。"
    lines = OVERVIEW.format(said=said) + CHAPTER.format(own="")
    first, *_ = rows(facts("r.txt", lines, addresses=ANSWERED))
    assert words(first.progress) == [said]


def test_on_problems_of_another_kind_it_says_nothing() -> None:
    lines = OVERVIEW.format(said="反馈的12个问题已全部整改到位。")
    lines += "# 二、|惠民工作\n## 1.|关于“停车难”的问题\nmeasure|新建车库。"
    (row,) = rows(facts("r.txt", lines, addresses={"1.关于": ("新建",)}))
    assert row.status == "with_measures"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("problem|灌渠年久失修，渗漏严重。", "unstated"),
        ("problem|灌渠年久失修，渗漏严重。\nmeasure|对此，衬砌渠道12公里。", "with_measures"),
        ("problem|灌渠年久失修，渗漏严重。\noutcome|对此，亩均节水30方。", "with_outcome"),
        ("problem|灌渠年久失修，渗漏严重。\nplan|对此，明年衬砌渠道。", "with_plans"),
    ],
)
def test_a_problem_whose_end_is_not_told_says_what_else_is(told: str, status: str) -> None:
    answered: dict[str, tuple[str, ...]] = {"灌渠年久": ("对此",)} if "对此" in told else {}
    assert [row.status for row in rows(facts("s.txt", told, addresses=answered))] == [status]


@pytest.mark.parametrize(
    "words",
    [
        "清岚同志指出：灌溉是农业的命脉，各处灌区要先行一步。",
        "针对以上不足，今后",
        "会上，6个灌区作了交流发言，分析了各自的短板。",
        "加快改善山区薄弱学校办学条件。",
        "通过智能方式，挖掘对话中可能存在的问题。",
        "督学小组翻看学习记录，通报不规范问题9个。",
        "领导小组开会3次，对进度滞后的2个支部发出提示函。",
        "本次检查发现3类问题，涉及水厂12家，约占两成。",
        "以前开会没人来，现在座无虚席。",
    ],
)
def test_what_was_done_or_counted_is_no_problem(words: str) -> None:
    assert rows(facts("s.txt", f"problem|{words}")) == []


@pytest.mark.parametrize(
    ("genre", "answered", "told"),
    [
        ("experience", False, False),
        ("brief", False, False),
        ("experience", True, True),
        ("work_report", False, True),
    ],
)
def test_toil_in_a_story_is_a_problem_only_where_something_answers_it(
    genre: str, answered: bool, told: bool
) -> None:
    lines = "problem|渠首离村二十里，挑水要走半天。\nmeasure|修建水窖三口。"
    addresses: dict[str, tuple[str, ...]] = {"渠首": ("修建",)} if answered else {}
    found = rows(facts("a.txt", lines, unit="临湖镇", genre=genre, addresses=addresses))
    assert bool(found) is told


@pytest.mark.parametrize("words", ["推进力度不够大。", "加强培训的意识还不强。"])
def test_what_was_done_badly_is_one(words: str) -> None:
    assert len(rows(facts("s.txt", f"problem|{words}"))) == 1


def test_a_heading_that_only_opens_a_list_of_problems_is_none() -> None:
    report = facts(
        "a.txt",
        """
        # 四、|不足与问题
        problem|工作中存在着不少问题：巡渠次数不够；台账登记不全。
        plan|今后，每周巡渠一次。
        """,
        addresses={"四、不足": ("今后",)},
    )
    assert names(report) == ["巡渠次数不够", "台账登记不全"]
