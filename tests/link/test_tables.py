"""Ledgers that reports have as tables: which tables are, and what becomes of their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.gather import understand
from kb_build.link import link
from kb_build.model import Facts, LedgerRow, Library
from tests.link.invented import facts
from tests.link.shown import words

HEAD = "context|序号\t反馈问题\t整改措施\t责任单位\t整改时限\t完成情况"
ROWS = """
    measure|1\t台账更新不及时\t补录台账30本\t档案科\t6月底前\t已完成
    outcome|2\t泵站设备老化\t制定[rule/issued 《泵站管护办法》]\t工程科\t12月底前\t正在推进
    problem|3\t窗口服务意识不强\t开展培训\t办公室\t长期\t长期坚持
"""


def rows(report: Facts) -> list[LedgerRow]:
    entries = Library((report,), link([report])).ledger
    return [entry.ledger for entry in entries if entry.ledger]


def test_each_row_of_a_ledger_is_a_problem() -> None:
    first, second, third = rows(facts("t.txt", HEAD + ROWS))
    assert words(first.problem) == ["台账更新不及时"]
    assert words(first.measures) == ["补录台账30本"]
    assert words(first.responsible) == ["档案科"]
    assert words(first.deadline) == ["6月底前"]
    assert words(first.progress) == ["已完成"]
    assert [row.status for row in (first, second, third)] == ["done", "ongoing", "standing"]
    assert words(second.evidence) == ["制定《泵站管护办法》"]


@pytest.mark.parametrize(
    "head",
    [
        "序号\t任务\t责任单位\t时限\t备注\t附注",
        "序号\t存在问题\t责任单位\t时限\t备注\t附注",
        "指标\t全年目标\t完成\t进度\t备注\t附注",
    ],
)
def test_a_table_of_something_else_is_no_ledger(head: str) -> None:
    told = rows(facts("t.txt", f"context|{head}\nmeasure|1\t台账不全\t补录\t档案科\t6月\t无"))
    assert told == []


def test_a_row_joins_the_problem_that_the_text_tells() -> None:
    text = """
        # 1.|关于“理论学习不深入，台账更新不及时”的问题
        measure|组织学习。
        # |附表
    """
    report = facts("t.txt", f"{text}\n{HEAD}{ROWS}", addresses={"1.关于": ("组织",)})
    first, *others = rows(report)
    assert words(first.problem) == ["1.关于“理论学习不深入，台账更新不及时”的问题"]
    assert words(first.measures) == ["组织学习。", "补录台账30本"]
    assert (first.status, len(others)) == ("done", 2)


def test_the_less_finished_of_text_and_table_counts() -> None:
    text = "# 1.|关于“台账更新不及时”的问题\nmeasure|正在推进。"
    report = facts("t.txt", f"{text}\n# |附表\n{HEAD}{ROWS}", addresses={"1.关于": ("正在",)})
    assert rows(report)[0].status == "ongoing"


def test_a_row_without_a_problem_goes_on_with_one_above_only() -> None:
    first = "measure|1\t \t修订章程\t档案科\t6月\t已完成"
    second = "measure|2\t台账更新不及时\t补录台账30本\t档案科\t6月底前\t已完成"
    (row,) = rows(facts("t.txt", f"{HEAD}\n{first}\n{second}"))
    assert words(row.measures) == ["补录台账30本"]


def test_text_between_ends_a_table() -> None:
    lines = f"{HEAD}\nmeasure|会议讨论了各科室的安排。\nmeasure|1\t甲乙丙丁\t戊己\t庚\t辛\t壬"
    assert rows(facts("t.txt", lines)) == []


def read(path: Path) -> list[LedgerRow]:
    return rows(understand(path))


@pytest.mark.parametrize("sign", ["| {} |", "{}"])
def test_typed_tables_with_bars_are_read(tmp_path: Path, sign: str) -> None:
    """With bars at the ends as in Markdown, and without; a merged cell goes on in the next row."""
    table = [
        "反馈问题 | 整改措施 | 责任单位 | 完成情况",
        "台账更新不及时 | 补录台账30本 | 档案科 | 已完成",
        " | 培训档案员6名 | 人事科 | ",
        "泵站设备老化 | 更换水泵6台 | 工程科 | 正在推进",
    ]
    lines = ["# 临湖镇整改报告", "", "一、整改台账", "", *map(sign.format, table)]
    if sign != "{}":
        lines.insert(5, "| --- | --- | --- | --- |")
    path = tmp_path / "report.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    first, second = read(path)
    assert words(first.measures) == ["补录台账30本", "培训档案员6名"]
    assert words(first.responsible) == ["档案科", "人事科"]
    assert (first.status, second.status) == ("done", "ongoing")


def test_a_table_of_a_web_page_is_read(tmp_path: Path) -> None:
    cells = (("存在的问题", "整改情况", "完成情况"), ("台账更新不及时", "补录台账30本", "已完成"))
    table = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in cells)
    path = tmp_path / "report.html"
    path.write_text(
        f"<html><body><h1>临湖镇整改报告</h1><p>现将整改情况报告如下。</p>"
        f"<table>{table}</table></body></html>",
        encoding="utf-8",
    )
    (row,) = read(path)
    assert (words(row.measures), row.status) == (["补录台账30本"], "done")


def test_a_row_goes_on_with_none_of_another_table() -> None:
    other = "measure|\t\t清理渠道12公里\t工程科\t9月底前\t已完成"
    *_, last = rows(facts("t.txt", f"{HEAD}{ROWS}{HEAD}\n{other}"))
    assert words(last.measures) == ["开展培训"]


@pytest.mark.parametrize(("status", "told"), [("已完成", "done"), ("正在推进", "ongoing")])
def test_a_deadline_beside_it_takes_no_status_back(tmp_path: Path, status: str, told: str) -> None:
    head = "序号|反馈问题|整改措施|责任单位|整改时限|完成情况"
    rows_ = (f"{n}|{n}号渠台账更新不及时|补录台账{n}本|工程科|6月底前|{status}" for n in "123")
    file = tmp_path / "a.md"
    lines = (f"|{row}|" for row in (head, "---|---|---|---|---|---", *rows_))
    file.write_text("松浦县水务局整改情况报告\n\n" + "\n".join(lines), encoding="utf-8")
    first, *_ = rows(understand(file))
    assert (first.status, words(first.measures)) == (told, ["补录台账1本"])
    assert told != "done" or {quotation.role for quotation in first.measures} == {"measure"}


def test_tags_are_no_part_of_a_problem_s_name(tmp_path: Path) -> None:
    lines = (
        "松浦县水务局2031年工作总结",
        "一、存在的问题",
        "<b>7</b>座泵站闸门失修，<i>管护</i>人员不足。",
    )
    file = tmp_path / "a.txt"
    file.write_text("".join(f"<p>{line}</p>\n" for line in lines), encoding="utf-8")
    (named,) = (entry.name for entry in link([understand(file)]) if entry.kind == "problem")
    assert named == "7座泵站闸门失修，管护人员不足"
