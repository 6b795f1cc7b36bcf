"""Measures: which block is one, and what of it stands under which label."""

from __future__ import annotations

import pytest

from kb_build.extract import extract
from kb_build.link import link
from kb_build.model import Report
from kb_build.parse import parse
from tests.link.invented import facts
from tests.link.shown import only, shape


def test_plans_within_a_measure_stand_apart() -> None:
    mixed = facts(
        "mixed.txt",
        "# 一、|管护\nmeasure|今年新建管护站12座，培训管护员三百余人次。\nplan|明年再建两座。",
    )
    entry = only(link([mixed]), "measure", "管护")
    assert entry.status == "mixed"
    assert shape(entry) == [
        "measure: 今年新建管护站12座，培训管护员三百余人次。", "plan: 明年再建两座。",
    ]  # fmt: skip


def test_what_was_done_comes_before_what_is_planned_however_little_it_is() -> None:
    mostly = facts(
        "mostly.txt",
        """
        # 一、|管护
        plan|明年起在全部灌区推广管护站，并逐村配备管护员。
        - 一是|plan|制定推广办法，逐年考核。
        measure|今年新建管护站12座。
        """,
    )
    entry = only(link([mostly]), "measure", "管护")
    assert entry.status == "mixed"
    assert [section.label for section in entry.sections] == ["item", "plan", "plan"]


def test_shortcomings_that_close_a_chapter_are_none_of_its_last_measure() -> None:
    more = (
        "逐村核对台账，按月通报进度，邀请用水户代表到场查看，对查出的问题逐条登记、逐条销号，" * 4
    )
    closing = facts(
        "closing.txt",
        f"""
        # 一、|工作回顾
        ## （一）|管护
        measure|今年新建管护站12座，{more}培训管护员三百余人次。
        ## （二）|执法
        measure|今年开展水行政执法检查40次，{more}立案9起。
        problem|在看到成绩的同时，全县水利发展还不平衡。
        plan|我们将认真加以解决。
        """,
    )
    entry = only(link([closing]), "measure", "执法")
    assert entry.status == "done"
    assert [section.label for section in entry.sections] == ["path", "measure"]


def test_what_sums_up_all_years_is_none_of_the_last_measure() -> None:
    more = "逐村核对台账，按月通报进度，邀请用水户代表到场查看，对问题逐条登记、逐条销号，" * 5
    closing = facts(
        "closing.txt",
        f"""
        # 一、|工作回顾
        ## （一）|管护
        measure|今年新建管护站12座，{more}培训管护员三百余人次。
        ## （二）|执法
        measure|今年开展水行政执法检查40次，{more}立案9起。
        measure|五年来，我们累计清淤渠道120公里。
        ### 一是|渠道更加畅通
        measure|改造闸门33座。
        """,
    )
    entry = only(link([closing]), "measure", "执法")
    assert [section.label for section in entry.sections] == ["path", "measure"]
    assert not any("清淤" in said or "闸门" in said for said in shape(entry))


def test_only_what_is_nowhere_told_as_done_is_planned() -> None:
    planned = facts("planned.txt", "# 一、|管护\nplan|明年再建两座管护站。")
    assert only(link([planned]), "measure", "管护").status == "planned"


def test_a_measure_of_which_only_brackets_tell_quotes_its_heading() -> None:
    listed = facts(
        "listed.txt", "# 1.|扩建望澜灌区管护站\nplan|（0.5分）（11月底完成，牵头单位：水利站）"
    )
    assert shape(only(link([listed]), "measure", "扩建望澜灌区管护站")) == [
        "plan: 1.扩建望澜灌区管护站",
        "plan: （0.5分）（11月底完成，牵头单位：水利站）",
    ]


def test_a_label_is_no_block_of_its_own() -> None:
    labelled = facts(
        "l.txt",
        "# 1.|理论学习不深入\n## |整改情况\n- 一是|measure|开展学习。\n- 二是|measure|开展宣讲。",
    )
    assert [e.name for e in link([labelled]) if e.kind == "measure"] == ["理论学习不深入"]


def test_a_report_without_headings_gives_a_measure_a_paragraph() -> None:
    plain = facts(
        "p.txt", "context|会议召开。\nmeasure|开展巡河，清理垃圾。\nmeasure|新建泵站两座。"
    )
    assert {e.name for e in link([plain]) if e.kind == "measure"} == {"开展巡河", "新建泵站两座"}


