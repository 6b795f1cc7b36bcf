from __future__ import annotations

from pathlib import Path

import pytest

from bench.cases import Case, cases
from tests.read.showing import report_of, shown, visible

FOLDER = Path(__file__).with_name("cases")

JAVA = """package example.bean;

import java.util.List;

public class ReportPage {

    /**
     * code : 0
     * data : {"list":[{"author":"某同志","comment":"<p>   <img src=\\"http://example.net/1.png\\"><\\/p><p>3月5日，某局召开\\u201c冬季攻势\\u201d总结会，部署下一步工作。<\\/p><p>会议要求各单位认真落实。<\\/p>","id":16,"title":"某局召开\\u201c冬季攻势\\u201d工作总结会议"}]}
     * msg : 请求成功
     */

    private int code;
    private String msg;
    // 中文注释

    public int getCode() {
        return code;
    }

    public void setCode(int code) {
        this.code = code;
    }

    public static class Data {
        /**
         * list : [{"comment":"<p>3月5日，某局召开“冬季攻势”总结会，部署下一步工作。<\\/p>"}]
         */
        private List<String> list;
    }
}
"""


@pytest.mark.parametrize("case", cases(FOLDER), ids=lambda case: case.name)
def test_case(case: Case, tmp_path: Path) -> None:
    assert shown(report_of(tmp_path, case.given)).strip("\n") == case.expected


def test_of_program_text_only_the_prose_is_left_and_only_once(tmp_path: Path) -> None:
    left = visible(report_of(tmp_path, JAVA)).split("\n")
    assert [line.strip() for line in left if line.strip()] == [
        "3月5日，某局召开冬季攻势总结会，部署下一步工作。",
        "会议要求各单位认真落实。",
        "某局召开冬季攻势工作总结会议",
    ]


def test_a_report_with_some_code_in_it_is_no_program(tmp_path: Path) -> None:
    code = "\n".join(f"value{i} = {i};" for i in range(10))
    prose = "\n".join(f"第{i}段，全年共开展各类活动若干次。" for i in range(20))
    report = report_of(tmp_path, f"{prose}\n{code}")
    assert not report.noise()


def test_raw_html_in_a_text_file_keeps_its_text_and_loses_its_menus(tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE html><html><body><div class="topNav"><a href="/">首页</a><a href="/x">公告</a>'
        "</div><h2>某局工作总结</h2><p>全年办理事项3000件，群众满意率达到98%。</p>"
        '<ul><li><a href="/y">推荐文章一</a></li></ul><div id="footer">某局办公室</div>'
        "</body></html>"
    )
    report = report_of(tmp_path, page)
    assert report.text == page
    left = [line for line in visible(report).split("\n") if line.strip()]
    assert left == ["某局工作总结", "全年办理事项3000件，群众满意率达到98%。"]


def test_furniture_that_is_most_of_the_page_is_the_page(tmp_path: Path) -> None:
    page = (
        '<div class="header"><p>全年办理事项3000件，群众满意率达到98%，各项工作有序推进。</p></div>'
    )
    assert "全年办理事项" in visible(report_of(tmp_path, page))


def test_of_front_matter_only_the_title_is_left(tmp_path: Path) -> None:
    front = (
        "---\ntitle: 示例学院->党建“三提升” | example.net\ndate: 2024-01-02\ntags:\n- 示例学院\n---"
    )
    assert shown(report_of(tmp_path, f"{front}\n正文。\n")) == (
        "⟦---\ntitle: ⟧⟦示例学院->⟧<1|党建“三提升”>"
        "⟦ | example.net\ndate: 2024-01-02\ntags:\n- 示例学院\n---⟧\n正文。\n"
    )


def test_front_matter_without_title(tmp_path: Path) -> None:
    report = report_of(tmp_path, "---\ndate: 2024-01-01\n---\n正文。\n")
    assert visible(report).strip() == "正文。"
    assert all(mark.kind == "noise" for mark in report.marks)


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    report = report_of(tmp_path, "---\n这是一段普通的话，没有键。\n---\n正文。\n")
    assert "这是一段普通的话" in visible(report)
