from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.parse import parse
from tests.read.showing import noises, refusal, report_of, shown, visible

BODY = "<p>全年共办理事项3000件，群众满意率达到98%，各项工作有序推进，服务水平明显提高。</p>" * 3


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_blocks_are_lines_with_headings_and_bold_words(tmp_path: Path) -> None:
    body = (
        "<h1>某局\n 工作总结</h1><div>第一段，<b>加粗</b>的话。<br>换行。</div>"
        "<h2>一、做法</h2><ul><li>甲</li><li>乙</li></ul><p>&nbsp;&nbsp;“引号”&amp;其他</p>"
    )
    assert shown(report_of(tmp_path, page(body), "a.html")) == (
        "<1|某局 工作总结>\n第一段，«加粗»的话。\n换行。\n<2|一、做法>\n甲\n乙\n“引号”&其他"
    )


def test_rows_of_tables(tmp_path: Path) -> None:
    body = (
        "<table><tr><th>项目</th><th>数量</th></tr><tr><td>培训\n班</td><td>12期</td></tr></table>"
    )
    assert shown(report_of(tmp_path, page(body), "a.htm")) == (
        "<row|«项目\t数量>\n<row|培训 班\t12期>".replace("«", "")
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("<span>修订<b>办法</b></span>三项", "修订办法三项"),
        ("修订办法<br>培训3次", "修订办法 培训3次"),
        ("<p>修订办法</p><p>培训<b>3</b>次</p>", "修订办法 培训3次"),
        ("培训<i hidden>内部</i><script>x</script>3次", "培训3次"),
    ],
)
def test_the_words_of_a_cell_stand_in_their_order(tmp_path: Path, cell: str, words: str) -> None:
    body = f"<table><tr><td>措施</td><td>{cell}</td></tr></table>"
    assert report_of(tmp_path, page(body), "a.html").text == f"措施\t{words}"


def test_rows_of_one_width_are_no_broken_lines(tmp_path: Path) -> None:
    row = "<tr><td>第{0}段</td><td>清淤修补渠道</td><td>{0}月底前完成通水</td></tr>"
    rows = "".join(row.format(number) for number in range(1, 10))
    report = report_of(tmp_path, page(f"<p>任务如下。</p><table>{rows}</table>"), "a.html")
    assert (len(report.text.split("\n")), report.breaks()) == (10, ())


def test_nor_are_those_of_markdown(tmp_path: Path) -> None:
    rows = (f"| 第{number}段 | 清淤修补渠道 | {number}月底前完成通水 |" for number in range(1, 10))
    report = report_of(tmp_path, "任务如下。\n\n" + "\n".join(rows), "a.md")
    assert report.breaks() == ()


def test_tables_that_lay_out_a_page_are_blocks(tmp_path: Path) -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    body = f"<table><tr><td><p>第一段。</p><p>第二段。</p></td><td>{inner}</td></tr></table>"
    assert shown(report_of(tmp_path, page(body), "a.html")) == "第一段。\n第二段。\n<row|甲\t乙>"


def test_what_is_never_shown_is_dropped(tmp_path: Path) -> None:
    body = (
        "<script>var 脚本;</script><style>p{}</style><!-- 注释 --><noscript>无脚本</noscript>"
        "<p>正文<span style='display: none'>隐藏</span>。</p><template>模板</template>"
        "<select><option>选项</option></select><p hidden>也隐藏</p>"
    )
    assert report_of(tmp_path, page(body), "a.html").text == "正文。"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href='/'>首页</a></nav>",
        "<header><p>某市政府网</p></header>",
        "<div class='topNav clearfix'><span>栏目</span></div>",
        "<div id='footer'><p>某局办公室</p></div>",
        "<div role='navigation'>导航</div>",
        "<ul><li><a href='/1'>推荐一</a></li><li><a href='/2'>推荐二</a></li></ul>",
        "<footer><table><tr><td>电话</td><td>地址</td></tr></table></footer>",
    ],
)
def test_furniture_stays_in_the_text_as_noise(tmp_path: Path, furniture: str) -> None:
    report = report_of(tmp_path, page(f"{furniture}{BODY}{furniture}"), "a.html")
    plain = report_of(tmp_path, page(BODY), "b.html").text
    assert [line for line in visible(report).split("\n") if line] == plain.split("\n")
    assert len(report.text) > len(plain)
    assert set(noises(report).values()) <= {"html-furniture", "html-menu"}


