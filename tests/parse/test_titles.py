"""The title of each case file's text, and of what a web page or a front matter announces."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.cases import Case, cases
from kb_build.model import Mark, Report, Span
from kb_build.parse import parse

CASES = cases(Path(__file__).with_name("cases") / "titles")


def _span(text: str, *marks: Mark) -> Span | None:
    return parse(Report("0" * 12, "case", "", text, "utf-8", marks)).title


def _title(text: str, *marks: Mark) -> str:
    span = _span(text, *marks)
    return span.of(text) if span else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_title(case: Case) -> None:
    assert _title(case.given) == case.expected


def _site_name(text: str, words: str) -> Mark:
    at = text.index(words)
    return Mark(Span(at, at + len(words)), "noise", "site-name")


def test_printed_lines_come_before_the_web_page_s_own() -> None:
    text = (
        "2022年度柳塘中学班子述职报告--校务公开-柳塘中学\n"
        "2022年度班子述职述廉报告\n各位老师：\n现将履职情况报告如下。"
    )
    site = _site_name(text, "--校务公开-柳塘中学")
    assert _title(text, site) == "2022年度班子述职述廉报告"


def test_a_web_line_that_announces_the_title_yields_to_it_even_below_a_salutation() -> None:
    text = (
        "关于公示《柳塘中学领导班子总结报告》--校务公开\n各位老师：\n现将报告公示如下：\n"
        "柳塘中学领导班子总结报告\n一年来，学校稳步发展。"
    )
    site = _site_name(text, "--校务公开")
    printed = text.rindex("柳塘中学领导班子总结报告")
    assert _span(text, site) == Span(printed, printed + 12)


def test_a_covering_notice_announces_the_title_among_what_it_cites() -> None:
    text = (
        "各镇水务所，各灌区管理站：\n为贯彻《松浦县节水规划》，我局制定了《农业节水工作指导意见》。"
        "现印发给你们，请遵照执行。\n二〇三一年五月六日\n农业节水工作指导意见\n一、指导思想\n节水优先。"
    )
    printed = text.rindex("农业节水工作指导意见")
    assert _span(text) == Span(printed, printed + 10)


def test_the_title_of_a_front_matter_comes_before_any_line() -> None:
    text = "水利学院守护一条河\n2023年工作总结\n2023年，学院做了以下工作。"
    front = Mark(Span(0, 9), "heading", "front-title", 1)
    assert _title(text, front) == "水利学院守护一条河"


def test_no_title_runs_over_words_of_the_page() -> None:
    text = "清渠网\n位置：首页 > 水务\n节水工作总结\n一年来，三里渠通了水。"
    way = "位置：首页 > 水务"
    at = text.index(way)
    page = Mark(Span(at, at + len(way)), "noise", "breadcrumb")
    assert _title(text, page) == "节水工作总结"
    assert _title(text.replace(f"{way}\n", "")) == "清渠网\n节水工作总结"