@pytest.mark.parametrize(
    ("genre", "title", "paragraphs", "count"),
    [
        ("brief", "镇水管站举办节水开放日", 3, 1),
        ("experience", "镇水管站举办节水开放日", 12, 1),
        ("brief", "镇水管站举办节水开放日", 13, 13),
        ("brief", "", 3, 3),
        ("work_report", "镇水管站工作总结", 3, 3),
    ],
)
def test_news_without_headings_is_one_measure_called_by_its_title(
    genre: str, title: str, paragraphs: int, count: int
) -> None:
    lines = "\n".join(f"measure|组织第{n}批居民参观泵站。" for n in range(paragraphs))
    report = facts("a.txt", lines, title=title, genre=genre)
    measures = [entry for entry in link([report]) if entry.kind == "measure"]
    assert len(measures) == count
    assert (measures[0].name == title) == (count == 1)
    said = {q.text for entry in measures for section in entry.sections for q in section.quotations}
    assert said == {f"组织第{n}批居民参观泵站。" for n in range(paragraphs)}


def test_long_paragraphs_of_a_part_of_the_report_are_measures_of_their_own() -> None:
    long = "{}，" + "逐户登记用水量，核对水费，按月公布各组用水。" * 10
    told = "\n".join(f"measure|{long.format(words)}" for words in ("更换旧水表", "清理渠道"))
    items = "## 一是|修好闸门\nmeasure|派人修好闸门。"
    report = facts("a.txt", f"# 一、|2031年工作回顾\n{told}\n{items}")
    measures = [entry for entry in link([report]) if entry.kind == "measure"]
    assert {entry.name for entry in measures} == {"更换旧水表", "清理渠道", "修好闸门"}
    paths = [[q.text for q in entry.sections[0].quotations] for entry in measures]
    assert paths == [["一、2031年工作回顾"]] * 3


def test_short_paragraphs_of_a_part_of_the_report_are_one_measure() -> None:
    told = "measure|组织更换旧水表。\nmeasure|组织清理渠道。"
    report = facts("a.txt", f"# 一、|2031年工作回顾\n{told}")
    assert [e.name for e in link([report]) if e.kind == "measure"] == ["组织更换旧水表"]


def test_a_part_that_tells_much_is_not_called_by_one_clause() -> None:
    told = "measure|组织更换旧水表，" + "逐户登记用水量，核对水费，按月公布各组用水。" * 30
    report = facts("a.txt", f"# 一、|2031年工作回顾\n{told}")
    assert [e.name for e in link([report]) if e.kind == "measure"] == ["2031年工作回顾"]


def test_news_tells_its_plans_apart() -> None:
    lines = "measure|组织居民参观泵站。\noutcome|居民都说好。\nplan|今后每月开放一天。"
    report = facts("a.txt", lines, title="镇水管站举办节水开放日", genre="brief")
    (measure,) = (entry for entry in link([report]) if entry.kind == "measure")
    assert measure.status == "mixed"
    assert [section.label for section in measure.sections] == ["measure", "outcome", "plan"]


def test_what_a_measure_does_is_not_quoted_as_its_problem() -> None:
    lines = "# 一、|节水宣传\nmeasure|针对宣传不够的问题，逐户发放手册。\nmeasure|各村开设讲堂。"
    report = facts("m.txt", lines, addresses={"针对宣传不够": ("各村开设",)})
    (measure,) = [entry for entry in link([report]) if entry.kind == "measure"]
    assert [section.label for section in measure.sections] == ["measure"]


def test_blocks_of_one_name_have_ids_of_their_own() -> None:
    long = "走村入户宣讲政策，" * 15
    twice = facts("t.txt", f"# 一、|学习\n## |宣讲\nmeasure|{long}\n## |宣讲\nmeasure|{long}再讲。")
    assert len({e.id for e in link([twice]) if e.kind == "measure"}) == 2


def test_who_answers_for_a_task_stands_with_it() -> None:
    lines = "# 一、|修渠\nplan|修渠三条。\nplan|（水利站牵头）\nplan|疏浚河道。"
    (entry,) = [e for e in link([facts("m.txt", lines)]) if e.kind == "measure"]
    said = [q.text for s in entry.sections for q in s.quotations if s.label != "path"]
    assert ["".join(words.split()) for words in said] == ["修渠三条。（水利站牵头）", "疏浚河道。"]


def test_short_headed_blocks_are_items_of_the_one_above() -> None:
    short = facts(
        "t.txt", "# 一、|学习\n## 1.|读书\nmeasure|读书。\n## 2.|宣讲\nmeasure|宣讲三场。"
    )
    entry = only(link([short]), "measure", "学习")
    assert [s.title for s in entry.sections] == ["1.读书", "2.宣讲"]


@pytest.mark.parametrize("counts", [("①.", "②."), ("■ ", "■ "), ("第一，", "第二，")])
def test_what_counts_items_heads_no_block_of_its_own(counts: tuple[str, str]) -> None:
    told = "巡查渠道十二条，发现渗漏八处，当天报给水利站，由管护员登记并拍照。" * 4
    lines = "\n".join(f"{count}落实管护责任。{told}" for count in counts)
    report = Report("0" * 12, "a.txt", "", f"一、渠道管护\n{lines}\n", "utf-8")
    entry = only(link([extract(parse(report))]), "measure", "渠道管护")
    assert [section.label for section in entry.sections] == ["item", "item"]
