"""A web page's title tells what the report is called, and whose site it stands on, where a reader
of pages hides the site's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb_build.extract import extract
from kb_build.model import HIDDEN, Mention
from kb_build.parse import parse
from kb_build.read import read

TEXT = "松浦水利学院党委全年开展巡渠12次，清淤渠道30公里。\n"
DATA = "文章来源：水务之窗 作者：小渠 发布时间：2024年5月31日 点击数：31次\n"


def _named(folder: Path, text: str) -> tuple[Mention, ...]:
    path = folder / "page.md"
    path.write_text(text, "utf-8")
    return extract(parse(read(path))).mentions


@pytest.mark.parametrize(
    ("title", "site"),
    [
        (f"巡渠工作总结--党政办-松浦水利学院\n{DATA}", "松浦水利学院"),
        ("---\ntitle: 清岚水利大学->巡渠工作总结 | example.net\n---\n", "清岚水利大学"),
    ],
)
def test_the_title_of_a_page_names_the_body_whose_site_it_is(
    tmp_path: Path, title: str, site: str
) -> None:
    first = _named(tmp_path, title + TEXT)[0]
    assert (first.kind, first.name, first.span.start) == ("organization", site, title.index(site))


def test_the_column_of_a_site_is_no_body(tmp_path: Path) -> None:
    named = _named(tmp_path, f"巡渠工作总结--党政办-渠道管护专栏\n{DATA}{TEXT}")
    assert [one.name for one in named] == ["松浦水利学院党委"]


def test_who_reports_is_not_told_by_what_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"巡渠工作总结--党政办-松浦水利学院\n{DATA}全年巡渠12次。\n", "utf-8")
    assert HIDDEN not in extract(parse(read(path))).organization.value


HEADLINE = "渠校举行护渠主题班会--校园新闻-松浦水利学院\n"
POSTED = "文章来源：水务之窗 作者：小渠 发布时间：2031年1月4日 点击数：31次\n"
NEWS = "12月29日下午，渠校举行护渠主题班会。会上，学生讲述了修渠的故事。\n"


def _attributes(folder: Path, text: str) -> list[str]:
    path = folder / "page.md"
    path.write_text(text, "utf-8")
    facts = extract(parse(read(path)))
    return [one.value for one in (facts.title, facts.organization, facts.genre, facts.period)]


def test_the_pages_title_is_the_reports_where_the_text_prints_none(tmp_path: Path) -> None:
    told = _attributes(tmp_path, HEADLINE + POSTED + NEWS)
    assert told == ["渠校举行护渠主题班会", "松浦水利学院", "brief", "2030-12"]


@pytest.mark.parametrize(("column", "body"), [("总务处", "松浦水利学院"), ("学习专栏", "")])
def test_pages_tell_who_reports_but_in_a_column_for_study(
    tmp_path: Path, column: str, body: str
) -> None:
    title = f"2031年春季护渠实践活动方案--{column}-松浦水利学院\n"
    told = _attributes(tmp_path, f"{title}{DATA}一、活动目的\n认识家乡的渠道。\n")
    assert told == ["2031年春季护渠实践活动方案", body, "plan", "2031"]


@pytest.mark.parametrize(
    ("publisher", "body"),
    [
        ("发布机构：松浦县水务局 发布日期：2031-05-02", "松浦县水务局"),
        ("来源：松浦县融媒体中心 发布日期：2031-05-02", ""),
        ("发布机构：松浦县政府办公室 发布日期：2031-05-02", ""),
    ],
)
def test_the_pages_data_tell_who_reports_where_the_text_says_our_office_only(
    tmp_path: Path, publisher: str, body: str
) -> None:
    told = _attributes(tmp_path, f"节水工作情况\n{publisher}\n今年以来，我局节水12万吨。\n")
    assert told == ["节水工作情况", body, "work_report", "2031"]


def test_the_body_that_published_a_text_reports_where_the_text_only_says_our_office(
    tmp_path: Path,
) -> None:
    text = (
        "节水工作情况\n发布机构：松浦县水务局 发布日期：2031-05-02\n"
        "今年以来，我局修渠引水，全县节水12万吨。\n"
    )
    assert _attributes(tmp_path, text)[:2] == ["节水工作情况", "松浦县水务局"]


@pytest.mark.parametrize(
    ("title", "acts", "who"),
    [
        ("渠水清清育新人", "坚持", "灌溉学院"),
        ("渠水清清育新人", "根据学校的部署", "灌溉学院"),
        ("我校渠水清清", "坚持", "清岚水利大学"),
    ],
)
def test_a_college_reports_on_its_schools_site_where_the_text_begins_with_it(
    tmp_path: Path, title: str, acts: str, who: str
) -> None:
    page = f"---\ntitle: 清岚水利大学->{title} | example.net\n---\n灌溉学院{acts}带学生下渠。\n"
    assert _attributes(tmp_path, page)[1] == who


@pytest.mark.parametrize(
    ("title", "reporter"),
    [("中共中央关于加强护渠工作的决定", "中共中央"), ("习近平：守好每一条渠", "")],
)
def test_what_a_site_only_prints_again_is_not_its_own(
    tmp_path: Path, title: str, reporter: str
) -> None:
    page = f"---\ntitle: 清岚水利大学->{title} | example.net\n---\n"
    text = "为加强护渠工作，作出如下决定。\n一、重大意义\n渠道是农业的命脉。\n"
    assert _attributes(tmp_path, page + text)[1] == reporter


def test_the_page_tells_whose_committee_a_text_speaks_of(tmp_path: Path) -> None:
    text = "为守好渠道，校党委组织党员巡渠。校党委班子带头下渠，渠道清淤30公里。\n"
    told = _attributes(tmp_path, f"党员下渠忙--学校新闻-松浦水利学院\n{DATA}{text}")
    assert told[1] == "松浦水利学院"


def test_auditors_whose_pages_these_are_report_themselves(tmp_path: Path) -> None:
    told = _attributes(
        tmp_path,
        "关于2030年度护渠资金的审计报告\n发布机构：松浦县审计局 发布日期：2031-11-08\n"
        "审计组自5月8日起，对护渠资金进行了审计，审计结果如下。\n",
    )
    assert told[1] == "松浦县审计局"
