"""What measures are called where their heading says nothing of what is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.extract import extract
from kb_build.link import link
from kb_build.parse import parse
from kb_build.read import read
from tests.link.invented import facts


def names(lines: str) -> list[str]:
    report = facts("m.txt", lines, unit="临湖镇")
    return sorted(entry.name for entry in link([report]) if entry.kind == "measure")


def names_in(folder: Path, text: str) -> set[str]:
    """What the measures of a text are called that is read from a file."""
    (folder / "m.txt").write_text(text, encoding="utf-8")
    entries = link([extract(parse(read(folder / "m.txt")))])
    return {entry.name for entry in entries if entry.kind == "measure"}


PARTS = (
    "下一步打算",
    "2031年工作回顾",
    "2031年主要工作",
    "主要工作",
    "取得的主要成绩",
    "“十六五”时期的主要目标任务",
    "巡察反馈问题整改工作总体情况",
    "个人工作反思",
    "2031年和“十六五”时期工作回顾",
    "“十四五”时期工作回顾",
    "2031年工作回顾和“十六五”发展主要成绩",
    "“十六五”时期发展成就和2031年工作总结",
    "关于“十七五”时期国民经济和社会发展的战略目标与重大举措",
    "“十四五”时期的主要目标任务",
    "2032年工作总体要求和预期目标",
)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("推进节水宣传", "推进节水宣传"),
        ("基本情况", "走进社区发放节水手册"),
        ("整改措施", "走进社区发放节水手册"),
        ("6月底前", "走进社区发放节水手册"),
        ("2031年3月上旬至五月初", "走进社区发放节水手册"),
        ("居民用水方面", "走进社区发放节水手册"),
        ("党建工作和节水工作、渠道建设方面", "走进社区发放节水手册"),
        ("节水是乡镇工作的重要任务", "走进社区发放节水手册"),
        ("这五年", "走进社区发放节水手册"),
        ("节水检查以后", "走进社区发放节水手册"),
        ("同时", "走进社区发放节水手册"),
        ("2031 年", "走进社区发放节水手册"),
        ("“推进节水宣传", "推进节水宣传"),
        ("推进节水宣传（2分）", "推进节水宣传"),
        ("推进节水宣传（牵头科室", "推进节水宣传"),
        ("”，推进节水宣传", "推进节水宣传"),
        ("全镇节水工作的总体要求是", "走进社区发放节水手册"),
        ("主要做法如下", "走进社区发放节水手册"),
        ("作为望澜区首批节水试点的单位", "走进社区发放节水手册"),
        ("会议要求", "走进社区发放节水手册"),
        ("会上", "走进社区发放节水手册"),
        ("截至目前", "走进社区发放节水手册"),
        ("为此", "走进社区发放节水手册"),
        ("当前阶段", "走进社区发放节水手册"),
        ("林启明强调", "走进社区发放节水手册"),
        ("林启明在讲话中指出", "走进社区发放节水手册"),
        ("机构概况", None),
        ("图为节水宣传现场", None),
        ("渠系示意图", None),
        ("绘制节水流程图", "绘制节水流程图"),
        ("单位：万元", None),
        ("怎么抓", "走进社区发放节水手册"),
        ("比赛时间和地点", None),
        ("演练目的", None),
        ("奖项设置", None),
        ("优秀巡渠员的基本条件", None),
        ("比赛要求", "走进社区发放节水手册"),
        ("日前", "走进社区发放节水手册"),
        ("到4月23日", "走进社区发放节水手册"),
        ("清渠专项行动中", "走进社区发放节水手册"),
        ("四星级巡渠员选备条件（符合其中一条）", None),
        ("工作程序", "走进社区发放节水手册"),
        ("此次护渠学习会", "走进社区发放节水手册"),
        ("学校层面", "走进社区发放节水手册"),
        ("在现有三十六项节水措施的基础上", "走进社区发放节水手册"),
        ("在望澜区召开的第九届全省灌区节水技术推广年会上", "走进社区发放节水手册"),
        ("我镇在广泛深入调查基础上", "走进社区发放节水手册"),
        ("节水主题教育开展以来", "走进社区发放节水手册"),
        ("临湖镇党委副书记 王某某", "走进社区发放节水手册"),
        ("完善书记负责制", "完善书记负责制"),
        ("是推进节水宣传", "推进节水宣传"),
        ("依托社区推进节水宣传", "依托社区推进节水宣传"),
        ("要推进节水宣传", "推进节水宣传"),
        ("推进节水宣传的力度有待进一步加大", "针对“推进节水宣传的力度有待进一步加大”"),
        ("一些社区节水意识薄弱", "针对“一些社区节水意识薄弱”"),
        ("渠道管护有差距", "针对“渠道管护有差距”"),
        ("在节水宣传上还需进一步用力", "针对“在节水宣传上还需进一步用力”"),
        ("渠道清淤任务未完成", "针对“渠道清淤任务未完成”"),
        ("2031年底前推进节水宣传", "推进节水宣传"),
        ("4月上旬到6月10日前，主题是“节水进社区”", "“节水进社区”"),
        ("2031年节水工作", "2031年节水工作"),
        ("前山灌区节水工作", "前山灌区节水工作"),
        ("我认真推进节水宣传", "认真推进节水宣传"),
        ("我们推进节水宣传", "推进节水宣传"),
        ("我们的节水宣传", "我们的节水宣传"),
        ("这里我要强调一下节水宣传", "节水宣传"),
        ("反馈要求", "走进社区发放节水手册"),
        ("各社区负责人一致表示", "走进社区发放节水手册"),
        ("会议基本情况", "走进社区发放节水手册"),
        ("处理情况", "走进社区发放节水手册"),
        ("社区简介", None),
        ("针对节水意识薄弱", "针对节水意识薄弱"),
        ("要点式推进节水宣传", "要点式推进节水宣传"),
        ('推进“节水"宣传', "推进“节水”宣传"),
        ("在全镇上下掀起节水热潮", "在全镇上下掀起节水热潮"),
        ("指导思想", None),
        ("附件2", None),
        ("附", None),
        ("专栏 3", None),
        ("考核结果运用", "走进社区发放节水手册"),
        ("其他事宜", "走进社区发放节水手册"),
        ("问", "走进社区发放节水手册"),
        ("入选条件", None),
        ("申报受理时间", None),
        ("推荐名额", None),
        ("评分标准", None),
        ("主要举措：", "走进社区发放节水手册"),
        ("临湖融媒记者 王某某 通讯员 李某某", "走进社区发放节水手册"),
        ("走访记者 王某某", "走访记者 王某某"),
        ("【编者按】", "走进社区发放节水手册"),
        ("图/节水宣传现场", None),
        ("问题原因", None),
        ("存在问题的主要原因分析", None),
        ("查找漏水原因", "查找漏水原因"),
    ],
)
def test_an_empty_heading_gives_way_to_what_is_done(heading: str, name: str | None) -> None:
    told = "measure|六月以来，走进社区发放节水手册，讲解节水知识。"
    assert names(f"# 一、|{heading}\n{told}") == ([name] if name else [])


def test_a_part_stands_behind_the_heading_above_it() -> None:
    told = "走进社区发放节水手册，讲解节水知识。" * 8
    lines = f"# 一、|开展节水宣传\n## （一）|活动内容\nmeasure|{told}"
    assert names(lines) == ["开展节水宣传：活动内容"]


@pytest.mark.parametrize("part", PARTS)
def test_long_items_of_a_part_of_the_report_are_measures_of_their_own(part: str) -> None:
    told = "走进社区发放节水手册，讲解节水知识。" * 8
    lines = f"# 一、|{part}\n## 一是|推进节水宣传\nplan|{told}\n## 二是|管好渠道\nplan|{told}"
    assert names(lines) == ["推进节水宣传", "管好渠道"]
    (first, _) = link([facts("m.txt", lines)])[:2]
    (above,) = (section for section in first.sections if section.label == "path")
    assert [part in quotation.text for quotation in above.quotations] == [True]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_report_is_called_by_its_short_items(part: str) -> None:
    items = "## （一）|推进节水宣传\nplan|发放手册。\n## （二）|要管好渠道\nplan|按月清淤。"
    assert names(f"# 一、|{part}\n{items}") == ["推进节水宣传、管好渠道"]
    assert names(f"# 一、|{part}\nplan|今后，走进社区发放节水手册。") == ["走进社区发放节水手册"]


def test_parts_of_two_reports_are_never_one_measure() -> None:
    told = "走进社区发放节水手册，逐户讲解节水知识，组织村民清理渠道，按月公布各组用水量，"
    told += "请老支书带头值守闸口，谁家先浇、谁家后浇当面说清。"
    for heading, count in (("下一步打算", 2), ("推进节水宣传", 1)):
        lines = (f"# 一、|{heading}\nplan|{told}节水{n}吨。" for n in (200, 300))
        reports = [facts(f"{n}.txt", one) for n, one in enumerate(lines)]
        assert sum(entry.kind == "measure" for entry in link(reports)) == count


def test_a_part_below_an_empty_heading_is_named_by_what_is_done() -> None:
    lines = "# 一、|基本情况\n## （一）|主要做法\nmeasure|走进社区发放节水手册，讲解知识。"
    assert names(lines) == ["走进社区发放节水手册"]


def test_a_line_that_only_repeats_its_heading_is_no_page() -> None:
    assert names("# 一、|做好供水工作\nplan|做好供水工作。") == []


def test_that_a_report_is_given_is_no_measure() -> None:
    assert names("measure|现将节水工作进展情况予以公开。") == []


def test_a_mere_promise_is_no_measure_nor_part_of_one() -> None:
    promise = "plan|对此，我们将高度重视，拿出过硬办法，逐步加以改进。"
    assert names(f"problem|水源不足。\n{promise}") == []
    report = facts("a.txt", f"# 一、|节水宣传\nmeasure|走进社区发放节水手册。\n{promise}")
    (measure,) = (entry for entry in link([report]) if entry.kind == "measure")
    assert measure.status == "done"


def test_an_empty_opening_of_a_paragraph_is_no_name() -> None:
    assert names("measure|会议强调，加强巡查，清理河道垃圾三十吨。") == ["加强巡查"]


@pytest.mark.parametrize(
    "opening",
    [
        "清渠仪式上",
        "节水课结束后",
        "当天",
        "其中",
        "他希望",
        "镇水管站负责人谈到",
        "望澜区水务局副局长、节水办主任周某某",
        "作为灌区节水试点",
        "各村巡渠员违反规定的",
    ],
)
def test_words_that_say_when_who_or_where_are_no_name(opening: str) -> None:
    assert names(f"measure|{opening}，走进社区发放节水手册。") == ["走进社区发放节水手册"]


@pytest.mark.parametrize(
    "first", ["广泛听取用水户意见", "管好一渠清水", "全镇清渠行动圆满完成", "渠长参观泵站"]
)
def test_the_first_words_that_tell_what_is_done_are_the_name(first: str) -> None:
    assert names(f"measure|{first}，增强节水意识。") == [first]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("通过数据平台，开展远程抄表，节省人力。", "通过数据平台，开展远程抄表"),
        ("以数据平台为基础，开展远程抄表。", "以数据平台为基础，开展远程抄表"),
        ("通过数据平台。", "通过数据平台"),
        ("我镇将以检查为契机，开展远程抄表。", "我镇将以检查为契机，开展远程抄表"),
        (
            "为用好平台，我镇结合实际，制定了远程抄表办法。",
            "为用好平台，我镇结合实际，制定了远程抄表办法",
        ),
    ],
)
def test_by_what_means_stands_with_what_is_done(told: str, name: str) -> None:
    assert names(f"measure|{told}") == [name]


def test_of_a_long_sentence_what_is_done_is_left_and_not_by_what_means() -> None:
    told = "制定了覆盖全镇所有村组和社区、机关单位、学校医院以及企业用水户的远程抄表办法"
    (name,) = names(f"measure|通过数据平台，{told}。")
    assert name.startswith("制定了覆盖全镇所有村组")


def test_a_sentence_that_breaks_off_before_it_tells_anything_is_no_measure() -> None:
    assert names("plan|按照有关规定，") == []


def test_a_sentence_that_begins_with_means_is_not_named_by_them_alone(tmp_path: Path) -> None:
    told = "并请灌区的技术人员到现场指导，逐户登记用水量。" * 8
    lines = f"1.依托数据平台，开展远程抄表，{told}\n2.依托数据平台\n上门催缴水费，{told}"
    found = names_in(tmp_path, f"一、供水工作\n{lines}")
    assert found == {"依托数据平台，开展远程抄表", "依托数据平台"}


def test_a_heading_may_be_a_noun_but_not_only_say_when(tmp_path: Path) -> None:
    told = "并请灌区的技术人员到现场指导，逐户登记用水量。" * 8
    lines = f"1.水表入户，{told}\n2.泵站检修结束后，组织人员催缴水费，{told}"
    found = names_in(tmp_path, f"一、供水工作\n{lines}")
    assert found == {"水表入户", "组织人员催缴水费"}


def test_a_long_list_is_cut_between_the_things_in_it() -> None:
    told = (
        "组织干部登记《渠道、闸门台账》、核对全镇各村用水户数、逐户上门催缴历年水费、更换老旧水表"
    )
    assert names(f"measure|{told}。")[0] == told[:40]  # running text without a comma stays
    listed = names(f"# 一、|6月底前\nmeasure|{told}。")
    assert listed == ["组织干部登记《渠道、闸门台账》、核对全镇各村用水户数、逐户上门催缴历年水费…"]


@pytest.mark.parametrize(("announced", "within"), [("", False), ("任务如下：", True)])
def test_a_long_table_is_part_of_the_item_that_announces_it_only(
    tmp_path: Path, announced: str, within: bool
) -> None:
    row = "<tr><td>{0}</td><td>修复第{0}段渠道</td><td>{0}月底前完成</td></tr>"
    rows = "".join(row.format(n) for n in range(1, 12))
    told = (
        "一、加强灌区管理\n（一）开展渠道巡查\n组织人员巡查渠道，登记破损位置。\n"
        f"（二）做好水费收缴\n组织人员上门核对用水量，完成收缴工作。{announced}"
    )
    head = "<tr><td>序号</td><td>主要整改措施</td><td>整改状态</td></tr>"
    html = f"<p>{told.replace(chr(10), '</p><p>')}</p><table>{head}{rows}</table>"
    (tmp_path / "r.html").write_text(f"<html><body>{html}</body></html>", encoding="utf-8")
    made = extract(parse(read(tmp_path / "r.html")))
    measure = next(e for e in link([made]) if e.kind == "measure" and "水费" in e.name)
    said = "".join(q.text for section in measure.sections for q in section.quotations)
    assert ("修复第5段渠道" in said) == within
    assert "序号" not in said  # what the columns are is nothing that is done


@pytest.mark.parametrize("heading", ["# 一、|基本情况\n", ""])
def test_noise_in_the_text_is_no_part_of_a_name(heading: str) -> None:
    told = "measure|召开<b>节水</b>培训班，讲解节水知识。"
    report = facts("m.txt", heading + told.replace("</b>", "<b>"), unit="临湖镇", noise="<b>")
    assert [entry.name for entry in link([report]) if entry.kind == "measure"] == ["召开节水培训班"]


def test_a_quotation_that_a_comma_cuts_is_closed(tmp_path: Path) -> None:
    told = "组织人手清淤12公里，更换闸门3座，并请灌区的技术人员到现场指导。" * 8
    first = f"1.针对“*处渠道淤塞，*处闸门失修”的问题。\n{told}\n"
    text = f"一、整改情况\n{first}2.走进社区发放手册。\n{told}\n"
    file = tmp_path / "m.txt"
    file.write_text(text, encoding="utf-8")
    entries = link([extract(parse(read(file)))])
    called = {entry.name for entry in entries if entry.kind == "measure"}
    assert "针对“*处渠道淤塞，*处闸门失修”" in called


def test_an_hour_is_not_cut() -> None:
    assert names("measure|定于明天上午9：30在渠首开展护渠行动，各站派人。") == [
        "定于明天上午9：30在渠首开展护渠行动"
    ]


@pytest.mark.parametrize(
    "head", ["8月24日上午", "2031 年 8 月 24 日——2031年8 月 30日", "19日下午至20日上午"]
)
def test_a_heading_of_days_alone_names_no_measure(head: str) -> None:
    lines = f"# 一、|{head}\nplan|组织各村试放渠水，逐闸登记水位。"
    assert names(lines) == ["组织各村试放渠水"]