def test_a_header_within_the_article_holds_its_title(tmp_path: Path) -> None:
    body = f"<article><header><h1>某局总结</h1></header>{BODY}</article>"
    assert visible(report_of(tmp_path, page(body), "a.html")).startswith("某局总结\n")


def test_furniture_that_is_most_of_the_page_is_the_page(tmp_path: Path) -> None:
    report = report_of(tmp_path, page(f"<div class='header'>{BODY}</div>"), "a.html")
    assert not report.noise()


def test_the_windows_title_stands_in_where_there_is_no_heading(tmp_path: Path) -> None:
    head = "<title>某局工作总结--政务公开-某市政府网</title>"
    report = report_of(tmp_path, page(BODY, head), "a.html")
    assert shown(report).startswith("<1|某局工作总结>\n全年")
    other = report_of(tmp_path, page(f"<h1>题目</h1>{BODY}", head), "b.html")
    assert other.text.startswith("题目\n全年")


def test_the_line_that_repeats_the_windows_title_is_the_reports(tmp_path: Path) -> None:
    head = "<title>某局工作总结--政务公开-某市政府网</title>"
    body = f"<h2>推荐阅读</h2><p>节水通知[05-15]</p><div>某局 工作总结</div>{BODY}"
    report = report_of(tmp_path, page(body, head), "a.html")
    assert "\n<1|某局 工作总结>\n" in shown(report)
    title = parse(report).title
    assert title is not None
    assert title.of(report.text) == "某局 工作总结"


def test_a_dash_within_the_windows_title_is_not_that_before_the_site(tmp_path: Path) -> None:
    head = "<title>春灌值班安排（4.26--5.10）--政务公开-某市政府网</title>"
    report = report_of(tmp_path, page(f"<h2>春灌值班安排（4.26--5.10）</h2>{BODY}", head), "a.html")
    assert shown(report).startswith("<1|春灌值班安排（4.26--5.10）>\n全年")


@pytest.mark.parametrize(
    ("head", "codec", "encoding"),
    [
        ('<meta charset="gb2312">', "gbk", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gbk", "gb18030"),
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ('<meta charset="gb2312">', "utf-8", "utf-8"),
        ('<meta charset="nonsense">', "utf-8", "utf-8"),
        ("", "utf-16", "utf-16-le"),
    ],
)
def test_the_encoding_is_what_the_page_says_where_that_makes_sense(
    tmp_path: Path, head: str, codec: str, encoding: str
) -> None:
    report = report_of(tmp_path, page(BODY, head).encode(codec), "a.html")
    assert report.text.startswith("全年共办理事项")
    assert (report.encoding, report.warnings) == (encoding, ())


def test_an_encoding_that_nobody_names_is_guessed(tmp_path: Path) -> None:
    report = report_of(tmp_path, page(BODY).encode("gbk"), "a.html")
    assert report.text.startswith("全年共办理事项")
    assert [notice.key for notice in report.warnings] == ["read-encoding-guessed"]


def test_xhtml_with_a_declaration_is_read(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="utf-8"?>{page(BODY)}'
    assert report_of(tmp_path, text, "a.html").text.startswith("全年")


def test_broken_and_deep_pages_are_read(tmp_path: Path) -> None:
    assert report_of(tmp_path, "<p>没有结尾<b>的段落", "a.html").text == "没有结尾的段落"
    report = report_of(tmp_path, "<div>" * 200 + "深处" + "</div>" * 10, "b.html")
    assert report.text == "深处"


def test_a_page_so_deep_that_words_would_be_lost_is_refused(tmp_path: Path) -> None:
    text = "<p>开头</p>" + "<div>" * 5000 + "深处"
    assert refusal(tmp_path, text, "a.html") == "read-html-broken"


@pytest.mark.parametrize("text", ["<!-- 只有注释 -->", "<script>var x;</script>", "<p></p>"])
def test_a_page_without_words_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text, "a.html") in ("read-empty", "read-html-broken")
